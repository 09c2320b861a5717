import type { DiffSegment } from '#platform/schema.types.js';
import { paragraphsOf } from './norm-text.rules.js';
import type { WrittenNorm, WrittenProvision } from './norm-text.types.js';

/**
 * A version as CommonMark that our reader gives back whole: before each provision a comment, which no renderer shows, has its place
 * and kind. Words are escaped so that nothing in them is taken for markup.
 */
export function writeMarkdown(norm: WrittenNorm): string {
  const { title, label, number, locale, publishedOn, since } = norm;
  const about = [`${label} (${number})`, publishedOn, since && `changes since ${since.label} (${since.number})`].filter(Boolean);
  const head = `<!-- norm ${attributes({ locale, version: String(number) })} -->\n\n# ${words(title)}\n\n${words(about.join(' · '))}\n`;
  return head + norm.provisions.map(written).join('');
}

function written(provision: WrittenProvision): string {
  const { eId, parentEId, kind, reviewOn, sunsetOn, isDeleted, depth } = provision;
  const place = { eId, parent: parentEId, kind, reviewOn, sunsetOn, removed: isDeleted ? 'yes' : null };
  const number = provision.number.length > 0 ? `**${runs(provision.number, oneLine)}**` : '';
  const heading = runs(provision.heading, oneLine);
  const blocks = textBlocks(provision.text);
  if (heading) blocks.unshift(`${'#'.repeat(Math.min(6, depth + 2))} ${[number, heading].filter(Boolean).join(SPACE)}`);
  else if (number) blocks.unshift([number, blocks.shift()].filter(Boolean).join(SPACE));
  return [`\n<!-- provision ${attributes(place)} -->`, ...blocks].map((block) => `${block}\n`).join('\n');
}

/** Paragraphs of their own where there is something in each; else one block, since an empty paragraph cannot be written. */
function textBlocks(text: readonly DiffSegment[]): string[] {
  if (text.length === 0) return [];
  const paragraphs = paragraphsOf(text);
  return paragraphs.every(({ length }) => length > 0) ? paragraphs.map((part) => runs(part, words)) : [runs(text, words)];
}

const SPACE = '&#32;'; // not a plain one, which would end the bold type of a number that ends in a space

const attributes = (values: Readonly<Record<string, string | null>>): string =>
  Object.entries(values)
    .flatMap(([name, value]) => (value === null ? [] : [`${name}="${encodeURIComponent(value).replaceAll('-', '%2D')}"`]))
    .join(' ');

const TAGS = { EQUAL: null, INSERT: 'ins', DELETE: 'del' } as const;

const runs = (segments: readonly DiffSegment[], write: (text: string) => string): string =>
  segments.map(({ op, text }) => (TAGS[op] ? `<${TAGS[op]}>${write(text)}</${TAGS[op]}>` : write(text))).join('');

/** Words so that CommonMark gives them back as they are: marks escaped, line ends hard, spaces that it would eat as references. */
const words = (text: string): string => spaced(text).replaceAll('\n', '\\\n');

/** The same on one line. */
const oneLine = (text: string): string => spaced(text).replaceAll('\n', '&#10;');

const spaced = (text: string): string =>
  text
    .replace(/[!-/:-@[-`{-~]/g, (mark) => (MARKS.has(mark) ? `\\${mark}` : mark))
    .replace(/(^|\n)(\d{1,9})(?=\.)/g, '$1$2\\')
    .replace(/^\s|\s$|[\t\r\v\f]|(?<=\n)[^\S\n]| (?= )/g, (space) => `&#${space.charCodeAt(0)};`);

const MARKS = new Set('\\`*_{}[]<>#+-!|~&=:"\'^$()');
