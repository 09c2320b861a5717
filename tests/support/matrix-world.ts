import { randomBytes, randomUUID } from 'node:crypto';
import type { Attribution, CommentStatus, StaffRole, Tlp } from '#platform/schema.types.js';
import { secretHash } from '#identity/secrets.js';
import { Client } from './client.js';
import { TestPlatform } from './platform.js';

/** For which norm a staff role is held: for every one, for the one that is looked at, or for another. */
export type Reach = 'everywhere' | 'here' | 'elsewhere';

/** Who looks. `side`: they belong to the organization that wrote; `role` with its reach for staff. */
export interface Viewer {
  name: string;
  client: Client;
  accountId: string | null;
  side: 'author' | 'colleague' | 'approver' | null;
  takesPart: boolean;
  role: StaffRole | null;
  reach: Reach | null;
}

export interface CommentFacts {
  id: string;
  round: RoundName;
  tlp: Tlp;
  status: CommentStatus;
  attribution: Attribution;
}
export interface SubmissionFacts {
  id: string;
  status: 'DRAFT' | 'SUBMITTED';
  round: RoundName;
}

/** Rounds of the norm: two that are open, one of them blind, one under review, one whose review is concluded. */
export const ROUNDS = ['open', 'blind', 'review', 'concluded'] as const;
export type RoundName = (typeof ROUNDS)[number];

const ROLES: readonly StaffRole[] = ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'];
const TLPS: readonly Tlp[] = ['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED'];
const STATUSES: readonly CommentStatus[] = ['DRAFT', 'PENDING_MODERATION', 'PUBLISHED', 'WITHHELD', 'WITHDRAWN'];
const ATTRIBUTIONS: readonly Attribution[] = ['NAMED', 'ORGANIZATION_ONLY', 'PSEUDONYMOUS'];

const ROUND = `insert into round (id, reference, norm_id, version_id, kind, title, status, audience, publication, late_policy, grace_minutes, vetted_only,
    opens_at, closes_at, closed_at, created_at)
  values ($1, $2, $3, $4, 'DRAFT_REVIEW', 'A round', $5, 'PUBLIC', $6, 'REFUSE', 0, false, now() - interval '2 days', now() + $7::int * interval '1 day',
    case when $7 < 0 then now() end, now())`;
const SUBMISSION = `insert into submission (id, round_id, organization_id, account_id, status, created_at, submitted_at, receipt_number, content_hash, salt,
    internal_deadline, requested_by, return_reason)
  values ($1, $2, $3, $4, $5, now(), case when $6::text is not null then now() end, $6, case when $6 is not null then repeat('0', 64) end,
    case when $6 is not null then repeat('1', 64) end, now(), $4, 'Add a source.')`;
const COMMENT = `insert into comment (id, round_id, submission_id, account_id, organization_id, stakeholder_group, region, reference, number, place, version_id,
    eid, type, position, change, blocking, body, rationale, proposed_text, tlp, attribution, locale, status, withheld_reason, created_at, submitted_at)
  values ($1, $2, $3, $4, $5, 'INDUSTRY', 'GLOBAL', $6, $7, 1, $8, 'sec_1', 'GENERAL', 'NEUTRAL', 'MODIFY', false, 'What is said.', 'Why.', 'Other words.', $9, $10,
    'en', $11, case when $11 = 'WITHHELD' then 'It names a person.' end, now(), case when $6::text is not null then now() end)`;

/** One norm with comments in every state at every marking, all that hangs on them, and everyone who may look at it. */
export class MatrixWorld {
  readonly viewers: Viewer[] = [];
  readonly comments: CommentFacts[] = [];
  readonly submissions: SubmissionFacts[] = [];
  readonly dispositions: { id: string; round: RoundName; comment: CommentFacts }[] = [];
  readonly amendments: { id: string; round: RoundName }[] = [];
  readonly notes: { id: string; round: RoundName }[] = [];
  readonly replies: { id: string; comment: CommentFacts }[] = [];
  readonly rounds = {} as Record<RoundName | 'draft', string>;
  readonly cycles = {} as Record<'review' | 'concluded', string>;
  readonly works = randomUUID();
  readonly others = randomUUID();
  readonly norm = randomUUID();
  readonly elsewhere = randomUUID();
  readonly version = randomUUID();
  readonly working = randomUUID();
  private readonly accounts = new Map<string, string>();
  private numbered = 0;

  private constructor(readonly platform: TestPlatform) {}

  static async start(): Promise<MatrixWorld> {
    const world = new MatrixWorld(await TestPlatform.start());
    await world.makeNorms();
    await world.cast();
    await world.makeComments();
    await world.makeReviews();
    await world.platform.db.pool.query('analyze');
    return world;
  }

  account(name: string): string {
    return this.accounts.get(name) ?? '';
  }

  stop(): Promise<void> {
    return this.platform.stop();
  }

  private async run(text: string, ...values: unknown[]): Promise<void> {
    await this.platform.db.pool.query(text, values);
  }

  private async makeNorms(): Promise<void> {
    for (const [id, slug] of [
      [this.norm, 'here'],
      [this.elsewhere, 'elsewhere'],
    ])
      await this.run(`insert into norm (id, slug, title, created_at) values ($1, $2, 'A norm', now())`, id, slug);
    for (const [i, id] of [this.version, this.working].entries()) {
      await this.run(
        `insert into norm_version (id, norm_id, number, label, locales, created_at) values ($1, $2, $3, 'Draft', '{en}', now())`,
        id,
        this.norm,
        i + 1,
      );
      await this.run(
        `insert into provision (version_id, locale, eid, position, number, text, kind) values ($1, 'en', 'sec_1', 1, '1', 'Words.', 'OTHER')`,
        id,
      );
    }
    await this.run(`update norm_version set status = 'PUBLISHED', published_at = now() where id = $1`, this.version);
    for (const [id, name] of [
      [this.works, 'Works'],
      [this.others, 'Others'],
    ])
      await this.run(
        `insert into organization (id, name, stakeholder_group, region, vetting, statement, vetting_reason, created_at)
         values ($1, $2, 'INDUSTRY', 'GLOBAL', 'VERIFIED', 'We make things.', 'Known.', now())`,
        id,
        name,
      );
    const shapes = {
      open: ['OPEN', 'IMMEDIATE', 1],
      blind: ['OPEN', 'AFTER_CLOSE', 1],
      draft: ['DRAFT', 'IMMEDIATE', 1],
    } as const;
    const closed = { review: ['IN_REVIEW', 'IMMEDIATE', -1], concluded: ['CONCLUDED', 'AFTER_CLOSE', -1] } as const;
    for (const [name, [status, publication, days]] of Object.entries({ ...shapes, ...closed })) {
      const id = (this.rounds[name as RoundName] = randomUUID());
      await this.run(ROUND, id, `M-${name.toUpperCase()}`, this.norm, this.version, status, publication, days);
    }
  }

  private async cast(): Promise<void> {
    this.viewers.push({ ...NOBODY, name: 'anonymous', client: this.platform.anyone });
    await this.add('stranger');
    await this.add('participant', { takesPart: true });
    await this.add('author', { side: 'author', takesPart: true }, this.works);
    await this.add('colleague', { side: 'colleague', takesPart: true }, this.works);
    await this.add('approver', { side: 'approver', takesPart: true }, this.works, 'APPROVER');
    await this.add('other organization', {}, this.others, 'APPROVER');
    for (const role of ROLES)
      for (const reach of ['everywhere', 'here', 'elsewhere'] as const) await this.add(`${role} ${reach}`, { role, reach });
  }

  private async add(name: string, facts: Partial<Viewer> = {}, organizationId?: string, role = 'CONTRIBUTOR'): Promise<void> {
    const accountId = randomUUID();
    const token = randomBytes(32).toString('base64url');
    this.accounts.set(name, accountId);
    await this.run(
      `insert into account (id, email, email_verified_at, display_name, password_hash, time_zone, created_at)
       values ($1, $2, now(), $3, 'none', 'Europe/Paris', now())`,
      accountId,
      `${name.replace(/\W/g, '.').toLowerCase()}@people.test`,
      `Name of ${name}`,
    );
    await this.run(
      `insert into session (id, account_id, token_hash, created_at, expires_at) values ($1, $2, $3, now(), now() + interval '1 day')`,
      randomUUID(),
      accountId,
      secretHash(token),
    );
    if (organizationId)
      await this.run(
        `insert into membership (account_id, organization_id, role, created_at) values ($1, $2, $3, now())`,
        accountId,
        organizationId,
        role,
      );
    if (facts.role) {
      const norm = { everywhere: null, here: this.norm, elsewhere: this.elsewhere }[facts.reach ?? 'everywhere'];
      await this.run(
        `insert into staff_grant (id, account_id, role, norm_id, created_at) values (gen_random_uuid(), $1, $2, $3, now())`,
        accountId,
        facts.role,
        norm,
      );
    }
    this.viewers.push({ ...NOBODY, ...facts, name, accountId, client: new Client(this.platform.url, token) });
  }

  private async makeComments(): Promise<void> {
    await this.run(SUBMISSION, randomUUID(), this.rounds.open, null, this.account('participant'), 'SUBMITTED', 'M-P-S1');
    for (const round of ROUNDS) {
      const [draft, sent] = [randomUUID(), randomUUID()];
      this.submissions.push({ id: draft, status: 'DRAFT', round }, { id: sent, status: 'SUBMITTED', round });
      const author = this.account('author');
      await this.run(SUBMISSION, draft, this.rounds[round], this.works, author, 'DRAFT', null);
      await this.run(SUBMISSION, sent, this.rounds[round], this.works, author, 'SUBMITTED', `M-${round}-S1`);
      for (const { tlp, status } of TLPS.flatMap((each) => STATUSES.map((of) => ({ tlp: each, status: of }))))
        for (const attribution of status === 'PUBLISHED' && round === 'open' ? ATTRIBUTIONS : [this.next()])
          await this.makeComment({ id: randomUUID(), round, tlp, status, attribution }, status === 'DRAFT' ? draft : sent);
    }
  }

  private next(): Attribution {
    return ATTRIBUTIONS[this.numbered % ATTRIBUTIONS.length] as Attribution;
  }

  private async makeComment(facts: CommentFacts, submission: string): Promise<void> {
    const { id, round, tlp, status, attribution } = facts;
    const number = ++this.numbered;
    const sent = status === 'DRAFT' ? [null, null] : [`M-${round.toUpperCase()}-${number}`, number];
    const author = this.account('author');
    await this.run(
      COMMENT,
      id,
      this.rounds[round],
      submission,
      author,
      this.works,
      ...sent,
      this.version,
      tlp,
      attribution,
      status,
    );
    this.comments.push(facts);
    const note = `insert into internal_note (id, comment_id, account_id, side, body, created_at) values (gen_random_uuid(), $1, $2, $3, $4, now())`;
    await this.run(note, id, author, 'AUTHORS', 'Among the authors.');
    if (status === 'DRAFT') return this.run('insert into draft_support values ($1, $2, now())', id, this.account('colleague'));
    await this.run(note, id, this.account('SECRETARIAT everywhere'), 'STAFF', 'Among the staff.');
    await this.run(
      `insert into comment_flag (id, comment_id, account_id, kind, reason, created_at) values (gen_random_uuid(), $1, $2, 'SPAM', 'Look.', now())`,
      id,
      this.account('stranger'),
    );
    const reply = { id: randomUUID(), comment: facts };
    this.replies.push(reply);
    await this.run(
      `insert into reply (id, comment_id, account_id, stakeholder_group, region, attribution, body, created_at)
       values ($1, $2, $3, 'INDIVIDUAL', 'GLOBAL', 'NAMED', 'An answer.', now())`,
      reply.id,
      id,
      this.account('participant'),
    );
    await this.run(
      `insert into co_signature (comment_id, organization_id, account_id, signed_at) values ($1, $2, $3, now())`,
      id,
      this.others,
      this.account('other organization'),
    );
  }

  private async makeReviews(): Promise<void> {
    const secretariat = this.account('SECRETARIAT everywhere');
    const other = this.account('SECRETARIAT here');
    for (const round of ['review', 'concluded'] as const) {
      const cycle = (this.cycles[round] = randomUUID());
      const isOut = round === 'concluded';
      await this.run(
        `insert into review_cycle (id, norm_id, kind, base_version_id, status, started_at, concluded_at)
         values ($1, $2, 'POST_CONSULTATION', $3, $4, now(), case when $5::boolean then now() end)`,
        cycle,
        this.norm,
        this.version,
        isOut ? 'CONCLUDED' : 'OPEN',
        isOut,
      );
      await this.run('insert into review_cycle_round values ($1, $2)', cycle, this.rounds[round]);
      const amendment = randomUUID();
      this.amendments.push({ id: amendment, round });
      await this.run(
        `insert into amendment (id, cycle_id, op, eid, text, created_by, created_at) values ($1, $2, 'REPLACE', 'sec_1', 'Better.', $3, now())`,
        amendment,
        cycle,
        secretariat,
      );
      for (const comment of this.comments.filter((c) => c.round === round && c.status === 'PUBLISHED')) {
        const id = randomUUID();
        this.dispositions.push({ id, round, comment });
        await this.run(
          `insert into disposition (id, comment_id, cycle_id, outcome, response, status, proposed_by, confirmed_by, decided_at)
           values ($1, $2, $3, 'ACCEPTED', 'So done.', 'CONFIRMED', $4, $5, now())`,
          id,
          comment.id,
          cycle,
          secretariat,
          other,
        );
        await this.run('insert into amendment_comment values ($1, $2)', amendment, comment.id);
      }
      const note = { id: randomUUID(), round };
      this.notes.push(note);
      await this.run(
        `insert into process_note (id, round_id, author_id, body, created_at) values ($1, $2, $3, 'It was fair.', now())`,
        note.id,
        this.rounds[round],
        this.account('OBSERVER everywhere'),
      );
    }
  }
}

const NOBODY: Omit<Viewer, 'name' | 'client'> = { accountId: null, side: null, takesPart: false, role: null, reach: null };
