import type { Tx } from '#platform/tx.js';
import type { FormerPlace } from './outline.rules.js';
import type { NewProvision } from './provision.store.js';
import type { Place } from './translation.rules.js';

/** A row of `provision` with all its columns, as JSON has it: what it is put back from when a change is undone. */
export type StoredRow = { version_id: string; locale: string; eid: string } & Record<string, unknown>;

/** What undoing a change puts back: rows as they were, keys that were not there, places, and the version's languages. */
export interface Before {
  rows: StoredRow[];
  added: { locale: string; eid: string }[];
  places: FormerPlace[];
  locales: string[];
}

export type EditAction = 'ADDED' | 'CHANGED' | 'MOVED' | 'REMOVED' | 'TRANSLATED';

/** One change of a WORKING version: what was done, and in which revision. */
export interface ProvisionEdit {
  versionId: string;
  revision: number;
  action: EditAction;
  eId: string | null;
  locale: string | null;
  at: Date;
}

/** The places of a version's provisions in document order. */
export const outlineIn = (tx: Tx, versionId: string, locale: string): Promise<Place[]> =>
  tx.query<Place>(
    'select eid as "eId", parent_eid as "parentEId" from provision where version_id = $1 and locale = $2 order by position',
    [versionId, locale],
  );

/** The rows of these provisions in every language; in one language where it is given. */
export async function rowsIn(tx: Tx, versionId: string, eIds: readonly string[], locale?: string): Promise<StoredRow[]> {
  const rows = await tx.query<{ row: StoredRow }>(
    `select to_jsonb(p) as row from provision p
     where version_id = $1 and eid = any($2) and ($3::text is null or locale = $3) order by position, locale`,
    [versionId, eIds, locale ?? null],
  );
  return rows.map(({ row }) => row);
}

/** Puts rows back as they were. */
export async function putBack(tx: Tx, rows: readonly StoredRow[]): Promise<void> {
  await tx.query('insert into provision select * from jsonb_populate_recordset(null::provision, $1)', [JSON.stringify(rows)]);
}

/** Takes rows out by their keys. */
export async function takeOut(tx: Tx, versionId: string, keys: readonly { locale: string; eid: string }[]): Promise<void> {
  await tx.query(
    `delete from provision p using unnest($2::text[], $3::text[]) as k (locale, eid)
     where p.version_id = $1 and p.locale = k.locale and p.eid = k.eid`,
    [versionId, keys.map(({ locale }) => locale), keys.map(({ eid }) => eid)],
  );
}

const WORDS = `insert into provision (version_id, locale, eid, position, parent_eid, number, heading, text, kind, review_on, sunset_on, text_revision)
  values ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict (version_id, locale, eid) do update set number = excluded.number, heading = excluded.heading, text = excluded.text,
    text_revision = excluded.text_revision`;
const STANDING = `update provision set kind = $3, review_on = $4, sunset_on = $5
  where version_id = $1 and eid = $2 and (kind, review_on, sunset_on) is distinct from ($3, $4::date, $5::date)`;

/** Stores the words of a provision in one language, and what it does and its dates in all; its place is `arrange`'s. */
export async function storeProvision(
  tx: Tx,
  at: { versionId: string; locale: string; textRevision: number },
  { eId, parentEId, number, heading, text, kind, reviewOn = null, sunsetOn = null }: NewProvision,
): Promise<void> {
  const words = [parentEId, number, heading, text, kind, reviewOn, sunsetOn, at.textRevision];
  await tx.query(WORDS, [at.versionId, at.locale, eId, ...words]);
  await tx.query(STANDING, [at.versionId, eId, kind, reviewOn, sunsetOn]);
}

/** Gives every provision the place that the outline says, in all languages. */
export async function arrange(tx: Tx, versionId: string, outline: readonly Place[]): Promise<void> {
  await tx.query(
    `update provision p set position = o.position, parent_eid = o.parent_eid
     from unnest($2::text[], $3::text[]) with ordinality as o (eid, parent_eid, position)
     where p.version_id = $1 and p.eid = o.eid and (p.position, p.parent_eid) is distinct from (o.position, o.parent_eid)`,
    [versionId, outline.map(({ eId }) => eId), outline.map(({ parentEId }) => parentEId)],
  );
}

/** Keeps what a change replaced. */
export async function keepChange(
  tx: Tx,
  { versionId, revision, action, eId, locale }: Omit<ProvisionEdit, 'at'>,
  before: Before,
): Promise<void> {
  await tx.query(
    'insert into provision_change (version_id, revision, action, eid, locale, before, at) values ($1, $2, $3, $4, $5, $6, $7)',
    [versionId, revision, action, eId, locale, JSON.stringify(before), tx.now],
  );
}

/** The last change that stands, with what it replaced; null where all are undone, or there was none. */
export const lastStanding = (tx: Tx, versionId: string): Promise<(ProvisionEdit & { before: Before }) | null> =>
  tx.one(
    `select version_id, revision, action, eid as "eId", locale, at, before from provision_change
     where version_id = $1 and undone_in is null order by revision desc limit 1`,
    [versionId],
  );

/** Notes in which revision a change was undone; it is not undone again. */
export async function noteUndone(tx: Tx, versionId: string, revision: number, undoneIn: number): Promise<void> {
  await tx.query('update provision_change set undone_in = $3 where version_id = $1 and revision = $2', [
    versionId,
    revision,
    undoneIn,
  ]);
}
