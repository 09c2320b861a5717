import { elementOf, elementsOf, type XmlElement } from './xml.reader.js';

/** What a reader notes of a paragraph's runs, by kind. */
export type Note = (what: string) => void;

/** A run of words, with the character style that it has. */
export interface Run {
  text: string;
  style: string | null;
}

const TEXT: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:ptab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
  'w:softHyphen': '',
};
/** What is left out with what it holds, and how that is told; an empty word: without a word, since no words are in it. */
const LEFT: Readonly<Record<string, string>> = {
  'w:del': 'Deleted words (tracked changes) left out',
  'w:moveFrom': 'Words moved away (tracked changes) left out',
  'w:drawing': 'Pictures left out',
  'w:pict': 'Pictures left out',
  'w:object': 'Embedded objects left out',
  'w:footnoteReference': 'Footnotes left out',
  'w:endnoteReference': 'Endnotes left out',
  'w:commentReference': 'Comments left out',
  'w:instrText': '',
  'w:delText': '',
  'w:pPr': '',
  'w:rPr': '',
  'w:rt': '',
  'w:sdtPr': '',
  'mc:Fallback': '',
};
const KEPT: Readonly<Record<string, string>> = {
  'w:ins': 'Insertions (tracked changes) were taken as accepted',
  'w:moveTo': 'Insertions (tracked changes) were taken as accepted',
  'm:oMath': 'Formulas were read as plain text',
  'w:sym': 'Symbols of special fonts were left as they are; look at them',
};

/** The words of a paragraph as it would read with all changes accepted, in runs; what is left out or guessed is noted. */
export function runsOf(paragraph: XmlElement, note: Note): Run[] {
  const runs: Run[] = [];
  const walk = (element: XmlElement, style: string | null): void => {
    for (const child of elementsOf(element)) {
      const left = LEFT[child.name];
      if (left !== undefined) noteLeft(child, left, note);
      else if (child.name === 'w:t' || child.name === 'm:t') runs.push({ text: wordsOf(child), style });
      else if (child.name === 'w:sym') runs.push({ text: symbol(child, note), style });
      else if (child.name === 'w:br' && child.attributes['w:type']) continue;
      else if (TEXT[child.name] !== undefined) runs.push({ text: TEXT[child.name] ?? '', style });
      else if (child.name === 'w:r') run(child);
      else {
        if (KEPT[child.name]) note(KEPT[child.name] ?? '');
        walk(child, style);
      }
    }
  };
  const run = (element: XmlElement): void => {
    const properties = elementOf(element, 'w:rPr');
    if (isOn(elementOf(properties, 'w:vanish'))) {
      if (elementsOf(element, 'w:t').length > 0) note('Hidden words left out');
    } else walk(element, elementOf(properties, 'w:rStyle')?.attributes['w:val'] ?? null);
  };
  walk(paragraph, null);
  return runs;
}

const isOn = (element: XmlElement | undefined): boolean =>
  element !== undefined && !/^(0|false|off)$/.test(element.attributes['w:val'] ?? '');

const wordsOf = ({ children, attributes }: XmlElement): string => {
  const text = children.filter((child) => typeof child === 'string').join('');
  return attributes['xml:space'] === 'preserve' ? text : text.trim();
};

function noteLeft(element: XmlElement, left: string, note: Note): void {
  if (hasTextBox(element)) note('Text boxes left out');
  else if (left) note(left);
}

const hasTextBox = (element: XmlElement): boolean =>
  /(:|^)txbx(Content)?$/.test(element.name) || elementsOf(element).some((child) => hasTextBox(child));

function symbol(element: XmlElement, note: Note): string {
  note(KEPT['w:sym'] ?? '');
  const code = Number.parseInt(element.attributes['w:char'] ?? '', 16);
  return Number.isInteger(code) && code > 31 && code < 0xffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : '\ufffd';
}
