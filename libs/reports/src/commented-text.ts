import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import type { Referable } from '#comments/reference.rules.js';
import { roundsOfCycle } from '#reviews/review.queries.js';
import type { TemplateHead } from './docx-table.parts.js';
import type { ExportRequest } from './export.types.js';

/** The text that comments are on: its norm and version, its provisions in document order, and the round where there is one. */
export interface CommentedText {
  title: string;
  slug: string;
  version: number;
  round: string | null;
  provisions: Referable[];
}

const TEXT = `select n.title, n.slug, v.number as version, v.id as version_id, v.locales from norm_version v join norm n on n.id = v.norm_id
  where v.id = coalesce($1::uuid, (select version_id from round where id = $2))`;
const PROVISIONS = `select eid as "eId", parent_eid as "parentEId", number, heading from provision where version_id = $1 and locale = $2 order by position`;

/** The text of an export's version, round or review cycle, in the language asked for where it has that, else in its first. */
export async function textOf(
  ctx: Ctx,
  { versionId, roundId, reviewCycleId, locale }: Pick<ExportRequest, 'versionId' | 'roundId' | 'reviewCycleId' | 'locale'>,
): Promise<CommentedText> {
  const ofCycle = reviewCycleId ? ((await roundsOfCycle(ctx, reviewCycleId))[0]?.id ?? null) : null;
  const row = found(
    await ctx.db.readOne<Omit<CommentedText, 'provisions'> & { versionId: string; locales: string[] }>(TEXT, [
      versionId,
      roundId ?? ofCycle,
    ]),
    'version',
  );
  const language = row.locales.includes(locale) ? locale : row.locales[0];
  const provisions = await ctx.db.read<Referable>(PROVISIONS, [row.versionId, language]);
  const round = await ctx.db.readOne<{ reference: string }>('select reference from round where id = $1', [roundId ?? ofCycle]);
  return { title: row.title, slug: row.slug, version: row.version, round: round?.reference ?? null, provisions };
}

/** The page header of a table on the text; `Document` names it so that a table filled in on another version is known again. */
export const headOf = (
  { title, slug, version, round }: CommentedText,
  { createdAt, locale }: { createdAt: Date; locale: string },
  marking: string,
): TemplateHead => ({
  date: createdAt.toISOString().slice(0, 10),
  document: `${title} (${slug}, version ${version})`,
  project: round ?? '',
  marking,
  locale,
});
