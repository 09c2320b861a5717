import { DocxNumbering, type ShownNumber } from './docx.numbering.js';
import { type DocxPackage, openDocx } from './docx.package.js';
import { DocxStyles, type ParagraphNature } from './docx.styles.js';
import { runsOf } from './docx.text.js';
import { DraftBuilder } from './draft.builder.js';
import { DraftRefusal } from './draft.types.js';
import { readMarkedDocx } from './marked-docx.reader.js';
import { NumberedPlaces } from './numbered-places.js';
import { ParagraphNotes } from './paragraph-notes.js';
import type { DraftReading } from './provision.types.js';
import { numberedText } from './typed-number.rules.js';
import { elementOf, elementsOf, type XmlElement } from './xml.reader.js';

/**
 * Reads a DOCX draft: headings become divisions, paragraphs provisions, with the numbers that Word shows before them. Tracked
 * changes are read as accepted; what is left out (notes, comments, pictures, text boxes) is told of with its paragraphs.
 */
export async function readDocx(bytes: Buffer): Promise<DraftReading> {
  const opened = await openDocx(bytes);
  return opened.provisions ? readMarkedDocx(opened) : new DocxWalk(opened).read();
}

const ROW_NUMBER = /^\d{1,4}(?:\.\d{1,4}){1,6}$/;
const WRAPPERS = new Set([
  'w:sdt',
  'w:sdtContent',
  'w:customXml',
  'w:ins',
  'w:moveTo',
  'mc:AlternateContent',
  'mc:Choice',
  'w:smartTag',
]);

class DocxWalk {
  private readonly builder = new DraftBuilder();
  private readonly places = new NumberedPlaces(this.builder);
  private readonly notes = new ParagraphNotes();
  private readonly styles: DocxStyles;
  private readonly numbering: DocxNumbering;
  private carried = '';

  constructor(private readonly opened: DocxPackage) {
    this.styles = new DocxStyles(opened.styles);
    this.numbering = new DocxNumbering(opened.numbering, (style) => this.styles.numIdOf(style));
  }

  read(): DraftReading {
    this.blocks(elementOf(this.opened.document, 'w:body') ?? this.opened.document);
    if (!this.builder.provisions.some(({ text, heading }) => text || heading))
      throw new DraftRefusal('No provision was found. A draft has headings and paragraphs.');
    return { provisions: this.builder.provisions, warnings: this.notes.warnings(this.opened.names) };
  }

  private blocks(parent: XmlElement): void {
    for (const block of elementsOf(parent)) {
      if (block.name === 'w:p') this.paragraph(block);
      else if (block.name === 'w:tbl') this.table(block);
      else if (block.name === 'w:altChunk') this.notes.add('Embedded documents left out');
      else if (WRAPPERS.has(block.name)) this.blocks(block);
    }
  }

  private paragraph(element: XmlElement): void {
    this.notes.paragraph += 1;
    const nature = this.styles.natureOf(elementOf(element, 'w:pPr'));
    const text = this.textOf(element);
    if (isMarkDeleted(element)) {
      this.carried += text;
      return;
    }
    const number = this.numberOf(nature);
    const whole = tidy(this.carried + text);
    this.carried = '';
    if (/^toc \d/.test(nature.styleName)) return this.notes.add('Tables of contents left out');
    if (!whole) return number?.label ? this.notes.add('Numbers without words left out') : undefined;
    this.place(whole, number, nature);
  }

  private place(text: string, number: ShownNumber | null, { outline }: ParagraphNature): void {
    if (outline !== null) {
      this.places.reset();
      const heading = text.replace(/\s+/g, ' ');
      if (number?.label) this.builder.labelledHeading(number.label, heading, outline + 1);
      else this.builder.heading(heading, outline + 1);
      return;
    }
    if (number)
      return this.places.add({ shown: number.label, list: number.list, level: number.level, isFirst: number.isFirst }, text);
    const typed = numberedText(text);
    if (typed) this.places.add({ shown: typed.shown, list: null, level: 0, isFirst: false }, typed.rest);
    else this.builder.paragraphText(text);
  }

  private numberOf({ numId, level, listStyles }: ParagraphNature): ShownNumber | null {
    if (numId === null) return null;
    const ofStyle = listStyles.map((style) => this.numbering.levelOfStyle(numId, style)).find((found) => found !== undefined);
    return this.numbering.next(numId, level ?? ofStyle ?? 0);
  }

  private table(element: XmlElement): void {
    this.notes.paragraph += 1;
    this.notes.add('Tables were read row by row, cells parted by "|"');
    for (const row of elementsOf(element).flatMap((one) =>
      WRAPPERS.has(one.name) ? descendants(one, 'w:tr') : one.name === 'w:tr' ? [one] : [],
    )) {
      if (elementOf(elementOf(row, 'w:trPr'), 'w:del')) {
        this.notes.add('Deleted rows (tracked changes) left out');
        continue;
      }
      const cells = descendants(row, 'w:tc')
        .map((cell) => this.cell(cell))
        .filter(Boolean);
      const [first = '', ...rest] = cells;
      if (ROW_NUMBER.test(first) && rest.length > 0) this.builder.numberedRow(rest.join(' | '), first);
      else if (cells.length > 0) this.builder.paragraphText(cells.join(' | '));
    }
  }

  /** The words of a cell, with the numbers before its paragraphs, and those of tables in it. */
  private cell(cell: XmlElement): string {
    const texts = descendants(cell, 'w:p').map((paragraph) => {
      const number = this.numberOf(this.styles.natureOf(elementOf(paragraph, 'w:pPr')));
      return [number?.label ?? '', tidy(this.textOf(paragraph))].filter(Boolean).join(' ');
    });
    return texts.filter(Boolean).join('\n');
  }

  private textOf(element: XmlElement): string {
    return runsOf(element, this.notes.add)
      .map(({ text }) => text)
      .join('');
  }
}

/** The elements of a name below another, not those within one that was found. */
function descendants(parent: XmlElement, name: string): XmlElement[] {
  return elementsOf(parent).flatMap((child) =>
    child.name === name ? [child] : child.name === 'w:del' ? [] : descendants(child, name),
  );
}

/** A paragraph whose end was deleted goes on in the next. */
const isMarkDeleted = (paragraph: XmlElement): boolean =>
  elementOf(elementOf(elementOf(paragraph, 'w:pPr'), 'w:rPr'), 'w:del') !== undefined;

const tidy = (text: string): string =>
  text
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
