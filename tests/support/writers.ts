import type { Client } from './client.js';

/** One attempt to hand in a comment: when it was sent and answered, and its receipt, or null where it came too late. */
export interface Attempt {
  sent: number;
  answered: number;
  receipt: string | null;
}

export type Way = (client: Client, roundId: string) => Promise<Attempt>;

const COMMENT = { type: 'GENERAL', body: 'A word in time.' };
const ONE_STEP = `mutation($input: SubmitCommentInput!) { result: submitComment(input: $input) { comment { submission { receipt { number } } } } }`;
const START = `mutation($input: StartSubmissionInput!) { result: startSubmission(input: $input) { submission { id comments { id } } } }`;
const HAND_IN = `mutation($input: SubmissionTransitionInput!) { result: submit(input: $input) { submission { receipt { number } } } }`;

interface Answered<T> {
  sent: number;
  answered: number;
  result: T | null;
}

/** A mutation's answer with its instants; null where the round is not open. Any other error fails the test. */
async function timed<T>(client: Client, query: string, input: object): Promise<Answered<T>> {
  const sent = Date.now();
  const { data, errors } = await client.ask<{ result: T }>(query, { input });
  const answered = Date.now();
  if (errors && errors[0]?.extensions.code !== 'ROUND_NOT_OPEN') throw new Error(JSON.stringify(errors));
  return { sent, answered, result: errors ? null : (data?.result ?? null) };
}

/** Comment, submission and receipt in one request. */
export async function submitInOneStep(client: Client, roundId: string): Promise<Attempt> {
  type Result = { comment: { submission: { receipt: { number: string } } } };
  const { result, ...times } = await timed<Result>(client, ONE_STEP, { roundId, comment: COMMENT });
  return { ...times, receipt: result?.comment.submission.receipt.number ?? null };
}

/** A draft, a comment in it, and then the handing in, which alone is timed where it comes to that. */
export async function handInTwoSteps(client: Client, roundId: string): Promise<Attempt> {
  const { result: started, ...times } = await timed<{ submission: { id: string; comments: object[] } }>(client, START, {
    roundId,
  });
  if (!started) return { ...times, receipt: null };
  const { id: submissionId, comments } = started.submission;
  if (comments.length === 0) await client.call('saveComment', { submissionId, comment: COMMENT }, 'comment { id }');
  type Result = { submission: { receipt: { number: string } } };
  const { result, ...instants } = await timed<Result>(client, HAND_IN, { submissionId });
  return { ...instants, receipt: result?.submission.receipt.number ?? null };
}

/** Hands in one comment after the other until one is refused. */
export async function writeUntilRefused(client: Client, roundId: string, way: Way, onAccepted: () => void): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  for (;;) {
    const attempt = await way(client, roundId);
    attempts.push(attempt);
    if (attempt.receipt === null) return attempts;
    onAccepted();
  }
}
