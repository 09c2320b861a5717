import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx, Public, SignedIn } from '#platform/access.js';
import { belongsTo, holds } from '#platform/actor.rules.js';
import type { Ctx } from '#platform/ctx.js';
import type { Page, PageArgs } from '#platform/page.js';
import { found } from '#platform/refusal.js';
import type { AppealVettingInput, RegisterOrganizationInput, VetOrganizationInput } from '#platform/schema.types.js';
import type { Account } from './account.entity.js';
import { accountsById, type MembershipRow, membershipsByOrganization, organizationsById } from './identity.loader.js';
import { identityPolicy } from './identity.policy.js';
import type { Organization } from './organization.entity.js';
import { type Sector, SECTORS } from './organization.rules.js';
import { type OrganizationFilter, OrganizationService } from './organization.service.js';

@Resolver('Organization')
export class OrganizationResolver {
  constructor(private readonly organizations: OrganizationService) {}

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

  @Mutation('appealVetting')
  @Allow('membership.manage')
  async appeal(@FromCtx() ctx: Ctx, @Args('input') input: AppealVettingInput): Promise<{ organization: Organization }> {
    return { organization: await this.organizations.appeal(ctx, input) };
  }

  @Query('sectors')
  @Public()
  sectors(): readonly Sector[] {
    return SECTORS;
  }

  @ResolveField('statement')
  async statement(@FromCtx() ctx: Ctx, @Parent() { id }: Organization): Promise<string | null> {
    return (await asVetted(ctx, id))?.statement ?? null;
  }

  @ResolveField('vettingReason')
  async vettingReason(@FromCtx() ctx: Ctx, @Parent() { id }: Organization): Promise<string | null> {
    return (await asVetted(ctx, id))?.vettingReason ?? null;
  }

  @ResolveField('vettingAppeal')
  async vettingAppeal(@FromCtx() ctx: Ctx, @Parent() { id }: Organization): Promise<object | null> {
    const organization = await asVetted(ctx, id);
    if (!organization?.appealGrounds) return null;
    const { appealGrounds: grounds, appealedAt, appealDecidedAt: decidedAt } = organization;
    return { grounds, appealedAt, decidedAt };
  }

  @ResolveField('members')
  async members(@FromCtx() ctx: Ctx, @Parent() organization: Organization): Promise<MembershipRow[]> {
    if (!belongsTo(ctx.actor, organization.id) && !holds(ctx.actor, ['ADMIN'])) return [];
    return (await ctx.load(membershipsByOrganization, organization.id)) ?? [];
  }
}

/** The organization with what is between it and those who vet, for them alone. Loaded anew: not every path brings it along. */
function asVetted(ctx: Ctx, id: string): Promise<Organization | null> {
  const mayKnow = belongsTo(ctx.actor, id) || identityPolicy['organization.vet'](ctx.actor);
  return mayKnow ? ctx.load(organizationsById, id) : Promise.resolve(null);
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
