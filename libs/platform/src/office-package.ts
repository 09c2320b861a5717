import { TableFault } from './table.rules.js';
import type { ZipReader } from './zip.reader.js';

const EMBEDDED = /^(?:word|xl)\/(?:embeddings|activeX)\//i;
const MACROS = /vbaProject|macroEnabled/i;
const TYPE = /<(?:\w+:)?(?:Override|Default)\s[^>]*>/g;
const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1]?.toLowerCase() ?? '';

/**
 * Refuses an office document with macros or embedded objects in it. It is told by the parts' names and by the types that the package
 * gives to its parts (ECMA-376 part 2 §10.1.2): a document that may have macros keeps its own type whatever its name ends in. A type
 * that no part has says nothing: some programs list all they know.
 */
export async function refuseActiveParts(zip: ZipReader): Promise<void> {
  const names = zip.names.map((name) => name.toLowerCase());
  const has = (tag: string): boolean =>
    tag.includes('Override')
      ? names.includes(attribute(tag, 'PartName').slice(1))
      : names.some((name) => name.endsWith(`.${attribute(tag, 'Extension')}`));
  const types = ((await zip.text('[Content_Types].xml')) ?? '').match(TYPE) ?? [];
  if (
    names.some((name) => /vbaproject/.test(name)) ||
    types.some((tag) => MACROS.test(attribute(tag, 'ContentType')) && has(tag))
  )
    throw new TableFault('The file is one with macros. Save it as .docx or .xlsx without them, and upload that.');
  if (names.some((name) => EMBEDDED.test(name)))
    throw new TableFault('The file has embedded objects in it. Take them out; attach files to a comment instead.');
}
