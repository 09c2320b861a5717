import type { Tx } from '#platform/tx.js';

/** The name of a round's counter, in SQL, from the round's id. */
export const counterOf = (counter: 'comment' | 'receipt', roundId: string): string =>
  `'${counter}_number_' || replace(${roundId}::text, '-', '')`;

/**
 * A round numbers its comments and receipts by sequences of its own: nobody who submits waits for another's number. A number
 * may be skipped (a crash, a refusal); none is given twice.
 */
export async function createCounters(tx: Tx, roundId: string): Promise<void> {
  const suffix = roundId.replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/.test(suffix)) throw new Error(`${roundId} is not an id.`);
  await tx.query(`create sequence comment_number_${suffix}`);
  await tx.query(`create sequence receipt_number_${suffix}`);
}
