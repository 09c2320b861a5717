import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toCursor } from '#platform/page.js';
import type { Client } from '../../../tests/support/client.js';
import { TestPlatform } from '../../../tests/support/platform.js';
import { record, statementsOf } from '../../../tests/support/statements.js';
import { openRound } from '../../../tests/support/stories.js';

const BUDGET = 8;
const PAGE = 50;

const QUERY = `query($id: ID!) { round(id: $id) { title comments(first: ${PAGE}) { totalCount pageInfo { endCursor } nodes {
  reference body author { displayName organization { name vetting } }
  anchor { eId version { label } } proposedChange { op text }
  reactions { agree disagree pass } disposition { outcome response status }
} } } }`;

interface Answer {
  round: {
    comments: {
      totalCount: number;
      nodes: {
        author: { organization: { name: string } | null };
        anchor: { eId: string; version: { label: string } };
        proposedChange: object[];
        disposition: { outcome: string };
      }[];
    };
  };
}

interface Plan {
  'QUERY PLAN': string;
}

describe('a page of comments with all that is shown beside each', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let secretariat: Client;
  let authors: Client[];
  const organizations: (string | null)[] = [null];

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    secretariat = await platform.person('Sekreta Riat', 'SECRETARIAT');
    authors = [await platform.person('Ina Dividual')];
    for (const name of ['Works', 'Academy', 'Ministry']) {
      const author = await platform.person(`Voice of ${name}`);
      const input = { name, group: 'INDUSTRY', region: 'GLOBAL' };
      const { organization } = await author.call<{ organization: { id: string } }>(
        'registerOrganization',
        input,
        'organization { id }',
      );
      authors.push(author);
      organizations.push(organization.id);
    }
  });
  afterAll(() => platform.stop());

  /** A closed round of so many comments, each anchored, with a change proposed and an answer. */
  async function answeredRound(comments: number): Promise<string> {
    const round = await openRound(organizer);
    const each = authors.map(async (author, a) => {
      const made: string[] = [];
      for (let i = a; i < comments; i += authors.length) {
        const anchor = { eId: i % 2 === 0 ? 'sec_1__para_1' : 'sec_2__para_1' };
        const comment = { type: 'SUBSTANTIVE', body: `Comment ${i}`, change: 'MODIFY', proposedText: `Words ${i}`, anchor };
        const input = { roundId: round.id, organizationId: organizations[a], comment };
        made.push((await author.call<{ comment: { id: string } }>('submitComment', input, 'comment { id }')).comment.id);
      }
      return made;
    });
    const commentIds = (await Promise.all(each)).flat();
    await organizer.call('closeRound', { roundId: round.id }, 'round { status }');
    const { reviewCycle } = await secretariat.call<{ reviewCycle: { id: string } }>(
      'startReviewCycle',
      { normId: round.normId, roundIds: [round.id] },
      'reviewCycle { id }',
    );
    const answer = { reviewCycleId: reviewCycle.id, commentIds, outcome: 'NOTED', response: 'Noted.' };
    await secretariat.call('proposeDispositions', answer, 'dispositions { id }');
    return round.id;
  }

  async function statementsFor(comments: number): Promise<string[]> {
    const id = await answeredRound(comments);
    let answer: Answer | undefined;
    const statements = await statementsOf(platform.db, async () => (answer = await secretariat.get<Answer>(QUERY, { id })));
    const page = answer?.round.comments;
    expect(page?.totalCount).toBe(comments);
    expect(page?.nodes).toHaveLength(Math.min(comments, PAGE));
    const whole = page?.nodes.filter((node) => node.disposition.outcome === 'NOTED' && node.proposedChange.length > 0);
    expect(whole).toHaveLength(Math.min(comments, PAGE));
    expect(new Set(page?.nodes.map((node) => node.author.organization?.name)).size).toBe(authors.length);
    return statements;
  }

  it(`takes at most ${BUDGET} statements, the same for 10, 50 and 500 comments in the round`, async () => {
    const [ten, fifty, many] = [await statementsFor(10), await statementsFor(50), await statementsFor(500)];
    expect(ten.length).toBeGreaterThan(0);
    expect(fifty.toSorted()).toEqual(ten.toSorted());
    expect(many.toSorted()).toEqual(ten.toSorted());
    expect(ten.length).toBeLessThanOrEqual(BUDGET);
  });

  it.each([
    [{ orderBy: 'OLDEST' }, [5]],
    [{ orderBy: 'NEWEST' }, [5]],
    [{ orderBy: 'DOCUMENT' }, [1, 5]],
    [{ orderBy: 'MOST_AGREED' }, [1, 5]],
    [{ filter: { groups: ['INDUSTRY'] } }, [5]],
    [{ filter: { positions: ['OPPOSE'] } }, [5]],
    [{ filter: { eId: 'sec_2__para_1' } }, [5]],
  ])('by %j is walked to from where it begins, behind the wall too, and not from the first', async (args, key) => {
    const { id } = await openRound(organizer);
    const list = `query($id: ID!, $after: String, $filter: CommentFilter, $orderBy: CommentOrder) { round(id: $id) {
      comments(first: ${PAGE}, after: $after, filter: $filter, orderBy: $orderBy) { nodes { id } } } }`;
    const recorded = await record(platform.db, () => secretariat.get(list, { id, after: toCursor(key), ...args }));
    const page = recorded.find(({ text }) => /from comment c/.test(text) && text.includes(`limit ${PAGE + 1}`));
    const client = await platform.db.pool.connect();
    try {
      await client.query(`begin; set local role colloquy_reader; set local enable_seqscan = off; set local enable_bitmapscan = off;
        set local enable_sort = off`);
      const { rows } = await client.query<Plan>(`explain (costs off) ${page?.text ?? ''}`, page?.values);
      const walked = rows.map((row) => row['QUERY PLAN']).filter((line) => /^ *Index Cond: \(\(round_id = /.test(line));
      expect(walked).toEqual([expect.stringMatching(/ROW\(|\(number [<>]/)]);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
