import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { indexable, searchLanguage } from './search.rules.js';

interface Unindexed {
  id: string;
  locale: string;
  body: string;
  rationale: string | null;
  proposedText: string | null;
}

const UNINDEXED = `select c.id, c.locale, c.body, c.rationale, c.proposed_text from comment c
  where c.submission_id = $1 and c.number is not null and not exists (select 1 from comment_search s where s.comment_id = c.id) order by c.id`;

const INDEX = `insert into comment_search (comment_id, round_id, language, words)
  select c.id, c.round_id, t.language, setweight(to_tsvector(search_configuration(t.language), t.body), 'A')
    || setweight(to_tsvector(search_configuration(t.language), t.rest), 'B')
  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) t (id, language, body, rest) join comment c on c.id = t.id
  on conflict (comment_id) do nothing`;

/** The words of comments, kept for search. */
@Injectable()
export class SearchService {
  /** Indexes the comments of a submission; a second run finds nothing to do. */
  async index(ctx: Ctx, submissionId: string): Promise<void> {
    await ctx.db.write(ctx, async (tx) => {
      const comments = await tx.query<Unindexed>(UNINDEXED, [submissionId]);
      if (comments.length === 0) return;
      await tx.query(INDEX, [
        comments.map(({ id }) => id),
        comments.map(({ locale }) => searchLanguage(locale)),
        comments.map(({ body }) => indexable(body)),
        comments.map(({ rationale, proposedText }) => indexable(`${rationale ?? ''}\n${proposedText ?? ''}`)),
      ]);
    });
  }
}
