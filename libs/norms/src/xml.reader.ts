import { SaxesParser, type SaxesTagNS } from 'saxes';
import { DraftRefusal } from './draft.types.js';

/** An element of XML as it stands in a file; `name` is `prefix:local` by the reader's own prefixes, whatever the file's are. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
  line: number;
}

const DEEPEST = 250;
const MOST_ELEMENTS = 400_000;

/**
 * Reads XML that somebody sent: well-formed, without a document type (so without entities of its own, and nothing from outside),
 * at most 250 deep and of at most 400,000 elements. `prefixes` says by which prefix a namespace is known; elements of others are
 * `?:local`. Throws `DraftRefusal` with the line.
 */
export function readXml(text: string, prefixes: Readonly<Record<string, string>>): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const document: XmlElement = { name: '', attributes: {}, children: [], line: 1 };
  const open = [document];
  let count = 0;
  const refuse = (message: string): never => {
    throw new DraftRefusal(message, parser.line);
  };
  parser.on('error', (error) => refuse(`This is not well-formed XML: ${error.message.replace(/^[\d:undefi]+\s*/, '')}`));
  parser.on('doctype', () => refuse('A document type declaration (DOCTYPE) is not read. Take it and its entities out.'));
  parser.on('opentag', (tag) => {
    if (open.length > DEEPEST) refuse(`Elements are nested more than ${DEEPEST} deep.`);
    if (++count > MOST_ELEMENTS) refuse(`There are more than ${MOST_ELEMENTS} elements. Split the draft.`);
    const element = { name: named(tag, prefixes), attributes: attributesOf(tag, prefixes), children: [], line: parser.line };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  const addText = (piece: string): void => void open.at(-1)?.children.push(piece);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  return document.children.find((child): child is XmlElement => typeof child !== 'string') ?? refuse('There is no element.');
}

const named = ({ uri, local }: { uri: string; local: string }, prefixes: Readonly<Record<string, string>>): string => {
  const prefix = uri === '' ? '' : (prefixes[uri] ?? '?');
  return prefix ? `${prefix}:${local}` : local;
};

function attributesOf(tag: SaxesTagNS, prefixes: Readonly<Record<string, string>>): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const attribute of Object.values(tag.attributes)) attributes[named(attribute, prefixes)] = attribute.value;
  return attributes;
}

const DECLARED = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;

/** The text of an XML file: UTF-8, or UTF-16 with its byte order mark. Another encoding is refused: guessing would change words. */
export function decodeXml(bytes: Uint8Array): string {
  const [first = 0, second = 0] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const text = decoded(bytes, isUtf16 ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8');
  const declared = DECLARED.exec(text)?.[1]?.toLowerCase();
  if (declared && !/^(utf-?8|us-ascii|utf-?16(le|be)?)$/.test(declared))
    throw new DraftRefusal(`The file says that it is in ${declared}. Save it as UTF-8.`, 1);
  return text;
}

function decoded(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new DraftRefusal(`The file is not ${encoding.toUpperCase()} text. Save it as UTF-8 and upload it again.`);
  }
}

/** The elements directly below, of one name or of all. */
export const elementsOf = (parent: XmlElement, name?: string): XmlElement[] =>
  parent.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );

/** The first element directly below of that name. */
export const elementOf = (parent: XmlElement | undefined, name: string): XmlElement | undefined =>
  parent ? elementsOf(parent, name)[0] : undefined;
