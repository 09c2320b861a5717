import MarkdownIt from 'markdown-it';
import { DraftBuilder } from './draft.builder.js';
import { DraftRefusal, refuseMany } from './draft.types.js';
import { isMarked, readMarked } from './marked-markdown.reader.js';
import { htmlText, inlineText, Leavings } from './markdown.text.js';
import { NumberedPlaces } from './numbered-places.js';
import type { DraftReading } from './provision.types.js';
import { numberedText } from './typed-number.rules.js';

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

const LARGEST = 10 * 1024 * 1024;
const LONGEST_BLOCK = 50_000; // characters
const MOST_BRACKETS = 1_000; // in one block; nested links cost quadratic time
const DEEPEST = 60;
const ROW_NUMBER = /^\d{1,4}(?:\.\d{1,4}){1,6}$/;
const LABEL_LEVEL = 7; // below every heading of Markdown

const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false });

/**
 * Reads a Markdown draft (CommonMark with tables) into provisions in document order: headings become divisions, paragraphs and
 * list items the provisions below them. No visible word is lost; pictures and comments, which are, are told of in `warnings`.
 * Throws `DraftRefusal` with the line where the draft cannot be read.
 */
export function readMarkdown(source: string): DraftReading {
  const text = withoutFrontMatter(readable(source));
  refuseHuge(text);
  if (isMarked(text)) return readMarked(text, markdown.parse(text, {}));
  return new Walk(markdown.parse(text, {})).read();
}

/** Reads plain text whose headings and paragraphs carry typed numbers: "1 Scope", "1.1 …", "(a) …", "Article 3". */
export function readPlainText(source: string): DraftReading {
  const builder = new DraftBuilder();
  const places = new NumberedPlaces(builder);
  for (const text of blocksOf(readable(source))) plainBlock(builder, places, text);
  return reading(builder, []);
}

const TITLE = /^(?:(?:Article|Section|Chapter|Part|Appendix|Annex)\s+\S+.{0,120}|[0-9]+(?:\.[0-9]+)*\.?\s+[^.;]{1,120})$/i;
const NUMBERED = /^([0-9]+(?:\.[0-9]+)*)[.)]?\s+/;

/** Blocks between blank lines; a line that begins with a typed number or is a title begins one too. */
function blocksOf(text: string): string[] {
  const blocks: string[][] = [];
  let isOpen = false;
  for (const row of rowsOf(text)) {
    const line = row.replace(/\s+/g, ' ').trim();
    refuseMany(blocks.length);
    const begins = !isOpen || numberedText(line) !== null || TITLE.test(line);
    if (line && begins) blocks.push([line]);
    else if (line) blocks.at(-1)?.push(line);
    isOpen = line !== '' && !TITLE.test(line);
  }
  return blocks.map((lines) => lines.join(' '));
}

function plainBlock(builder: DraftBuilder, places: NumberedPlaces, text: string): void {
  const numbered = numberedText(text);
  if (TITLE.test(text)) {
    places.reset();
    builder.heading(text, (NUMBERED.exec(text)?.[1] ?? '').split('.').length);
  } else if (numbered) places.add({ shown: numbered.shown, list: null, level: 0, isFirst: false }, numbered.rest);
  else builder.paragraphText(text);
}

/** The lines of a text one after the other, so that what is refused after a few is not taken apart whole. */
function* rowsOf(text: string): Generator<string> {
  for (let from = 0; from <= text.length;) {
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end;
    yield text.slice(from, to);
    from = to + 1;
  }
}

/** Text that can be a draft: some of it, not too much of it, and no NUL. */
function readable(source: string): string {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (!text.trim()) throw new DraftRefusal('The draft is empty. Upload a file with the text of the norm.');
  if (Buffer.byteLength(text) > LARGEST) throw new DraftRefusal('A draft has at most 10 MB. Split it, or leave pictures out.');
  const nul = text.indexOf('\u0000');
  if (nul !== -1)
    throw new DraftRefusal(
      'There is a NUL character. Save the draft as plain UTF-8 text.',
      text.slice(0, nul).split('\n').length,
    );
  return text;
}

const withoutFrontMatter = (text: string): string =>
  text.replace(/^---\n[\s\S]*?\n---\n/, (matter) => '\n'.repeat(matter.split('\n').length - 1));

/** Blocks and nesting beyond any real draft are refused before they cost time. */
function refuseHuge(text: string): void {
  let [length, brackets, line, blocks] = [0, 0, 0, 0];
  for (const row of rowsOf(text)) {
    line += 1;
    if (length === 0 && row.trim()) refuseMany(++blocks);
    length = row.trim() ? length + row.length + 1 : 0;
    brackets = row.trim() ? brackets + openings(row) : 0;
    if (brackets > MOST_BRACKETS) throw new DraftRefusal(`A paragraph has at most ${MOST_BRACKETS} opening brackets.`, line);
    if (length > LONGEST_BLOCK)
      throw new DraftRefusal(`A paragraph has at most ${LONGEST_BLOCK} characters. Split it by blank lines.`, line);
    if (/^(?:[ \t]*[>*+-]){60}/.test(row) || /^[ \t]{240}/.test(row))
      throw new DraftRefusal(`Lists and quotes are nested more than ${DEEPEST} deep.`, line);
  }
}

/** How many brackets a line opens; it stops counting where there are too many. */
function openings(row: string): number {
  let count = 0;
  for (let at = row.indexOf('['); at !== -1 && count <= MOST_BRACKETS; at = row.indexOf('[', at + 1)) count += 1;
  return count;
}

/** One pass over the blocks of a draft. */
class Walk {
  private readonly builder = new DraftBuilder();
  private readonly leavings = new Leavings();
  private at = 0;

  constructor(private readonly tokens: Token[]) {}

  read(): DraftReading {
    for (; this.at < this.tokens.length; this.at++) this.block(this.token());
    return reading(this.builder, this.leavings.warnings());
  }

  /** The token here, or so many further on. */
  private token(offset = 0): Token {
    const token = this.tokens[this.at + offset];
    if (!token) throw new DraftRefusal('The draft ends in the middle of a block.');
    return token;
  }

  private block(token: Token): void {
    switch (token.type) {
      case 'heading_open':
        return this.heading(token);
      case 'inline':
        return isLabel(token)
          ? this.builder.heading(inlineText(token, this.leavings), LABEL_LEVEL)
          : this.paragraph(inlineText(token, this.leavings));
      case 'html_block':
        return htmlText(token, this.leavings).forEach((text) => this.paragraph(text));
      case 'code_block':
      case 'fence':
        return this.paragraph(token.content.trim());
      case 'bullet_list_open':
      case 'ordered_list_open':
        return this.list(this.builder.introducing(token.type === 'ordered_list_open'), 1);
      case 'table_open':
        return this.table();
      default:
    }
  }

  private heading(token: Token): void {
    const text = inlineText(this.token(1), this.leavings).replace(/\s+/g, ' ').trim();
    this.at += 2;
    if (text) this.builder.heading(text, Number(token.tag.slice(1)));
  }

  private paragraph(text: string): void {
    if (text && !/^\{:.*\}$/.test(text)) this.builder.paragraphText(text);
  }

  private table(): void {
    let row: string[] = [];
    for (this.at++; this.token().type !== 'table_close'; this.at++) {
      const token = this.token();
      if (token.type === 'tr_open') row = [];
      if (token.type === 'inline') row.push(inlineText(token, this.leavings));
      if (token.type === 'tr_close') this.row(row.filter(Boolean));
    }
  }

  /** A row that begins with a dotted number, as requirements do, is a provision of that number; any other row a paragraph. */
  private row([first = '', ...rest]: string[]): void {
    if (ROW_NUMBER.test(first) && rest.length > 0) this.builder.numberedRow(rest.join(' | '), first);
    else this.paragraph([first, ...rest].join(' | '));
  }

  /** A list right below a heading is its numbered paragraphs; one below a paragraph is that paragraph's points. */
  private list(parentEId: string | null, depth: number): void {
    if (depth > DEEPEST) throw new DraftRefusal(`Lists are nested more than ${DEEPEST} deep.`, this.token().map?.[0]);
    const isOrdered = this.token().type === 'ordered_list_open';
    const close = isOrdered ? 'ordered_list_close' : 'bullet_list_close';
    for (this.at++; this.token().type !== close; this.at++) {
      if (this.token().type === 'list_item_open') this.listItem(parentEId, isOrdered ? this.token().info : null, depth);
    }
  }

  private listItem(parentEId: string | null, number: string | null, depth: number): void {
    const texts: string[] = [];
    let eId: string | null = null;
    const add = (): string => (eId ??= this.addItem(texts.join('\n\n'), parentEId, number));
    for (this.at++; this.token().type !== 'list_item_close'; this.at++) {
      const token = this.token();
      if (token.type.endsWith('_list_open')) this.list(add(), depth + 1);
      else if (token.type === 'table_open') this.table();
      else this.itemText(token).forEach((text) => texts.push(text));
    }
    if (eId === null) add();
    else if (texts.length > 1) this.restOf(texts.slice(1), eId);
  }

  /** What comes after a nested list within the same item goes on as points of the item, so that no word is lost or moved. */
  private restOf(texts: string[], eId: string): void {
    const provision = this.builder.provisions.find((candidate) => candidate.eId === eId);
    for (const text of texts) if (!provision?.text.includes(text)) this.builder.item(text, eId, null, 'point', null);
  }

  private itemText(token: Token): string[] {
    if (token.type === 'inline') return [inlineText(token, this.leavings)].filter(Boolean);
    if (token.type === 'html_block') return htmlText(token, this.leavings);
    return token.type === 'fence' || token.type === 'code_block' ? [token.content.trim()] : [];
  }

  private addItem(text: string, parentEId: string | null, number: string | null): string {
    if (parentEId === null && number !== null) return this.builder.numberedParagraph(text, number);
    return this.builder.item(text, parentEId ?? this.builder.division, number, 'point', number === null ? null : `${number}.`);
  }
}

/** A paragraph that is bold from end to end is a heading in all but its marks; people who count paragraphs do not count it. */
function isLabel({ children }: Token): boolean {
  const types = (children ?? []).filter((child) => child.content.trim() || child.nesting !== 0).map((child) => child.type);
  const strong = types.filter((type) => type === 'strong_open').length;
  const ends = [types.find((type) => !type.startsWith('em_')), types.findLast((type) => !type.startsWith('em_'))];
  return strong === 1 && ends[0] === 'strong_open' && ends[1] === 'strong_close';
}

function reading(builder: DraftBuilder, warnings: string[]): DraftReading {
  if (!builder.provisions.some((provision) => provision.text || provision.heading)) {
    throw new DraftRefusal('No provision was found. A draft has headings (# Title) and paragraphs between blank lines.');
  }
  return { provisions: builder.provisions, warnings };
}
