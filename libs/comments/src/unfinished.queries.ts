import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import type { CommentInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import type { Quote } from './comment.types.js';
import { lackOf } from './unfinished.rules.js';

/** A saved comment as it was given, with the texts of its provision where it changes one, or quotes words that were not found. */
export interface SavedComment {
  id: string;
  input: CommentInput;
  texts: string[];
}

type Row = CommentInput & { id: string; eid: string | null; quote: Quote | null; texts: string[] };

const SAVED = `select c.id, c.submission_id, c.eid, c.quote, c.type, c.position, c.change, c.blocking, c.body, c.rationale, c.proposed_text,
    c.tlp, c.attribution, c.locale, c.attachment_ids, array(select p.text from provision p where p.version_id = c.version_id and p.eid = c.eid
    and ((c.change = 'MODIFY' and c.proposed_text is not null) or (c.quote is not null and c.quote ->> 'start' is null))
    order by p.locale <> c.locale, p.locale) as texts
  from comment c where c.submission_id = any($1) order by c.submission_id, c.arranged, c.place, c.id`;

/** The comments of a submission in the order in which they are handed in. */
export const savedComments = async (tx: Tx, submissionId: string): Promise<SavedComment[]> =>
  (await tx.query<Row>(SAVED, [[submissionId]])).map(toSaved);

const toSaved = ({ texts, ...row }: Row): SavedComment => ({ id: row.id, input: asGiven(row), texts });

/** A stored comment in the form in which it was given. */
export function asGiven<T extends CommentInput & { eid: string | null; quote: object | null }>(row: T): T {
  return { ...row, anchor: row.eid === null ? null : { ...row.quote, eId: row.eid } };
}

/** What each comment of these submissions lacks before it can be handed in, by the comment; as far as the viewer may see them. */
export async function lacksBySubmission(
  db: Database,
  _ctx: Ctx,
  submissionIds: readonly string[],
): Promise<Map<string, Map<string, string>>> {
  const rows = await db.read<Row & { submissionId: string }>(SAVED, [submissionIds]);
  const lacksOf = (id: string): [string, string][] =>
    rows
      .filter(({ submissionId }) => submissionId === id)
      .flatMap((row) => {
        const { input, texts } = toSaved(row);
        const lack = lackOf(input, texts);
        return lack ? [[row.id, lack.message] as [string, string]] : [];
      });
  return new Map(submissionIds.map((id) => [id, new Map(lacksOf(id))]));
}
