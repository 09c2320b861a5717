import { Args, Resolver, Subscription } from '@nestjs/graphql';
import { FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import { EventTail } from '#platform/event-tail.service.js';
import { LiveStream, type Told, valueOf } from '#platform/live-stream.js';
import { Nodes } from '#platform/node.service.js';
import { notFound } from '#platform/refusal.js';
import { OVER } from './report.jobs.js';

type Progress = { __typename: string; status: string };

/** How far a summary or an export is. */
@Resolver()
export class ProgressResolver {
  constructor(
    private readonly tail: EventTail,
    private readonly nodes: Nodes,
  ) {}

  @Subscription('jobProgressed', { resolve: valueOf })
  @SignedIn()
  async jobProgressed(@FromCtx() ctx: Ctx, @Args('id') id: string): Promise<AsyncIterableIterator<Told<Progress>>> {
    if (!(await this.find(ctx, id))) throw notFound('summary or export');
    return LiveStream.open<string, Progress>(ctx, {
      begin: (hand) => this.tail.follow(({ subjectId, action }) => void (subjectId === id && hand(action))),
      first: 'now',
      latestOnly: true,
      read: async (now) => (await this.find(now, id)) ?? [],
      isLast: ({ status }) => OVER.includes(status),
    });
  }

  private async find(ctx: Ctx, id: string): Promise<[Progress] | null> {
    const node = (await this.nodes.find(ctx, id)) as Progress | null;
    return node && ['FeedbackSummary', 'Export'].includes(node.__typename) ? [node] : null;
  }
}
