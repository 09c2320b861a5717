import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { PageVisitor } from '../support/page-visitor.js';
import { registered, taken } from '../support/organizations.js';
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

  it('keeps every word where something is refused, and says beside the field what to do', async () => {
    const round = await openRound(organizer);
    const visit = await visitor('Kee Per');
    await visit.open(on(round, 'comment/edit?on=sec_2__para_1'));
    const said = {
      body: 'Kept & <well>.',
      rationale: 'Too.',
      proposedText: 'Another text.',
      position: 'OPPOSE',
      blocking: 'yes',
    };
    await visit.send({ ...said, exact: `quoted ${'x'.repeat(20_000)}`, tlp: 'AMBER' });
    expect(visit.status).toBe(400);
    expect(visit.text).toContain('This was not saved yet. Your words are still here');
    expect(visit.html).toMatch(/<p class="problem" id="exact-problem">A quote has at most 20000 characters\.<\/p>/);
    expect(visit.html).toMatch(/<textarea id="exact"[^>]* aria-describedby="exact-hint exact-problem" aria-invalid="true"/);
    for (const [name, value] of Object.entries({ ...said, tlp: 'AMBER' }))
      expect([name, visit.field(name)]).toEqual([name, value]);
    await visit.send({ exact: 'a capability', type: 'NONE_SUCH' });
    expect(visit.html).toMatch(/id="type-problem">This is not one of the choices/);
    await visit.send({ type: 'TECHNICAL', locale: 'ar' });
    expect(visit.status).toBe(200);
    const { mySubmissions } = await visit.client.get<{ mySubmissions: { comments: object[] }[] }>(
      `{ mySubmissions { comments { body rationale proposedText position blocking tlp type locale anchor { exact start } } } }`,
    );
    const { blocking: _, ...words } = said;
    const anchor = { exact: 'a capability', start: 14 };
    expect(mySubmissions).toEqual([
      { comments: [{ ...words, blocking: true, tlp: 'AMBER', type: 'TECHNICAL', locale: 'ar', anchor }] },
    ]);
  });

  it('saves what is unfinished, says what it lacks, and has no button that would be refused', async () => {
    const round = await openRound(
      organizer,
      {},
      { questions: [{ kind: 'SCALE', prompt: 'How clear?', required: true, min: 1, max: 5 }] },
    );
    const visit = await visitor('Una Finished');
    await visit.open(on(round, 'comment/edit?on=sec_2__para_1'));
    await visit.send({ change: 'MODIFY', proposedText: PRESENT });
    expect(visit.text).toContain('Before it can be handed in: A comment needs a text.');
    expect(visit.text).toContain('Question 1 has to be answered first: “How clear?”');
    expect(visit.html).not.toContain('Hand in</button>');
    await visit.follow('Go on writing');
    await visit.send({ body: 'Now with words.' });
    expect(visit.text).toContain('Before it can be handed in: This is the text as it stands.');
    await visit.follow('Go on writing');
    await visit.send({ proposedText: 'No party uses one.' });
    const answer = /name="(answer-[^"]+)"/.exec(visit.html)?.[1] ?? '';
    await visit.send({ [answer]: '9' }, 'Save the answers');
    expect(visit.html).toMatch(/class="problem" id="answer-[^"]+-problem">It is answered by a whole number from 1 to 5\./);
    await visit.send({ [answer]: '4' }, 'Save the answers');
    await visit.send({}, 'Hand in');
    expect(visit.text).toContain('Your receipt is');
    await visit.send({}, 'Take it back');
    expect(visit.text).toContain('Taken back');
  });

  it('takes files with the form, and keeps those that are ticked', async () => {
    const round = await openRound(organizer);
    const visit = await visitor('Fay Files');
    await visit.open(on(round, 'comment/edit'));
    const picture = new File(['not a picture'], 'picture.png');
    await visit.send({ body: 'With a file.', files: picture });
    expect(visit.html).toMatch(/id="files-problem"/);
    await visit.send({ body: 'Half of a character: \u0001', files: new File(['Read this.'], 'note.txt') });
    expect([visit.status, visit.text.includes('keep note.txt')]).toEqual([400, true]);
    await visit.send({ body: 'With a file.' });
    expect(visit.text).toContain('note.txt');
    await visit.follow('Go on writing');
    await visit.send({ keep: [] });
    expect(visit.text).not.toContain('note.txt');
  });

  it('loses nothing where a session has ended, and tells who is signed out how to go on', async () => {
    const round = await openRound(organizer);
    const leaver = await platform.person('Lea Ver');
    const visit = new PageVisitor(leaver);
    await visit.open(on(round, 'comment/edit?on=sec_2__para_1'));
    await leaver.get('mutation { signOut { ok } }');
    await visit.send({ body: 'Written before the session ended.' });
    expect(visit.status).toBe(401);
    expect(visit.field('body')).toBe('Written before the session ended.');
    expect(visit.html).toContain(`/sign-in?next=${encodeURIComponent(on(round, 'comment/edit?on=sec_2__para_1'))}`);
    const reader = new PageVisitor(platform.anyone);
    await reader.open(on(round, 'text'));
    expect(reader.text).toContain('Sign in to comment on it.');
    await reader.open(on(round, 'comment'));
    expect([reader.status, reader.html.includes(`/sign-in?next=${encodeURIComponent(on(round, 'comment'))}`)]).toEqual([
      401,
      true,
    ]);
  });

  it('makes one comment of a form that is sent twice, takes none from another site, and shows nobody else’s draft', async () => {
    const round = await openRound(organizer);
    const visit = await visitor('Dou Ble');
    await visit.open(on(round, 'comment/edit'));
    const form = { html: visit.html, path: visit.path };
    await visit.send({ body: 'Sent once.' });
    Object.assign(visit, form);
    await visit.send({ body: 'Sent again.' });
    expect(visit.text).not.toContain('Sent once.');
    expect(visit.html.match(/<article/g)).toHaveLength(1);
    Object.assign(visit, form);
    await visit.send({ body: 'From elsewhere.' }, 'Save draft', { 'sec-fetch-site': 'cross-site' });
    expect(visit.status).toBe(403);
    await visit.open(on(round, 'comment'));
    expect(visit.text).toContain('Sent again.');
    const id = /edit\?id=([0-9a-f-]+)/.exec(visit.html)?.[1] ?? '';
    const stranger = await visitor('Stran Ger');
    await stranger.open(on(round, `comment/edit?id=${id}`));
    expect(stranger.status).toBe(404);
    Object.assign(stranger, form);
    await stranger.send({ id, body: 'Not mine.' });
    expect(stranger.text).toContain('There is no such comment');
  });

  it('shows each member of an organization the buttons that are theirs', async () => {
    const round = await openRound(organizer);
    const approver = await platform.person('App Rover');
    const writer = await platform.person('Wri Ter');
    const organizationId = await registered(approver, 'Writers United');
    await taken(platform, { organizationId, by: approver }, { client: writer, email: 'wri.ter@people.test' });
    const [write, approve] = [new PageVisitor(writer), new PageVisitor(approver)];
    await write.open(on(round, 'comment/edit'));
    await write.send({ body: 'For whom?' });
    expect(write.html).toMatch(/id="for-problem">Say for whom you speak/);
    await write.send({ for: organizationId });
    expect(write.text).toContain('Draft for Writers United');
    expect(write.html).not.toContain('Hand in</button>');
    await write.send({ note: 'Only among us.' }, 'Add the note');
    await write.send({}, 'Ask the approvers to hand it in');
    expect(write.text).toContain('Waiting for an approver');
    expect(write.html).not.toContain('Go on writing');
    await approve.open(on(round, 'comment'));
    expect(approve.text).toContain('Only among us.');
    await approve.send({ reason: 'Say more.' }, 'Give it back');
    expect(approve.text).toContain('An approver gave it back: “Say more.”');
    await approve.send({}, 'Support it');
    expect(approve.text).toContain('supported by App Rover');
    await approve.send({}, 'Hand in');
    expect(approve.text).toContain('Handed in for Writers United');
    await write.open(on(round, 'comment'));
    expect(write.html).not.toContain('Take it back</button>');
  });

  it('leads from the text to what was said, and lets an approver put another name to it', async () => {
    const round = await openRound(organizer);
    const comment = { type: 'TECHNICAL', body: 'Worth a second name.', anchor: { eId: 'sec_2__para_1' } };
    await (await platform.person('Sai Der')).call('submitComment', { roundId: round.id, comment }, 'comment { id }');
    const approver = await platform.person('Sig Ner');
    await registered(approver, 'Second Names');
    const [visit, reader] = [new PageVisitor(approver), new PageVisitor(platform.anyone)];
    await visit.open(on(round, 'text'));
    await visit.follow('1 comment on 2 Restraint, 1');
    await visit.send({}, 'Put the name of Second Names to it');
    expect(visit.text).toContain('Signed too by Second Names');
    await reader.open(visit.path);
    expect([reader.text.includes('Signed too by Second Names'), reader.html.includes('<button')]).toEqual([true, false]);
    await organizer.call('closeRound', { roundId: round.id }, 'round { status }');
    await visit.send({}, 'Take the name of Second Names off');
    expect(visit.html).not.toContain('Second Names</button>');
  });

  it('tells who is not invited, and has no button for them', async () => {
    const round = await openRound(organizer, {}, { audience: 'INVITED' });
    const visit = await visitor('Un Invited');
    await visit.open(on(round, 'comment/edit'));
    expect(visit.text).toContain('This round takes comments only from those invited');
    expect(visit.html).not.toContain('Save draft</button>');
  });

  it('keeps the draft of a round that has closed, and then shows the record and the answer', async () => {
    const round = await openRound(organizer);
    const visit = await visitor('Cla Osed');
    await visit.open(on(round, 'comment/edit'));
    await visit.send({ body: 'Handed in.' });
    await visit.send({}, 'Hand in');
    await visit.open(on(round, 'comment/edit'));
    await visit.send({ body: 'Still a draft.' });
    await organizer.call('closeRound', { roundId: round.id }, 'round { status }');
    await platform.drain();
    await visit.open(on(round, 'comment'));
    expect(visit.text).toContain('nothing can be submitted to it now. Your draft is kept.');
    expect(visit.html).not.toContain('Hand in</button>');
    expect(visit.html).not.toContain('Take it back</button>');
    await visit.follow('Go on writing');
    await visit.send({ rationale: 'Kept, and exported.' });
    expect(visit.text).toContain('Kept, and exported.');
    await visit.follow('the record of the round');
    expect(JSON.parse(visit.html)).toMatchObject({ round: round.reference, size: 1 });
  });
});
