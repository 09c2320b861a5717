import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { badInput, conflict, insist } from '#platform/refusal.js';
import type { CreateRoundInput, QuestionInput, UpdateRoundInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { refuseStale } from '#norms/norm.rules.js';
import type { NormVersion } from '#norms/norm-version.entity.js';
import { NormVersionService } from '#norms/norm-version.service.js';
import { Round } from './round.entity.js';
import { roundPolicy } from './round.policy.js';
import { referenceFor, refuseReference, refuseUpdate } from './round.rules.js';
import { createCounters } from './round-number.queries.js';

/** Rounds before they open: made and set up. What happens to them then is `RoundLifecycleService`'s. */
@Injectable()
export class RoundService {
  constructor(private readonly versions: NormVersionService) {}

  /** Makes a round in DRAFT on a version of a norm. A reference that is taken is CONFLICT. */
  async create(ctx: Ctx, input: CreateRoundInput): Promise<Round> {
    insist(input.reference ? refuseReference(input.reference) : null);
    return ctx.db.write(ctx, async (tx) => {
      const version = await this.versions.seen(tx, input.versionId);
      ctx.require(roundPolicy, 'round.create', { normId: version.normId });
      const reference = input.reference ?? (await this.nextReference(tx, version.normId));
      if (await tx.one('select 1 from round where reference = $1', [reference]))
        throw conflict(`There is a round ${reference} already.`);
      const round = await tx.insert(Round, { id: newId(), ...settings(input, version), reference, createdAt: tx.now });
      await createCounters(tx, round.id);
      await this.replaceQuestions(tx, round.id, input.questions ?? []);
      await tx.tell({
        action: 'round.created',
        subjectId: round.id,
        normId: round.normId,
        roundId: round.id,
        data: { reference },
      });
      return round;
    });
  }

  /** Changes settings until the round opens; a stale revision is CONFLICT and changes nothing. */
  async update(ctx: Ctx, { roundId, expectedRevision, questions, ...rest }: UpdateRoundInput): Promise<Round> {
    return ctx.db.write(ctx, async (tx) => {
      const round = await tx.lock(Round, roundId, 'round');
      ctx.require(roundPolicy, 'round.update', round);
      insist(refuseStale(round.revision, expectedRevision) ?? refuseUpdate(round, tx.now));
      const patch = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== null));
      const updated = await tx.update(Round, round, { ...patch, revision: round.revision + 1 });
      if (questions) await this.replaceQuestions(tx, roundId, questions);
      await tx.tell({
        action: 'round.updated',
        subjectId: roundId,
        normId: round.normId,
        roundId,
        data: { changed: Object.keys(patch) },
      });
      return updated;
    });
  }

  private async nextReference(tx: Tx, normId: string): Promise<string> {
    const row = await tx.one<{ slug: string; rounds: number }>(
      'select n.slug, (select count(*)::int from round r where r.norm_id = n.id) as rounds from norm n where n.id = $1 for update of n',
      [normId],
    );
    return referenceFor(row?.slug ?? '', (row?.rounds ?? 0) + 1);
  }

  private async replaceQuestions(tx: Tx, roundId: string, questions: readonly QuestionInput[]): Promise<void> {
    await tx.query('delete from round_question where round_id = $1', [roundId]);
    for (const [position, question] of questions.entries()) {
      const { kind, prompt, required = false, options = [], min = null, max = null } = question;
      if (kind.endsWith('CHOICE') && options.length < 2)
        throw badInput(`questions.${position}.options`, 'A choice needs at least two options.');
      await tx.query(
        'insert into round_question (id, round_id, position, kind, prompt, required, options, min, max) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
        [newId(), roundId, position, kind, prompt, required, options, min, max],
      );
    }
  }
}

function settings(input: CreateRoundInput, version: NormVersion): Omit<Round, 'id' | 'reference' | 'createdAt'> {
  const title = input.title.trim();
  if (title.length === 0 || title.length > 300) throw badInput('title', 'A title has 1 to 300 characters.');
  const graceMinutes = input.graceMinutes ?? 0;
  if (graceMinutes < 0 || graceMinutes > 1440) throw badInput('graceMinutes', 'The grace is 0 to 1440 minutes.');
  const { kind = 'DRAFT_REVIEW', audience = 'PUBLIC', publication = 'IMMEDIATE', latePolicy = 'REFUSE' } = input;
  const times = { opensAt: null, closesAt: null, closedAt: null };
  const place = { normId: version.normId, versionId: version.id, status: 'DRAFT' as const, revision: 1 };
  const rest = {
    guidance: input.guidance ?? null,
    vettedOnly: input.vettedOnly ?? false,
    balanceTargets: input.balanceTargets ?? [],
  };
  return { title, graceMinutes, kind, audience, publication, latePolicy, ...times, ...place, ...rest };
}
