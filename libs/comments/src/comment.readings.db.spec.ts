import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from '../../../tests/support/client.js';
import { TestPlatform } from '../../../tests/support/platform.js';
import { type OpenRound, openRound } from '../../../tests/support/stories.js';

const PAGE = 'query($id: ID!, $first: Int) { round(id: $id) { comments(first: $first) { nodes { reference body } } } }';

describe('reading what is marked AMBER_STRICT or RED', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let secretariat: Client;
  let author: Client;
  let round: OpenRound;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    secretariat = await platform.person('Sekreta Riat', 'SECRETARIAT');
    author = await platform.person('Aut Hor');
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    round = await openRound(organizer);
    for (const tlp of ['CLEAR', 'AMBER', 'AMBER_STRICT', 'RED']) {
      const input = { roundId: round.id, comment: { type: 'GENERAL', body: `A comment for ${tlp}`, tlp } };
      ids[tlp] = (await author.call<{ comment: { id: string } }>('submitComment', input, 'comment { id }')).comment.id;
    }
  });

  const read = (who: Client, first = 25): Promise<{ round: { comments: { nodes: object[] } } }> =>
    who.get(PAGE, { id: round.id, first });
  const readings = async (): Promise<string[]> => {
    const rows = await platform.db.read<{ subjectId: string }>(
      `select subject_id from event where action = 'comment.read' and round_id = $1 order by id`,
      [round.id],
    );
    return rows.map(({ subjectId }) => Object.keys(ids).find((tlp) => ids[tlp] === subjectId) ?? subjectId).sort();
  };

  it('is in the log for each comment, when somebody of the secretariat reads the page', async () => {
    expect((await read(secretariat)).round.comments.nodes).toHaveLength(4);
    expect(await readings()).toEqual(['AMBER_STRICT', 'RED']);
  });

  it('is in the log as often as it is read, but once a request, by whatever paths', async () => {
    const query = 'query($id: ID!) { node(id: $id) { ... on Comment { body submission { comments { body } } } } }';
    await secretariat.get(query, { id: ids['RED'] });
    expect(await readings()).toEqual(['RED']);
    await secretariat.get(query, { id: ids['RED'] });
    expect(await readings()).toEqual(['RED', 'RED']);
  });

  it('is not in the log for what was not shown: to others, or beyond the page', async () => {
    expect((await read(organizer)).round.comments.nodes).toHaveLength(2);
    expect((await read(platform.anyone)).round.comments.nodes).toHaveLength(1);
    expect((await read(secretariat, 2)).round.comments.nodes).toHaveLength(2);
    expect(await readings()).toEqual([]);
  });

  it('is in the log for what came with it, fetched by itself', async () => {
    const file = await author.upload('evidence.txt', 'What only the secretariat may read.');
    const comment = { type: 'GENERAL', body: 'With evidence', tlp: 'RED', attachmentIds: [file] };
    const input = { roundId: round.id, comment };
    ids['evidence'] = (await author.call<{ comment: { id: string } }>('submitComment', input, 'comment { id }')).comment.id;
    expect((await organizer.fetch(`/files/${file}`)).status).toBe(404);
    expect((await author.fetch(`/files/${file}`)).status).toBe(200);
    expect(await readings()).toEqual([]);
    expect((await secretariat.fetch(`/files/${file}`)).status).toBe(200);
    expect(await readings()).toEqual(['evidence']);
  });

  it('is one entry for a file of them all, each time that it is fetched', async () => {
    const asked = { kind: 'COMMENTS', format: 'CSV', tier: 'SECRETARIAT', roundId: round.id };
    const { export: made } = await secretariat.call<{ export: { id: string } }>('requestExport', asked, 'export { id }');
    await platform.drain();
    expect((await secretariat.fetch(`/exports/${made.id}`)).status).toBe(200);
    const text = `select actor_id, data from event where action = 'export.downloaded' and subject_id = $1`;
    expect(await platform.db.read(text, [made.id])).toMatchObject([{ data: { tier: 'SECRETARIAT' } }]);
  });

  it("is not in the log for the author's own reading", async () => {
    expect((await read(author)).round.comments.nodes).toHaveLength(4);
    expect(await readings()).toEqual([]);
  });
});
