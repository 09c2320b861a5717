import type { DiffSegment } from '#platform/schema.types.js';
import { wordDiff } from '#norms/word-diff.rules.js';
import type { WrittenNorm, WrittenProvision } from './norm-text.types.js';

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

/** Provisions with their changes since an earlier version marked; what was deleted stands where it stood, after its neighbour. */
export function asChanged(earlier: readonly HeldProvision[], provisions: readonly HeldProvision[]): WrittenProvision[] {
  const before = new Map(earlier.map((provision) => [provision.eId, provision]));
  const now = new Set(provisions.map(({ eId }) => eId));
  const branches = branchesOf(
    provisions.map((provision) => ({ ...provision, ...changed(before.get(provision.eId), provision), isDeleted: false })),
  );
  const known = new Set(now);
  const last = new Map<string | null, string>();
  for (const old of earlier) {
    const parentEId = old.parentEId !== null && known.has(old.parentEId) ? old.parentEId : null;
    if (!now.has(old.eId)) {
      const gone = { ...old, parentEId, ...runsOf(old, (text) => marked(text, 'DELETE')), isDeleted: true };
      const siblings = branches.get(parentEId) ?? [];
      siblings.splice(siblings.findIndex(({ eId }) => eId === last.get(old.parentEId)) + 1, 0, gone);
      branches.set(parentEId, siblings);
      known.add(old.eId);
    }
    last.set(old.parentEId, old.eId);
  }
  return inTreeOrder(branches);
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

function changed(before: HeldProvision | undefined, after: HeldProvision): Runs {
  if (!before) return runsOf(after, (text) => marked(text, 'INSERT'));
  const diff = (key: 'number' | 'heading' | 'text'): DiffSegment[] =>
    before[key] === after[key] ? plain(after[key]) : wordDiff(before[key] ?? '', after[key] ?? '');
  return { number: diff('number'), heading: diff('heading'), text: diff('text') };
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

/** Runs cut into paragraphs at each empty line; runs of one paragraph stay together. */
export function paragraphsOf(segments: readonly DiffSegment[]): DiffSegment[][] {
  const paragraphs: DiffSegment[][] = [[]];
  for (const { op, text } of segments) {
    const [first = '', ...rest] = text.split('\n\n');
    if (first) paragraphs.at(-1)?.push({ op, text: first });
    for (const piece of rest) paragraphs.push(piece ? [{ op, text: piece }] : []);
  }
  return paragraphs;
}

/** The name that a file of the version has, without its ending. */
export const fileNameOf = ({ slug, number, locale, since }: WrittenNorm): string =>
  `${slug}-v${number}-${locale}${since ? `-changes-since-v${since.number}` : ''}`;
