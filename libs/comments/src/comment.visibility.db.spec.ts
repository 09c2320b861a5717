import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ANONYMOUS, SYSTEM } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import { Ctx } from '#platform/ctx.js';
import { Database } from '#platform/database.js';
import type { Attribution, StaffRole, Tlp } from '#platform/schema.types.js';
import { type RoundTimes, statusAt } from '#rounds/round.rules.js';
import {
  makeCommentUniverse,
  nameOfOrganization,
  nameOfPerson,
  NORMS,
  ORGANIZATIONS,
  PEOPLE,
  takesPart,
  TLPS,
} from '../../../tests/support/comment-universe.js';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.js';
import { commentsById } from './comment.queries.js';
import { type CommentFacts, seesComment, visibleComments } from './comment.visibility.js';

type Known = CommentFacts & { id: string; attribution: Attribution };

const ROLES: readonly StaffRole[] = ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'];
const account = fc.record({
  kind: fc.constant('account' as const),
  accountId: fc.constantFrom(...PEOPLE),
  sessionId: fc.constant(null),
  staff: fc.array(fc.record({ role: fc.constantFrom(...ROLES), normId: fc.constantFrom(null, ...NORMS) }), { maxLength: 2 }),
  memberships: fc.array(
    fc.record({
      organizationId: fc.constantFrom(...ORGANIZATIONS),
      role: fc.constantFrom('CONTRIBUTOR' as const, 'APPROVER' as const),
    }),
    { maxLength: 2 },
  ),
});
const viewer: fc.Arbitrary<Actor> = fc.oneof({ weight: 10, arbitrary: account }, fc.constant(ANONYMOUS));

const organizationsOf = (actor: Actor): string[] => actor.memberships.map((membership) => membership.organizationId);
const holdsAny = (actor: Actor, roles: readonly StaffRole[], normId: string): boolean =>
  actor.staff.some((grant) => roles.includes(grant.role) && [null, normId].includes(grant.normId));

const isMember = (actor: Actor, { organizationId }: Known): boolean =>
  organizationId !== null && organizationsOf(actor).includes(organizationId);

/** Who the viewer is to a comment: the closest that they are and that counts for its marking, in the words of domain.md. */
type Standing = 'author' | 'organization' | 'secretariat' | 'staff' | 'participant' | 'account' | 'nobody';
function standingOf(actor: Actor, comment: Known): Standing {
  const speaksForIt = isMember(actor, comment);
  const isSecretariat = holdsAny(actor, ['SECRETARIAT'], comment.normId);
  if (comment.accountId === actor.accountId && (speaksForIt || comment.organizationId === null)) return 'author';
  if (speaksForIt && !(comment.tlp === 'RED' && isSecretariat)) return 'organization';
  if (isSecretariat) return 'secretariat';
  if (holdsAny(actor, ROLES, comment.normId)) return 'staff';
  if (actor.accountId === null) return 'nobody';
  return takesPart(comment.normId, actor.accountId, organizationsOf(actor)) ? 'participant' : 'account';
}

/** The table of domain.md, Who sees what, written down a second time and by hand: who sees a published comment. */
const SEEN_BY: Record<Tlp, readonly Standing[]> = {
  CLEAR: ['author', 'organization', 'secretariat', 'staff', 'participant', 'account', 'nobody'],
  GREEN: ['author', 'organization', 'secretariat', 'staff', 'participant'],
  AMBER: ['author', 'organization', 'secretariat', 'staff'],
  AMBER_STRICT: ['author', 'organization', 'secretariat'],
  RED: ['author', 'secretariat'],
};
const BEFORE_CLOSE = ['DRAFT', 'SCHEDULED', 'OPEN', 'PAUSED'];

interface Said {
  row: Tlp | 'draft' | 'blind' | 'hidden' | 'not said';
  standing: Standing;
  sees: boolean;
}

/** What domain.md says of the pair; `not said` where it is silent. */
function saidOf(actor: Actor, comment: Known): Said {
  const standing = standingOf(actor, comment);
  const { status, publication, roundStatus, tlp } = comment;
  if (isUnsaid(actor, comment, standing)) return { row: 'not said', standing, sees: false };
  const isOwn = standing === 'author' || (standing === 'organization' && tlp !== 'RED');
  if (status === 'DRAFT') return { row: 'draft', standing, sees: isOwn };
  if (publication === 'AFTER_CLOSE' && BEFORE_CLOSE.includes(roundStatus)) return { row: 'blind', standing, sees: isOwn };
  if (status === 'PUBLISHED') return { row: tlp, standing, sees: SEEN_BY[tlp].includes(standing) };
  return { row: 'hidden', standing, sees: isOwn };
}

/** Of authors who left the organization, colleagues and a RED draft, cancelled blind rounds, staff and what is withheld. */
function isUnsaid(actor: Actor, comment: Known, standing: Standing): boolean {
  const { status, tlp } = comment;
  const isOut = status === 'PUBLISHED' || status === 'DRAFT';
  const isBlind = comment.publication === 'AFTER_CLOSE';
  return (
    (comment.accountId === actor.accountId && standing !== 'author') ||
    (status === 'DRAFT' && tlp === 'RED' && isMember(actor, comment) && standing !== 'author') ||
    (status !== 'DRAFT' && isBlind && comment.roundStatus === 'CANCELLED') ||
    (!isOut && !(isBlind && BEFORE_CLOSE.includes(comment.roundStatus)) && (standing === 'secretariat' || standing === 'staff'))
  );
}

describe('who sees a comment', () => {
  let database: TestDatabase;
  let db: Database;
  let comments: Known[];

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await Database.connect(database.url, []);
    await makeCommentUniverse(db);
    const rows = await db.read<Known & RoundTimes>(
      `select c.id, c.account_id, c.organization_id, c.status, c.tlp, c.attribution, r.norm_id, r.publication,
         r.status as round_status, r.opens_at, r.closes_at from comment c join round r on r.id = c.round_id order by c.id`,
    );
    comments = rows.map((row) => ({ ...row, roundStatus: statusAt({ ...row, status: row.roundStatus }, new Date()) }));
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const seenBySql = async (actor: Actor): Promise<string[]> => {
    const { text, values } = visibleComments(actor, 1);
    const rows = await db.read<{ id: string }>(
      `select c.id from comment c join round r on r.id = c.round_id where ${text}`,
      values,
    );
    return rows.map((row) => row.id);
  };
  const seenByPredicate = (actor: Actor): Known[] =>
    comments.filter((comment) => seesComment(actor, comment, takesPart(comment.normId, actor.accountId, organizationsOf(actor))));
  /** The kinds of comments on which the two differ: readable, where ids are not. */
  const differing = async (actor: Actor): Promise<string[]> => {
    const [bySql, byPredicate] = [new Set(await seenBySql(actor)), new Set(seenByPredicate(actor))];
    const unlike = comments.filter((comment) => bySql.has(comment.id) !== byPredicate.has(comment));
    return [
      ...new Set(unlike.map((c) => `${c.tlp} ${c.status} ${c.publication} ${c.roundStatus}, SQL: ${bySql.has(c.id)}`)),
    ].slice(0, 5);
  };

  it('is decided alike by the predicate and by SQL, for every kind of comment and whoever asks', async () => {
    expect(comments.length).toBeGreaterThan(10_000);
    await fc.assert(
      fc.asyncProperty(viewer, async (actor) => expect(await differing(actor)).toEqual([])),
      { numRuns: 100, examples: [[ANONYMOUS]] },
    );
  });

  it('is decided alike by the predicate and by SQL for the platform itself', async () => {
    expect(await differing(SYSTEM)).toEqual([]);
  });

  describe('by the rule as domain.md tells it, for 200 viewers and every kind of comment', () => {
    const asked = new Set<string>();
    const wrong = new Set<string>();
    beforeAll(() => {
      for (const actor of fc.sample(viewer, 200)) {
        const visible = new Set(seenByPredicate(actor));
        for (const comment of comments) {
          const { row, standing, sees } = saidOf(actor, comment);
          asked.add(`${row} to ${standing}`);
          if (sees !== visible.has(comment)) wrong.add(`${row} to ${standing}`);
        }
      }
    });

    const standings = SEEN_BY.CLEAR;
    const strangers: readonly Standing[] = ['participant', 'account', 'nobody'];
    const cells = [
      ...[...TLPS, 'draft', 'blind'].flatMap((row) => standings.map((standing) => `${row} to ${standing}`)),
      ...strangers.map((standing) => `hidden to ${standing}`),
    ];
    it.each(cells)('%s: shown or not, as it is told', (cell) => {
      expect(asked).toContain(cell);
      expect(wrong).not.toContain(cell);
    });
  });

  it('says nothing of who wrote, but to their own side and the secretariat, where attribution hides it', async () => {
    const ids = comments.filter((c) => c.status === 'PUBLISHED' && c.roundStatus === 'OPEN').map((c) => c.id);
    const known = new Map(comments.map((comment) => [comment.id, comment]));
    await fc.assert(
      fc.asyncProperty(viewer, async (actor) => {
        const shown = await commentsById(db, new Ctx(db, actor, 'test'), ids);
        const wrong = [...shown.values()].flatMap(({ id, author }) => {
          const comment = known.get(id) as Known;
          const standing = standingOf(actor, comment);
          if (standing === 'author' || standing === 'organization' || comment.accountId === actor.accountId) return [];
          const hides = comment.attribution !== 'NAMED' && standing !== 'secretariat';
          const organization = comment.organizationId ? nameOfOrganization(comment.organizationId) : null;
          const hidesOrganization = hides && comment.attribution === 'PSEUDONYMOUS';
          const isRight =
            (author.displayName === nameOfPerson(comment.accountId)) === !hides &&
            (author.organization?.name ?? null) === (hidesOrganization ? null : organization) &&
            (!hidesOrganization || author.displayName !== organization);
          return isRight
            ? []
            : [`${comment.attribution}, ${organization ?? 'for themselves'}, to ${standing}: ${author.displayName}`];
        });
        expect([...new Set(wrong)]).toEqual([]);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});
