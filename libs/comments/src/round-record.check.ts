import { type ChainedFacts, chainHash, GENESIS } from '#platform/event-chain.js';
import { leafHash, MerkleTree } from './merkle.js';

/** What a record says of itself. */
export interface RecordHeader {
  round: string;
  closedAt: string;
  size: number;
  merkleRoot: string;
}

/** A fault in a record: where it is, and what is wrong. */
export class RecordFault extends Error {}

type Fields = Record<string, unknown>;

const HASH = /^[0-9a-f]{64}$/;
const LEAF_KEYS = 'contentHash,receipt,submittedAt';
const ENTRY_KEYS = 'action,at,data,hash,previousHash,sequence,subjectId';
const HEADER_KEYS = 'closedAt,merkleRoot,round,size';

const keysOf = (value: unknown): string =>
  value !== null && typeof value === 'object' ? Object.keys(value).sort().join(',') : typeof value;
const isAfter = (later: string, earlier: string): boolean =>
  later.length > earlier.length || (later.length === earlier.length && later > earlier);

/**
 * Checks a record without the platform: each entry's hash follows from its content and the hash before it; entries that follow each
 * other in the log are linked; each leaf is the receipt that the log tells, and each in-time receipt of the log is a leaf, in the
 * order of the numbers; the root is the tree's over the leaves, and header, leaves and the entry of the sealing say the same.
 * Throws a `RecordFault` at the first that is wrong.
 */
export class RecordCheck {
  leaves = 0;
  entries = 0;
  private readonly tree = new MerkleTree();
  private readonly receipts = new Map<string, { contentHash: string; submittedAt: string }>();
  private lastReceipt = '';
  private last: { sequence: number; hash: string } | null = null;
  private seal: Fields | null = null;

  /** Takes the next leaf. */
  leaf(value: unknown): void {
    const where = `leaf ${this.leaves}`;
    if (keysOf(value) !== LEAF_KEYS) throw new RecordFault(`${where}: it has ${keysOf(value)}, not ${LEAF_KEYS}`);
    const { receipt, contentHash, submittedAt } = value as Record<string, string>;
    if (typeof receipt !== 'string' || !HASH.test(contentHash ?? ''))
      throw new RecordFault(`${where}: not a receipt and its hash`);
    if (!isAfter(receipt, this.lastReceipt)) throw new RecordFault(`${where} (${receipt}): not in the order of the numbers`);
    this.tree.add(leafHash(Buffer.from(contentHash ?? '', 'hex')));
    this.receipts.set(receipt, { contentHash: contentHash ?? '', submittedAt: submittedAt ?? '' });
    this.lastReceipt = receipt;
    this.leaves += 1;
  }

  /** Takes the next entry of the log; all leaves must have been taken before. */
  entry(value: unknown): void {
    if (keysOf(value) !== ENTRY_KEYS) throw new RecordFault(`entry ${this.entries}: it has ${keysOf(value)}, not ${ENTRY_KEYS}`);
    const entry = value as ChainedFacts & { hash: string; previousHash: string };
    const where = `entry ${this.entries} (number ${entry.sequence}, ${entry.action})`;
    this.link(entry, where);
    const data = (entry.data ?? {}) as Fields;
    if (entry.action === 'submission.submitted' && data['late'] === false) this.account(data, where);
    if (entry.action === 'round.sealed') this.seal = data;
    this.entries += 1;
  }

  /** Compares the whole with what the record says of itself. */
  end(header: unknown): void {
    if (keysOf(header) !== HEADER_KEYS) throw new RecordFault(`record: it has ${keysOf(header)}, not ${HEADER_KEYS}`);
    const { round, closedAt, size, merkleRoot } = header as RecordHeader;
    if (size !== this.tree.size) throw new RecordFault(`size: it says ${size}, there are ${this.tree.size} leaves`);
    const root = this.tree.root.toString('hex');
    if (merkleRoot !== root) throw new RecordFault(`merkleRoot: it says ${merkleRoot}, the leaves give ${root}`);
    const [unknown] = this.receipts.keys();
    if (unknown !== undefined) throw new RecordFault(`leaf ${unknown}: the log does not tell of this receipt`);
    if (!this.seal) throw new RecordFault('auditEntries: there is no entry of the sealing (round.sealed)');
    const said: Fields = { reference: round, closedAt, size, merkleRoot };
    for (const [name, value] of Object.entries(said))
      if (this.seal[name] !== value)
        throw new RecordFault(`${name}: the record says ${String(value)}, its sealing ${String(this.seal[name])}`);
  }

  private link(entry: ChainedFacts & { hash: string; previousHash: string }, where: string): void {
    const { hash, previousHash, sequence } = entry;
    if (!Number.isSafeInteger(sequence) || sequence <= (this.last?.sequence ?? 0))
      throw new RecordFault(`${where}: not in the order of the numbers`);
    if (!HASH.test(hash) || !HASH.test(previousHash))
      throw new RecordFault(`${where}: hash and previousHash are 64 hex digits each`);
    const before =
      sequence === 1 ? GENESIS.toString('hex') : this.last?.sequence === sequence - 1 ? this.last.hash : previousHash;
    if (previousHash !== before) throw new RecordFault(`${where}: it does not follow the entry before it`);
    if (chainHash(Buffer.from(previousHash, 'hex'), entry).toString('hex') !== hash)
      throw new RecordFault(`${where}: its hash is of other content`);
    this.last = { sequence, hash };
  }

  private account({ receipt, contentHash, submittedAt }: Fields, where: string): void {
    const leaf = this.receipts.get(String(receipt));
    if (!leaf) throw new RecordFault(`${where}: there is no leaf for the receipt ${String(receipt)}`);
    if (leaf.contentHash !== contentHash) throw new RecordFault(`${where}: the leaf ${String(receipt)} has another contentHash`);
    if (leaf.submittedAt !== (submittedAt ?? leaf.submittedAt))
      throw new RecordFault(`${where}: the leaf ${String(receipt)} has another submittedAt`);
    this.receipts.delete(String(receipt));
  }
}
