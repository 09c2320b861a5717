import { readAkn } from './akn.reader.js';
import { readDocx } from './docx.reader.js';
import { decodeText, type DraftForm, formOf } from './draft-form.rules.js';
import { readMarkdown, readPlainText } from './markdown.reader.js';
import { refuseLong } from './draft.types.js';
import type { DraftReading } from './provision.types.js';
import { decodeXml } from './xml.reader.js';

const READERS: Readonly<Record<DraftForm, (bytes: Buffer) => DraftReading | Promise<DraftReading>>> = {
  AKN: (bytes) => readAkn(decodeXml(bytes)),
  DOCX: readDocx,
  MARKDOWN: (bytes) => readMarkdown(decodeText(bytes)),
  TEXT: (bytes) => readPlainText(decodeText(bytes)),
};

/** Reads a draft of any form into provisions. Throws `DraftRefusal` with place and reason where it cannot be read. */
export async function readDraft(bytes: Buffer): Promise<DraftReading> {
  const reading = await READERS[formOf(bytes)](bytes);
  for (const { eId, text } of reading.provisions) refuseLong(eId, text);
  return reading;
}
