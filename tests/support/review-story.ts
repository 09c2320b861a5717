import type { Client } from './client.js';
import { openRound } from './stories.js';

/** A review cycle under way on a round that closed with some comments. */
export interface UnderReview {
  cycleId: string;
  roundId: string;
  comments: { id: string; reference: string }[];
}

/** Brings a round with so many comments of one author to its review. */
export async function underReview(
  { organizer, secretariat, author }: { organizer: Client; secretariat: Client; author: Client },
  count: number,
): Promise<UnderReview> {
  const round = await openRound(organizer);
  const comments: UnderReview['comments'] = [];
  for (let i = 1; i <= count; i++) {
    const comment = { type: 'SUBSTANTIVE', body: `Remark ${i}`, anchor: { eId: 'sec_2__para_1' } };
    const made = await author.call<{ comment: UnderReview['comments'][number] }>(
      'submitComment',
      { roundId: round.id, comment },
      'comment { id reference }',
    );
    comments.push(made.comment);
  }
  await organizer.call('closeRound', { roundId: round.id }, 'round { status }');
  const { reviewCycle } = await secretariat.call<{ reviewCycle: { id: string } }>(
    'startReviewCycle',
    { normId: round.normId, roundIds: [round.id] },
    'reviewCycle { id }',
  );
  return { cycleId: reviewCycle.id, roundId: round.id, comments };
}
