import { readFileSync } from 'node:fs';
import type { ComparedProvision } from '#norms/provision-text.rules.js';
import type { ProvisionFateKind } from '#norms/provision-fate.rules.js';

const FOLDER = 'tests/fixtures/revisions';

/** A provision's fate as somebody who read both texts has it: tests/fixtures/revisions/README.md. */
export interface LabelledFate {
  before: string;
  after: string;
  fate: ProvisionFateKind;
  also?: ProvisionFateKind[];
  from: string[];
  to: string[];
  reason: string;
}

const lines = <T>(name: string): T[] =>
  readFileSync(`${FOLDER}/${name}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

/** The provisions of a real draft, for example `asvs-4.0.2`. */
export const revision = (name: string): (ComparedProvision & { number: string | null })[] => lines(name);

/** All labels. */
export const labelledFates = (): LabelledFate[] => lines('fates');

/** Each draft with the one that came after it. */
export const REVISIONS: readonly (readonly [string, string])[] = [
  ['nist-800-63b-d2', 'nist-800-63b-d3'],
  ['nist-800-63b-d3', 'nist-800-63b-d5'],
  ['asvs-4.0.1', 'asvs-4.0.2'],
  ['asvs-4.0.2', 'asvs-4.0.3'],
];
