import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { accountOf, registered } from '../support/organizations.js';
import { TestPlatform } from '../support/platform.js';
import { openRound, type OpenRound } from '../support/stories.js';

const COMMENTS = 'query($id: ID!) { round(id: $id) { comments(first: 50) { totalCount nodes { body } } } }';
const LOG = `query($norm: ID) { auditLog(normId: $norm, first: 100) { nodes { action actor { displayName } } } }`;
const NOTES = `query($id: ID!) { round(id: $id) { processNotes { body author { displayName } } } }`;
const NODE = 'query($id: ID!) { node(id: $id) { ... on ProcessNote { body } } }';
const NOTE = 'note { id }';
const MARKINGS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED'];

interface Comments {
  round: { comments: { totalCount: number; nodes: { body: string }[] } };
}
interface Log {
  auditLog: { nodes: { action: string; actor: { displayName: string } | null }[] };
}
interface Notes {
  round: { processNotes: { body: string; author: { displayName: string } }[] } | null;
}

describe('an observer', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let secretariat: Client;
  let admin: Client;
  let reviewer: Client;
  let everywhere: Client;
  let ofNorm: Client;
  let ofOther: Client;
  let author: Client;
  let stranger: Client;
  let round: OpenRound;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    secretariat = await platform.person('Sec Retariat', 'SECRETARIAT');
    admin = await platform.person('Adam Min', 'ADMIN');
    reviewer = await platform.person('Re Viewer', 'REVIEWER');
    everywhere = await platform.person('Eve Rywhere', 'OBSERVER');
    ofNorm = await platform.person('Norman Server');
    ofOther = await platform.person('Otto Server');
    author = await platform.person('Ada Author');
    stranger = await platform.person('Stan Stranger');
    round = await openRound(organizer);
    const other = await openRound(organizer);
    for (const [client, { normId }] of [
      [ofNorm, round],
      [ofOther, other],
    ] as const)
      await admin.call('assignStaff', { accountId: await accountOf(client), role: 'OBSERVER', normId }, 'account { id }');
    const organizationId = await registered(author, 'Works');
    for (const tlp of MARKINGS) {
      const comment = { type: 'GENERAL', body: tlp, tlp, attribution: 'PSEUDONYMOUS' };
      await author.call('submitComment', { roundId: round.id, organizationId, comment }, 'comment { id }');
    }
    const { submission } = await author.call<{ submission: { id: string } }>(
      'startSubmission',
      { roundId: round.id, organizationId },
      'submission { id }',
    );
    const draft = { submissionId: submission.id, comment: { type: 'GENERAL', body: 'DRAFT' } };
    await author.call('saveComment', draft, 'comment { id }');
    await platform.drain();
  });
  afterAll(() => platform.stop());

  const bodies = async (client: Client): Promise<string[]> => {
    const { comments } = (await client.get<Comments>(COMMENTS, { id: round.id })).round;
    expect(comments.totalCount).toBe(comments.nodes.length);
    return comments.nodes.map(({ body }) => body);
  };
  const log = async (client: Client, norm: string | null = null): Promise<Log['auditLog']['nodes']> =>
    (await client.get<Log>(LOG, { norm })).auditLog.nodes;
  const actions = async (client: Client, norm: string | null = null): Promise<string[]> =>
    (await log(client, norm)).map(({ action }) => action);
  const notes = async (client: Client, id: string): Promise<string[]> =>
    ((await client.get<Notes>(NOTES, { id })).round?.processNotes ?? []).map(
      (note) => `${note.author.displayName}: ${note.body}`,
    );
  const refusedNote = async (client: Client, roundId: string, body = 'A note.'): Promise<string> =>
    (await client.refused('fileProcessNote', { roundId, body }, NOTE)).extensions.code;

  it('reads the comments of the norm up to AMBER, as all its staff do, and no draft', async () => {
    for (const client of [everywhere, ofNorm, organizer, reviewer, admin])
      expect(await bodies(client)).toEqual(['CLEAR', 'GREEN', 'AMBER']);
    expect(await bodies(secretariat)).toEqual(MARKINGS);
    for (const client of [ofOther, stranger, platform.anyone]) expect(await bodies(client)).toEqual(['CLEAR']);
  });

  it('reads neither the draft of a version nor a round that is being set up', async () => {
    const draft = { normId: round.normId, label: 'Next', provisions: [] };
    const { version } = await secretariat.call<{ version: { id: string } }>('createNormVersion', draft, 'version { id }');
    const input = { versionId: round.versionId, title: 'Later', reference: 'LATER-R1' };
    const made = await organizer.call<{ round: { id: string } }>('createRound', input, 'round { id }');
    for (const id of [version.id, made.round.id]) {
      const read = (client: Client) => client.get('query($id: ID!) { node(id: $id) { id } }', { id });
      expect(await read(secretariat)).toEqual({ node: { id } });
      for (const client of [everywhere, ofNorm]) expect(await read(client)).toEqual({ node: null });
    }
    expect(await refusedNote(everywhere, made.round.id)).toBe('NOT_FOUND');
    expect(await refusedNote(secretariat, made.round.id)).toBe('FORBIDDEN');
  });

  it('reads the log: all of it everywhere, or what is of the norm', async () => {
    expect(await actions(everywhere)).toEqual(
      expect.arrayContaining(['organization.registered', 'submission.submitted', 'staff.assigned']),
    );
    const ofTheNorm = await actions(ofNorm, round.normId);
    expect(ofTheNorm).toContain('submission.submitted');
    expect(await actions(everywhere, round.normId)).toEqual(ofTheNorm);
    expect(await actions(ofNorm)).not.toContain('organization.registered');
    for (const client of [ofOther, author, stranger, platform.anyone])
      expect(await actions(client, round.normId)).toEqual(['norm.created', 'norm_version.published', 'round.opened']);
  });

  it('is told by the log who of the staff did what, and not who wrote a comment that hides its author', async () => {
    const actors = async (client: Client, action: string): Promise<(string | undefined)[]> =>
      (await log(client, round.normId)).filter((entry) => entry.action === action).map(({ actor }) => actor?.displayName);
    for (const client of [everywhere, ofNorm, organizer, admin]) {
      expect(await actors(client, 'round.opened')).toEqual(['Ora Ganizer']);
      expect(await actors(client, 'submission.submitted')).toEqual(MARKINGS.map(() => undefined));
    }
    expect(await actors(secretariat, 'submission.submitted')).toEqual(MARKINGS.map(() => 'Ada Author'));
    expect(await actors(platform.anyone, 'round.opened')).toEqual([undefined]);
  });

  it('changes nothing', async () => {
    const comment = { roundId: round.id, comment: { type: 'GENERAL', body: 'x' } };
    expect((await ofNorm.refused('closeRound', { roundId: round.id }, 'round { id }')).extensions.code).toBe('FORBIDDEN');
    const version = { normId: round.normId, label: 'x', provisions: [] };
    expect((await ofNorm.refused('createNormVersion', version, 'version { id }')).extensions.code).toBe('FORBIDDEN');
    expect((await platform.anyone.refused('submitComment', comment, 'comment { id }')).extensions.code).toBe('UNAUTHENTICATED');
  });

  it('files notes on a round, which its staff see at once, and everyone once it is concluded', async () => {
    const quiet = await openRound(organizer);
    const grant = { accountId: await accountOf(ofNorm), role: 'OBSERVER', normId: quiet.normId };
    await admin.call('assignStaff', grant, 'account { id }');
    expect(await refusedNote(platform.anyone, quiet.id)).toBe('UNAUTHENTICATED');
    for (const client of [author, stranger, organizer, secretariat, admin, reviewer, ofOther])
      expect(await refusedNote(client, quiet.id)).toBe('FORBIDDEN');
    expect(await refusedNote(ofNorm, quiet.normId)).toBe('NOT_FOUND');
    for (const body of ['  ', 'x'.repeat(20_001)]) expect(await refusedNote(ofNorm, quiet.id, body)).toBe('BAD_USER_INPUT');

    const { note } = await ofNorm.call<{ note: { id: string } }>(
      'fileProcessNote',
      { roundId: quiet.id, body: ' All fair. ' },
      NOTE,
    );
    await everywhere.call('fileProcessNote', { roundId: quiet.id, body: 'So it was.' }, NOTE);
    const all = ['Norman Server: All fair.', 'Eve Rywhere: So it was.'];
    const staff = [ofNorm, everywhere, organizer, secretariat, admin, reviewer];
    const others = [platform.anyone, author, stranger, ofOther];
    for (const client of staff) expect(await notes(client, quiet.id)).toEqual(all);
    for (const client of others) {
      expect(await notes(client, quiet.id)).toEqual([]);
      expect(await client.get(NODE, { id: note.id })).toEqual({ node: null });
    }
    await platform.drain();
    expect(await actions(ofNorm, quiet.normId)).toContain('process_note.filed');
    expect(await actions(platform.anyone, quiet.normId)).not.toContain('process_note.filed');

    await organizer.call('closeRound', { roundId: quiet.id }, 'round { id }');
    for (const client of others) expect(await notes(client, quiet.id)).toEqual([]);
    const cycle = await secretariat.call<{ reviewCycle: { id: string } }>(
      'startReviewCycle',
      { normId: quiet.normId, roundIds: [quiet.id] },
      'reviewCycle { id }',
    );
    await secretariat.call('concludeReviewCycle', { reviewCycleId: cycle.reviewCycle.id }, 'reviewCycle { status }');
    for (const client of [...staff, ...others]) {
      expect(await notes(client, quiet.id)).toEqual(all);
      expect(await client.get(NODE, { id: note.id })).toEqual({ node: { body: 'All fair.' } });
    }
  });
});
