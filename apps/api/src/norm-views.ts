import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import type { Norm } from '#norms/norm.entity.js';
import type { NormVersion } from '#norms/norm-version.entity.js';
import { provisionsByVersion, versionsByNorm } from '#norms/norm-version.queries.js';
import { changesSince, type ChangeSince } from '#norms/provision-change.queries.js';
import { wordDiff } from '#norms/word-diff.rules.js';
import type { ChangesView } from '#web/norm-changes.page.js';
import { standingOf } from './provision-standing.js';

const CHANGES_A_PAGE = 50;

/** The version of a norm with this number, the newest one where none is named; NOT_FOUND where the reader may not see it. */
export async function versionOf(ctx: Ctx, normId: string, number: string | undefined): Promise<NormVersion> {
  const versions = (await ctx.load(versionsByNorm, normId)) ?? [];
  return found(number === undefined ? versions[0] : versions.find((version) => String(version.number) === number), 'version');
}

/** A page of what changed between two versions; words are compared for the changes on it alone. */
export async function changesView(
  ctx: Ctx,
  { slug, title }: Norm,
  { older, newer, page }: { older: NormVersion; newer: NormVersion; page: number },
): Promise<ChangesView> {
  const all = await changesSince(ctx, newer, older.id);
  const changed = all.filter(({ kind }) => kind !== 'UNCHANGED');
  const places = await placesIn(ctx, [older, newer]);
  const end = page * CHANGES_A_PAGE;
  const shown = changed.slice(end - CHANGES_A_PAGE, end);
  const query = `from=${older.number}&to=${newer.number}&page=${page + 1}`;
  return {
    slug,
    title,
    from: older,
    to: { number: newer.number, label: newer.label, locale: newer.locales[0] ?? 'en' },
    changed: changed.length,
    unchanged: all.length - changed.length,
    changes: shown.map((change, i) => compared(change, places, `${i} ${change.eId}`)),
    next: end < changed.length ? `/norms/${slug}/changes?${query}` : null,
  };
}

function compared(change: ChangeSince, places: ReadonlyMap<string, string>, key: string): ChangesView['changes'][number] {
  const { eId, kind, before, after, headingBefore, headingAfter } = change;
  const heading = wordDiff(headingBefore ?? '', headingAfter ?? '');
  return { key, kind, place: places.get(eId) ?? eId, heading, diff: wordDiff(before ?? '', after ?? '') };
}

/** Provisions as their text names them, with what they stand in; the newer version's names before the older one's. */
async function placesIn(ctx: Ctx, versions: readonly NormVersion[]): Promise<Map<string, string>> {
  const places = new Map<string, string>();
  for (const { id, locales } of versions) {
    const rows = ((await ctx.load(provisionsByVersion, id)) ?? []).filter(({ locale }) => locale === locales[0]);
    for (const [eId, { place }] of standingOf(rows)) places.set(eId, place);
  }
  return places;
}
