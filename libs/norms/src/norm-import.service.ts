import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { FileService, type StoredFile } from '#platform/file.service.js';
import { badInput } from '#platform/refusal.js';
import type { ImportNormVersionInput } from '#platform/schema.types.js';
import { DraftRefusal } from './draft.types.js';
import { readMarkdown, readPlainText } from './markdown.reader.js';
import { Norm } from './norm.entity.js';
import { normPolicy } from './norm.policy.js';
import type { NormVersion } from './norm-version.entity.js';
import { NormVersionService } from './norm-version.service.js';
import type { DraftReading } from './provision.types.js';
import { TranslationService } from './translation.service.js';

const LARGEST = 10 * 1024 * 1024;
const READERS: Readonly<Record<string, (text: string) => DraftReading>> = {
  md: readMarkdown,
  markdown: readMarkdown,
  txt: readPlainText,
};

/** Drafts that come as files: Markdown and plain text with typed numbers. */
@Injectable()
export class NormImportService {
  constructor(
    private readonly files: FileService,
    private readonly versions: NormVersionService,
    private readonly translations: TranslationService,
  ) {}

  /** What an import would make; stores nothing. BAD_USER_INPUT names the fault in the draft and its line. */
  async preview(ctx: Ctx, fileId: string): Promise<DraftReading> {
    return this.read(await this.files.own(ctx, fileId));
  }

  /** Makes the next version of the norm, or a translation of one, from an uploaded draft: all of it, or nothing. */
  async importVersion(ctx: Ctx, input: ImportNormVersionInput): Promise<{ version: NormVersion; warnings: string[] }> {
    const file = await this.files.own(ctx, input.fileId);
    const { provisions, warnings } = await this.read(file);
    return ctx.db.write(ctx, async (tx) => {
      const locale = input.locale ?? 'en';
      if (input.versionId) return { version: await this.translations.add(tx, input, locale, provisions), warnings };
      const norm = await tx.lock(Norm, input.normId, 'norm');
      ctx.require(normPolicy, 'norm.edit', { normId: norm.id });
      const version = await this.versions.cut(tx, norm.id, { label: input.label, locale, provisions });
      return { version, warnings };
    });
  }

  private async read(file: StoredFile): Promise<DraftReading> {
    if (file.size > LARGEST) throw badInput('fileId', 'A draft has at most 10 MB. Split it, or leave pictures out.');
    const read = READERS[file.fileName.split('.').pop()?.toLowerCase() ?? ''];
    if (!read) throw badInput('fileId', 'Drafts can be imported from Markdown (.md) or plain text (.txt).');
    const bytes = await this.files.bytes(file);
    return asInput(() => read(decode(bytes)));
  }
}

/** UTF-8 or nothing: guessing an encoding would publish words that nobody wrote. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badInput('fileId', 'The draft is not UTF-8 text. Save it as UTF-8 and upload it again.');
  }
}

/** A reader's refusal is the importer's bad input, with the line where there is one. */
function asInput<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DraftRefusal)) throw error;
    throw badInput('fileId', error.line ? `Line ${error.line}: ${error.message}` : error.message);
  }
}
