import type { PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExportFault } from './export.types.js';
import { paragraphsOf, stepsIn } from './norm-text.rules.js';
import type { WrittenNorm } from './norm-text.types.js';

const TEMPLATE = new URL('./norm.typ', import.meta.url);
/** Ours for Latin, Cyrillic, Greek and Arabic; the system's for the rest, of Chinese for example. */
const FONTS = [fileURLToPath(new URL('./fonts', import.meta.url)), '/usr/share/fonts', '/usr/local/share/fonts'];

/**
 * A version as a tagged PDF that the writer accepts as PDF/UA-1: title, language, heading levels, reading order, a glyph for each
 * character. Words are data to the template, and its workspace is an empty folder, so nothing in them is run or read. `ExportFault`
 * has the writer's reason, for example a character that no font has.
 */
export async function writePdf(norm: WrittenNorm): Promise<Buffer> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const workspace = await mkdtemp(join(tmpdir(), 'colloquy-pdf-'));
  try {
    const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: FONTS }] });
    const inputs = { data: JSON.stringify(dataOf(norm)) };
    return compiler.pdf({ mainFileContent: await readFile(TEMPLATE, 'utf8'), inputs }, { pdfStandard: UA_1 });
  } catch (error) {
    throw new ExportFault(`The PDF could not be made accessible (PDF/UA-1): ${reasonOf(error)}`);
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 500);

const UA_1 = 'ua-1' as PdfStandard;
const DEEPEST_INDENT = 8;

/** What the template is given: levels that step down one at a time, as PDF/UA asks for, and paragraphs in runs. */
function dataOf({ title, label, number, locale, isRtl, publishedOn, since, provisions }: WrittenNorm): object {
  const steps = stepsIn(provisions);
  const about = [`${label} (${number})`, publishedOn, since && `± ${since.label} (${since.number})`].filter(Boolean).join(' · ');
  const rows = provisions.map((provision, i) => ({
    number: provision.number,
    heading: provision.heading,
    level: (steps[i]?.headings ?? 0) + 1,
    indent: Math.min(DEEPEST_INDENT, steps[i]?.indent ?? 0),
    text: provision.text.length > 0 ? paragraphsOf(provision.text) : [],
  }));
  return { title, about, lang: locale.split('-')[0], rtl: isRtl, provisions: rows };
}
