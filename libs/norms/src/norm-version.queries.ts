import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { isHeldFor } from './norm-version.visibility.js';
import type { Norm } from './norm.entity.js';
import { NORM_COLUMNS } from './norm.service.js';
import { normsOf, VISIBLE_NORM } from './norm.visibility.js';
import type { NormVersion } from './norm-version.entity.js';
import type { ProvisionEdit } from './provision-edit.store.js';
import { type Provision, PROVISION_COLUMNS } from './provision.store.js';

/** Norms by id, as far as the viewer may see them. */
export async function normsById(db: Database, ctx: Ctx, ids: readonly string[]): Promise<Map<string, Norm>> {
  const text = `select ${NORM_COLUMNS} from norm where ${VISIBLE_NORM} and id = any($3)`;
  const rows = await db.read<Norm>(text, [...normsOf(ctx.actor), ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Versions by id, as far as the viewer may see them. */
export async function versionsById(db: Database, ctx: Ctx, ids: readonly string[]): Promise<Map<string, NormVersion>> {
  const rows = await db.read<NormVersion>('select * from norm_version where id = any($1)', [ids]);
  return new Map(rows.filter((row) => isHeldFor(ctx.actor, row)).map((row) => [row.id, row]));
}

/** The versions of each norm, newest first, as far as the viewer may see them. */
export async function versionsByNorm(db: Database, ctx: Ctx, normIds: readonly string[]): Promise<Map<string, NormVersion[]>> {
  const rows = await db.read<NormVersion>('select * from norm_version where norm_id = any($1) order by number desc', [normIds]);
  const visible = rows.filter((row) => isHeldFor(ctx.actor, row));
  return new Map(normIds.map((id) => [id, visible.filter((row) => row.normId === id)]));
}

/** All provisions of versions in document order, in every language they have. */
export async function provisionsByVersion(
  db: Database,
  _ctx: Ctx,
  versionIds: readonly string[],
): Promise<Map<string, Provision[]>> {
  const rows = await db.read<Provision>(
    `select ${PROVISION_COLUMNS} from provision p where p.version_id = any($1) order by p.version_id, p.position, p.locale`,
    [versionIds],
  );
  const byVersion = new Map<string, Provision[]>(versionIds.map((id) => [id, []]));
  for (const row of rows) byVersion.get(row.versionId)?.push(row);
  return byVersion;
}

/** The last change of each version that was not undone. */
export async function lastChanges(db: Database, _ctx: Ctx, versionIds: readonly string[]): Promise<Map<string, ProvisionEdit>> {
  const rows = await db.read<ProvisionEdit>(
    `select distinct on (version_id) version_id, revision, action, eid as "eId", locale, at from provision_change
     where version_id = any($1) and undone_in is null order by version_id, revision desc`,
    [versionIds],
  );
  return new Map(rows.map((row) => [row.versionId, row]));
}
