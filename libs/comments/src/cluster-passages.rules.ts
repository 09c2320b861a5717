import type { Groups } from './cluster-groups.rules.js';
import type { TokenSets } from './cluster-join.rules.js';
import { HashCounter, HashSet } from './hash-set.rules.js';

const CAMPAIGN = 5; // comments that are a campaign rather than a coincidence
const IN_TEMPLATE = 0.3; // of a campaign's comments have what is in its template
const SHARED = 0.25; // of the template's sentences are in a comment that shares its passages
const OWN = 0.5; // of a sentence's occurrences are in the campaign: what everybody writes is in no template
const FEWEST = 2; // sentences: one alone may be a coincidence

/** The tokens that at least 3 in 10 of the comments have: what they were written from. `copies`: how many have a set's text. */
export function templateOf(
  sets: TokenSets,
  copies: (set: number) => number,
  members: readonly number[],
  counter: HashCounter,
): Uint32Array {
  counter.clear();
  let comments = 0;
  for (const set of members) {
    const weight = copies(set);
    comments += weight;
    const end = sets.starts[set + 1] as number;
    for (let i = sets.starts[set] as number; i < end; i++) counter.add(sets.tokens[i] as number, weight);
  }
  const least = Math.max(2, Math.ceil(comments * IN_TEMPLATE));
  const template: number[] = [];
  counter.forEach((token, count) => void (count >= least && template.push(token)));
  return Uint32Array.from(template).sort();
}

/**
 * Joins what shares a campaign's template passages: a comment that is in no campaign by itself, and has two and a quarter of the
 * sentences of a campaign's letter, goes with it, and so do those that it is near-identical with. `sentences` has the sentences
 * of each text.
 */
export function joinByPassages(sentences: TokenSets, copies: Uint32Array, groups: Groups): void {
  const label = groups.label.slice();
  const size = new Uint32Array(label.length);
  for (let set = 0; set < label.length; set++)
    size[label[set] as number] = (size[label[set] as number] as number) + (copies[set] as number);
  const templates = new Templates();
  const counter = new HashCounter();
  const lists = groups.lists();
  const everywhere = countAll(sentences, copies);
  for (let set = 0; set < label.length; set++) {
    if (label[set] !== set || (size[set] as number) < CAMPAIGN) continue;
    const template = templateOf(sentences, (member) => copies[member] as number, lists.get(set) ?? [set], counter);
    templates.add(
      set,
      template.filter((sentence) => counter.get(sentence) >= OWN * everywhere.get(sentence)),
    );
  }
  for (let set = 0; set < label.length; set++) {
    if ((size[label[set] as number] as number) >= CAMPAIGN) continue;
    for (const campaign of templates.sharedBy(sentences, set)) groups.unite(set, campaign);
  }
}

/** How many comments have each token. */
function countAll({ tokens, starts, count }: TokenSets, copies: Uint32Array): HashCounter {
  const counter = new HashCounter();
  for (let set = 0; set < count; set++) {
    for (let i = starts[set] as number; i < (starts[set + 1] as number); i++)
      counter.add(tokens[i] as number, copies[set] as number);
  }
  return counter;
}

/** The templates of all campaigns, looked up by sentence. */
class Templates {
  private readonly any = new HashSet(1 << 14);
  private readonly campaigns = new Map<number, number[]>();
  private readonly least = new Map<number, number>();

  add(campaign: number, template: Uint32Array): void {
    if (template.length < FEWEST) return;
    this.least.set(campaign, Math.max(FEWEST, Math.ceil(template.length * SHARED)));
    for (const sentence of template) {
      if (this.any.add(sentence)) this.campaigns.set(sentence, [campaign]);
      else this.campaigns.get(sentence)?.push(campaign);
    }
  }

  /** The campaigns whose passages the text shares. */
  sharedBy({ tokens, starts }: TokenSets, set: number): number[] {
    const { any, campaigns, least } = this;
    const hits = new Map<number, number>();
    const end = starts[set + 1] as number;
    for (let i = starts[set] as number; i < end; i++) {
      if (!any.has(tokens[i] as number)) continue;
      for (const campaign of campaigns.get(tokens[i] as number) ?? []) hits.set(campaign, (hits.get(campaign) ?? 0) + 1);
    }
    return [...hits].filter(([campaign, count]) => count >= (least.get(campaign) ?? Infinity)).map(([campaign]) => campaign);
  }
}
