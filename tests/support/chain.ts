import type { Database } from '#platform/database.js';
import { chainHash, GENESIS } from '#platform/event-chain.js';
import type { LogEvent } from '#platform/event.types.js';

/** The numbers of the log's entries whose hash does not follow from the one before: recomputed from the rows, as domain.md says. */
export async function brokenLinks(db: Database): Promise<number[]> {
  const entries = await db.read<LogEvent & { hash: Buffer }>('select * from event where sequence is not null order by sequence');
  let previous = GENESIS;
  return entries.flatMap((entry, i) => {
    const expected = chainHash(previous, { ...entry, sequence: i + 1, at: entry.at.toISOString() });
    previous = entry.hash;
    return expected.equals(entry.hash) && Number(entry.sequence) === i + 1 ? [] : [i + 1];
  });
}
