import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import type { AddInternalNoteInput, CoSignCommentInput, SupportCommentInput } from '#platform/schema.types.js';
import type { Account } from '#identity/account.entity.js';
import { accountsById, organizationsById } from '#identity/identity.loader.js';
import type { Organization } from '#identity/organization.entity.js';
import { coSignersOf } from './co-signature.queries.js';
import { CoSignatureService } from './co-signature.service.js';
import type { Comment } from './comment.types.js';
import { type InternalNote, notesOf, supportersOf } from './internal-note.queries.js';
import { InternalNoteService } from './internal-note.service.js';

interface CommentPayload {
  comment: Comment;
}

/** What sides say of a comment among themselves, and which organizations stand behind it. */
@Resolver('Comment')
export class CommentSidesResolver {
  constructor(
    private readonly notes: InternalNoteService,
    private readonly signatures: CoSignatureService,
  ) {}

  @Mutation('addInternalNote')
  @SignedIn()
  async addNote(@FromCtx() ctx: Ctx, @Args('input') input: AddInternalNoteInput): Promise<CommentPayload> {
    return { comment: await this.notes.add(ctx, input) };
  }

  @Mutation('supportComment')
  @SignedIn()
  async support(@FromCtx() ctx: Ctx, @Args('input') input: SupportCommentInput): Promise<CommentPayload> {
    return { comment: await this.notes.support(ctx, input) };
  }

  @Mutation('coSignComment')
  @SignedIn()
  async coSign(@FromCtx() ctx: Ctx, @Args('input') input: CoSignCommentInput): Promise<CommentPayload> {
    return { comment: await this.signatures.coSign(ctx, input) };
  }

  @ResolveField('internalNotes')
  async internalNotes(@FromCtx() ctx: Ctx, @Parent() comment: Comment): Promise<InternalNote[]> {
    return (await ctx.load(notesOf, comment.id)) ?? [];
  }

  @ResolveField('supporters')
  async supporters(@FromCtx() ctx: Ctx, @Parent() comment: Comment): Promise<Account[]> {
    const ids = (await ctx.load(supportersOf, comment.id)) ?? [];
    return Promise.all(ids.map(async (id) => found(await ctx.load(accountsById, id), 'account')));
  }

  @ResolveField('coSigners')
  async coSigners(@FromCtx() ctx: Ctx, @Parent() comment: Comment): Promise<Organization[]> {
    const ids = (await ctx.load(coSignersOf, comment.id)) ?? [];
    return Promise.all(ids.map(async (id) => found(await ctx.load(organizationsById, id), 'organization')));
  }
}

/** A note's author. */
@Resolver('InternalNote')
export class InternalNoteResolver {
  @ResolveField('author')
  async author(@FromCtx() ctx: Ctx, @Parent() note: InternalNote): Promise<Account> {
    return found(await ctx.load(accountsById, note.accountId), 'account');
  }
}
