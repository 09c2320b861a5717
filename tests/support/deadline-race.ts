import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { newId } from '#platform/ids.js';
import { Refusal } from '#platform/refusal.js';
import { RoundRecordService } from '#comments/round-record.service.js';
import { SubmissionService } from '#comments/submission.service.js';
import { RoundClock } from '#rounds/round-clock.service.js';
import { RoundLifecycleService } from '#rounds/round-lifecycle.service.js';
import { RoundService } from '#rounds/round.service.js';
import { mth } from './rfc9162.js';

export const WRITERS = 24;
const LONGEST_OPEN_MS = 16_000;
const WRITERS_AFTER = 4;

/** One attempt to hand in a comment: when it was made and answered, and the submission, or null where it came too late. */
interface Attempt {
  sent: number;
  answered: number;
  submission: string | null;
}

/** The instants, on the one clock of the machine, between which a closing took effect. */
interface Closing {
  earliest: number;
  latest: number;
}

/** What a closing gave, and what is wrong with it; nothing where the deadline held. */
export interface Outcome {
  accepted: number;
  /** Accepted after the closing, and refused before it. */
  late: number;
  early: number;
  /** Rows in the database, and the size of the sealed tree. */
  stored: number;
  sealed: number;
  faults: string[];
}

type Way = (writer: Ctx, roundId: string) => Promise<string>;

const COMMENT = { type: 'GENERAL', body: 'A word in time.' } as const;

/**
 * Closings, each against writers who hand in as fast as the services and the database let them, without HTTP between: so many more
 * are on their way when the round closes. Half write in one step, half in three; all go on until refused, and some try once more.
 */
export class DeadlineRace {
  private constructor(
    private readonly db: Database,
    private readonly app: NestFastifyApplication,
    private readonly versionId: string,
    private readonly actors: { organizer: string; writers: string[] },
  ) {}

  /** Makes the people and a published version to comment on. */
  static async prepare(db: Database, app: NestFastifyApplication): Promise<DeadlineRace> {
    const [normId, versionId] = [newId(), newId()];
    const accounts = Array.from({ length: WRITERS + 1 }, () => newId());
    await db.write(Ctx.system(db, 'race'), async (tx) => {
      await tx.query(`insert into norm (id, slug, title, created_at) values ($1, $2, 'A norm that is raced for', now())`, [
        normId,
        `race-${normId}`,
      ]);
      await tx.query(
        `insert into norm_version (id, norm_id, number, label, locales, status, published_at, created_at) values ($1, $2, 1, 'Draft', '{en}', 'PUBLISHED', now(), now())`,
        [versionId, normId],
      );
      await tx.query(
        `insert into account (id, email, email_verified_at, display_name, password_hash, created_at)
         select id, id || '@race.test', now(), 'Writer', 'none', now() from unnest($1::uuid[]) as t (id)`,
        [accounts],
      );
    });
    const [organizer = '', ...writers] = accounts;
    return new DeadlineRace(db, app, versionId, { organizer, writers });
  }

  /** One round, closed by its organizer after so many were accepted. */
  async closedByOrganizer(after: number): Promise<Outcome> {
    const organizer = this.organizer();
    const round = await this.make(organizer);
    await this.app.get(RoundLifecycleService, { strict: false }).open(organizer, { roundId: round });
    return this.race(round, async (accepted) => {
      await accepted(after);
      const earliest = Date.now();
      await this.app.get(RoundLifecycleService, { strict: false }).close(organizer, { roundId: round });
      return { earliest, latest: Date.now() };
    });
  }

  /** One round that closes by itself after so many ms, or later where nobody got there in time; the worker's clocks run beside. */
  async closedByClock(openMs: number): Promise<Outcome> {
    const round = await this.make(this.organizer());
    const closesAt = new Date(Date.now() + openMs);
    if (!(await this.openUntil(round, closesAt))) return this.closedByClock(openMs * 2);
    const outcome = await this.race(round, async () => {
      const clock = this.app.get(RoundClock, { strict: false });
      const records = this.app.get(RoundRecordService, { strict: false });
      for (let sealed = 0; sealed === 0; sealed = await this.sealed(round)) {
        await clock.pass(Ctx.system(this.db, 'clock'));
        await records.pass();
      }
      return { earliest: closesAt.getTime(), latest: closesAt.getTime() };
    });
    return outcome.accepted === 0 && openMs < LONGEST_OPEN_MS ? this.closedByClock(openMs * 2) : outcome;
  }

  private organizer(): Ctx {
    const staff = [{ role: 'ORGANIZER' as const, normId: null }];
    return new Ctx(this.db, { kind: 'account', accountId: this.actors.organizer, staff, memberships: [] } as never, 'race');
  }

  private async make(organizer: Ctx): Promise<string> {
    const reference = `RACE-${newId().replaceAll('-', '').toUpperCase()}`;
    const input = { versionId: this.versionId, title: 'A race', reference };
    return (await this.app.get(RoundService, { strict: false }).create(organizer, input)).id;
  }

  /** Whether it could be opened before it closes: on a busy machine the instant may have passed. */
  private openUntil(roundId: string, closesAt: Date): Promise<boolean> {
    const lifecycle = this.app.get(RoundLifecycleService, { strict: false });
    return lifecycle.open(this.organizer(), { roundId, closesAt: closesAt.toISOString() }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Refusal && error.code === 'BAD_USER_INPUT') return false;
        throw error;
      },
    );
  }

  private async race(roundId: string, close: (accepted: (n: number) => Promise<void>) => Promise<Closing>): Promise<Outcome> {
    let count = 0;
    let waiting: { n: number; go: () => void } | null = null;
    const onAccepted = (): void => {
      count += 1;
      if (waiting && count >= waiting.n) waiting.go();
    };
    const closed = close((n) => new Promise((go) => (waiting = { n, go })));
    const people = this.actors.writers.map((id, i) => ({ id, way: i % 2 === 0 ? this.inOneStep : this.inThree }));
    const tries = await Promise.all(people.map(({ id, way }) => this.untilRefused(id, way, roundId, onAccepted)));
    const closing = await closed;
    const after = await Promise.all(people.slice(0, WRITERS_AFTER).map(({ id, way }) => this.attempt(id, way, roundId)));
    return this.judge(roundId, closing, [...tries.flat(), ...after]);
  }

  private async untilRefused(id: string, way: Way, roundId: string, onAccepted: () => void): Promise<Attempt[]> {
    const attempts: Attempt[] = [];
    for (;;) {
      const attempt = await this.attempt(id, way, roundId);
      attempts.push(attempt);
      if (attempt.submission === null) return attempts;
      onAccepted();
    }
  }

  private async attempt(accountId: string, way: Way, roundId: string): Promise<Attempt> {
    const ctx = new Ctx(this.db, { kind: 'account', accountId, staff: [], memberships: [] } as never, 'race');
    const sent = Date.now();
    const submission = await way(ctx, roundId).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'ROUND_NOT_OPEN') return null;
      throw error;
    });
    return { sent, answered: Date.now(), submission };
  }

  private get submissions(): SubmissionService {
    return this.app.get(SubmissionService, { strict: false });
  }

  private readonly inOneStep: Way = async (ctx, roundId) =>
    (await this.submissions.submitComment(ctx, { roundId, comment: COMMENT } as never)).submissionId;

  private readonly inThree: Way = async (ctx, roundId) => {
    const { id: submissionId } = await this.submissions.start(ctx, { roundId });
    await this.submissions.saveComment(ctx, { submissionId, comment: COMMENT } as never);
    return (await this.submissions.submit(ctx, { submissionId })).id;
  };

  private async sealed(roundId: string): Promise<number> {
    return (await this.db.read('select 1 from round_record where round_id = $1', [roundId])).length;
  }

  /** Invariants 1 and 9, of everything that was tried and everything that is stored. */
  private async judge(roundId: string, closing: Closing, attempts: Attempt[]): Promise<Outcome> {
    const accepted = attempts.filter(({ submission }) => submission !== null);
    const late = accepted.filter(({ sent }) => sent >= closing.latest).length;
    const early = attempts.filter(({ submission, answered }) => submission === null && answered < closing.earliest).length;
    const rows = await this.db.read<Stored>(STORED, [roundId]);
    const record = await this.app.get(RoundRecordService, { strict: false }).record({ id: roundId, status: 'CLOSED' });
    const root = mth(rows.map(({ contentHash }) => Buffer.from(contentHash, 'hex'))).toString('hex');
    const acknowledged = new Set(accepted.map(({ submission }) => submission));
    const faults = [
      late > 0 && `${late} accepted after the closing`,
      early > 0 && `${early} refused before the closing`,
      rows.some(({ id }) => !acknowledged.has(id)) && 'something stored that nobody was told of',
      rows.length !== accepted.length && `${accepted.length} accepted, ${rows.length} stored`,
      rows.some(({ onTime, told, comments }) => !onTime || told !== 1 || comments !== 1) &&
        'something stored late, untold or without its comment',
      record?.size !== rows.length && `${rows.length} stored, ${record?.size} sealed`,
      record?.merkleRoot !== root && 'the seal is of another tree',
    ];
    const figures = { accepted: accepted.length, late, early, stored: rows.length, sealed: record?.size ?? 0 };
    return { ...figures, faults: faults.filter((fault) => fault !== false) };
  }
}

interface Stored {
  id: string;
  contentHash: string;
  onTime: boolean;
  told: number;
  comments: number;
}

const STORED = `select s.id, s.content_hash, s.submitted_at >= r.opens_at and s.submitted_at < r.closes_at and not s.late as on_time,
    (select count(*)::int from comment c where c.submission_id = s.id and c.number is not null) as comments,
    (select count(*)::int from event e where e.subject_id = s.id and e.action = 'submission.submitted') as told
  from submission s join round r on r.id = s.round_id where s.round_id = $1 and s.submitted_at is not null
  order by length(s.receipt_number), s.receipt_number`;
