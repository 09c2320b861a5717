import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { BeginOidcLinkInput } from '#platform/schema.types.js';
import { OidcService } from './oidc.service.js';

@Resolver()
export class OidcResolver {
  constructor(private readonly oidc: OidcService) {}

  @Mutation('beginOidcLink')
  @SignedIn()
  beginLink(@FromCtx() ctx: Ctx, @Args('input') input: BeginOidcLinkInput): Promise<{ url: string }> {
    return this.oidc.beginLink(ctx, input.issuer);
  }
}
