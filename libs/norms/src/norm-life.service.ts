import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { badInput, conflict, insist } from '#platform/refusal.js';
import type { RenewNormInput, WithdrawNormInput } from '#platform/schema.types.js';
import { Norm } from './norm.entity.js';
import { refuseRenewal } from './milestone.rules.js';
import { normPolicy } from './norm.policy.js';
import { normAfter } from './norm.rules.js';
import { NormService } from './norm.service.js';

/** How a norm goes on after its adoption, or ends. */
@Injectable()
export class NormLifeService {
  constructor(private readonly norms: NormService) {}

  /** Puts the sunset of a norm in force off until a later day, with a reason. CONFLICT where it is not in force or has no sunset. */
  async renew(ctx: Ctx, { normId, sunsetOn, reason }: RenewNormInput): Promise<Norm> {
    return ctx.db.write(ctx, async (tx) => {
      const norm = await this.norms.held(tx, normId);
      ctx.require(normPolicy, 'norm.decide', { normId });
      insist(refuseReason(reason, 'renew') ?? refuseRenewal(norm, sunsetOn));
      await tx.query(
        'update milestone set due_on = $2, set_at = $3 where norm_id = $1 and ends_norm and done_at is null and due_on < $2',
        [normId, sunsetOn, tx.now],
      );
      return this.norms.withSunset(tx, norm, reason.trim());
    });
  }

  /** Gives the norm up for good, with a reason. Its rounds that are not closed are cancelled for the same reason. */
  async withdraw(ctx: Ctx, { normId, reason }: WithdrawNormInput): Promise<Norm> {
    return ctx.db.write(ctx, async (tx) => {
      const norm = await this.norms.held(tx, normId);
      ctx.require(normPolicy, 'norm.decide', { normId });
      insist(refuseReason(reason, 'withdraw'));
      const status = normAfter(norm.status, 'withdraw');
      if (!status) throw conflict(`A norm that is ${norm.status} cannot be withdrawn.`, norm.status);
      const withdrawn = await tx.update(Norm, norm, { status });
      await tx.tell({ action: 'norm.withdrawn', subjectId: normId, normId, data: { from: norm.status, reason: reason.trim() } });
      return withdrawn;
    });
  }
}

const refuseReason = (reason: string, verb: string) =>
  reason.trim() ? null : badInput('reason', `Say why you ${verb} the norm; it is told and logged.`);
