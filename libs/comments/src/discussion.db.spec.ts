import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReactionKind } from '#platform/schema.types.js';
import type { Client } from '../../../tests/support/client.js';
import { TestPlatform } from '../../../tests/support/platform.js';
import { statementsOf } from '../../../tests/support/statements.js';
import { openRound, type OpenRound } from '../../../tests/support/stories.js';

const REACTIONS = 'reactions { agree disagree pass viewer }';
interface Reacted {
  comment: { id: string; revision: number; reactions: Record<string, unknown> };
}

describe('what others say of a comment', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let author: Client;
  let others: Client[];
  let round: OpenRound;
  let commentId: string;

  const comment = async (more: object = {}, roundId = round.id): Promise<string> => {
    const input = { roundId, comment: { type: 'GENERAL', body: 'A remark.', ...more } };
    return (await author.call<{ comment: { id: string } }>('submitComment', input, 'comment { id }')).comment.id;
  };
  const react = (by: Client, kind: ReactionKind | null, to = commentId): Promise<Reacted> =>
    by.call<Reacted>('react', { commentId: to, kind }, `comment { id revision ${REACTIONS} }`);

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    author = await platform.person('Aut Hor');
    others = [];
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five', 'Six']) others.push(await platform.person(`Reader ${name}`));
    round = await openRound(organizer);
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    commentId = await comment();
  });

  describe('reactions', () => {
    it('are one an account, changed by another and taken back by null', async () => {
      const [one, two] = others as [Client, Client];
      expect((await react(one, 'AGREE')).comment.reactions).toEqual({ agree: 1, disagree: 0, pass: 0, viewer: 'AGREE' });
      expect((await react(one, 'AGREE')).comment.reactions).toMatchObject({ agree: 1 });
      expect((await react(two, 'PASS')).comment.reactions).toEqual({ agree: 1, disagree: 0, pass: 1, viewer: 'PASS' });
      expect((await react(one, 'DISAGREE')).comment.reactions).toEqual({ agree: 0, disagree: 1, pass: 1, viewer: 'DISAGREE' });
      expect((await react(one, null)).comment.reactions).toEqual({ agree: 0, disagree: 0, pass: 1, viewer: null });
      expect((await react(one, null)).comment.reactions).toMatchObject({ disagree: 0, pass: 1 });
    });

    it('given at once by all, each several times, are counted as they stand in the end', async () => {
      const kinds: ReactionKind[] = ['AGREE', 'DISAGREE', 'PASS'];
      const storm = others.flatMap((reader, i) =>
        [0, 1, 2, 3].map((turn) => react(reader, kinds[(i + turn) % 3] as ReactionKind)),
      );
      await Promise.all(storm);
      const counted = await platform.db.read<{ kind: string; n: number }>(
        'select lower(kind) as kind, count(*)::int as n from reaction where comment_id = $1 group by kind',
        [commentId],
      );
      const shown = (await react(author, null)).comment.reactions;
      expect(counted.reduce((sum, { n }) => sum + n, 0)).toBe(others.length);
      expect(shown).toEqual({
        agree: 0,
        disagree: 0,
        pass: 0,
        ...Object.fromEntries(counted.map(({ kind, n }) => [kind, n])),
        viewer: null,
      });
    });

    it('do not count as a change of the comment, and put it in its place by agreement', async () => {
      const before = (await react(author, null)).comment.revision;
      const quiet = await comment();
      for (const reader of others.slice(0, 2)) await react(reader, 'AGREE');
      expect((await react(author, 'AGREE')).comment.revision).toBe(before);
      const list = `query($id: ID!) { round(id: $id) { comments(first: 100, orderBy: MOST_AGREED) { nodes { id reactions { agree } } } } }`;
      const page = await organizer.get<{ round: { comments: { nodes: { id: string; reactions: { agree: number } }[] } } }>(list, {
        id: round.id,
      });
      const { nodes } = page.round.comments;
      expect(nodes.map(({ reactions }) => reactions.agree)).toEqual(
        nodes.map(({ reactions }) => reactions.agree).toSorted((a, b) => b - a),
      );
      const placeOf = (id: string): number => nodes.findIndex((node) => node.id === id);
      expect(placeOf(commentId)).toBeLessThan(placeOf(quiet));
    });

    it('are for those who may see the comment, while it is published', async () => {
      const amber = await comment({ tlp: 'AMBER' });
      const [reader] = others as [Client];
      expect((await reader.refused('react', { commentId: amber, kind: 'AGREE' }, 'comment { id }')).extensions.code).toBe(
        'NOT_FOUND',
      );
      expect((await platform.anyone.refused('react', { commentId, kind: 'AGREE' }, 'comment { id }')).extensions.code).toBe(
        'UNAUTHENTICATED',
      );
      const waiting = await openRound(organizer, {}, { publication: 'AFTER_MODERATION' });
      const pending = await comment({}, waiting.id);
      expect(
        (await organizer.refused('react', { commentId: pending, kind: 'AGREE' }, 'comment { id }')).extensions,
      ).toMatchObject({
        code: 'CONFLICT',
        state: 'PENDING_MODERATION',
      });
    });
  });

  describe('replies', () => {
    const REPLY = 'reply { id body author { displayName organization { name } } }';
    interface Replied {
      reply: { id: string; body: string; author: { displayName: string } };
    }
    const reply = (by: Client, body: string, more: object = {}): Promise<Replied> =>
      by.call<Replied>('reply', { commentId, body, ...more }, REPLY);
    const REPLIES = `query($id: ID!, $after: String) { node(id: $id) { ... on Comment { replies(first: 2, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } nodes { body author { displayName } } } } } }`;
    interface Pages {
      node: {
        replies: {
          totalCount: number;
          pageInfo: { hasNextPage: boolean; endCursor: string };
          nodes: { body: string; author: { displayName: string } }[];
        };
      };
    }

    it('come oldest first, in pages', async () => {
      for (const [i, reader] of others.slice(0, 3).entries()) await reply(reader, `Answer ${i}`);
      const first = (await author.get<Pages>(REPLIES, { id: commentId })).node.replies;
      expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
      expect(first.nodes.map(({ body }) => body)).toEqual(['Answer 0', 'Answer 1']);
      const { endCursor: after } = first.pageInfo;
      const rest = (await author.get<Pages>(REPLIES, { id: commentId, after })).node.replies;
      expect(rest.nodes).toEqual([{ body: 'Answer 2', author: { displayName: 'Reader Three' } }]);
      expect(rest.pageInfo.hasNextPage).toBe(false);
    });

    it('under one’s own pseudonymous comment keep the pseudonym, and no other reply is pseudonymous unasked', async () => {
      commentId = await comment({ attribution: 'PSEUDONYMOUS' });
      const [reader] = others as [Client];
      const { reply: own } = await reply(author, 'I stand by it.');
      expect(own.author.displayName).toBe('Aut Hor'); // to oneself
      await reply(reader, 'Who are you?');
      const seen = (await reader.get<Pages>(REPLIES, { id: commentId })).node.replies.nodes;
      const shown = await reader.get<{ node: { author: { displayName: string } } }>(
        'query($id: ID!) { node(id: $id) { ... on Comment { author { displayName } } } }',
        { id: commentId },
      );
      expect(seen.map(({ author: { displayName } }) => displayName)).toEqual([shown.node.author.displayName, 'Reader One']);
      expect(seen[0]?.author.displayName).toMatch(/^Participant [0-9A-F]{6}$/);
    });

    it('are seen by those who see the comment, also by their id', async () => {
      commentId = await comment({ tlp: 'AMBER' });
      const [reader] = others as [Client];
      const { reply: made } = await reply(organizer, 'For the authors alone.');
      const NODE = 'query($id: ID!) { node(id: $id) { ... on Reply { body } } }';
      expect(await author.get(NODE, { id: made.id })).toEqual({ node: { body: 'For the authors alone.' } });
      expect(await reader.get(NODE, { id: made.id })).toEqual({ node: null });
      expect((await reader.refused('reply', { commentId, body: 'Me too.' }, REPLY)).extensions.code).toBe('NOT_FOUND');
    });

    it('say something', async () => {
      const refused = await author.refused('reply', { commentId, body: ' \u200b' }, REPLY);
      expect(refused.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'body' }] });
    });

    it('of a page of comments take one statement, whatever their number', async () => {
      const LIST = `query($id: ID!) { round(id: $id) { comments(first: 100) { nodes { replies(first: 5) { totalCount nodes { body } } reactions { viewer } } } } }`;
      const other = await openRound(organizer);
      const ask = (): Promise<string[]> => statementsOf(platform.db, () => author.get(LIST, { id: other.id }));
      commentId = await comment({}, other.id);
      await reply(author, 'One.');
      const one = await ask();
      for (let i = 0; i < 5; i++) {
        commentId = await comment({}, other.id);
        await reply(author, 'More.');
      }
      expect((await ask()).length).toBe(one.length);
    });
  });
});
