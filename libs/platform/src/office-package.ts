import { TableFault } from './table.rules.js';
import type { ZipReader } from './zip.reader.js';

const EMBEDDED = /^(?:word|xl)\/(?:embeddings|activeX)\//i;
const MACROS = /vbaProject|macroEnabled/i;

/**
 * Refuses an office document with macros or embedded objects in it. It is told by the parts' names and by the types that the package
 * gives them (ECMA-376 part 2 §10.1.2): a document that may have macros keeps its own type whatever its name ends in.
 */
export async function refuseActiveParts(zip: ZipReader): Promise<void> {
  const types = (await zip.text('[Content_Types].xml')) ?? '';
  if (MACROS.test(types) || zip.names.some((name) => MACROS.test(name)))
    throw new TableFault('The file is one with macros. Save it as .docx or .xlsx without them, and upload that.');
  if (zip.names.some((name) => EMBEDDED.test(name)))
    throw new TableFault('The file has embedded objects in it. Take them out; attach files to a comment instead.');
}
