import type { Ctx } from '#platform/ctx.js';
import { badInput, found } from '#platform/refusal.js';
import { normsById, versionsById } from '#norms/norm-version.queries.js';
import type { ExportDefinition, ExportRequest, ExportSubject, ExportWriter } from './export.types.js';
import { writeAkn } from './norm-akn.writer.js';
import { writeDocx } from './norm-docx.writer.js';
import { writeHtml } from './norm-html.writer.js';
import { writeMarkdown } from './norm-markdown.writer.js';
import { writePdf } from './norm-pdf.writer.js';
import { writtenNorm } from './norm-text.queries.js';
import type { WrittenNorm } from './norm-text.types.js';

type Writer = (norm: WrittenNorm) => string | Buffer | Promise<Buffer>;

/** A version of a norm as a document, for whoever may see the version. */
export const NORM_EXPORT: ExportDefinition = {
  kind: 'NORM',
  subject: versionSubject,
  writers: {
    AKN: written(writeAkn),
    DOCX: written(writeDocx),
    HTML: written(writeHtml),
    PDF: written(writePdf),
    MARKDOWN: written(writeMarkdown),
  },
};

async function versionSubject(ctx: Ctx, { versionId, changesSinceVersionId, locale }: ExportRequest): Promise<ExportSubject> {
  if (!versionId) throw badInput('versionId', 'Name the version that is to be exported.');
  const version = found(await ctx.load(versionsById, versionId), 'version');
  const norm = found(await ctx.load(normsById, version.normId), 'norm');
  const since = changesSinceVersionId ? found(await ctx.load(versionsById, changesSinceVersionId), 'version') : null;
  if (since && (since.normId !== norm.id || since.number >= version.number))
    throw badInput('changesSinceVersionId', 'Name an earlier version of the same norm.');
  const language = version.locales.includes(locale) ? locale : version.locales[0];
  const name = `${norm.slug}-v${version.number}-${language}${since ? `-changes-since-v${since.number}` : ''}`;
  return { normId: norm.id, roundId: null, name };
}

function written(write: Writer): ExportWriter {
  return async function* (ctx, row, counted) {
    const norm = await writtenNorm(ctx.db, row);
    counted.rows = norm.provisions.length;
    yield Buffer.from(await write(norm));
  };
}
