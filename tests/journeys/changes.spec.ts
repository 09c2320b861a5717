import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';
import { openRound } from '../support/stories.js';

interface Change {
  eId: string;
  kind: string;
  fate: string;
  from: string[];
  before: string | null;
  after: string | null;
  diff: { op: string; text: string }[];
}

const QUERY = `query($id: ID!, $since: ID!) { node(id: $id) { ... on NormVersion {
  changesSince(versionId: $since) { eId kind fate from before after diff { op text } amendments { id } } } } }`;
const RESTRAINT = 'No party uses a capability first.';
const REPORTS = 'Each party tells the others within thirty days which organ answers for its capabilities.';
const NEXT = [
  { eId: 'sec_1', number: '1', heading: 'Definitions', text: '', kind: 'DEFINITION' },
  { eId: 'sec_1__para_1', parentEId: 'sec_1', text: REPORTS, kind: 'COMMITMENT' },
  {
    eId: 'sec_1__para_2',
    parentEId: 'sec_1',
    text: 'A capability is what can be used against a system.',
    kind: 'DEFINITION',
  },
  { eId: 'sec_2', number: '2', heading: 'Restraint', text: '', kind: 'PROHIBITION' },
  { eId: 'sec_2__para_1', parentEId: 'sec_2', text: RESTRAINT.replace('first', 'before another does'), kind: 'PROHIBITION' },
];

const joined = (change: Change | undefined, op: string): string =>
  (change?.diff ?? [])
    .filter((segment) => segment.op === 'EQUAL' || segment.op === op)
    .map(({ text }) => text)
    .join('');

describe('what changed between two versions of a norm', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let first: { normId: string; versionId: string };
  let second: string;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    first = await openRound(organizer);
    const input = { normId: first.normId, label: 'Next', provisions: NEXT };
    const { version } = await organizer.call<{ version: { id: string } }>('createNormVersion', input, 'version { id }');
    second = version.id;
  });
  afterAll(() => platform.stop());

  const changes = async (id: string, since: string, who = organizer): Promise<Change[]> =>
    (await who.get<{ node: { changesSince: Change[] } }>(QUERY, { id, since })).node.changesSince;

  it('is told of every provision in the order of the newer version, the diff giving both texts back', async () => {
    const told = await changes(second, first.versionId);
    expect(told.map(({ eId, kind }) => [eId, kind])).toEqual([
      ['sec_1', 'UNCHANGED'],
      ['sec_1__para_1', 'INSERTED'],
      ['sec_1__para_2', 'MOVED'],
      ['sec_2', 'UNCHANGED'],
      ['sec_2__para_1', 'MODIFIED'],
    ]);
    expect(told[2]).toMatchObject({ fate: 'MOVED', from: ['sec_1__para_1'] });
    expect([joined(told[4], 'DELETE'), joined(told[4], 'INSERT')]).toEqual([RESTRAINT, NEXT[4]?.text]);
  });

  it('works the other way round as well, what is gone in its old place', async () => {
    const told = await changes(first.versionId, second);
    expect(told.map(({ eId, kind }) => [eId, kind])).toEqual([
      ['sec_1', 'UNCHANGED'],
      ['sec_1__para_1', 'DELETED'],
      ['sec_1__para_1', 'MOVED'],
      ['sec_2', 'UNCHANGED'],
      ['sec_2__para_1', 'MODIFIED'],
    ]);
    expect(told[1]).toMatchObject({ before: REPORTS, after: null });
  });

  it('is refused across norms, and unknown to those who may not see the other version', async () => {
    const other = await openRound(organizer);
    await expect(changes(second, other.versionId)).rejects.toThrow(/same norm/);
    await expect(changes(first.versionId, second, platform.anyone)).rejects.toThrow(/no such version/);
  });
});
