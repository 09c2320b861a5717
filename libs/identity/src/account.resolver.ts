import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx, Public, SignedIn } from '#platform/access.js';
import { belongsTo, holds } from '#platform/actor.rules.js';
import type { Ctx } from '#platform/ctx.js';
import type { SignInInput, SignUpInput, UpdateProfileInput, VerifyEmailInput } from '#platform/schema.types.js';
import type { Account } from './account.entity.js';
import { AccountService } from './account.service.js';
import { knowsActor } from './audit-entry.rules.js';
import { accountsById, type MembershipRow, membershipsByAccount, staffByAccount } from './identity.loader.js';
import { kept, type SessionCookie } from './session-cookie.js';
import type { SignedIn as SignedInAccount } from './session.service.js';

@Resolver('Account')
export class AccountResolver {
  constructor(private readonly accounts: AccountService) {}

  @Query('viewer')
  @Public()
  viewer(@FromCtx() ctx: Ctx): Promise<Account | null> | null {
    return ctx.actor.accountId ? ctx.load(accountsById, ctx.actor.accountId) : null;
  }

  @Mutation('signUp')
  @Public()
  signUp(@FromCtx() ctx: Ctx, @Args('input') input: SignUpInput): Promise<{ ok: true }> {
    return this.accounts.signUp(ctx, input);
  }

  @Mutation('verifyEmail')
  @Public()
  async verifyEmail(
    @FromCtx() ctx: Ctx,
    @Context() cookie: SessionCookie,
    @Args('input') input: VerifyEmailInput,
  ): Promise<SignedInAccount> {
    return kept(cookie, await this.accounts.verifyEmail(ctx, input));
  }

  @Mutation('signIn')
  @Public()
  async signIn(
    @FromCtx() ctx: Ctx,
    @Context() cookie: SessionCookie,
    @Args('input') input: SignInInput,
  ): Promise<SignedInAccount> {
    return kept(cookie, await this.accounts.signIn(ctx, input));
  }

  @Mutation('signOut')
  @Public()
  signOut(@FromCtx() ctx: Ctx, @Context() cookie: SessionCookie): Promise<{ ok: true }> {
    cookie.keepSession(null, null);
    return this.accounts.signOut(ctx);
  }

  @Mutation('updateProfile')
  @SignedIn()
  async updateProfile(@FromCtx() ctx: Ctx, @Args('input') input: UpdateProfileInput): Promise<{ account: Account }> {
    return { account: await this.accounts.updateProfile(ctx, input) };
  }

  @ResolveField('email')
  email(@FromCtx() ctx: Ctx, @Parent() account: Account): string | null {
    return this.accounts.emailFor(ctx, account);
  }

  @ResolveField('timeZone')
  timeZone(@FromCtx() ctx: Ctx, @Parent() account: Account): string | null {
    return this.accounts.emailFor(ctx, account) === null ? null : account.timeZone;
  }

  @ResolveField('emailVerified')
  emailVerified(@Parent() account: Account): boolean {
    return account.emailVerifiedAt !== null;
  }

  @ResolveField('memberships')
  async memberships(@FromCtx() ctx: Ctx, @Parent() account: Account): Promise<MembershipRow[]> {
    const memberships = (await ctx.load(membershipsByAccount, account.id)) ?? [];
    return memberships.filter((membership) => knowsMembership(ctx, membership));
  }

  @ResolveField('staffRoles')
  async staffRoles(@FromCtx() ctx: Ctx, @Parent() account: Account): Promise<object[]> {
    return (await ctx.load(staffByAccount, account.id)) ?? [];
  }
}

/** Who belongs to an organization is known to themselves, to its members and to administrators, as by `Organization.members`. */
const knowsMembership = (ctx: Ctx, { accountId, organizationId }: MembershipRow): boolean =>
  ctx.self === accountId || belongsTo(ctx.actor, organizationId) || holds(ctx.actor, ['ADMIN']);

type Entry = Parameters<typeof knowsActor>[1];

/** Who did what the log tells of, for those who may know. */
@Resolver('AuditEntry')
export class AuditEntryActorResolver {
  @ResolveField('actor')
  actor(@FromCtx() ctx: Ctx, @Parent() entry: Entry): Promise<Account | null> | null {
    return entry.actorId && knowsActor(ctx.actor, entry) ? ctx.load(accountsById, entry.actorId) : null;
  }
}
