import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import type { ImportDispositionsInput } from '#platform/schema.types.js';
import { cyclesById } from '#reviews/review.queries.js';
import type { ReviewCycle } from '#reviews/review-cycle.entity.js';
import { type DispositionImport, DispositionImportService } from './disposition-import.service.js';

@Resolver('ImportDispositionsPayload')
export class DispositionImportResolver {
  constructor(private readonly imports: DispositionImportService) {}

  @Mutation('importDispositions')
  @Allow('disposition.propose')
  importDispositions(@FromCtx() ctx: Ctx, @Args('input') input: ImportDispositionsInput): Promise<DispositionImport> {
    return this.imports.importTable(ctx, input);
  }

  @ResolveField('reviewCycle')
  async reviewCycle(@FromCtx() ctx: Ctx, @Parent() { reviewCycleId }: DispositionImport): Promise<ReviewCycle> {
    return found(await ctx.load(cyclesById, reviewCycleId), 'review cycle');
  }
}
