import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx, Public } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { Page, PageArgs } from '#platform/page.js';
import type { NormVersion } from './norm-version.entity.js';
import { versionsById } from './norm-version.queries.js';
import { outlineOf, type OutlineRow } from './outline.queries.js';
import { directionOf } from './translation.rules.js';

@Resolver('NormVersion')
export class VersionOutlineResolver {
  @Query('normVersion')
  @Public()
  normVersion(@FromCtx() ctx: Ctx, @Args('id') id: string): Promise<NormVersion | null> {
    return ctx.load(versionsById, id);
  }

  @ResolveField('outline')
  outline(
    @FromCtx() ctx: Ctx,
    @Parent() version: NormVersion,
    @Args() args: PageArgs & { locale?: string },
  ): Promise<Page<OutlineRow>> {
    return outlineOf(ctx, version, args);
  }
}

@Resolver('ProvisionOutline')
export class ProvisionOutlineResolver {
  @ResolveField('dir')
  dir(@Parent() row: OutlineRow): 'LTR' | 'RTL' {
    return directionOf(row.locale);
  }
}
