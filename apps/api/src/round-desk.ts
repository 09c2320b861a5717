import { found } from '#platform/refusal.js';
import type { Ctx } from '#platform/ctx.js';
import { organizationsById } from '#identity/identity.loader.js';
import { normsById, provisionsByVersion, versionsById } from '#norms/norm-version.queries.js';
import { inLocale, servedLocale } from '#norms/translation.queries.js';
import type { Question } from '#rounds/question.rules.js';
import type { Round } from '#rounds/round.entity.js';
import { questionsByRound, roundByReference } from '#rounds/round.queries.js';
import { commentCounts } from '#comments/comment.queries.js';
import { ONESELF } from '#web/comment-words.js';
import type { ProvisionView } from '#web/norm-words.js';
import type { RoundHeadView } from '#web/round-head.js';
import type { RoundTextView } from '#web/round-text.page.js';
import { standingOf } from './provision-standing.js';

/** The round that a page is about; NOT_FOUND. */
export const roundNamed = async (ctx: Ctx, reference: string): Promise<Round> =>
  found(await roundByReference(ctx, reference), 'round');

/** What every page within a round begins with. */
export async function headOf(ctx: Ctx, round: Round): Promise<RoundHeadView> {
  const norm = found(await ctx.load(normsById, round.normId), 'norm');
  const version = found(await ctx.load(versionsById, round.versionId), 'version');
  return { ...round, normTitle: norm.title, versionLabel: version.label, takesComments: round.status === 'OPEN' };
}

/** The text of the round's version in the language that serves the reader best, with how much was said on each provision. */
export async function textOf(ctx: Ctx, round: Round, lang: string | undefined): Promise<RoundTextView> {
  const { locales } = found(await ctx.load(versionsById, round.versionId), 'version');
  const wanted = lang ?? ctx.locale;
  const provisions = await provisionsOf(ctx, round, wanted);
  const questions = ((await ctx.load(questionsByRound, round.id)) ?? []) as Question[];
  return { ...(await headOf(ctx, round)), locales, locale: servedLocale(locales, wanted), provisions, questions };
}

async function provisionsOf(ctx: Ctx, round: Round, wanted: string): Promise<ProvisionView[]> {
  const { locales } = found(await ctx.load(versionsById, round.versionId), 'version');
  const rows = inLocale(locales, (await ctx.load(provisionsByVersion, round.versionId)) ?? [], wanted);
  const counts = await ctx.load(commentCounts, round.id);
  const known = standingOf(rows);
  return rows.map((row) => ({
    ...row,
    ...(known.get(row.eId) ?? { depth: 0, place: row.eId }),
    comments: counts?.get(`${round.versionId} ${row.eId}`) ?? 0,
  }));
}

const ONE = `select p.eid as "eId", p.number, p.heading, p.text, p.locale, 0 as depth from provision p
  where p.version_id = $1 and p.eid = $2 and p.locale = any($3) order by p.locale <> $4 limit 1`;

/** One provision of the round's version, in the language wanted or else the authoritative one; NOT_FOUND. */
export async function provisionOf(ctx: Ctx, round: Round, eId: string, wanted: string): Promise<ProvisionView> {
  const { locales } = found(await ctx.load(versionsById, round.versionId), 'version');
  const locale = servedLocale(locales, wanted);
  const row = await ctx.db.readOne<ProvisionView>(ONE, [round.versionId, eId, [locale, locales[0]], locale]);
  const places = await placesOf(ctx, round, [{ anchor: { eId } }]);
  const counts = await ctx.load(commentCounts, round.id);
  const comments = counts?.get(`${round.versionId} ${eId}`) ?? 0;
  return { ...found(row, 'provision'), place: places.get(eId) ?? eId, comments };
}

/** For whom the signed-in person may speak, by the value of a form's field `for`: themselves, and each organization of theirs. */
export async function speakersOf(ctx: Ctx): Promise<Record<string, string>> {
  const organizations = await Promise.all(
    ctx.actor.memberships.map(({ organizationId }) => ctx.load(organizationsById, organizationId)),
  );
  const named = organizations.flatMap((one) => (one ? [[one.id, one.name] as const] : []));
  return { [ONESELF]: 'Myself', ...Object.fromEntries(named) };
}

/** Provisions as their text names them, with what they stand in; those that it names nowhere are left out. */
const PLACES = `select w.eid as "eId", string_agg(concat_ws(' ', nullif(p.number, ''), nullif(p.heading, '')), ', ' order by length(p.eid)) as place
  from unnest($2::text[]) w(eid) join norm_version v on v.id = $1
    join provision p on p.version_id = v.id and p.locale = v.locales[1] and (p.eid = w.eid or starts_with(w.eid, p.eid || '__'))
  where concat(p.number, p.heading) <> '' group by w.eid`;

/** What comments of a round are on, as the text names it, by eId. */
export async function placesOf(
  ctx: Ctx,
  { versionId }: Pick<Round, 'versionId'>,
  comments: readonly { anchor: { eId: string } | null }[],
): Promise<Map<string, string>> {
  const eIds = [...new Set(comments.flatMap(({ anchor }) => anchor?.eId ?? []))];
  const named = await ctx.db.read<{ eId: string; place: string }>(PLACES, [versionId, eIds]);
  return new Map(named.map(({ eId, place }) => [eId, place]));
}
