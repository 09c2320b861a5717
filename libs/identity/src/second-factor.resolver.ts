import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { BeginSecondFactorPayload, SecondFactor } from '#platform/schema.types.js';
import type { ConfirmSecondFactorInput, EndSecondFactorInput, RenewRecoveryCodesInput } from '#platform/schema.types.js';
import { SecondFactorService } from './second-factor.service.js';

@Resolver('Account')
export class SecondFactorResolver {
  constructor(private readonly factors: SecondFactorService) {}

  @Mutation('beginSecondFactor')
  @SignedIn()
  begin(@FromCtx() ctx: Ctx, @Args('password') password?: string): Promise<BeginSecondFactorPayload> {
    return this.factors.begin(ctx, password);
  }

  @Mutation('renewRecoveryCodes')
  @SignedIn()
  renew(@FromCtx() ctx: Ctx, @Args('input') input: RenewRecoveryCodesInput): Promise<{ recoveryCodes: string[] }> {
    return this.factors.renew(ctx, input.password);
  }

  @Mutation('confirmSecondFactor')
  @SignedIn()
  confirm(@FromCtx() ctx: Ctx, @Args('input') input: ConfirmSecondFactorInput): Promise<{ recoveryCodes: string[] }> {
    return this.factors.confirm(ctx, input.code);
  }

  @Mutation('endSecondFactor')
  @SignedIn()
  end(@FromCtx() ctx: Ctx, @Args('input') input: EndSecondFactorInput): Promise<{ ok: true }> {
    return this.factors.end(ctx, input.password);
  }

  @ResolveField('secondFactor')
  secondFactor(@FromCtx() ctx: Ctx, @Parent() account: { id: string }): Promise<SecondFactor | null> {
    return this.factors.stateFor(ctx, account.id);
  }
}
