import { chainNow } from '#platform/event-chain.service.js';
import { GENESIS } from '#platform/event-chain.js';
import type { Database } from '#platform/database.js';
import type { RecordHeader } from './round-record.check.js';
import { leavesOf, type RoundRecord } from './round-record.queries.js';

const PAGE = 5000;

/** The round's entries that everyone may read: what was done to the round, and each receipt that was given. */
const ENTRIES = `select e.sequence, e.at, e.action, e.subject_id, e.data, encode(coalesce(p.hash, $4), 'hex') as previous_hash, encode(e.hash, 'hex') as hash
  from event e left join event p on p.sequence = e.sequence - 1
  where e.round_id = $1 and e.sequence > $2 and (e.action like 'round.%' or e.action = 'submission.submitted')
  order by e.sequence limit $3`;

/** One element a line; separators that only JSON allows in a string are escaped, so that a line is a line everywhere. */
const line = (value: object): string =>
  JSON.stringify(value).replace(/[\u2028\u2029]/g, (separator) => (separator === '\u2028' ? '\\u2028' : '\\u2029'));

/** The first of a list without, all others with a comma before them. */
class Separated {
  private before = '\n';

  text(values: readonly object[]): string {
    return values
      .map((value) => {
        const text = this.before + line(value);
        this.before = ',\n';
        return text;
      })
      .join('');
  }
}

/** `record.json` of a sealed round, piece by piece: however large the round, no more than a page of it is in memory. */
export async function* recordFile(db: Database, reference: string, record: RoundRecord): AsyncGenerator<string> {
  await chainNow(db); // also where no worker runs: the seal's own entry has its number and hash before it is shown
  const { closedAt, size, merkleRoot } = record;
  const header: RecordHeader = { round: reference, closedAt: closedAt.toISOString(), size, merkleRoot };
  yield `${line(header).slice(0, -1)},"leaves":[`;
  const leaves = new Separated();
  for await (const page of leavesOf(db, record.roundId)) yield leaves.text(page);
  yield '\n],"auditEntries":[';
  const entries = new Separated();
  for await (const page of entriesOf(db, record.roundId)) yield entries.text(page);
  yield '\n]}\n';
}

async function* entriesOf(db: Database, roundId: string): AsyncGenerator<object[]> {
  for (let last = 0; ;) {
    const page = await db.read<{ sequence: string }>(ENTRIES, [roundId, last, PAGE, GENESIS]);
    if (page.length > 0) yield page.map((entry) => ({ ...entry, sequence: Number(entry.sequence) }));
    if (page.length < PAGE) return;
    last = Number(page.at(-1)?.sequence ?? 0);
  }
}
