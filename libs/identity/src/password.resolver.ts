import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { FromCtx, Public, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type {
  ChangeEmailInput,
  ChangePasswordInput,
  RequestEmailChangeInput,
  RequestPasswordResetInput,
  RequestSignInLinkInput,
  ResetPasswordInput,
} from '#platform/schema.types.js';
import type { Account } from './account.entity.js';
import { EmailChangeService } from './email-change.service.js';
import { PasswordService } from './password.service.js';
import { kept, type SessionCookie } from './session-cookie.js';
import type { SignedIn as SignedInAccount } from './session.service.js';

/** What an account is got into by: its password, its links, its address. */
@Resolver()
export class PasswordResolver {
  constructor(
    private readonly passwords: PasswordService,
    private readonly addresses: EmailChangeService,
  ) {}

  @Mutation('requestPasswordReset')
  @Public()
  requestPasswordReset(@FromCtx() ctx: Ctx, @Args('input') input: RequestPasswordResetInput): Promise<{ ok: true }> {
    return this.passwords.requestReset(ctx, input.email);
  }

  @Mutation('resetPassword')
  @Public()
  async resetPassword(
    @FromCtx() ctx: Ctx,
    @Context() cookie: SessionCookie,
    @Args('input') input: ResetPasswordInput,
  ): Promise<SignedInAccount> {
    return kept(cookie, await this.passwords.reset(ctx, input));
  }

  @Mutation('requestSignInLink')
  @Public()
  requestSignInLink(@FromCtx() ctx: Ctx, @Args('input') input: RequestSignInLinkInput): Promise<{ ok: true }> {
    return this.passwords.requestSignInLink(ctx, input.email);
  }

  @Mutation('changePassword')
  @SignedIn()
  async changePassword(@FromCtx() ctx: Ctx, @Args('input') input: ChangePasswordInput): Promise<{ account: Account }> {
    return { account: await this.passwords.change(ctx, input) };
  }

  @Mutation('requestEmailChange')
  @SignedIn()
  requestEmailChange(@FromCtx() ctx: Ctx, @Args('input') input: RequestEmailChangeInput): Promise<{ ok: true }> {
    return this.addresses.request(ctx, input);
  }

  @Mutation('changeEmail')
  @Public()
  async changeEmail(@FromCtx() ctx: Ctx, @Args('input') input: ChangeEmailInput): Promise<{ account: Account }> {
    return { account: await this.addresses.redeem(ctx, input.token) };
  }
}
