import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx, SignedIn } from '#platform/access.js';
import { approvesFor } from '#platform/actor.rules.js';
import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import type {
  AcceptInvitationInput,
  ChangeMemberRoleInput,
  InviteMemberInput,
  LeaveOrganizationInput,
  RemoveMemberInput,
  WithdrawInvitationInput,
} from '#platform/schema.types.js';
import type { Account } from './account.entity.js';
import { accountsById } from './identity.loader.js';
import { type InvitationRow, invitationsByOrganization } from './invitation.queries.js';
import { InvitationService } from './invitation.service.js';
import { MembershipService } from './membership.service.js';
import type { Organization } from './organization.entity.js';

@Resolver('Organization')
export class OrganizationMembersResolver {
  constructor(private readonly members: MembershipService) {}

  @Mutation('changeMemberRole')
  @Allow('membership.manage')
  async changeRole(@FromCtx() ctx: Ctx, @Args('input') input: ChangeMemberRoleInput): Promise<{ organization: Organization }> {
    return { organization: await this.members.changeRole(ctx, input) };
  }

  @Mutation('removeMember')
  @Allow('membership.manage')
  async remove(@FromCtx() ctx: Ctx, @Args('input') input: RemoveMemberInput): Promise<{ organization: Organization }> {
    return { organization: await this.members.remove(ctx, input) };
  }

  @Mutation('leaveOrganization')
  @Allow('membership.leave')
  async leave(@FromCtx() ctx: Ctx, @Args('input') input: LeaveOrganizationInput): Promise<{ account: Account }> {
    const accountId = await this.members.leave(ctx, input.organizationId);
    return { account: found(await ctx.load(accountsById, accountId), 'account') };
  }

  @ResolveField('invitations')
  async invitations(@FromCtx() ctx: Ctx, @Parent() { id }: Organization): Promise<InvitationRow[]> {
    return approvesFor(ctx.actor, id) ? ((await ctx.load(invitationsByOrganization, id)) ?? []) : [];
  }
}

@Resolver('Invitation')
export class InvitationResolver {
  constructor(private readonly invitations: InvitationService) {}

  @Mutation('inviteMember')
  @Allow('membership.manage')
  invite(@FromCtx() ctx: Ctx, @Args('input') input: InviteMemberInput): Promise<{ ok: true }> {
    return this.invitations.invite(ctx, input);
  }

  @Mutation('withdrawInvitation')
  @SignedIn()
  async withdraw(
    @FromCtx() ctx: Ctx,
    @Args('input') { invitationId }: WithdrawInvitationInput,
  ): Promise<{ organization: Organization }> {
    return { organization: await this.invitations.withdraw(ctx, invitationId) };
  }

  @Mutation('acceptInvitation')
  @SignedIn()
  async accept(@FromCtx() ctx: Ctx, @Args('input') { token }: AcceptInvitationInput): Promise<{ account: Account }> {
    const accountId = await this.invitations.accept(ctx, token);
    return { account: found(await ctx.load(accountsById, accountId), 'account') };
  }

  @ResolveField('invitedBy')
  async invitedBy(@FromCtx() ctx: Ctx, @Parent() { invitedBy }: InvitationRow): Promise<Account> {
    return found(await ctx.load(accountsById, invitedBy), 'account');
  }
}
