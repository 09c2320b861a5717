import { Injectable } from '@nestjs/common';
import { Ctx } from '#platform/ctx.js';
import { Database } from '#platform/database.js';
import type { Tx } from '#platform/tx.js';
import type { Round } from '#rounds/round.entity.js';
import { RoundLifecycleService } from '#rounds/round-lifecycle.service.js';
import { endOfIntake, statusAt } from '#rounds/round.rules.js';
import { leafHash, MerkleTree, rootOver, RUN } from './merkle.js';
import { type InclusionProof, leavesOf, proofOf, recordOf, type RoundRecord } from './round-record.queries.js';

const LONGEST_WAIT_MS = 500;
const CLOSED = ['CLOSED', 'IN_REVIEW', 'CONCLUDED'];

/** Rounds without a seal, and when their intake ends: at the closing, or with the grace after it. */
const UNSEALED = `select r.id, extract(epoch from r.closes_at + make_interval(mins => r.grace_minutes) - clock_now()) * 1000 as wait
  from round r where r.status in ('SCHEDULED', 'OPEN', 'CLOSED', 'IN_REVIEW', 'CONCLUDED') and r.closes_at is not null
    and not exists (select 1 from round_record k where k.round_id = r.id)
  order by wait limit 100`;
const SEAL = `insert into round_record (round_id, merkle_root, size, closed_at, sealed_at) values ($1, $2, $3, $4, $5)
  on conflict (round_id) do nothing returning round_id`;
const KEEP_RUNS = `insert into round_record_run (round_id, place, first_receipt, root)
  select $1, u.n - 1, u.first, u.root from unnest($2::text[], $3::text[]) with ordinality as u (first, root, n)`;

interface Tree {
  tree: MerkleTree;
  firsts: string[];
  roots: string[];
}

/**
 * Seals closed rounds (invariant 9). The seal takes what the deadline has settled: once the intake is over, which is decided under
 * the round's lock, no in-time receipt can come any more, so whoever makes the tree makes the same one. A worker's clock makes it
 * at once, and whoever asks for a record that is due and not there yet makes it then.
 */
@Injectable()
export class RoundRecordService {
  constructor(
    private readonly db: Database,
    private readonly lifecycle: RoundLifecycleService,
  ) {}

  /** Seals what is due; answers in how many ms it wants to be asked again. */
  async pass(): Promise<number> {
    const rows = await this.db.read<{ id: string; wait: string }>(UNSEALED);
    const due = rows.filter(({ wait }) => Number(wait) <= 0);
    for (const { id } of due) await this.seal(id);
    const next = rows.find(({ wait }) => Number(wait) > 0);
    return Math.min(Math.max(Math.ceil(Number(next?.wait ?? LONGEST_WAIT_MS)), 0), LONGEST_WAIT_MS);
  }

  /** The record of a round; null while something may still come in time. */
  async record(round: Pick<Round, 'id' | 'status'>): Promise<RoundRecord | null> {
    if (!CLOSED.includes(round.status)) return null;
    return (await recordOf(this.db, round.id)) ?? (await this.seal(round.id));
  }

  /** The proof that a receipt is in its round's record; null before the closing, for an unknown number, and for a late one. */
  async proof(receipt: string): Promise<InclusionProof | null> {
    const known = await proofOf(this.db, receipt);
    if (known) return known;
    const row = await this.db.readOne<{ roundId: string }>(
      'select round_id from submission where receipt_number = $1 and not late',
      [receipt],
    );
    return row && (await this.seal(row.roundId)) ? proofOf(this.db, receipt) : null;
  }

  private async seal(roundId: string): Promise<RoundRecord | null> {
    const ctx = Ctx.system(this.db, 'seal');
    if (!(await this.db.write(ctx, (tx) => this.settled(tx, roundId)))) return null;
    const made = await this.grow(roundId);
    await this.db.write(ctx, async (tx) => this.fix(tx, await this.lifecycle.caughtUp(tx, roundId), made));
    return recordOf(this.db, roundId);
  }

  /** Waits until nobody is handing in, and tells whether nobody can any more: what was taken by then is all there will be. */
  private async settled(tx: Tx, roundId: string): Promise<boolean> {
    const round = await this.lifecycle.caughtUp(tx, roundId);
    const end = endOfIntake(round);
    return CLOSED.includes(statusAt(round, tx.now)) && end !== null && end <= tx.now;
  }

  private async grow(roundId: string): Promise<Tree> {
    const made: Tree = { tree: new MerkleTree(), firsts: [], roots: [] };
    for await (const page of leavesOf(this.db, roundId)) {
      const hashes = page.map(({ contentHash }) => leafHash(Buffer.from(contentHash, 'hex')));
      for (const hash of hashes) made.tree.add(hash);
      for (let i = 0; i < page.length; i += RUN) {
        made.firsts.push(page[i]?.receipt ?? '');
        made.roots.push(rootOver(hashes.slice(i, i + RUN)).toString('hex'));
      }
    }
    return made;
  }

  private async fix(tx: Tx, round: Round, { tree, firsts, roots }: Tree): Promise<void> {
    const merkleRoot = tree.root.toString('hex');
    if (!(await tx.one(SEAL, [round.id, merkleRoot, tree.size, round.closedAt, tx.now]))) return; // another was faster
    await tx.query(KEEP_RUNS, [round.id, firsts, roots]);
    const data = { reference: round.reference, closedAt: round.closedAt?.toISOString(), size: tree.size, merkleRoot };
    await tx.tell({ action: 'round.sealed', subjectId: round.id, normId: round.normId, roundId: round.id, data });
  }
}
