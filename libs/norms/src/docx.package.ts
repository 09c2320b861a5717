import { OFFICE_LIMITS, ZipFault, ZipReader } from '#platform/zip.reader.js';
import { DraftRefusal } from './draft.types.js';
import { elementsOf, readXml, type XmlElement } from './xml.reader.js';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const PREFIXES: Readonly<Record<string, string>> = {
  [W]: 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/package/2006/relationships': '',
  'http://www.w3.org/XML/1998/namespace': 'xml',
  'urn:colloquy:norm': 'our',
};
const LIMITS = { ...OFFICE_LIMITS, entryBytes: 40 * 1024 * 1024, totalBytes: 60 * 1024 * 1024 };

/** The parts of a DOCX file that hold text. Nothing that a file refers to is fetched, and no macro is read. */
export interface DocxPackage {
  document: XmlElement;
  numbering: XmlElement | null;
  styles: XmlElement | null;
  /** What an export of ours says about its provisions. */
  provisions: XmlElement | null;
  /** The names of all parts. */
  names: readonly string[];
}

/** Opens a DOCX file. Throws `DraftRefusal` for another kind of archive, a macro, or a part that lies elsewhere. */
export async function openDocx(bytes: Buffer): Promise<DocxPackage> {
  try {
    return await open(new ZipReader(bytes, LIMITS));
  } catch (error) {
    throw error instanceof ZipFault ? new DraftRefusal(error.message) : error;
  }
}

async function open(zip: ZipReader): Promise<DocxPackage> {
  refuseOther(zip);
  for (const name of zip.names.filter((one) => one.endsWith('.rels'))) refuseExternal(name, await part(zip, name));
  const main = mainPart(await part(zip, '_rels/.rels'));
  const document = await part(zip, main);
  if (document?.name !== 'w:document') throw new DraftRefusal(`There is no document in "${main}". Save the draft as DOCX again.`);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  return {
    document,
    numbering: await part(zip, `${folder}numbering.xml`),
    styles: await part(zip, `${folder}styles.xml`),
    provisions: await ours(zip),
    names: zip.names,
  };
}

function refuseOther(zip: ZipReader): void {
  const macro = zip.names.find((name) => /vbaProject\.bin$|vbaData\.xml$/i.test(name));
  if (macro) throw new DraftRefusal(`The document has a macro ("${macro}"). Save it as DOCX without macros and upload it again.`);
  const is = (name: string): boolean => zip.has(name);
  if (is('xl/workbook.xml')) throw new DraftRefusal('This is a workbook. Upload the draft as DOCX, Markdown or plain text.');
  if (is('ppt/presentation.xml'))
    throw new DraftRefusal('This is a presentation. Upload the draft as DOCX, Markdown or plain text.');
  if (is('content.xml')) throw new DraftRefusal('This is an OpenDocument file. Save it as DOCX and upload that.');
  if (!is('[Content_Types].xml'))
    throw new DraftRefusal('This archive is not a DOCX document. Unpack it and upload the draft that is in it.');
}

/** Links in the text are words with an address and are let be; a template, picture, frame or object that lies elsewhere is not. */
function refuseExternal(name: string, relations: XmlElement | null): void {
  for (const { attributes, line } of relations ? elementsOf(relations) : []) {
    if (attributes['TargetMode']?.toLowerCase() !== 'external' || /\/hyperlink$/.test(attributes['Type'] ?? '')) continue;
    const what = attributes['Type']?.split('/').pop() ?? 'part';
    throw new DraftRefusal(
      `"${name}" refers to a part outside the file (${what}: ${(attributes['Target'] ?? '').slice(0, 100)}). Embed it or take it out.`,
      line,
    );
  }
}

function mainPart(relations: XmlElement | null): string {
  const main = relations
    ? elementsOf(relations).find(({ attributes }) => /\/officeDocument$/.test(attributes['Type'] ?? ''))
    : undefined;
  return (main?.attributes['Target'] ?? 'word/document.xml').replace(/^\//, '');
}

async function part(zip: ZipReader, name: string): Promise<XmlElement | null> {
  const text = await zip.text(name);
  if (text === null) return null;
  try {
    return readXml(text, PREFIXES);
  } catch (error) {
    if (!(error instanceof DraftRefusal)) throw error;
    throw new DraftRefusal(`In "${name}": ${error.message}`, error.line);
  }
}

async function ours(zip: ZipReader): Promise<XmlElement | null> {
  for (const name of zip.names.filter((one) => /^customXml\/item\d*\.xml$/.test(one))) {
    const text = await zip.text(name);
    if (text?.includes('urn:colloquy:norm')) return part(zip, name);
  }
  return null;
}
