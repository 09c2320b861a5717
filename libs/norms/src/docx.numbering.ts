import { elementOf, elementsOf, type XmlElement } from './xml.reader.js';

interface Level {
  start: number;
  format: string;
  text: string;
  /** The level after which it begins anew, counted from 1; 0: never; null: after every level above. */
  restart: number | null;
  isLegal: boolean;
  style: string | null;
}

/** What Word shows before a paragraph. */
export interface ShownNumber {
  /** Empty for a bullet. */
  label: string;
  isBullet: boolean;
  /** The list that it is in: lists of one definition count on. */
  list: string;
  level: number;
  isFirst: boolean;
}

const value = (element: XmlElement | undefined): string | undefined => element?.attributes['w:val'];
const integer = (element: XmlElement | undefined): number | null => {
  const number = Number(value(element));
  return element && Number.isInteger(number) && Math.abs(number) < 1_000_000 ? number : null;
};
const isOn = (element: XmlElement | undefined): boolean => element !== undefined && !/^(0|false|off)$/.test(value(element) ?? '');
const DEEPEST = 8;

/** The definitions of `numbering.xml`, and the counters as the document is walked through (ECMA-376, 17.9). */
export class DocxNumbering {
  private readonly abstracts = new Map<string, Level[]>();
  private readonly links = new Map<string, string>();
  private readonly nums = new Map<string, { abstract: string; starts: Map<number, number>; levels: Map<number, Level> }>();
  private readonly counters = new Map<string, (number | undefined)[]>();
  private readonly begun = new Set<string>();

  /** `numIdOfStyle` says which list a numbering style names. */
  constructor(
    root: XmlElement | null,
    private readonly numIdOfStyle: (style: string) => string | undefined,
  ) {
    for (const element of root ? elementsOf(root, 'w:abstractNum') : []) this.addAbstract(element);
    for (const element of root ? elementsOf(root, 'w:num') : []) this.addNum(element);
  }

  /** The level whose paragraphs have that style; undefined where none has. */
  levelOfStyle(numId: string, style: string): number | undefined {
    const at = this.levelsOf(numId).findIndex((level) => level.style === style);
    return at === -1 ? undefined : at;
  }

  /** Counts one paragraph on and gives what stands before it; null where its list is not defined. */
  next(numId: string, level: number): ShownNumber | null {
    const at = Math.min(Math.max(level, 0), DEEPEST);
    const num = this.nums.get(numId);
    const definition = this.levelsOf(numId)[at];
    if (!num || !definition) return null;
    const list = this.abstractOf(num.abstract);
    const counters = this.counters.get(list) ?? [];
    this.counters.set(list, counters);
    const isFirst = this.count(numId, counters, at);
    const isBullet = definition.format === 'bullet';
    return { label: isBullet ? '' : this.labelOf(numId, counters, at), isBullet, list, level: at, isFirst };
  }

  private count(numId: string, counters: (number | undefined)[], at: number): boolean {
    const levels = this.levelsOf(numId);
    const override = this.nums.get(numId)?.starts.get(at);
    const key = `${numId} ${at}`;
    if (override !== undefined && !this.begun.has(key)) counters[at] = undefined;
    const isFirst = counters[at] === undefined;
    const start = this.begun.has(key) || override === undefined ? (levels[at]?.start ?? 1) : override;
    counters[at] = counters[at] === undefined ? start : counters[at] + 1;
    this.begun.add(key);
    for (let above = 0; above < at; above++) counters[above] ??= levels[above]?.start ?? 1;
    for (let below = at + 1; below <= DEEPEST; below++) if (restarts(levels[below], at)) counters[below] = undefined;
    return isFirst;
  }

  private labelOf(numId: string, counters: readonly (number | undefined)[], at: number): string {
    const levels = this.levelsOf(numId);
    const own = levels[at];
    const shown = (own?.text ?? '').replace(/%([1-9])/g, (_whole, digit: string) => {
      const level = Number(digit) - 1;
      return formatted(
        counters[level] ?? levels[level]?.start ?? 1,
        own?.isLegal ? 'decimal' : (levels[level]?.format ?? 'decimal'),
      );
    });
    return own?.format === 'none' ? shown.replace(/%\d/g, '').trim() : shown.trim();
  }

  private levelsOf(numId: string): Level[] {
    const num = this.nums.get(numId);
    if (!num) return [];
    const levels = this.abstracts.get(this.abstractOf(num.abstract)) ?? [];
    return num.levels.size === 0 ? levels : levels.map((level, i) => num.levels.get(i) ?? level);
  }

  /** The definition itself, where one only names the style that has it. */
  private abstractOf(id: string, steps = 0): string {
    const style = this.links.get(id);
    const numId = style === undefined ? undefined : this.numIdOfStyle(style);
    const next = numId === undefined ? undefined : this.nums.get(numId)?.abstract;
    return next === undefined || next === id || steps > DEEPEST ? id : this.abstractOf(next, steps + 1);
  }

  private addAbstract(element: XmlElement): void {
    const id = element.attributes['w:abstractNumId'] ?? '';
    const levels: Level[] = [];
    for (const level of elementsOf(element, 'w:lvl')) {
      const at = Number(level.attributes['w:ilvl']);
      if (at >= 0 && at <= DEEPEST) levels[at] = levelOf(level);
    }
    this.abstracts.set(
      id,
      Array.from({ length: DEEPEST + 1 }, (_, i) => levels[i] ?? UNDEFINED),
    );
    const link = value(elementOf(element, 'w:numStyleLink'));
    if (link !== undefined) this.links.set(id, link);
  }

  private addNum(element: XmlElement): void {
    const starts = new Map<number, number>();
    const levels = new Map<number, Level>();
    for (const override of elementsOf(element, 'w:lvlOverride')) {
      const at = Number(override.attributes['w:ilvl']);
      const start = integer(elementOf(override, 'w:startOverride'));
      const level = elementOf(override, 'w:lvl');
      if (start !== null) starts.set(at, start);
      if (level) levels.set(at, levelOf(level));
    }
    const abstract = value(elementOf(element, 'w:abstractNumId')) ?? '';
    this.nums.set(element.attributes['w:numId'] ?? '', { abstract, starts, levels });
  }
}

const UNDEFINED: Level = { start: 1, format: 'none', text: '', restart: null, isLegal: false, style: null };

const levelOf = (element: XmlElement): Level => ({
  start: integer(elementOf(element, 'w:start')) ?? 0,
  format: value(elementOf(element, 'w:numFmt')) ?? 'decimal',
  text: value(elementOf(element, 'w:lvlText')) ?? '',
  restart: integer(elementOf(element, 'w:lvlRestart')),
  isLegal: isOn(elementOf(element, 'w:isLgl')),
  style: value(elementOf(element, 'w:pStyle')) ?? null,
});

/** Whether a level begins anew after a paragraph of a level above it. */
const restarts = (level: Level | undefined, at: number): boolean =>
  level === undefined || level.restart === null || (level.restart > 0 && at < level.restart);

const repeated =
  (alphabet: string) =>
  (number: number): string => {
    const letters = [...alphabet];
    return number < 1
      ? String(number)
      : (letters[(number - 1) % letters.length] ?? '').repeat(Math.min(20, Math.ceil(number / letters.length)));
  };

const ROMAN: readonly [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];
function roman(number: number): string {
  if (number < 1 || number > 32_767) return String(number);
  let [left, text] = [number, ''];
  for (const [worth, letters] of ROMAN) for (; left >= worth; left -= worth) text += letters;
  return text;
}

const DIGITS = [...'〇一二三四五六七八九'];
function chinese(number: number): string {
  if (number < 1 || number > 99) return [...String(number)].map((digit) => DIGITS[Number(digit)] ?? digit).join('');
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return (tens > 1 ? DIGITS[tens] : '') + (tens > 0 ? '十' : '') + (ones > 0 ? DIGITS[ones] : '');
}

const latin = repeated('abcdefghijklmnopqrstuvwxyz');
const russian = repeated('абвгдежзиклмнопрстуфхцчшщэюя');
const FORMATS: Readonly<Record<string, (number: number) => string>> = {
  decimal: String,
  decimalZero: (number) => String(number).padStart(2, '0'),
  lowerLetter: latin,
  upperLetter: (number) => latin(number).toUpperCase(),
  lowerRoman: roman,
  upperRoman: (number) => roman(number).toUpperCase(),
  russianLower: russian,
  russianUpper: (number) => russian(number).toUpperCase(),
  arabicAlpha: repeated('أبتثجحخدذرزسشصضطظعغفقكلمنهوي'),
  arabicAbjad: repeated('أبجدهوزحطيكلمنسعفصقرشتثخذضظغ'),
  chineseCounting: chinese,
  chineseCountingThousand: chinese,
  japaneseCounting: chinese,
  ideographDigital: chinese,
  taiwaneseCounting: chinese,
  decimalFullWidth: (number) => [...String(number)].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join(''),
  decimalEnclosedCircle: (number) => (number >= 1 && number <= 20 ? String.fromCharCode(0x245f + number) : String(number)),
  ordinal: (number) =>
    `${number}${{ one: 'st', two: 'nd', few: 'rd', other: 'th' }[ORDINAL.select(number) as 'one' | 'two' | 'few' | 'other']}`,
  none: () => '',
};
const ORDINAL = new Intl.PluralRules('en', { type: 'ordinal' });

/** A number in one of Word's formats; a format that is not known counts in plain digits. */
export const formatted = (number: number, format: string): string => (FORMATS[format] ?? String)(number);
