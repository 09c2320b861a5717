import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { conflict, found, insist } from '#platform/refusal.js';
import type { CreateRoundInput, UpdateRoundInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { refuseStale } from '#norms/norm.rules.js';
import type { NormVersion } from '#norms/norm-version.entity.js';
import { NormVersionService } from '#norms/norm-version.service.js';
import { copyQuestions, replaceQuestions } from './question.queries.js';
import { refuseQuestions } from './question.rules.js';
import { Round } from './round.entity.js';
import { RoundInvitationService } from './round-invitation.service.js';
import { roundPolicy } from './round.policy.js';
import { isRoundHeldFor } from './round.visibility.js';
import { roundsById } from './round.queries.js';
import { referenceFor, refuseReference, refuseUpdate } from './round.rules.js';
import { refuseSettings, settingsFor, settingsGiven } from './round-settings.rules.js';
import { createCounters } from './round-number.queries.js';

/** Rounds before they open: made and set up. What happens to them then is `RoundLifecycleService`'s. */
@Injectable()
export class RoundService {
  constructor(
    private readonly versions: NormVersionService,
    private readonly invitations: RoundInvitationService,
  ) {}

  /**
   * Makes a round in DRAFT on a version of a norm, with the settings, questions and invitations of an earlier round where one is
   * named and the input is silent. A reference that is taken is CONFLICT.
   */
  async create(ctx: Ctx, input: CreateRoundInput): Promise<Round> {
    insist((input.reference ? refuseReference(input.reference) : null) ?? refuseQuestions(input.questions ?? []));
    const earlier = input.cloneFromRoundId ? found(await ctx.load(roundsById, input.cloneFromRoundId), 'round') : null;
    return ctx.db.write(ctx, async (tx) => {
      const version = await this.versions.seen(tx, input.versionId);
      ctx.require(roundPolicy, 'round.create', { normId: version.normId });
      if (earlier) ctx.require(roundPolicy, 'round.create', earlier);
      return this.make(tx, version, input, earlier);
    });
  }

  /** Stores a round in DRAFT on a version that the caller has seen, in the caller's transaction. */
  async make(tx: Tx, version: NormVersion, input: CreateRoundInput, earlier: Round | null = null): Promise<Round> {
    const settings = settingsFor(input, earlier);
    insist(refuseSettings(settings));
    const reference = input.reference ?? (await this.nextReference(tx, version.normId));
    if (await tx.one('select 1 from round where reference = $1', [reference]))
      throw conflict(`There is a round ${reference} already.`);
    const place = { normId: version.normId, versionId: version.id, status: 'DRAFT' as const, revision: 1 };
    const times = { opensAt: null, closesAt: null, closedAt: null, createdAt: tx.now };
    const round = await tx.insert(Round, { ...settings, ...place, ...times, reference });
    await this.furnish(tx, round, input, earlier);
    const data = { reference, ...(earlier ? { clonedFrom: earlier.reference } : {}) };
    await tx.tell({ action: 'round.created', subjectId: round.id, normId: round.normId, roundId: round.id, data });
    return round;
  }

  /** Changes settings until the round opens, and questions until somebody has answered; a stale revision is CONFLICT and changes nothing. */
  async update(ctx: Ctx, input: UpdateRoundInput): Promise<Round> {
    const { roundId, expectedRevision, questions } = input;
    return ctx.db.write(ctx, async (tx) => {
      const round = await tx.lock(Round, roundId, 'round', isRoundHeldFor);
      ctx.require(roundPolicy, 'round.update', round);
      const patch = settingsGiven(input);
      insist(refuseStale(round.revision, expectedRevision) ?? refuseUpdate(round, Object.keys(patch), tx.now));
      insist(refuseSettings(patch) ?? refuseQuestions(questions ?? []));
      const updated = await tx.update(Round, round, { ...patch, revision: round.revision + 1 });
      if (questions) await replaceQuestions(tx, roundId, questions);
      const data = { changed: [...Object.keys(patch), ...(questions ? ['questions'] : [])] };
      await tx.tell({ action: 'round.updated', subjectId: roundId, normId: round.normId, roundId, data });
      return updated;
    });
  }

  private async furnish(tx: Tx, round: Round, { questions }: CreateRoundInput, earlier: Round | null): Promise<void> {
    await createCounters(tx, round.id);
    if (questions) await replaceQuestions(tx, round.id, questions);
    else if (earlier) await copyQuestions(tx, earlier.id, round.id);
    if (earlier) await this.invitations.copy(tx, earlier.id, round.id);
  }

  private async nextReference(tx: Tx, normId: string): Promise<string> {
    const row = await tx.one<{ slug: string; rounds: number }>(
      'select n.slug, (select count(*)::int from round r where r.norm_id = n.id) as rounds from norm n where n.id = $1 for update of n',
      [normId],
    );
    return referenceFor(row?.slug ?? '', (row?.rounds ?? 0) + 1);
  }
}
