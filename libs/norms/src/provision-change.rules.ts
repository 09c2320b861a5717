import type { ChangeKind } from '#platform/schema.types.js';
import { provisionFates, type ProvisionFate, type ProvisionFateKind } from './provision-fate.rules.js';
import type { ComparedProvision } from './provision-text.rules.js';

/** What became of one provision; the texts are compared word by word where somebody asks for it. */
export interface Change {
  /** In the newer version, or in the older one where it was deleted. */
  eId: string;
  kind: ChangeKind;
  fate: ProvisionFateKind;
  /** The provisions of the older version whose words it has. */
  from: string[];
  /** Where the provision went, or may have gone. */
  into: string[];
  similarity: number;
  before: string | null;
  after: string | null;
  headingBefore: string | null;
  headingAfter: string | null;
}

const KINDS: Readonly<Record<ProvisionFateKind, ChangeKind>> = {
  SAME: 'UNCHANGED',
  MOVED: 'MOVED',
  MODIFIED: 'MODIFIED',
  SPLIT: 'MODIFIED',
  MERGED: 'MODIFIED',
  DELETED: 'DELETED',
  AMBIGUOUS: 'DELETED',
  INSERTED: 'INSERTED',
};

/**
 * What became of each provision between two versions, in the order of the newer one; what is gone follows what it used to
 * follow. A split gives one change for each part, a merger one for all that went into it.
 */
export function changesBetween(
  before: readonly ComparedProvision[],
  after: readonly ComparedProvision[],
  fates: readonly ProvisionFate[] = provisionFates(before, after),
): Change[] {
  const followed = followedBy(fates, before.length);
  const placed = fates.flatMap((fate): Placed[] =>
    fate.to.length === 0
      ? [{ at: followed[fate.from[0] ?? 0] ?? -1, then: fate.from[0] ?? 0, change: goneIn(fate, before, after) }]
      : fate.to.map((to) => ({ at: to, then: -1, change: changeAt(to, fate, before, after) })),
  );
  return placed.sort((a, b) => a.at - b.at || a.then - b.then).map(({ change }) => change);
}

interface Placed {
  at: number;
  then: number;
  change: Change;
}
type Provisions = readonly ComparedProvision[];

const eIdsOf = (provisions: Provisions, indices: readonly number[]): string[] =>
  indices.flatMap((index) => provisions[index]?.eId ?? []);

function changeAt(to: number, fate: ProvisionFate, before: Provisions, after: Provisions): Change {
  const { eId = '', text = '', heading = null } = after[to] ?? {};
  const { kind: fateKind, similarity, from } = fate;
  const into = eIdsOf(after, fate.to);
  const about = { eId, kind: KINDS[fateKind], fate: fateKind, from: eIdsOf(before, from), into, similarity };
  return { ...about, ...joined(before, from), after: text, headingAfter: heading };
}

function goneIn({ kind, from, candidates, similarity }: ProvisionFate, before: Provisions, after: Provisions): Change {
  const eIds = eIdsOf(before, from);
  const about = { eId: eIds[0] ?? '', kind: KINDS[kind], fate: kind, from: eIds, into: eIdsOf(after, candidates), similarity };
  return { ...about, ...joined(before, from), after: null, headingAfter: null };
}

function joined(provisions: Provisions, indices: readonly number[]): Pick<Change, 'before' | 'headingBefore'> {
  const old = indices.flatMap((index) => provisions[index] ?? []);
  if (old.length === 0) return { before: null, headingBefore: null };
  const headings = old.flatMap(({ heading }) => heading ?? []);
  return { before: old.map(({ text }) => text).join('\n'), headingBefore: headings.length > 0 ? headings.join('\n') : null };
}

/** For each provision of the older version, the index in the newer one of what it stands at or follows; -1 at the beginning. */
export function followedBy(fates: readonly ProvisionFate[], count: number): number[] {
  const places = new Array<number>(count).fill(-1);
  for (const { from, to } of fates) for (const i of from) places[i] = to.at(-1) ?? -1;
  for (let i = 1; i < count; i++) if (places[i] === -1) places[i] = places[i - 1] ?? -1;
  return places;
}
