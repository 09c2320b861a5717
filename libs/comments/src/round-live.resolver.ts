import { Args, Resolver, Subscription } from '@nestjs/graphql';
import { FromCtx, Public } from '#platform/access.js';
import { holds } from '#platform/actor.rules.js';
import type { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import { EventTail } from '#platform/event-tail.service.js';
import { LiveStream, type Told, valueOf } from '#platform/live-stream.js';
import { found } from '#platform/refusal.js';
import type { Round } from '#rounds/round.entity.js';
import { roundsById } from '#rounds/round.queries.js';
import { commentsById, commentsBySubmission } from './comment.queries.js';
import type { Comment } from './comment.types.js';
import { STAFF } from './comment.visibility.js';

/** By which a round comes to have comments. */
const COMES = new Set(['submission.submitted', 'comment.published']);
/** By which it has fewer: told to staff alone, since whether it was ever visible to others is not told by the entry. */
const GOES = new Set(['comment.withheld', 'comment.set_aside', 'submission.withdrawn']);

/** What happens in a round, as it happens. */
@Resolver()
export class RoundLiveResolver {
  constructor(private readonly tail: EventTail) {}

  @Subscription('roundChanged', { resolve: valueOf })
  @Public()
  async roundChanged(@FromCtx() ctx: Ctx, @Args('roundId') roundId: string): Promise<AsyncIterableIterator<Told<Round>>> {
    found(await ctx.load(roundsById, roundId), 'round');
    const begin = this.ofRound(roundId, ({ action }) => action.startsWith('round.') || COMES.has(action) || GOES.has(action));
    return LiveStream.open<LogEvent | null, Round>(ctx, {
      begin,
      first: null,
      read: async (now, event) => {
        const round = (await this.concerns(now, event)) ? await now.load(roundsById, roundId) : null;
        return round ? [round] : [];
      },
    });
  }

  @Subscription('commentAdded', { resolve: valueOf })
  @Public()
  async commentAdded(@FromCtx() ctx: Ctx, @Args('roundId') roundId: string): Promise<AsyncIterableIterator<Told<Comment>>> {
    found(await ctx.load(roundsById, roundId), 'round');
    return LiveStream.open<LogEvent, Comment>(ctx, {
      begin: this.ofRound(roundId, ({ action }) => COMES.has(action)),
      read: async (now, event) => (await newIn(now, event)).filter(({ status }) => status !== 'PENDING_MODERATION'),
    });
  }

  private ofRound(roundId: string, wants: (event: LogEvent) => boolean) {
    return (hand: (event: LogEvent) => void): Promise<() => void> =>
      this.tail.follow((event) => void (event.roundId === roundId && wants(event) && hand(event)));
  }

  /** Whether the viewer may know that it happened: of comments that they do not see, not even the hour is told. */
  private async concerns(ctx: Ctx, event: LogEvent | null): Promise<boolean> {
    if (event === null || event.action.startsWith('round.')) return true;
    if (GOES.has(event.action)) return holds(ctx.actor, STAFF, event.normId);
    return (await newIn(ctx, event)).length > 0;
  }
}

/** The comments that an event brought, as far as the viewer sees them at this moment. */
async function newIn(ctx: Ctx, { action, subjectId }: LogEvent): Promise<Comment[]> {
  if (action === 'submission.submitted') return (await ctx.load(commentsBySubmission, subjectId)) ?? [];
  const comment = await ctx.load(commentsById, subjectId);
  return comment ? [comment] : [];
}
