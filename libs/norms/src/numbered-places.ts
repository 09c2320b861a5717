import { numberPart } from './akn.rules.js';
import type { DraftBuilder } from './draft.builder.js';
import { parentNumber } from './eid.rules.js';

/** A number before a paragraph: as it is shown, and where a word processor knows it, its list, level and place in that. */
export interface Label {
  shown: string;
  list: string | null;
  level: number;
  isFirst: boolean;
}

interface Step {
  list: string;
  level: number;
  ordinal: number;
  value: string;
  eId: string;
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

/** The value of a small Roman numeral; 0 where it is none. */
function romanValue(text: string): number {
  if (!/^(?=.)(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$/.test(text)) return 0;
  const values = [...text].map((letter) => ROMAN[letter] ?? 0);
  return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0);
}

/** What a typed number may be: the same mark can be a letter or a Roman numeral. */
function readingsOf(shown: string): { list: string; ordinal: number }[] {
  const value = numberPart(shown);
  const form = shown.replace(value, '#');
  const small = value.toLowerCase();
  const readings: { list: string; ordinal: number }[] = [];
  if (/^\d+$/.test(value)) readings.push({ list: `${form} 1`, ordinal: Number(value) });
  if (/^\d+(?:-\d+)+$/.test(value))
    readings.push({ list: `dotted ${value.split('-').length}`, ordinal: Number(value.split('-').pop()) });
  if (/^\p{L}$/u.test(small)) readings.push({ list: `${form} a`, ordinal: ordinalOf(small) });
  if (romanValue(small) > 0) readings.push({ list: `${form} i`, ordinal: romanValue(small) });
  return readings.length > 0 ? readings : [{ list: form, ordinal: 0 }];
}

const ALPHABETS = ['abcdefghijklmnopqrstuvwxyz', 'абвгдежзиклмнопрстуфхцчшщэюя', 'أبجدهوزحطيكلمنسعفصقرشتثخذضظغ'];
const ordinalOf = (letter: string): number => Math.max(0, ...ALPHABETS.map((alphabet) => alphabet.indexOf(letter) + 1));

/** Puts numbered paragraphs in their places: "(i)" below "(a)" below "1.", and after "(h)" beside it. */
export class NumberedPlaces {
  private steps: Step[] = [];

  constructor(private readonly builder: DraftBuilder) {}

  /** After a heading the numbers begin anew. */
  reset(): void {
    this.steps = [];
  }

  /** Adds a paragraph with the number before it. */
  add(label: Label, text: string): void {
    const { list, level, ordinal } = label.list === null ? this.read(label.shown) : { ...label, list: label.list, ordinal: 0 };
    const value = numberPart(label.shown);
    const parentEId = this.parentFor(list, level, value, label.isFirst || ordinal === 1);
    const isTop = parentEId === this.builder.division;
    const eId = this.builder.item(text, parentEId, value || null, isTop ? 'para' : 'point', label.shown || null);
    this.steps.push({ list, level, ordinal, value, eId });
  }

  /** The list that a typed number goes on with or, being a first one, begins. */
  private read(shown: string): { list: string; level: number; ordinal: number } {
    const readings = readingsOf(shown);
    for (const step of [...this.steps].reverse()) {
      const next = readings.find(({ list, ordinal }) => list === step.list && ordinal === step.ordinal + 1);
      if (next) return { ...next, level: step.level };
    }
    const known = (list: string): Step | undefined => this.steps.find((step) => step.list === list);
    const reading = readings.find(({ ordinal }) => ordinal === 1) ?? readings.find(({ list }) => known(list)) ?? readings[0];
    const { list = '', ordinal = 0 } = reading ?? {};
    return { list, ordinal, level: known(list)?.level ?? 0 };
  }

  /** Beside the last of its list and level; else below the division or paragraph of its number's beginning; else below the last. */
  private parentFor(list: string, level: number, value: string, isFirst: boolean): string | null {
    const above = parentNumber(value.replaceAll('-', '.'))?.replaceAll('.', '-') ?? null;
    const whole = above === null ? undefined : this.steps.findLast((step) => step.value === above);
    if (whole) return this.below(this.steps.indexOf(whole));
    const division = above === null ? null : this.builder.divisionOf(above.replaceAll('-', '.'));
    if (division !== null) {
      this.steps = [];
      return division;
    }
    const beside = this.steps.findIndex((step) => step.list === list && step.level === level);
    if (beside !== -1) return this.below(beside - 1);
    const wider = this.steps.findLastIndex((step) => step.list === list && step.level < level);
    if (wider !== -1) return this.below(wider);
    if (value) this.steps = this.steps.slice(0, this.steps.findLastIndex((step) => step.value) + 1); // no number stands below a bullet
    if (isFirst && this.steps.length > 0) return this.steps.at(-1)?.eId ?? null;
    this.steps = [];
    return isFirst ? this.introducing() : this.builder.division;
  }

  private below(index: number): string | null {
    const step = this.steps[index];
    this.steps = this.steps.slice(0, index + 1);
    return step?.eId ?? this.start;
  }

  private start: string | null = null;

  /** A list that begins right after "… the following:" stands in that paragraph. */
  private introducing(): string | null {
    const { lastParagraph, division, provisions } = this.builder;
    const last = provisions.at(-1);
    this.start = last && last.eId === lastParagraph && /[:：—]$/.test(last.text.trimEnd()) ? lastParagraph : division;
    return this.start;
  }
}
