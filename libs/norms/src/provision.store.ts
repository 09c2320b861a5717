import type { ProvisionInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import type { ProvisionDraft } from './provision.types.js';

/** A provision as it is kept, in one language. */
export interface Provision extends ProvisionDraft {
  versionId: string;
  locale: string;
  reviewOn: string | null;
  sunsetOn: string | null;
  /** The version's revision in which the words last changed or, of a translation, the one that was translated. */
  textRevision: number;
}

/** The columns of a provision by the names of the contract. */
export const PROVISION_COLUMNS = `p.version_id, p.locale, p.eid as "eId", p.parent_eid as "parentEId", p.number, p.heading, p.text, p.kind,
  p.review_on::text as review_on, p.sunset_on::text as sunset_on, p.text_revision`;

const INSERT = `insert into provision (version_id, locale, position, eid, parent_eid, number, heading, text, kind, review_on, sunset_on)
  select $1, $2, o.position, o.eid, o.parent_eid, o.number, o.heading, o.text, o.kind, o.review_on, o.sunset_on
  from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::date[], $10::date[]) with ordinality
    as o (eid, parent_eid, number, heading, text, kind, review_on, sunset_on, position)`;

export type NewProvision = ProvisionDraft & { reviewOn?: string | null; sunsetOn?: string | null };

/** Stores provisions in document order, in one statement whatever their number. */
export async function insertProvisions(
  tx: Tx,
  versionId: string,
  locale: string,
  provisions: readonly NewProvision[],
): Promise<void> {
  const column = <K extends keyof NewProvision>(key: K): unknown[] => provisions.map((provision) => provision[key] ?? null);
  await tx.query(INSERT, [
    versionId,
    locale,
    column('eId'),
    column('parentEId'),
    column('number'),
    column('heading'),
    column('text'),
    column('kind'),
    column('reviewOn'),
    column('sunsetOn'),
  ]);
}

/** A provision as an input gives it. */
export const fromInput = (input: ProvisionInput): NewProvision => ({
  eId: input.eId,
  parentEId: input.parentEId ?? null,
  number: input.number ?? null,
  heading: input.heading ?? null,
  text: input.text,
  kind: input.kind ?? 'OTHER',
  reviewOn: input.reviewOn ?? null,
  sunsetOn: input.sunsetOn ?? null,
});
