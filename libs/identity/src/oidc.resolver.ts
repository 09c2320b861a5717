import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { BeginOidcLinkInput, UnlinkInstitutionInput } from '#platform/schema.types.js';
import { type LinkedInstitution, OidcService } from './oidc.service.js';

@Resolver('Account')
export class OidcResolver {
  constructor(private readonly oidc: OidcService) {}

  @Mutation('beginOidcLink')
  @SignedIn()
  beginLink(@FromCtx() ctx: Ctx, @Args('input') input: BeginOidcLinkInput): Promise<{ url: string }> {
    return this.oidc.beginLink(ctx, input.issuer, input.password);
  }

  @Mutation('unlinkInstitution')
  @SignedIn()
  async unlink(
    @FromCtx() ctx: Ctx,
    @Args('input') input: UnlinkInstitutionInput,
  ): Promise<{ institutions: LinkedInstitution[] }> {
    return { institutions: await this.oidc.unlink(ctx, input.institutionId, input.password) };
  }

  @ResolveField('institutions')
  institutions(@FromCtx() ctx: Ctx, @Parent() account: { id: string }): Promise<LinkedInstitution[] | null> {
    return this.oidc.listFor(ctx, account.id);
  }
}
