import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx, Public } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { Page, PageArgs } from '#platform/page.js';
import { badInput, found } from '#platform/refusal.js';
import type {
  CreateRoundInput,
  ExtendRoundInput,
  RoundTransitionInput,
  ScheduleRoundInput,
  UpdateRoundInput,
} from '#platform/schema.types.js';
import type { Norm } from '#norms/norm.entity.js';
import type { NormVersion } from '#norms/norm-version.entity.js';
import { normsById, versionsById } from '#norms/norm-version.queries.js';
import type { Round } from './round.entity.js';
import { RoundLifecycleService } from './round-lifecycle.service.js';
import {
  extensionsByRound,
  listRounds,
  questionsByRound,
  roundByReference,
  type RoundFilter,
  roundsById,
} from './round.queries.js';
import { RoundService } from './round.service.js';

@Resolver('Round')
export class RoundResolver {
  constructor(
    private readonly rounds: RoundService,
    private readonly lifecycle: RoundLifecycleService,
  ) {}

  @Query('round')
  @Public()
  round(@FromCtx() ctx: Ctx, @Args() { id, reference }: { id?: string; reference?: string }): Promise<Round | null> {
    if (Boolean(id) === Boolean(reference)) throw badInput('id', 'Give either the id or the reference of the round.');
    return id ? ctx.load(roundsById, id) : roundByReference(ctx, reference ?? '');
  }

  @Query('rounds')
  @Public()
  list(@FromCtx() ctx: Ctx, @Args() args: PageArgs & RoundFilter): Promise<Page<Round>> {
    return listRounds(ctx, args);
  }

  @Mutation('createRound')
  @Allow('round.create')
  async create(@FromCtx() ctx: Ctx, @Args('input') input: CreateRoundInput): Promise<{ round: Round }> {
    return { round: await this.rounds.create(ctx, input) };
  }

  @Mutation('updateRound')
  @Allow('round.update')
  async update(@FromCtx() ctx: Ctx, @Args('input') input: UpdateRoundInput): Promise<{ round: Round }> {
    return { round: await this.rounds.update(ctx, input) };
  }

  @Mutation('scheduleRound')
  @Allow('round.schedule')
  async schedule(@FromCtx() ctx: Ctx, @Args('input') input: ScheduleRoundInput): Promise<{ round: Round }> {
    return { round: await this.lifecycle.schedule(ctx, input) };
  }

  @Mutation('openRound')
  @Allow('round.open')
  async open(@FromCtx() ctx: Ctx, @Args('input') input: RoundTransitionInput): Promise<{ round: Round }> {
    return { round: await this.lifecycle.open(ctx, input) };
  }

  @Mutation('extendRound')
  @Allow('round.extend')
  async extend(@FromCtx() ctx: Ctx, @Args('input') input: ExtendRoundInput): Promise<{ round: Round }> {
    return { round: await this.lifecycle.extend(ctx, input) };
  }

  @Mutation('pauseRound')
  @Allow('round.pause')
  async pause(@FromCtx() ctx: Ctx, @Args('input') input: RoundTransitionInput): Promise<{ round: Round }> {
    return { round: await this.lifecycle.pause(ctx, input) };
  }

  @Mutation('closeRound')
  @Allow('round.close')
  async close(@FromCtx() ctx: Ctx, @Args('input') input: RoundTransitionInput): Promise<{ round: Round }> {
    return { round: await this.lifecycle.close(ctx, input) };
  }

  @Mutation('cancelRound')
  @Allow('round.cancel')
  async cancel(@FromCtx() ctx: Ctx, @Args('input') input: RoundTransitionInput): Promise<{ round: Round }> {
    return { round: await this.lifecycle.cancel(ctx, input) };
  }

  @ResolveField('norm')
  async norm(@FromCtx() ctx: Ctx, @Parent() round: Round): Promise<Norm> {
    return found(await ctx.load(normsById, round.normId), 'norm');
  }

  @ResolveField('version')
  async version(@FromCtx() ctx: Ctx, @Parent() round: Round): Promise<NormVersion> {
    return found(await ctx.load(versionsById, round.versionId), 'version');
  }

  @ResolveField('questions')
  async questions(@FromCtx() ctx: Ctx, @Parent() round: Round): Promise<object[]> {
    return (await ctx.load(questionsByRound, round.id)) ?? [];
  }

  @ResolveField('extensions')
  async extensions(@FromCtx() ctx: Ctx, @Parent() round: Round): Promise<object[]> {
    return (await ctx.load(extensionsByRound, round.id)) ?? [];
  }
}

/** `Norm.rounds` is contributed by the lib that has the rounds. */
@Resolver('Norm')
export class NormRoundsResolver {
  @ResolveField('rounds')
  rounds(@FromCtx() ctx: Ctx, @Parent() norm: Norm, @Args() args: PageArgs): Promise<Page<Round>> {
    return listRounds(ctx, { ...args, normId: norm.id });
  }
}
