import type { SummaryInput } from './summary.types.js';

const STOP = new Set(
  'about above after again also although among been before being below between both cannot could does doing down during each either even every from further have having here however into itself like made make many more most much must need needs only other over same shall should since some such than that their them then there therefore these they this those through under until upon very were what when where which while will with within without would your section comment comments suggest suggested change changes text'.split(
    ' ',
  ),
);
const FEWEST = 2; // comments that share a word before it can name a theme
const MOST_THEMES = 12;
const KEYWORDS = 4;

const segmenters = new Map<string, Intl.Segmenter>();

/** The words of a text that can name a theme: four letters or more, none of the common ones, each once. */
export function terms(text: string, locale: string): Set<string> {
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, segmenter);
  const words = [...segmenter.segment(text.normalize('NFKC').toLowerCase())]
    .filter((segment) => segment.isWordLike)
    .map((segment) => segment.segment);
  return new Set(
    words.filter((word) => ([...word].length >= 4 || /\p{Script=Han}/u.test(word)) && !STOP.has(word) && !/^\d/.test(word)),
  );
}

/** A group of comments that share a telling word. */
export interface ThemeGroup {
  label: string;
  keywords: string[];
  comments: SummaryInput[];
}

/**
 * Groups comments by the words that tell them apart (term frequency times inverse document frequency). Each comment is in one
 * theme at most. Deterministic: ties fall to the earlier word of the alphabet. A suggestion, until a person has looked at it.
 */
export function groupByTheme(comments: readonly SummaryInput[]): ThemeGroup[] {
  const termsOf = new Map(comments.map((comment) => [comment.id, terms(comment.body, comment.locale)]));
  const themes: ThemeGroup[] = [];
  let left = [...comments];
  while (themes.length < MOST_THEMES) {
    const label = mostTelling(left, termsOf);
    if (label === null) break;
    const members = left.filter((comment) => termsOf.get(comment.id)?.has(label));
    themes.push({ label, keywords: [label, ...companions(label, members, termsOf)], comments: members });
    left = left.filter((comment) => !members.includes(comment));
  }
  return themes;
}

/** The word that most comments share without all of them sharing it. */
function mostTelling(comments: readonly SummaryInput[], termsOf: ReadonlyMap<string, Set<string>>): string | null {
  const counts = countTerms(comments, termsOf);
  const scored = [...counts]
    .filter(([, count]) => count >= FEWEST && count < comments.length)
    .map(([term, count]) => ({ term, score: Math.round(count * Math.log(comments.length / count) * 1e6) }));
  scored.sort((a, b) => b.score - a.score || (a.term < b.term ? -1 : 1));
  return scored[0]?.term ?? null;
}

function companions(label: string, members: readonly SummaryInput[], termsOf: ReadonlyMap<string, Set<string>>): string[] {
  const counts = [...countTerms(members, termsOf)].filter(([term, count]) => term !== label && count >= FEWEST);
  counts.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return counts.slice(0, KEYWORDS).map(([term]) => term);
}

function countTerms(comments: readonly SummaryInput[], termsOf: ReadonlyMap<string, Set<string>>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const comment of comments) for (const term of termsOf.get(comment.id) ?? []) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
