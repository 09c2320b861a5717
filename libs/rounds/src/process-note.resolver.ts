import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import type { FileProcessNoteInput } from '#platform/schema.types.js';
import type { Account } from '#identity/account.entity.js';
import { accountsById } from '#identity/identity.loader.js';
import { type ProcessNote, processNotesByRound } from './process-note.queries.js';
import { ProcessNoteService } from './process-note.service.js';
import type { Round } from './round.entity.js';
import { roundsById } from './round.queries.js';

@Resolver('ProcessNote')
export class ProcessNoteResolver {
  constructor(private readonly notes: ProcessNoteService) {}

  @Mutation('fileProcessNote')
  @Allow('process_note.file')
  async file(@FromCtx() ctx: Ctx, @Args('input') input: FileProcessNoteInput): Promise<{ note: ProcessNote }> {
    return { note: await this.notes.file(ctx, input) };
  }

  @ResolveField('round')
  async round(@FromCtx() ctx: Ctx, @Parent() { roundId }: ProcessNote): Promise<Round> {
    return found(await ctx.load(roundsById, roundId), 'round');
  }

  @ResolveField('author')
  async author(@FromCtx() ctx: Ctx, @Parent() { authorId }: ProcessNote): Promise<Account> {
    return found(await ctx.load(accountsById, authorId), 'account');
  }
}

/** `Round.processNotes`, beside the round's own fields. */
@Resolver('Round')
export class RoundProcessNotesResolver {
  @ResolveField('processNotes')
  async processNotes(@FromCtx() ctx: Ctx, @Parent() round: Round): Promise<ProcessNote[]> {
    return (await ctx.load(processNotesByRound, round.id)) ?? [];
  }
}
