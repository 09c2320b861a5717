import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx, Public } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { SignInInput, SignUpInput, VerifyEmailInput } from '#platform/schema.types.js';
import type { Account } from './account.entity.js';
import { AccountService, type SignedIn as SignedInAccount } from './account.service.js';
import { accountsById, type MembershipRow, membershipsByAccount, staffByAccount } from './identity.loader.js';

/** Puts the session's token where a browser keeps it; other clients take it from the answer. */
export interface SessionCookie {
  keepSession: (token: string | null, expiresAt: Date | null) => void;
}

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
    return keptInCookie(cookie, await this.accounts.verifyEmail(ctx, input));
  }

  @Mutation('signIn')
  @Public()
  async signIn(
    @FromCtx() ctx: Ctx,
    @Context() cookie: SessionCookie,
    @Args('input') input: SignInInput,
  ): Promise<SignedInAccount> {
    return keptInCookie(cookie, await this.accounts.signIn(ctx, input));
  }

  @Mutation('signOut')
  @Public()
  signOut(@FromCtx() ctx: Ctx, @Context() cookie: SessionCookie): Promise<{ ok: true }> {
    cookie.keepSession(null, null);
    return this.accounts.signOut(ctx);
  }

  @ResolveField('email')
  email(@FromCtx() ctx: Ctx, @Parent() account: Account): string | null {
    return this.accounts.emailFor(ctx, account);
  }

  @ResolveField('emailVerified')
  emailVerified(@Parent() account: Account): boolean {
    return account.emailVerifiedAt !== null;
  }

  @ResolveField('memberships')
  async memberships(@FromCtx() ctx: Ctx, @Parent() account: Account): Promise<MembershipRow[]> {
    return (await ctx.load(membershipsByAccount, account.id)) ?? [];
  }

  @ResolveField('staffRoles')
  async staffRoles(@FromCtx() ctx: Ctx, @Parent() account: Account): Promise<object[]> {
    return (await ctx.load(staffByAccount, account.id)) ?? [];
  }
}

/** Gives a browser the session that was begun, and the answer on. */
export function keptInCookie(cookie: SessionCookie, signedIn: SignedInAccount): SignedInAccount {
  cookie.keepSession(signedIn.token, signedIn.expiresAt);
  return signedIn;
}

/** Who did what the log tells of: staff roles of public acts are shown by name to staff alone. */
@Resolver('AuditEntry')
export class AuditEntryActorResolver {
  @ResolveField('actor')
  actor(@FromCtx() ctx: Ctx, @Parent() entry: { actorId: string | null }): Promise<Account | null> | null {
    return entry.actorId && ctx.actor.staff.length > 0 ? ctx.load(accountsById, entry.actorId) : null;
  }
}
