import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { RemoveProvisionInput, UndoProvisionChangeInput, UpsertProvisionInput } from '#platform/schema.types.js';
import type { NormVersion } from './norm-version.entity.js';
import { lastChanges } from './norm-version.queries.js';
import { type Edited, ProvisionEditService } from './provision-edit.service.js';
import type { ProvisionEdit } from './provision-edit.store.js';

@Resolver('NormVersion')
export class ProvisionEditResolver {
  constructor(private readonly edits: ProvisionEditService) {}

  @Mutation('upsertProvision')
  @Allow('norm.edit')
  upsert(@FromCtx() ctx: Ctx, @Args('input') input: UpsertProvisionInput): Promise<Edited> {
    return this.edits.upsert(ctx, input);
  }

  @Mutation('removeProvision')
  @Allow('norm.edit')
  remove(@FromCtx() ctx: Ctx, @Args('input') input: RemoveProvisionInput): Promise<Edited> {
    return this.edits.remove(ctx, input);
  }

  @Mutation('undoProvisionChange')
  @Allow('norm.edit')
  undo(@FromCtx() ctx: Ctx, @Args('input') input: UndoProvisionChangeInput): Promise<Edited> {
    return this.edits.undo(ctx, input);
  }

  @ResolveField('lastChange')
  lastChange(@FromCtx() ctx: Ctx, @Parent() version: NormVersion): Promise<ProvisionEdit | null> | null {
    return version.status === 'WORKING' ? ctx.load(lastChanges, version.id) : null;
  }
}
