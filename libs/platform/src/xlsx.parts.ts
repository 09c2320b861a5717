import { readXml } from './xml.reader.js';
import type { ZipReader } from './zip.reader.js';

/** The texts that the cells of a workbook share, in the order of their numbers; readings that help with pronunciation are left out. */
export async function sharedTexts(zip: ZipReader): Promise<string[]> {
  const texts: string[] = [];
  const xml = await zip.text('xl/sharedStrings.xml');
  let [parts, phonetic, inText]: [string[], number, boolean] = [[], 0, false];
  if (xml === null) return texts;
  await readXml(xml, {
    open({ name }) {
      if (name === 'si') parts = [];
      else if (name === 'rPh') phonetic++;
      else if (name === 't') inText = phonetic === 0;
    },
    text(words) {
      if (inText) parts.push(words);
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'si') texts.push(unescaped(parts.join('')));
    },
  });
  return texts;
}

/** Where the sheets that are in sight lie in the archive, in the order of their tabs. */
export async function sheetPaths(zip: ZipReader): Promise<string[]> {
  const targets = new Map<string, string>();
  const ids: string[] = [];
  await readXml((await zip.text('xl/_rels/workbook.xml.rels')) ?? '', {
    ...NOTHING,
    open({ name, attributes }) {
      if (name === 'Relationship') targets.set(attributes['Id'] ?? '', attributes['Target'] ?? '');
    },
  });
  await readXml((await zip.text('xl/workbook.xml')) ?? '', {
    ...NOTHING,
    open({ name, attributes }) {
      if (name === 'sheet' && (attributes['state'] ?? 'visible') === 'visible') ids.push(attributes['id'] ?? '');
    },
  });
  const paths = ids
    .flatMap((id) => targets.get(id) ?? [])
    .map((target) => (target.startsWith('/') ? target.slice(1) : `xl/${target}`));
  return paths.filter((path) => zip.has(path));
}

const NOTHING = { open: () => undefined, text: () => undefined, close: () => undefined };
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);

/** The styles, by their numbers, that show a number as a date or a time. */
export async function dateStyles(zip: ZipReader): Promise<Set<string>> {
  const [formats, styles] = [new Set(BUILT_IN_DATES), new Set<string>()];
  let [inCells, index] = [false, 0];
  const xml = await zip.text('xl/styles.xml');
  if (xml === null) return styles;
  await readXml(xml, {
    open({ name, attributes }) {
      if (name === 'numFmt' && isDate(attributes['formatCode'] ?? '')) formats.add(Number(attributes['numFmtId']));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        if (formats.has(Number(attributes['numFmtId'] ?? 0))) styles.add(String(index));
        index++;
      }
    },
    text: () => undefined,
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** Whether a format shows days, months, years or times: its letters outside quotes, escapes and colours. */
const isDate = (code: string): boolean =>
  /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?\d+)\]|General/gi, ''));

/** Characters that XML cannot hold are written as `_x000D_` (ECMA-376 part 1 §22.9.2.19). */
export const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
