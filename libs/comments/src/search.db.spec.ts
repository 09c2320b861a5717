import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../../../tests/support/client.js';
import { TestPlatform } from '../../../tests/support/platform.js';
import { openRound, type OpenRound } from '../../../tests/support/stories.js';

const LIST = `query($id: ID!, $filter: CommentFilter, $orderBy: CommentOrder, $first: Int, $after: String) {
  round(id: $id) { comments(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    totalCount pageInfo { hasNextPage endCursor } nodes { body } } } }`;
interface Listed {
  round: { comments: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: { body: string }[] } };
}

const SAID: readonly [string, string][] = [
  ['en', 'The parties were attacking networks.'],
  ['en', 'A network is attacked, and the network answers; networks of networks.'],
  ['fr', 'Les réseaux des États attaqués répondent.'],
  ['es', 'Las redes atacadas responden a los ataques.'],
  ['ru', 'Государства отвечают на атаки в киберпространстве.'],
  ['ar', 'تستجيب الدول للهجمات على الشبكات.'],
  ['zh', '各国不得首先使用网络能力。'],
  ['de', 'Kein Staat setzt die Fähigkeit zuerst ein.'],
];

describe('comments are found by their words', () => {
  let platform: TestPlatform;
  let author: Client;
  let reader: Client;
  let round: OpenRound;

  const say = (comment: object): Promise<unknown> =>
    author.call('submitComment', { roundId: round.id, comment: { type: 'GENERAL', ...comment } }, 'comment { id }');
  const list = async (filter: object, more: object = {}, by = reader): Promise<Listed['round']['comments']> =>
    (await by.get<Listed>(LIST, { id: round.id, filter, ...more })).round.comments;
  const found = async (search: string, more: object = {}, by = reader): Promise<string[]> =>
    (await list({ search, ...more }, {}, by)).nodes.map(({ body }) => body);
  const of = (...locales: string[]): string[] => SAID.filter(([locale]) => locales.includes(locale)).map(([, body]) => body);

  beforeAll(async () => {
    platform = await TestPlatform.start();
    author = await platform.person('Aut Hor');
    reader = await platform.person('Rea Der');
    round = await openRound(await platform.person('Ora Ganizer', 'ORGANIZER'));
    for (const [locale, body] of SAID) await say({ locale, body });
    await say({ locale: 'en', body: 'Confidential: quicksilver.', tlp: 'AMBER' });
    await say({ locale: 'en', body: 'Plain.', rationale: 'The rationale says perihelion.', proposedText: 'Proposed: aphelion.' });
    await platform.drain();
  });
  afterAll(() => platform.stop());

  it.each([
    ['en', 'attack network', 2],
    ['fr', 'réseau', 1],
    ['es', 'ataque', 1],
    ['ru', 'государство атака', 1],
    ['ru', 'КИБЕРПРОСТРАНСТВО', 1],
    ['ar', 'الشبكة', 1],
    ['ar', 'دول', 1],
    ['zh', '网络', 1],
    ['zh', '网络能力', 1],
    ['de', 'fähigkeit', 1],
  ])('in %s: %s', async (locale, search, count) => {
    const bodies = await found(search);
    expect(bodies).toEqual(of(locale).slice(0, count));
  });

  it('in body, rationale and proposed text; all words, phrases, either, not', async () => {
    expect(await found('perihelion')).toEqual(['Plain.']);
    expect(await found('aphelion')).toEqual(['Plain.']);
    expect(await found('attacking perihelion')).toEqual([]);
    expect(await found('"attacking networks"')).toEqual([SAID[0]![1]]);
    expect(await found('perihelion or attacking')).toHaveLength(3);
    expect(await found('network -answers')).toEqual([SAID[0]![1]]);
    expect(await found('网络攻击')).toEqual([]);
  });

  it('with other filters, in one language alone, and counted as they are', async () => {
    expect(await list({ search: 'network', locale: 'fr' })).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await list({ search: 'network', types: ['GENERAL'] })).toMatchObject({ totalCount: 2 });
    expect(await list({ search: 'network', types: ['EDITORIAL'] })).toMatchObject({ totalCount: 0 });
  });

  it('by how well they fit, page by page', async () => {
    const order = { orderBy: 'RELEVANCE', first: 1 };
    const best = await list({ search: 'network' }, order);
    expect(best.nodes).toEqual([{ body: SAID[1]![1] }]);
    const next = await list({ search: 'network' }, { ...order, after: best.pageInfo.endCursor });
    expect(next.nodes).toEqual([{ body: SAID[0]![1] }]);
    expect(next.pageInfo.hasNextPage).toBe(false);
  });

  it('and never where the viewer may not see them', async () => {
    expect(await found('quicksilver')).toEqual([]);
    expect((await list({ search: 'quicksilver' })).totalCount).toBe(0);
    expect(await found('quicksilver', {}, author)).toEqual(['Confidential: quicksilver.']);
  });

  it('by nothing is refused at its field', async () => {
    const refused = async (variables: object): Promise<object | undefined> =>
      (await reader.ask(LIST, { id: round.id, ...variables })).errors?.[0]?.extensions;
    expect(await refused({ filter: { search: ' ' } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'filter.search' }],
    });
    expect(await refused({ orderBy: 'RELEVANCE' })).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'orderBy' }] });
  });

  it('whatever is written as a search, it is an answer', async () => {
    for (const search of ["'", '"', '-', 'a & | ! ( )', ':*', "\\' or 1=1 --", '的', '<->', '💥'])
      expect(await found(search)).toEqual(expect.any(Array));
  });
});
