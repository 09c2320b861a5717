import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { PageVisitor } from '../support/page-visitor.js';
import { TestPlatform } from '../support/platform.js';
import { type OpenRound, openRound } from '../support/stories.js';

const PRESENT = 'No party uses a capability first.';

describe('the comment form without a script', () => {
  let platform: TestPlatform;
  let organizer: Client;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
  });
  afterAll(() => platform.stop());

  const visitor = async (name: string): Promise<PageVisitor> => new PageVisitor(await platform.person(name));
  const on = (round: OpenRound, path: string): string => `/rounds/${round.reference}/${path}`;

  it('leads from the text to a draft, and from the draft to a receipt', async () => {
    const round = await openRound(organizer);
    const visit = await visitor('Ann Author');
    await visit.open(on(round, 'text'));
    expect(visit.text).toContain(PRESENT);
    await visit.follow('Comment on 2 Restraint, 1');
    expect(visit.text).toContain(PRESENT);
    await visit.send({
      type: 'SUBSTANTIVE',
      change: 'MODIFY',
      body: 'Say “ever”.\r\nIt is <b>clearer</b>.',
      proposedText: 'No party ever uses a capability.',
    });
    expect(visit.status).toBe(200);
    expect(visit.html).toContain('It is &lt;b&gt;clearer&lt;/b&gt;.');
    expect(visit.html).toContain('<ins>ever </ins>');
    expect(visit.text).toContain('not handed in yet');
    await visit.follow('Go on writing');
    await visit.send({ rationale: 'Practice shows it.' });
    expect(visit.text).toContain('Practice shows it.');
    await visit.send({}, 'Hand in');
    expect(visit.text).toMatch(new RegExp(`Your receipt is ${round.reference}-S0001`));
    const { comment } = await visit.client.get<{ comment: object }>(
      `{ comment(reference: "${round.reference}-0001") { status body proposedText rationale anchor { eId } } }`,
    );
    expect(comment).toEqual({
      status: 'PUBLISHED',
      body: 'Say “ever”.\nIt is <b>clearer</b>.',
      proposedText: 'No party ever uses a capability.',
      rationale: 'Practice shows it.',
      anchor: { eId: 'sec_2__para_1' },
    });
  });
});
