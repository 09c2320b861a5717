import { SaxesParser } from 'saxes';
import { DraftRefusal } from './draft.types.js';

/** An element of XML as it stands in a file; `name` is `prefix:local` by the reader's own prefixes, whatever the file's are. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
  line: number;
}

const DEEPEST = 250;
const MOST_ELEMENTS = 200_000;
const NO_ELEMENT = new Set(['/', '!', '?']); // after `<`: the end of one, a comment, an instruction
const MOST_ATTRIBUTES = 200; // of one element

/** Prefixes in force at a place of the file; those further out are reached through the prototype. */
type Scope = Record<string, string>;

/**
 * Reads XML that somebody sent: well-formed, without a document type (so without entities of its own, and nothing from outside),
 * at most 250 deep and of at most 200,000 elements. `prefixes` says by which prefix a namespace is known; elements of others are
 * `?:local`. Throws `DraftRefusal` with the line.
 */
export function readXml(text: string, prefixes: Readonly<Record<string, string>>): XmlElement {
  refuseCrowd(text);
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  const document: XmlElement = { name: '', attributes: {}, children: [], line: 1 };
  const open = [document];
  const scopes: Scope[] = [Object.assign(Object.create(null) as Scope, { xml: 'http://www.w3.org/XML/1998/namespace' })];
  let attributes = 0;
  const refuse = (message: string): never => {
    throw new DraftRefusal(message, parser.line);
  };
  parser.on('error', (error) => refuse(`This is not well-formed XML: ${error.message.replace(/^[\d:undefi]+\s*/, '')}`));
  parser.on('doctype', () => refuse('A document type declaration (DOCTYPE) is not read. Take it and its entities out.'));
  parser.on('attribute', () => {
    if (++attributes > MOST_ATTRIBUTES) refuse(`An element has more than ${MOST_ATTRIBUTES} attributes.`);
  });
  parser.on('opentag', (tag) => {
    attributes = 0;
    if (open.length > DEEPEST) refuse(`Elements are nested more than ${DEEPEST} deep.`);
    const scope = scopeOf(tag.attributes, scopes.at(-1) ?? {});
    const name = named(tag.name, scope, prefixes, scope[''] ?? '');
    const element = { name, attributes: attributesOf(tag.attributes, scope, prefixes), children: [], line: parser.line };
    open.at(-1)?.children.push(element);
    open.push(element);
    scopes.push(scope);
  });
  parser.on('closetag', () => {
    open.pop();
    scopes.pop();
  });
  const addText = (piece: string): void => void open.at(-1)?.children.push(piece);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  return document.children.find((child): child is XmlElement => typeof child !== 'string') ?? refuse('There is no element.');
}

/** More tags than a draft can have are refused before the first is read. */
function refuseCrowd(text: string): void {
  let tags = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1))
    if (!NO_ELEMENT.has(text.charAt(at + 1)) && ++tags > MOST_ELEMENTS)
      throw new DraftRefusal(
        `There are more than ${MOST_ELEMENTS} elements. Split the draft.`,
        text.slice(0, at).split('\n').length,
      );
}

/** The prefixes within an element: its own, if it declares some, over those around it. */
function scopeOf(attributes: Readonly<Record<string, string>>, around: Scope): Scope {
  let scope = around;
  for (const name in attributes) {
    if (!name.startsWith('xmlns')) continue;
    if (scope === around) scope = Object.create(around) as Scope;
    scope[name === 'xmlns' ? '' : name.slice(6)] = attributes[name] ?? '';
  }
  return scope;
}

function named(raw: string, scope: Scope, prefixes: Readonly<Record<string, string>>, standard: string): string {
  const colon = raw.indexOf(':');
  const uri = colon === -1 ? standard : scope[raw.slice(0, colon)];
  if (uri === '') return raw;
  const prefix = uri === undefined ? '?' : (prefixes[uri] ?? '?');
  const local = colon === -1 ? raw : raw.slice(colon + 1);
  return prefix ? `${prefix}:${local}` : local;
}

function attributesOf(
  given: Readonly<Record<string, string>>,
  scope: Scope,
  prefixes: Readonly<Record<string, string>>,
): Record<string, string> {
  const attributes = Object.create(null) as Record<string, string>;
  for (const name in given) attributes[named(name, scope, prefixes, '')] = given[name] ?? '';
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
