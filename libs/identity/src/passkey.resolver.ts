import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx, Public, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { AddPasskeyInput, RemovePasskeyInput, SignInWithPasskeyInput } from '#platform/schema.types.js';
import { kept, type SessionCookie } from './session-cookie.js';
import type { SignedIn as SignedInAccount } from './session.service.js';
import { type PasskeyRow, PasskeyService } from './passkey.service.js';

@Resolver('Account')
export class PasskeyResolver {
  constructor(private readonly passkeys: PasskeyService) {}

  @Mutation('beginPasskey')
  @SignedIn()
  begin(@FromCtx() ctx: Ctx, @Args('password') password?: string): Promise<{ options: object }> {
    return this.passkeys.begin(ctx, password);
  }

  @Mutation('addPasskey')
  @SignedIn()
  async add(@FromCtx() ctx: Ctx, @Args('input') input: AddPasskeyInput): Promise<{ passkey: PasskeyRow }> {
    return { passkey: await this.passkeys.add(ctx, input.name, input.response) };
  }

  @Mutation('removePasskey')
  @SignedIn()
  remove(@FromCtx() ctx: Ctx, @Args('input') input: RemovePasskeyInput): Promise<{ ok: true }> {
    return this.passkeys.remove(ctx, input.passkeyId, input.password);
  }

  @Mutation('beginPasskeySignIn')
  @Public()
  beginSignIn(@FromCtx() ctx: Ctx): Promise<{ options: object }> {
    return this.passkeys.beginSignIn(ctx);
  }

  @Mutation('signInWithPasskey')
  @Public()
  async signIn(
    @FromCtx() ctx: Ctx,
    @Context() cookie: SessionCookie,
    @Args('input') input: SignInWithPasskeyInput,
  ): Promise<SignedInAccount> {
    return kept(cookie, await this.passkeys.signIn(ctx, input.response));
  }

  @ResolveField('passkeys')
  list(@FromCtx() ctx: Ctx, @Parent() account: { id: string }): Promise<PasskeyRow[] | null> {
    return this.passkeys.listFor(ctx, account.id);
  }
}
