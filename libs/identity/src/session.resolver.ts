import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type {
  ApiToken,
  CreateApiTokenInput,
  CreateApiTokenPayload,
  EndApiTokenInput,
  EndSessionInput,
  Session,
} from '#platform/schema.types.js';
import { ApiTokenService } from './api-token.service.js';
import { SessionService } from './session.service.js';

@Resolver('Session')
export class SessionResolver {
  constructor(private readonly sessionList: SessionService) {}

  @Query('sessions')
  @SignedIn()
  sessions(@FromCtx() ctx: Ctx): Promise<Session[]> {
    return this.sessionList.list(ctx);
  }

  @Mutation('endSession')
  @SignedIn()
  async endSession(@FromCtx() ctx: Ctx, @Args('input') input: EndSessionInput): Promise<{ sessions: Session[] }> {
    return { sessions: await this.sessionList.endOwn(ctx, input.sessionId) };
  }

  @Mutation('endOtherSessions')
  @SignedIn()
  async endOtherSessions(@FromCtx() ctx: Ctx): Promise<{ sessions: Session[] }> {
    return { sessions: await this.sessionList.signOutElsewhere(ctx) };
  }
}

@Resolver('ApiToken')
export class ApiTokenResolver {
  constructor(private readonly tokens: ApiTokenService) {}

  @Query('apiTokens')
  @SignedIn()
  apiTokens(@FromCtx() ctx: Ctx): Promise<ApiToken[]> {
    return this.tokens.list(ctx);
  }

  @Mutation('createApiToken')
  @SignedIn()
  createApiToken(@FromCtx() ctx: Ctx, @Args('input') input: CreateApiTokenInput): Promise<CreateApiTokenPayload> {
    return this.tokens.create(ctx, input);
  }

  @Mutation('endApiToken')
  @SignedIn()
  async endApiToken(@FromCtx() ctx: Ctx, @Args('input') input: EndApiTokenInput): Promise<{ apiTokens: ApiToken[] }> {
    return { apiTokens: await this.tokens.end(ctx, input.apiTokenId) };
  }
}
