import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { EraseAccountInput } from '#platform/schema.types.js';
import { PersonalData } from './personal-data.service.js';
import type { SessionCookie } from './session-cookie.js';

@Resolver()
export class PersonalDataResolver {
  constructor(private readonly data: PersonalData) {}

  @Query('ownData')
  @SignedIn()
  ownData(@FromCtx() ctx: Ctx): Promise<Record<string, unknown>> {
    return this.data.own(ctx);
  }

  @Mutation('eraseAccount')
  @SignedIn()
  async eraseAccount(
    @FromCtx() ctx: Ctx,
    @Context() cookie: SessionCookie,
    @Args('input') input: EraseAccountInput,
  ): Promise<{ ok: true }> {
    const erased = await this.data.erase(ctx, input);
    cookie.keepSession(null, null);
    return erased;
  }
}
