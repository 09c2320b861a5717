import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import type { ImportCommentsInput } from '#platform/schema.types.js';
import { type WrittenPlace, writtenPlaces } from './comment-import.queries.js';
import { CommentImportService, type ImportResult } from './comment-import.service.js';
import type { Comment } from './comment.types.js';
import type { Submission } from './submission.entity.js';
import { submissionsById } from './submission.queries.js';

@Resolver('ImportCommentsPayload')
export class CommentImportResolver {
  constructor(private readonly imports: CommentImportService) {}

  @Mutation('importComments')
  @SignedIn()
  importComments(@FromCtx() ctx: Ctx, @Args('input') input: ImportCommentsInput): Promise<ImportResult> {
    return this.imports.importTable(ctx, input);
  }

  @ResolveField('submission')
  async submission(@FromCtx() ctx: Ctx, @Parent() { submissionId }: ImportResult): Promise<Submission> {
    return found(await ctx.load(submissionsById, submissionId), 'submission');
  }
}

@Resolver('Comment')
export class WrittenPlaceResolver {
  @ResolveField('writtenPlace')
  writtenPlace(@FromCtx() ctx: Ctx, @Parent() comment: Comment): Promise<WrittenPlace | null> {
    return ctx.load(writtenPlaces, comment.id);
  }
}
