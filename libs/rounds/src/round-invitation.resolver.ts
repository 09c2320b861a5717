import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { InviteToRoundInput } from '#platform/schema.types.js';
import { type Invited, RoundInvitationService } from './round-invitation.service.js';

@Resolver('Round')
export class RoundInvitationResolver {
  constructor(private readonly invitations: RoundInvitationService) {}

  @Mutation('inviteToRound')
  @Allow('round.invite')
  invite(@FromCtx() ctx: Ctx, @Args('input') input: InviteToRoundInput): Promise<Invited> {
    return this.invitations.invite(ctx, input);
  }
}
