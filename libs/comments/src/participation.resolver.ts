import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { Organization } from '#identity/organization.entity.js';
import { organizationsById } from '#identity/identity.loader.js';
import type { Round } from '#rounds/round.entity.js';
import type { Participation } from './participation-figures.rules.js';
import { distinctCommentsOf, participationFor, type SilentInvitee, silentInvitees } from './participation.queries.js';
import { type TargetGap, underTarget } from './participation.rules.js';

/** Figures as they are now, of a round; those that a summary keeps bring their distinct comments, and know of no round. */
type Shown = Participation & { round?: Round; distinctComments?: number };

/** `Round.participation`: who takes part, live. */
@Resolver('Round')
export class RoundParticipationResolver {
  @ResolveField('participation')
  async participation(@FromCtx() ctx: Ctx, @Parent() round: Round): Promise<Shown> {
    return { ...(await participationFor(ctx, round)), round };
  }
}

@Resolver('Participation')
export class ParticipationResolver {
  @ResolveField('distinctComments')
  distinctComments(@FromCtx() ctx: Ctx, @Parent() { distinctComments, round, exact }: Shown): number | Promise<number> {
    return distinctComments ?? (round ? distinctCommentsOf(ctx.db, round, exact ? 'ALL' : 'PUBLIC') : 0);
  }

  @ResolveField('underTarget')
  underTarget(@Parent() { round, exact, byGroup }: Shown): TargetGap[] {
    return round && exact ? underTarget(round.balanceTargets, byGroup) : [];
  }

  @ResolveField('silentInvited')
  async silentInvited(
    @FromCtx() ctx: Ctx,
    @Parent() { round, exact }: Shown,
    @Args('first') first: number,
    @Args('after') after?: string | null,
  ): Promise<SilentInvitee[]> {
    return round && exact ? silentInvitees(ctx, round.id, { first, after: after ?? null }) : [];
  }
}

@Resolver('SilentInvitee')
export class SilentInviteeResolver {
  @ResolveField('organization')
  async organization(@FromCtx() ctx: Ctx, @Parent() { organizationId }: SilentInvitee): Promise<Organization | null> {
    return organizationId ? ctx.load(organizationsById, organizationId) : null;
  }
}
