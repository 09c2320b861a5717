import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { found, insist } from '#platform/refusal.js';
import type { FileProcessNoteInput } from '#platform/schema.types.js';
import { processNotePolicy } from './process-note.policy.js';
import type { ProcessNote } from './process-note.queries.js';
import { refuseNote } from './process-note.rules.js';
import { roundsById } from './round.queries.js';

/** What observers note on how a round is run. */
@Injectable()
export class ProcessNoteService {
  /** Files a note for good. For observers of the norm; a round that they may not know of is NOT_FOUND. */
  async file(ctx: Ctx, { roundId, body }: FileProcessNoteInput): Promise<ProcessNote> {
    const round = found(await ctx.load(roundsById, roundId), 'round');
    ctx.require(processNotePolicy, 'process_note.file', { normId: round.normId });
    insist(refuseNote(body));
    const authorId = ctx.requireAccount();
    return ctx.db.write(ctx, async (tx) => {
      const note = { id: newId(), roundId, authorId, body: body.trim(), createdAt: tx.now };
      await tx.query('insert into process_note (id, round_id, author_id, body, created_at) values ($1, $2, $3, $4, $5)', [
        note.id,
        roundId,
        authorId,
        note.body,
        note.createdAt,
      ]);
      await tx.tell({ action: 'process_note.filed', subjectId: note.id, normId: round.normId, roundId });
      return note;
    });
  }
}
