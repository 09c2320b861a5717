import { DraftRefusal } from './draft.types.js';

/** The forms in which a draft is read. */
export type DraftForm = 'AKN' | 'DOCX' | 'MARKDOWN' | 'TEXT';

const starts = (bytes: Uint8Array, signature: string): boolean =>
  signature.length <= bytes.length && [...signature].every((character, i) => bytes[i] === character.charCodeAt(0));

/** Files that are something else altogether, by how they begin, with what to do. */
const OTHERS: readonly [string, string][] = [
  ['%PDF', 'This is a PDF, which holds lines and not provisions. Upload the DOCX or text that it was made from.'],
  ['\u00d0\u00cf\u0011\u00e0', 'This is a document of Word 97 to 2003. Save it as DOCX and upload that.'],
  ['{\\rtf', 'This is Rich Text. Save it as DOCX and upload that.'],
  ['\u0089PNG', 'This is a picture. Upload the text of the norm.'],
  ['\u00ff\u00d8\u00ff', 'This is a picture. Upload the text of the norm.'],
  ['\u001f\u008b', 'This is a compressed file. Unpack it and upload what is in it.'],
];

/** The form of a draft by what is in it; a file's name may say anything. Throws `DraftRefusal` for what is none. */
export function formOf(bytes: Uint8Array): DraftForm {
  const other = OTHERS.find(([signature]) => starts(bytes, signature));
  if (other) throw new DraftRefusal(other[1]);
  if (starts(bytes, 'PK')) return 'DOCX';
  const text = decodeText(bytes);
  const beginning = text.slice(0, 4096).replace(/^(?:\s|<\?[^>]*\?>|<!--[\s\S]*?-->)+/, '');
  if (/^<(?:!DOCTYPE\s+html|html|head|body)\b/i.test(beginning))
    throw new DraftRefusal('This is a web page. Save it as Markdown, DOCX or plain text and upload that.');
  if (/^\s*<\?xml\b/.test(text) || /^<(?:\w+:)?akomaNtoso\b|^<!DOCTYPE\b/i.test(beginning)) return 'AKN';
  return MARKDOWN_SIGNS.some((sign) => sign.test(text.slice(0, LOOKED_AT))) ? 'MARKDOWN' : 'TEXT';
}

const LOOKED_AT = 500_000; // characters; signs of Markdown come early
/** What plain text does not have: headings, tables, links, emphasis, fences, front matter, lists by bullets. */
const MARKDOWN_SIGNS = [
  /^ {0,3}#{1,6}[ \t]+\S/m,
  /^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*\|/m,
  /\]\([^)\s]{1,500}\)/,
  /\*\*[^*\n]{1,200}\*\*/,
  /^ {0,3}(?:```|~~~)/m,
  /^---\n/,
  /^ {0,3}[*+-][ \t]+\S/m,
  /^[^\n]+\n {0,3}(?:={3,}|-{3,})[ \t]*$/m,
  /^<!-- norm /,
];

/** The text of a draft: UTF-8, or UTF-16 with its byte order mark. Guessing would publish words that nobody wrote. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16) return decoded(bytes, first === 0xff ? 'utf-16le' : 'utf-16be');
  if (looksLikeUtf16(bytes))
    throw new DraftRefusal('This looks like UTF-16 without its byte order mark. Save the draft as UTF-8 and upload it again.', 1);
  return decoded(bytes, 'utf-8');
}

/** Letters of Latin script have a zero byte each in UTF-16, always on the same side. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 2000);
  const zeros = [0, 1].map((side) => head.filter((byte, i) => byte === 0 && i % 2 === side).length);
  return Math.max(...zeros) > Math.max(2, head.length / 10);
}

function decoded(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new DraftRefusal(
      `The draft is not ${encoding.toUpperCase()} text. Save it as UTF-8 and upload it again.`,
      firstFault(bytes, encoding),
    );
  }
}

/** The line in which the first byte stands that is not text, for UTF-8. */
function firstFault(bytes: Uint8Array, encoding: string): number | undefined {
  if (encoding !== 'utf-8') return undefined;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let at = 0; at < bytes.length; at += 4096) {
    try {
      line += decoder.decode(bytes.subarray(at, at + 4096), { stream: true }).split('\n').length - 1;
    } catch {
      return line + newlinesBefore(bytes.subarray(at, at + 4096));
    }
  }
  return line;
}

/** Lines that end within a piece before its first byte that UTF-8 does not allow; a multi-byte start cut off counts as allowed. */
function newlinesBefore(piece: Uint8Array): number {
  let lines = 0;
  for (let end = 1; end <= piece.length; end++) {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    try {
      if (piece[end - 1] === 0x0a) {
        decoder.decode(piece.subarray(0, end), { stream: true });
        lines += 1;
      }
    } catch {
      return lines;
    }
  }
  return lines;
}
