/** What a file is, told by its content and by nothing else. */
export interface MediaType {
  /** RFC 6838. */
  type: string;
  /** The endings of a name that this content may have, small. */
  endings: readonly string[];
  /** Whether it may come with a comment. */
  isAttachable: boolean;
}

const ascii = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to);
const begins =
  (...signature: number[]) =>
  (bytes: Buffer): boolean =>
    signature.every((byte, i) => bytes[i] === byte);
const isZip = begins(0x50, 0x4b, 0x03, 0x04);
/** The names of an archive's files stand in its directory, at the end. */
const holds =
  (name: string) =>
  (bytes: Buffer): boolean =>
    isZip(bytes) && bytes.includes(`PK\u0001\u0002`, 0, 'latin1') && bytes.includes(name, 0, 'latin1');
/** An OpenDocument file begins with its own type, stored as it is (ODF 1.3, part 2, 3.3). */
const isOpenDocument =
  (type: string) =>
  (bytes: Buffer): boolean =>
    isZip(bytes) && ascii(bytes, 30, 200).startsWith(`mimetype${type}`);

const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';
const HAS_MACROS = holds('vbaProject.bin');

type Rule = MediaType & { is: (bytes: Buffer) => boolean };
const rule = (type: string, endings: string[], is: Rule['is'], isAttachable = true): Rule => ({
  type,
  endings,
  is,
  isAttachable,
});

/** The types that are known, the first that fits is meant. */
const RULES: readonly Rule[] = [
  rule('application/pdf', ['pdf'], (bytes) => ascii(bytes, 0, 5) === '%PDF-'),
  rule('image/png', ['png'], begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)),
  rule('image/jpeg', ['jpg', 'jpeg'], begins(0xff, 0xd8, 0xff)),
  rule('image/gif', ['gif'], (bytes) => /^GIF8[79]a/.test(ascii(bytes, 0, 6))),
  rule('image/webp', ['webp'], (bytes) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP'),
  rule('application/vnd.ms-office.macros', ['docm', 'xlsm', 'pptm'], HAS_MACROS, false),
  rule(`${OOXML}.wordprocessingml.document`, ['docx'], holds('word/document.xml')),
  rule(`${OOXML}.spreadsheetml.sheet`, ['xlsx'], holds('xl/workbook.xml')),
  rule(`${OOXML}.presentationml.presentation`, ['pptx'], holds('ppt/presentation.xml')),
  rule(`${ODF}.text`, ['odt'], isOpenDocument(`${ODF}.text`)),
  rule(`${ODF}.spreadsheet`, ['ods'], isOpenDocument(`${ODF}.spreadsheet`)),
  rule(`${ODF}.presentation`, ['odp'], isOpenDocument(`${ODF}.presentation`)),
  rule('application/zip', ['zip'], isZip, false),
  rule(
    'application/x-executable',
    ['exe', 'dll', 'so'],
    (bytes) => ascii(bytes, 0, 2) === 'MZ' || ascii(bytes, 0, 4) === '\x7fELF',
    false,
  ),
  rule('text/x-script', ['sh'], (bytes) => ascii(bytes, 0, 2) === '#!', false),
  rule('image/svg+xml', ['svg'], (bytes) => isText(bytes) && /<svg[\s>]/i.test(head(bytes)), false),
  rule(
    'text/html',
    ['html', 'htm', 'xhtml'],
    (bytes) => isText(bytes) && /^\s*(?:<!doctype html|<html|<head|<body|<script)/i.test(head(bytes)),
    false,
  ),
  rule('application/xml', ['xml', 'akn'], (bytes) => isText(bytes) && /^\s*<(?:\?xml|akomaNtoso)/i.test(head(bytes)), false),
  rule('text/plain', ['txt', 'md', 'markdown', 'csv', 'tsv', 'json', 'text'], (bytes) => isText(bytes)),
];

const head = (bytes: Buffer): string => bytes.toString('utf8', 0, 4096).replace(/^\uFEFF/, '');

/** Text in any encoding that has ASCII in it: no control characters but tabs and line breaks. */
function isText(bytes: Buffer): boolean {
  if (bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))) return true; // UTF-16
  return !bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127);
}

/** What the content is; null where it is nothing that is known. */
export const mediaTypeOf = (content: Buffer): MediaType | null => RULES.find(({ is }) => is(content)) ?? null;

const NAMED: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: 'application/json',
};

/** The ending of a name, small; empty where there is none. */
export const endingOf = (fileName: string): string => /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';

/** The media type to keep: text by the ending of its name, since nothing in it says more. */
export const storedType = (content: MediaType | null, fileName: string): string =>
  content?.type === 'text/plain' ? (NAMED[endingOf(fileName)] ?? content.type) : (content?.type ?? 'application/octet-stream');

const KNOWN_ENDINGS = new Map(RULES.flatMap(({ endings, type }) => endings.map((ending) => [ending, type] as const)));
/** What is shown or run by a double click: its name may not lie about it, wherever it is sent. */
const STRICT = /^(?:image|application\/(?:pdf|x-executable|vnd\.ms-office\.macros)|text\/x-script)/;

/**
 * Why a file is not what its name says, or null. Pictures, PDFs and programs are looked at strictly in both directions; of the others
 * whoever reads them (a draft, a table) tells what is wrong with them.
 */
export function nameLies(content: MediaType | null, fileName: string): string | null {
  const ending = endingOf(fileName);
  const said = KNOWN_ENDINGS.get(ending);
  const isStrict = STRICT.test(content?.type ?? '') || STRICT.test(said ?? '');
  if (!isStrict || content?.endings.includes(ending)) return null;
  const is = content ? `Its content is ${content.type}` : 'Its content is of no known type';
  return `${is}, and its name ends in "${ending}". Give the file the name of what it is.`;
}

/** Why a file cannot come with a comment, by its stored type and its name, or null. */
export function notAttachable(mediaType: string, fileName: string): string | null {
  const ending = endingOf(fileName);
  const fits = RULES.find(({ type, endings }) => endings.includes(ending) && (type === mediaType || NAMED[ending] === mediaType));
  if (fits?.isAttachable) return null;
  const allowed = RULES.filter(({ isAttachable }) => isAttachable).flatMap(({ endings }) => endings);
  return `"${fileName}" is ${mediaType}. With a comment can come: ${allowed.join(', ')}, each with the name of what it is.`;
}
