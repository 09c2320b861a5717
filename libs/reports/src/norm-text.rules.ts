import type { DiffSegment } from '#platform/schema.types.js';
import { provisionFates } from '#norms/provision-fate.rules.js';
import { wordDiff } from '#norms/word-diff.rules.js';
import type { WrittenProvision } from './norm-text.types.js';

/** A provision as versions hold it. */
export interface HeldProvision {
  eId: string;
  parentEId: string | null;
  number: string | null;
  heading: string | null;
  text: string;
  kind: WrittenProvision['kind'];
  reviewOn: string | null;
  sunsetOn: string | null;
}

/** Words without any change. */
export const plain = (text: string | null): DiffSegment[] => (text ? [{ op: 'EQUAL', text }] : []);

/** What stands in the version itself: what was deleted from the earlier one is left out. */
export const newWords = (segments: readonly DiffSegment[]): string =>
  segments
    .filter(({ op }) => op !== 'DELETE')
    .map(({ text }) => text)
    .join('');

type Unplaced = Omit<WrittenProvision, 'depth'>;

/** Provisions as they are, each right after the one in which it stands. */
export const asWritten = (provisions: readonly HeldProvision[]): WrittenProvision[] =>
  inTreeOrder(branchesOf(provisions.map((provision) => ({ ...provision, ...runsOf(provision, plain), isDeleted: false }))));

/**
 * Provisions with their changes since an earlier version marked: what became of each is told by its words, not by its number alone.
 * What was deleted stands where it stood, after its neighbour.
 */
export function asChanged(earlier: readonly HeldProvision[], provisions: readonly HeldProvision[]): WrittenProvision[] {
  const fates = provisionFates(earlier, provisions);
  const sources = new Map(fates.flatMap(({ from, to }) => to.map((j) => [j, from.flatMap((i) => earlier[i] ?? [])] as const)));
  const branches = branchesOf(
    provisions.map((provision, j) => ({ ...provision, ...changed(sources.get(j) ?? [], provision), isDeleted: false })),
  );
  const names = namesOf(earlier, provisions, fates);
  const gone = new Set(fates.flatMap(({ from, to }) => (to.length === 0 ? from : [])));
  const last = new Map<string | null, string>();
  for (const [i, old] of earlier.entries()) {
    const parentEId = old.parentEId === null ? null : (names.get(old.parentEId) ?? null);
    const eId = names.get(old.eId) ?? old.eId;
    if (gone.has(i)) insertAfter(branches, last.get(parentEId), removed({ ...old, eId, parentEId }));
    last.set(parentEId, eId);
  }
  return inTreeOrder(branches);
}

/** By what each provision of the earlier version goes here: the one it became or, where it is gone, an eId that no other has. */
function namesOf(
  earlier: readonly HeldProvision[],
  provisions: readonly HeldProvision[],
  fates: readonly { from: number[]; to: number[] }[],
): Map<string, string> {
  const taken = new Set(provisions.map(({ eId }) => eId));
  const names = new Map<string, string>();
  for (const { from, to } of fates) {
    const became = provisions[to[0] ?? -1];
    for (const { eId } of from.flatMap((i) => earlier[i] ?? []))
      names.set(eId, became?.eId ?? (taken.has(eId) ? `${eId}~removed` : eId));
  }
  return names;
}

const removed = (old: HeldProvision): Unplaced => ({ ...old, ...runsOf(old, (text) => marked(text, 'DELETE')), isDeleted: true });

function insertAfter(branches: Map<string | null, Unplaced[]>, neighbour: string | undefined, gone: Unplaced): void {
  const siblings = branches.get(gone.parentEId) ?? [];
  siblings.splice(siblings.findIndex(({ eId }) => eId === neighbour) + 1, 0, gone);
  branches.set(gone.parentEId, siblings);
}

/** What stands in each provision, and at the top (null); one whose parent is missing stands at the top. */
function branchesOf(provisions: readonly Unplaced[]): Map<string | null, Unplaced[]> {
  const known = new Set(provisions.map(({ eId }) => eId));
  const branches = new Map<string | null, Unplaced[]>();
  for (const provision of provisions) {
    const parent = provision.parentEId !== null && known.has(provision.parentEId) ? provision.parentEId : null;
    const branch = branches.get(parent);
    if (branch) branch.push(provision);
    else branches.set(parent, [provision]);
  }
  return branches;
}

/** The whole tree from the top, each provision followed by those in it. */
function inTreeOrder(branches: ReadonlyMap<string | null, readonly Unplaced[]>): WrittenProvision[] {
  const written: WrittenProvision[] = [];
  const waiting = (branches.get(null) ?? []).map((provision) => ({ provision, depth: 0 })).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { provision, depth } = next;
    written.push({ ...provision, depth });
    const below = (branches.get(provision.eId) ?? []).map((child) => ({ provision: child, depth: depth + 1 }));
    waiting.push(...below.reverse());
  }
  return written;
}

type Runs = Pick<WrittenProvision, 'number' | 'heading' | 'text'>;

const runsOf = (provision: HeldProvision, as: (text: string | null) => DiffSegment[]): Runs => ({
  number: as(provision.number),
  heading: as(provision.heading),
  text: as(provision.text),
});

const marked = (text: string | null, op: DiffSegment['op']): DiffSegment[] => (text ? [{ op, text }] : []);

function changed(sources: readonly HeldProvision[], after: HeldProvision): Runs {
  if (sources.length === 0) return runsOf(after, (text) => marked(text, 'INSERT'));
  const diff = (key: 'number' | 'heading' | 'text', joint: string): DiffSegment[] => {
    const before = sources.flatMap((source) => source[key] ?? []).join(joint);
    return before === (after[key] ?? '') ? plain(before) : wordDiff(before, after[key] ?? '');
  };
  return { number: diff('number', ' '), heading: diff('heading', ' '), text: diff('text', '\n\n') };
}

/** Text in XML and HTML. What XML 1.0 cannot hold becomes U+FFFD, so that it is seen and not lost. */
export const escaped = (text: string): string =>
  text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\ufffd',
    )
    .replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character);

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/**
 * Runs cut into paragraphs at each empty line; runs of one paragraph stay together. An empty line that was deleted cuts nothing: what
 * is left once the changes are accepted are the paragraphs of the new text.
 */
export function paragraphsOf(segments: readonly DiffSegment[]): DiffSegment[][] {
  const paragraphs: DiffSegment[][] = [[]];
  for (const { op, text } of segments) {
    const [first = '', ...rest] = op === 'DELETE' ? [text] : text.split('\n\n');
    if (first) paragraphs.at(-1)?.push({ op, text: first });
    for (const piece of rest) paragraphs.push(piece ? [{ op, text: piece }] : []);
  }
  return paragraphs;
}

/** For each provision, how many of those in which it stands have a heading, and how many have none: its level and its indent. */
export function stepsIn(provisions: readonly WrittenProvision[]): { headings: number; indent: number }[] {
  const open: { headings: number; indent: number }[] = [];
  return provisions.map(({ depth, heading }) => {
    open.length = Math.min(open.length, depth);
    const steps = open.at(-1) ?? { headings: 0, indent: 0 };
    open.push(heading.length > 0 ? { ...steps, headings: steps.headings + 1 } : { ...steps, indent: steps.indent + 1 });
    return steps;
  });
}
