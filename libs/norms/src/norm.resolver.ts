import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx, Public } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { Page, PageArgs } from '#platform/page.js';
import type { CreateNormInput } from '#platform/schema.types.js';
import type { Norm } from './norm.entity.js';
import { type NormFilter, NormService } from './norm.service.js';
import type { NormVersion } from './norm-version.entity.js';
import { normsById, versionsByNorm } from './norm-version.queries.js';

@Resolver('Norm')
export class NormResolver {
  constructor(private readonly norms: NormService) {}

  @Query('norm')
  @Public()
  norm(@FromCtx() ctx: Ctx, @Args() which: { id?: string; slug?: string }): Promise<Norm | null> {
    return this.norms.find(ctx, which);
  }

  @Query('norms')
  @Public()
  list(@FromCtx() ctx: Ctx, @Args() args: PageArgs & NormFilter): Promise<Page<Norm>> {
    return this.norms.list(ctx, args);
  }

  @Mutation('createNorm')
  @Allow('norm.create')
  async create(@FromCtx() ctx: Ctx, @Args('input') input: CreateNormInput): Promise<{ norm: Norm }> {
    return { norm: await this.norms.create(ctx, input) };
  }

  @ResolveField('versions')
  async versions(@FromCtx() ctx: Ctx, @Parent() norm: Norm): Promise<NormVersion[]> {
    return (await ctx.load(versionsByNorm, norm.id)) ?? [];
  }

  @ResolveField('currentVersion')
  async currentVersion(@FromCtx() ctx: Ctx, @Parent() norm: Norm): Promise<NormVersion | null> {
    const versions = (await ctx.load(versionsByNorm, norm.id)) ?? [];
    return versions.find((version) => version.publishedAt !== null) ?? null;
  }
}

/** The norm for which a staff role is held. */
@Resolver('StaffAssignment')
export class StaffNormResolver {
  @ResolveField('norm')
  norm(@FromCtx() ctx: Ctx, @Parent() grant: { normId: string | null }): Promise<Norm | null> | null {
    return grant.normId ? ctx.load(normsById, grant.normId) : null;
  }
}
