import { readAkn } from './akn.reader.js';
import { decodeText, type DraftForm, formOf } from './draft-form.rules.js';
import { DraftRefusal } from './draft.types.js';
import { readMarkdown, readPlainText } from './markdown.reader.js';
import type { DraftReading } from './provision.types.js';
import { decodeXml } from './xml.reader.js';

const READERS: Readonly<Record<Exclude<DraftForm, 'DOCX'>, (bytes: Buffer) => DraftReading | Promise<DraftReading>>> = {
  AKN: (bytes) => readAkn(decodeXml(bytes)),
  MARKDOWN: (bytes) => readMarkdown(decodeText(bytes)),
  TEXT: (bytes) => readPlainText(decodeText(bytes)),
};

/** Reads a draft of any form into provisions. Throws `DraftRefusal` with place and reason where it cannot be read. */
export async function readDraft(bytes: Buffer): Promise<DraftReading> {
  const form = formOf(bytes);
  if (form === 'DOCX') throw new DraftRefusal('DOCX is not read yet. Save the draft as Markdown or plain text.');
  return READERS[form](bytes);
}
