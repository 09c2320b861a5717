import { groupByTheme } from './summary-themes.rules.js';
import type { GroupTally, Point, SummaryInput, SummaryProvision, SummaryResult, SummaryTheme } from './summary.types.js';

/** What made a summary. A change to what it says is a new number. */
export const METHOD = 'colloquy-extractive/1';

const POSITIONS = ['SUPPORT', 'SUPPORT_WITH_CHANGES', 'OPPOSE', 'NEUTRAL'] as const;
const POINTS_EACH = 3; // quotes for each position on a provision
const LONGEST_QUOTE = 400;
const MINORITY_SHARE = 0.1;
const RESOLVED = ['ACCEPTED', 'ACCEPTED_WITH_MODIFICATION'];

/** Only what everyone may read is quoted; everything else is counted alone (domain.md, Who sees what). */
const isQuotable = (comment: SummaryInput): boolean => comment.tlp === 'CLEAR' && comment.status === 'PUBLISHED';

/**
 * The summary of a round's comments: figures, verbatim sentences with their sources, and a place for every comment, which is
 * cited, listed, or counted as not to be quoted. The same comments give the same summary, in whatever order they come.
 */
export function summarise(input: readonly SummaryInput[]): SummaryResult {
  const comments = [...input].sort((a, b) => a.number - b.number);
  const quotable = comments.filter(isQuotable);
  const provisions = eIdsOf(comments).map((eId) => summariseProvision(eId, comments));
  const themes = groupByTheme(quotable).map(toTheme);
  const minority = provisions.flatMap(({ points }) => points.filter((point) => point.minority));
  const unresolvedObjections = comments
    .filter((comment) => comment.blocking && !RESOLVED.includes(comment.outcome ?? ''))
    .map(({ id }) => id);
  return { provisions, themes, minority, unresolvedObjections, coverage: coverageOf(comments, provisions, themes) };
}

const eIdsOf = (comments: readonly SummaryInput[]): string[] => [...new Set(comments.flatMap(({ eId }) => eId ?? []))].sort();

function summariseProvision(eId: string, all: readonly SummaryInput[]): SummaryProvision {
  const own = all.filter((comment) => comment.eId === eId);
  const [support, supportWithChanges, oppose, neutral] = POSITIONS.map(
    (position) => own.filter((c) => c.position === position).length,
  ) as [number, number, number, number];
  const tally = { eId, support, supportWithChanges, oppose, neutral, byGroup: byGroup(own) };
  const points = POSITIONS.flatMap((position) =>
    pointsOf(
      own.filter((comment) => comment.position === position),
      own,
    ),
  );
  const proposals = own.filter((comment) => isQuotable(comment) && comment.proposedText !== null).map(({ id }) => id);
  return { eId, tally, points, proposals };
}

/** The first sentences of the comments that hold a position, those that say the same once with all who said it. */
function pointsOf(holders: readonly SummaryInput[], all: readonly SummaryInput[]): Point[] {
  const minority = isMinority(holders, all);
  const byText = new Map<string, string[]>();
  for (const comment of holders.filter(isQuotable)) {
    const quote = firstSentence(comment.body, comment.locale);
    byText.set(quote, [...(byText.get(quote) ?? []), comment.id]);
  }
  const points = [...byText].map(([text, citations]) => ({ text, citations, minority }));
  return points.sort((a, b) => b.citations.length - a.citations.length).slice(0, POINTS_EACH);
}

/** Held by two submitters or one organization, and by less than a tenth of all who spoke on the provision. */
function isMinority(holders: readonly SummaryInput[], all: readonly SummaryInput[]): boolean {
  const submitters = new Set(holders.map(({ submissionId }) => submissionId)).size;
  const hasVoice = submitters >= 2 || holders.some(({ organizationId }) => organizationId !== null);
  return hasVoice && submitters < MINORITY_SHARE * new Set(all.map(({ submissionId }) => submissionId)).size;
}

/** The comment's own first sentence, cut at 400 characters, never put into other words. */
export function firstSentence(body: string, locale: string): string {
  const text = body.replace(/\s+/g, ' ').trim();
  const [first] = new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(text);
  const sentence = (first?.segment ?? text).trim();
  return sentence.length <= LONGEST_QUOTE ? sentence : `${sentence.slice(0, LONGEST_QUOTE - 1)}…`;
}

function toTheme({ label, keywords, comments }: ReturnType<typeof groupByTheme>[number]): SummaryTheme {
  const points = comments
    .slice(0, POINTS_EACH)
    .map((comment) => ({ text: firstSentence(comment.body, comment.locale), citations: [comment.id], minority: false }));
  return { label, keywords, size: comments.length, byGroup: byGroup(comments), points };
}

/** How the comments fall to the stakeholder groups, in the order of their names. */
export function byGroup(comments: readonly SummaryInput[]): GroupTally[] {
  const groups = [...new Set(comments.map(({ group }) => group))].sort();
  return groups.map((key) => {
    const own = comments.filter(({ group }) => group === key);
    const organizations = new Set(own.flatMap(({ organizationId }) => organizationId ?? [])).size;
    return { key, comments: own.length, submissions: new Set(own.map(({ submissionId }) => submissionId)).size, organizations };
  });
}

function coverageOf(
  comments: readonly SummaryInput[],
  provisions: readonly SummaryProvision[],
  themes: readonly SummaryTheme[],
): SummaryResult['coverage'] {
  const points = [...provisions.flatMap((provision) => provision.points), ...themes.flatMap((theme) => theme.points)];
  const cited = new Set(points.flatMap(({ citations }) => citations));
  const withheldFromText = comments.filter((comment) => !isQuotable(comment)).length;
  return {
    comments: comments.length,
    cited: cited.size,
    listed: comments.length - withheldFromText - cited.size,
    withheldFromText,
  };
}
