import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx, Public, SignedIn } from '#platform/access.js';
import { belongsTo, holds } from '#platform/actor.rules.js';
import type { Ctx } from '#platform/ctx.js';
import type { Page, PageArgs } from '#platform/page.js';
import { found } from '#platform/refusal.js';
import type { AssignStaffInput, RegisterOrganizationInput, VetOrganizationInput } from '#platform/schema.types.js';
import type { Account } from './account.entity.js';
import { accountsById, type MembershipRow, membershipsByOrganization, organizationsById } from './identity.loader.js';
import type { Organization } from './organization.entity.js';
import { type OrganizationFilter, OrganizationService } from './organization.service.js';
import { StaffService } from './staff.service.js';

@Resolver('Organization')
export class OrganizationResolver {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly staff: StaffService,
  ) {}

  @Query('organizations')
  @Public()
  list(@FromCtx() ctx: Ctx, @Args() args: PageArgs & OrganizationFilter): Promise<Page<Organization>> {
    return this.organizations.list(ctx, args);
  }

  @Mutation('registerOrganization')
  @SignedIn()
  async register(@FromCtx() ctx: Ctx, @Args('input') input: RegisterOrganizationInput): Promise<{ organization: Organization }> {
    return { organization: await this.organizations.register(ctx, input) };
  }

  @Mutation('vetOrganization')
  @Allow('organization.vet')
  async vet(@FromCtx() ctx: Ctx, @Args('input') input: VetOrganizationInput): Promise<{ organization: Organization }> {
    return { organization: await this.organizations.vet(ctx, input) };
  }

  @Mutation('assignStaff')
  @Allow('staff.assign')
  async assignStaff(@FromCtx() ctx: Ctx, @Args('input') input: AssignStaffInput): Promise<{ account: Account }> {
    return { account: await this.staff.assign(ctx, input) };
  }

  @Mutation('revokeStaff')
  @Allow('staff.assign')
  async revokeStaff(@FromCtx() ctx: Ctx, @Args('input') input: AssignStaffInput): Promise<{ account: Account }> {
    return { account: await this.staff.revoke(ctx, input) };
  }

  @ResolveField('members')
  async members(@FromCtx() ctx: Ctx, @Parent() organization: Organization): Promise<MembershipRow[]> {
    if (!belongsTo(ctx.actor, organization.id) && !holds(ctx.actor, ['ADMIN'])) return [];
    return (await ctx.load(membershipsByOrganization, organization.id)) ?? [];
  }
}

@Resolver('Membership')
export class MembershipResolver {
  @ResolveField('organization')
  async organization(@FromCtx() ctx: Ctx, @Parent() membership: MembershipRow): Promise<Organization> {
    return found(await ctx.load(organizationsById, membership.organizationId), 'organization');
  }

  @ResolveField('account')
  async account(@FromCtx() ctx: Ctx, @Parent() membership: MembershipRow): Promise<Account> {
    return found(await ctx.load(accountsById, membership.accountId), 'account');
  }
}
