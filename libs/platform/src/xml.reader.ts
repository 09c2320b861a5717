import { setImmediate as breathe } from 'node:timers/promises';
import { SaxesParser, type SaxesTagNS } from 'saxes';

/** A start tag: its name without prefix, its namespace, and its attributes by their local names. */
export interface XmlTag {
  name: string;
  uri: string;
  attributes: Readonly<Record<string, string>>;
}

/** What is done with a document as it is read. */
export interface XmlHandler {
  open: (tag: XmlTag) => void;
  text: (text: string) => void;
  close: (name: string) => void;
}

/** What makes a document unreadable, with its line from 1. */
export class XmlFault extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}

const CHUNK = 256 * 1024; // characters read before others get a turn
const DEEPEST = 256;

/**
 * Reads an XML 1.0 document from the start to the end, in turns, so that a long one keeps nobody waiting. There is no document type,
 * and so no entity of its own to expand: `XmlFault` for one that has it, and for what is not well-formed or nested too deep.
 */
export async function readXml(text: string, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser({ xmlns: true });
  let depth = 0;
  const fail = (message: string): never => {
    throw new XmlFault(message, parser.line);
  };
  parser.on('error', (error) => fail(error.message));
  parser.on('doctype', () => fail('a document type is not read'));
  parser.on('opentag', (tag) => {
    if (++depth > DEEPEST) fail('it is nested too deep');
    handler.open({ name: tag.local, uri: tag.uri, attributes: attributesOf(tag) });
  });
  parser.on('text', (words) => handler.text(words));
  parser.on('cdata', (words) => handler.text(words));
  parser.on('closetag', (tag) => {
    depth--;
    handler.close(tag.local);
  });
  for (let at = 0; at < text.length; at += CHUNK) {
    if (at > 0) await breathe();
    parser.write(text.slice(at, at + CHUNK));
  }
  parser.close();
}

const attributesOf = (tag: SaxesTagNS): Record<string, string> =>
  Object.fromEntries(Object.values(tag.attributes).map(({ local, value }) => [local, value]));
