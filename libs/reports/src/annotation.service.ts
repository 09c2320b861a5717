import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import { CONFIG } from '#platform/platform.module.js';
import { normsById, versionsById } from '#norms/norm-version.queries.js';
import { found } from '#platform/refusal.js';
import type { Round } from '#rounds/round.entity.js';
import { provisionText, textKey } from '#comments/anchor.queries.js';
import { listComments } from '#comments/comment.queries.js';
import { annotationOf, CONTEXT } from './annotation.rules.js';

const PAGE = 100;

/** The public comments of a round as a collection of W3C annotations, whoever asks. */
@Injectable()
export class AnnotationService {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** The collection, with where its first page is. `ctx` is nobody's. */
  async collection(ctx: Ctx, round: Round): Promise<object> {
    const { totalCount } = await listComments(ctx, round.id, { first: 1 });
    const total = await totalCount();
    const id = this.addressOf(round);
    const first = total > 0 ? { first: `${id}?page=1` } : {};
    return { '@context': CONTEXT, id, type: 'AnnotationCollection', label: round.title, total, ...first };
  }

  /** One page, in the order of the comments' references: the first one, or the one after a cursor. BAD_USER_INPUT. */
  async page(ctx: Ctx, round: Round, after: string | null): Promise<object> {
    const { nodes, pageInfo } = await listComments(ctx, round.id, { first: PAGE, after });
    const version = found(await ctx.load(versionsById, round.versionId), 'version');
    const norm = found(await ctx.load(normsById, round.normId), 'norm');
    const source = `${this.config.publicUrl}/norms/${norm.slug}/versions/${version.number}.akn.xml`;
    const items = nodes.map(async (comment) => {
      const { anchor, versionId, locale } = comment;
      const text = anchor ? await ctx.load(provisionText, textKey(versionId, anchor.eId, locale)) : null;
      return annotationOf(comment, { source, publishedAt: version.publishedAt, text }, this.pageOf(round));
    });
    const id = this.addressOf(round);
    const here = `${id}?page=1${after ? `&after=${after}` : ''}`;
    const next = pageInfo.hasNextPage ? { next: `${id}?page=1&after=${pageInfo.endCursor}` } : {};
    return { '@context': CONTEXT, id: here, type: 'AnnotationPage', partOf: id, ...next, items: await Promise.all(items) };
  }

  private pageOf(round: Round): string {
    return `${this.config.publicUrl}/rounds/${round.reference}`;
  }

  private addressOf(round: Round): string {
    return `${this.pageOf(round)}/annotations.jsonld`;
  }
}
