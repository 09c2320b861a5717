import type { Database } from '#platform/database.js';
import { leafHash, pathOver, RUN } from './merkle.js';

/** The seal on a closed round (`RoundRecord` of the schema). */
export interface RoundRecord {
  roundId: string;
  merkleRoot: string;
  size: number;
  closedAt: Date;
}

/** A receipt as the record has it. */
export interface Leaf {
  receipt: string;
  contentHash: string;
  submittedAt: Date;
}

/** What proves that a receipt is in its round's record (`InclusionProof` of the schema). */
export interface InclusionProof {
  receiptNumber: string;
  leafIndex: number;
  treeSize: number;
  hashes: string[];
  merkleRoot: string;
}

const PAGE = RUN * 8; // whole runs

const RECORD = 'select round_id, merkle_root, size, closed_at from round_record where round_id = $1';
const LEAVES = `select s.receipt_number as receipt, s.content_hash, s.submitted_at from submission s
  where s.round_id = $1 and s.receipt_number is not null and not s.late and (length(s.receipt_number), s.receipt_number) `;
const ORDER = 'order by length(s.receipt_number), s.receipt_number limit $3';

/** The seal of a round, or null where it has none. */
export const recordOf = (db: Database, roundId: string): Promise<RoundRecord | null> =>
  db.readOne<RoundRecord>(RECORD, [roundId]);

/** Receipts and hashes are public, whoever may see what they stand for: these reads go past the wall (`Database.unwalled`). */

/** The in-time receipts of a round in the order of their numbers, page by page. */
export async function* leavesOf(db: Database, roundId: string): AsyncGenerator<Leaf[]> {
  for (let last = ''; ;) {
    const page = await db.unwalled.read<Leaf>(`${LEAVES} > (length($2::text), $2::text) ${ORDER}`, [roundId, last, PAGE]);
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    last = page.at(-1)?.receipt ?? '';
  }
}

const OF_RECEIPT = `select k.round_id, k.merkle_root, k.size, k.closed_at from submission s join round_record k on k.round_id = s.round_id
  where s.receipt_number = $1 and not s.late`;
const RUNS = 'select root, first_receipt from round_record_run where round_id = $1 order by place';

/** The proof that an in-time receipt is in its round's sealed record, or null. It reads the roots of the runs, and one run. */
export async function proofOf(db: Database, receipt: string): Promise<InclusionProof | null> {
  const record = await db.unwalled.readOne<RoundRecord>(OF_RECEIPT, [receipt]);
  if (!record) return null;
  const runs = await db.read<{ root: string; firstReceipt: string }>(RUNS, [record.roundId]);
  const isBeyond = (first: string): boolean =>
    first.length > receipt.length || (first.length === receipt.length && first > receipt);
  const run = runs.filter(({ firstReceipt }) => !isBeyond(firstReceipt)).length - 1;
  const first = runs[run]?.firstReceipt ?? '';
  const leaves = await db.unwalled.read<Leaf>(`${LEAVES} >= (length($2::text), $2::text) ${ORDER}`, [record.roundId, first, RUN]);
  const place = leaves.findIndex((leaf) => leaf.receipt === receipt);
  const within = pathOver(
    place,
    leaves.map(({ contentHash }) => leafHash(Buffer.from(contentHash, 'hex'))),
  );
  const above = pathOver(
    run,
    runs.map(({ root }) => Buffer.from(root, 'hex')),
  );
  return {
    receiptNumber: receipt,
    leafIndex: run * RUN + place,
    treeSize: record.size,
    hashes: [...within, ...above].map((hash) => hash.toString('hex')),
    merkleRoot: record.merkleRoot,
  };
}
