import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { writeAkn } from './norm-akn.writer.js';
import { writtenNorm } from './norm-text.queries.js';

/** Versions of norms as documents that are made at once. */
@Injectable()
export class NormTextService {
  /** A version in Akoma Ntoso 3.0; the caller has checked that the viewer may see it. */
  async akn(ctx: Ctx, versionId: string, locale: string): Promise<string> {
    return writeAkn(await writtenNorm(ctx.db, { versionId, locale, changesSinceVersionId: null }));
  }
}
