import { Args, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx } from './access.js';
import { holds } from './actor.rules.js';
import type { Ctx } from './ctx.js';
import { type JobBacklog, JobLedger, type ParkedJob } from './job-ledger.service.js';
import { Metrics } from './metrics.service.js';
import type { Policy } from './policy.types.js';
import { notFound } from './refusal.js';
import type { RunJobAgainInput } from './schema.types.js';

type Operations = Pick<JobBacklog, 'oldestUndoneAt'> & { undoneJobs: number };

/** Who may look behind the scenes: administrators of everything. */
const operationsPolicy = { 'operations.run': (actor) => holds(actor, ['ADMIN']) } satisfies Policy<object>;

/** The work behind the scenes, for administrators. */
@Resolver('Operations')
export class OperationsResolver {
  constructor(
    private readonly ledger: JobLedger,
    private readonly metrics: Metrics,
  ) {}

  @Query('operations')
  @Allow('operations.run')
  operations(@FromCtx() ctx: Ctx): Promise<Operations> {
    ctx.require(operationsPolicy, 'operations.run', {});
    return this.now();
  }

  @Mutation('runJobAgain')
  @Allow('operations.run')
  async runJobAgain(@FromCtx() ctx: Ctx, @Args('input') { job, eventId }: RunJobAgainInput): Promise<{ operations: Operations }> {
    ctx.require(operationsPolicy, 'operations.run', {});
    if (!(await this.ledger.retry(ctx, job, eventId))) throw notFound('parked job');
    return { operations: await this.now() };
  }

  @ResolveField('parkedJobs')
  parkedJobs(): Promise<ParkedJob[]> {
    return this.ledger.parked();
  }

  @ResolveField('figures')
  async figures(): Promise<{ name: string; labels: string[]; value: number }[]> {
    const figures = await this.metrics.figures();
    return figures.map(({ name, labels, value }) => ({
      name,
      labels: Object.entries(labels).map(([key, label]) => `${key}=${label}`),
      value,
    }));
  }

  private async now(): Promise<Operations> {
    const { undone, oldestUndoneAt } = await this.ledger.backlog();
    return { undoneJobs: undone, oldestUndoneAt };
  }
}
