import type { Ctx } from '#platform/ctx.js';
import { badInput, found } from '#platform/refusal.js';
import type { NormVersion } from './norm-version.entity.js';
import { provisionsByVersion, versionsById, versionsByNorm } from './norm-version.queries.js';
import { type Change, changesBetween } from './provision-change.rules.js';
import { provisionFates, type ProvisionFate } from './provision-fate.rules.js';
import type { Provision } from './provision.store.js';

/** A change, with the versions that came after the older one, up to the newer: what made it is in one of these. */
export type ChangeSince = Change & { versionIds: string[] };

/**
 * What became of each provision since another version of the same norm, in the authoritative language. NOT_FOUND where the viewer
 * may not see that version, BAD_USER_INPUT where it is another norm's.
 */
export async function changesSince(ctx: Ctx, version: NormVersion, sinceId: string): Promise<ChangeSince[]> {
  const since = found(await ctx.load(versionsById, sinceId), 'version');
  if (since.normId !== version.normId) throw badInput('versionId', 'Name a version of the same norm.');
  const locales = comparedLocales(since, version);
  const [before, after] = await Promise.all([inLocale(ctx, since, locales.since), inLocale(ctx, version, locales.version)]);
  const all = (await ctx.load(versionsByNorm, version.normId)) ?? [];
  const versionIds = all.filter(({ number }) => number > since.number && number <= version.number).map(({ id }) => id);
  const fates = fatesBetween(since, before, version, after);
  return changesBetween(before, after, fates).map((change) => ({ ...change, versionIds }));
}

/** The languages in which two versions are compared: the newer one's authoritative one, if the older one has it, else its own. */
export function comparedLocales(since: NormVersion, version: NormVersion): { since: string; version: string } {
  const locale = version.locales[0] ?? 'en';
  return { since: since.locales.includes(locale) ? locale : (since.locales[0] ?? locale), version: locale };
}

const inLocale = async (ctx: Ctx, version: NormVersion, locale: string): Promise<Provision[]> =>
  ((await ctx.load(provisionsByVersion, version.id)) ?? []).filter((provision) => provision.locale === locale);

const KEPT = 32;
const kept = new Map<string, ProvisionFate[]>();

/** Fates between two versions, their provisions in the languages of `comparedLocales`. Published text never changes, so these are worked out once; a WORKING version every time. */
export function fatesBetween(
  since: NormVersion,
  before: readonly Provision[],
  version: NormVersion,
  after: readonly Provision[],
): ProvisionFate[] {
  if (since.status === 'WORKING' || version.status === 'WORKING') return provisionFates(before, after);
  const key = `${since.id} ${version.id}`;
  const fates = kept.get(key) ?? provisionFates(before, after);
  kept.delete(key);
  kept.set(key, fates);
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
  return fates;
}
