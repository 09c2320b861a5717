import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import type { ImportNormVersionInput } from '#platform/schema.types.js';
import { DraftReadingService } from './draft-reading.service.js';
import { normPolicy } from './norm.policy.js';
import { NormService } from './norm.service.js';
import type { NormVersion } from './norm-version.entity.js';
import { NormVersionService } from './norm-version.service.js';
import type { DraftReading } from './provision.types.js';
import { TranslationService } from './translation.service.js';

/** Drafts that come as files, made into versions. */
@Injectable()
export class NormImportService {
  constructor(
    private readonly norms: NormService,
    private readonly drafts: DraftReadingService,
    private readonly versions: NormVersionService,
    private readonly translations: TranslationService,
  ) {}

  /** What an import would make; stores nothing. BAD_USER_INPUT names the fault in the draft and its line. */
  async preview(ctx: Ctx, fileId: string): Promise<DraftReading> {
    return this.drafts.read(ctx, fileId);
  }

  /** Makes the next version of the norm, or a translation of one, from an uploaded draft: all of it, or nothing. */
  async importVersion(ctx: Ctx, input: ImportNormVersionInput): Promise<{ version: NormVersion; warnings: string[] }> {
    const { provisions, warnings } = await this.drafts.read(ctx, input.fileId);
    return ctx.db.write(ctx, async (tx) => {
      const locale = input.locale ?? 'en';
      if (input.versionId) return { version: await this.translations.add(tx, input, locale, provisions), warnings };
      const norm = await this.norms.held(tx, input.normId);
      ctx.require(normPolicy, 'norm.edit', { normId: norm.id });
      const version = await this.versions.cut(tx, norm.id, { label: input.label, locale, provisions });
      return { version, warnings };
    });
  }
}
