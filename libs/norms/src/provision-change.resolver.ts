import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { DiffSegment } from '#platform/schema.types.js';
import type { NormVersion } from './norm-version.entity.js';
import { changesSince, type ChangeSince } from './provision-change.queries.js';
import { wordDiff } from './word-diff.rules.js';

/** `NormVersion.changesSince`: two versions of a norm compared. */
@Resolver('NormVersion')
export class NormVersionChangesResolver {
  @ResolveField('changesSince')
  changesSince(
    @FromCtx() ctx: Ctx,
    @Parent() version: NormVersion,
    @Args('versionId') versionId: string,
  ): Promise<ChangeSince[]> {
    return changesSince(ctx, version, versionId);
  }
}

@Resolver('ProvisionChange')
export class ProvisionChangeResolver {
  @ResolveField('diff')
  diff(@Parent() { before, after }: ChangeSince): DiffSegment[] {
    return wordDiff(before ?? '', after ?? '');
  }

  @ResolveField('heading')
  heading(@Parent() { headingBefore, headingAfter }: ChangeSince): DiffSegment[] {
    return wordDiff(headingBefore ?? '', headingAfter ?? '');
  }
}
