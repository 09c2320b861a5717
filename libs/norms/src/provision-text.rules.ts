import { formsOf } from './words.rules.js';

/** What the comparison of versions needs to know of a provision. */
export interface ComparedProvision {
  eId: string;
  parentEId: string | null;
  heading: string | null;
  text: string;
}

/** A provision made ready for comparison. */
export interface ProvisionText {
  eId: string;
  parentEId: string | null;
  /** The index of the provision it stands in; -1 at the top. */
  parent: number;
  children: number[];
  /** Heading and text as they are; equal content is the same words. */
  content: string;
  forms: string[];
  bag: Map<string, number>;
  /** What its words weigh together: rare words weigh more. */
  weight: number;
}

/** Two versions made ready for comparison, with what each word weighs in them. */
export interface ComparedVersions {
  before: ProvisionText[];
  after: ProvisionText[];
  weights: Map<string, number>;
}

export const contentOf = ({ heading, text }: Pick<ComparedProvision, 'heading' | 'text'>): string => `${heading ?? ''}\n${text}`;

/** Makes two versions ready for comparison; their provisions come in document order. */
export function prepared(before: readonly ComparedProvision[], after: readonly ComparedProvision[]): ComparedVersions {
  const known = new Map<string, ProvisionText>();
  const ready = (provision: ComparedProvision): ProvisionText => toText(provision, known);
  const texts = { before: before.map(ready), after: after.map(ready) };
  for (const side of [texts.before, texts.after]) link(side);
  const weights = weightsOf([...texts.before, ...texts.after]);
  for (const text of [...texts.before, ...texts.after]) text.weight = bagWeight(text.bag, weights);
  return { ...texts, weights };
}

/** The words of a content are found once: most provisions are the same in both versions. */
function toText(provision: ComparedProvision, known: Map<string, ProvisionText>): ProvisionText {
  const { eId, parentEId } = provision;
  const content = contentOf(provision);
  const alike = known.get(content);
  const forms = alike?.forms ?? formsOf(content);
  const text = { eId, parentEId, parent: -1, children: [], content, forms, bag: alike?.bag ?? bagOf(forms), weight: 0 };
  if (!alike) known.set(content, text);
  return text;
}

function link(texts: ProvisionText[]): void {
  const places = new Map(texts.map(({ eId }, i) => [eId, i]));
  for (const [i, text] of texts.entries()) {
    text.parent = text.parentEId === null ? -1 : (places.get(text.parentEId) ?? -1);
    texts[text.parent]?.children.push(i);
  }
}

/** How often each word stands in a text. */
export function bagOf(forms: readonly string[]): Map<string, number> {
  const bag = new Map<string, number>();
  for (const form of forms) bag.set(form, (bag.get(form) ?? 0) + 1);
  return bag;
}

const NUMBER = /^[\d.]+$/;
const NUMBER_WEIGHT = 0.5; // a number is no proof of anything: numbering is reused for other text

function weightsOf(texts: readonly ProvisionText[]): Map<string, number> {
  const having = new Map<string, number>();
  for (const { bag } of texts) for (const form of bag.keys()) having.set(form, (having.get(form) ?? 0) + 1);
  const weigh = (form: string, count: number): number =>
    NUMBER.test(form) ? NUMBER_WEIGHT : 0.5 + Math.log2(1 + texts.length / count) / 2;
  return new Map([...having].map(([form, count]) => [form, weigh(form, count)]));
}

/** What the words of a bag weigh together. */
export function bagWeight(bag: ReadonlyMap<string, number>, weights: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [form, times] of bag) sum += times * (weights.get(form) ?? 1);
  return sum;
}

/** What the words weigh that stand in both bags, each as often as in both. */
export function sharedWeight(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
  weights: ReadonlyMap<string, number>,
): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [form, times] of small) sum += Math.min(times, large.get(form) ?? 0) * (weights.get(form) ?? 1);
  return sum;
}

/** How much two provisions have of each other's words, rare words counting more: from 0 to 1, whatever their order. */
export function affinity(a: ProvisionText, b: ProvisionText, weights: ReadonlyMap<string, number>): number {
  if (a.content === b.content) return 1;
  const total = a.weight + b.weight;
  return total === 0 ? 0 : Math.min(0.999, (2 * sharedWeight(a.bag, b.bag, weights)) / total);
}
