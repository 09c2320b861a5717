import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ctx } from '#platform/ctx.js';
import { RoundReminderClock } from '#rounds/round-reminder-clock.service.js';
import type { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';
import { openRound, type OpenRound } from '../support/stories.js';

const HOUR = 3_600_000;

interface Consequences {
  recipients: number;
  byLocale: { key: string; people: number }[];
  unsentDrafts: number;
  undisposedComments: number;
}

describe('what an action would set off', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let round: OpenRound;
  let people: Record<'member' | 'colleague' | 'drafter' | 'sender', Client>;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    await platform.person('Sec Retary', 'SECRETARIAT');
    const [member, colleague] = [await platform.person('Mem Ber'), await platform.person('Col League')];
    const [drafter, sender] = [await platform.person('Draf Ter'), await platform.person('Sen Der')];
    people = { member, colleague, drafter, sender };
    round = await openRound(organizer, { closesInMs: 300 * HOUR });
    const made = { name: 'Works', group: 'INDUSTRY', region: 'GLOBAL' };
    const { organization } = await member.call<{ organization: { id: string } }>(
      'registerOrganization',
      made,
      'organization { id }',
    );
    await platform.db.pool.query(
      `insert into membership (organization_id, account_id, role, created_at) select $1, id, 'CONTRIBUTOR', now() from account where display_name = 'Col League'`,
      [organization.id],
    );
    await platform.db.pool.query(`update account set locale = 'fr' where display_name in ('Draf Ter', 'Col League')`);
    const emails = ['sen.der@people.test', 'nobody.yet@people.test'];
    await organizer.call('inviteToRound', { roundId: round.id, organizationIds: [organization.id], emails }, 'invited');
    const begun = await drafter.call<{ submission: { id: string } }>(
      'startSubmission',
      { roundId: round.id },
      'submission { id }',
    );
    await drafter.call(
      'saveComment',
      { submissionId: begun.submission.id, comment: { type: 'GENERAL', body: 'Not sent.' } },
      'comment { id }',
    );
    await sender.call('submitComment', { roundId: round.id, comment: { type: 'GENERAL', body: 'Sent.' } }, 'comment { id }');
    await platform.drain();
  });
  afterAll(() => platform.stop());

  const preview = async (action: string, id = round.id): Promise<Consequences> =>
    (
      await organizer.get<{ round: { preview: Consequences } }>(
        `query($id: ID!, $action: RoundAction!) { round(id: $id) { preview(action: $action) { recipients byLocale { key people } unsentDrafts undisposedComments } } }`,
        { id, action },
      )
    ).round.preview;

  /** Who was told of the newest event of this action: inbox entries, and mails to addresses that have no account. */
  async function told(action: string): Promise<{ name: string; language: string }[]> {
    await platform.drain();
    return platform.db.read(
      `with e as (select id from event where action = $1 order by id desc limit 1)
       select a.display_name as name, a.locale as language from notification n join account a on a.id = n.account_id where n.event_id = (select id from e)
       union all select m.to_email, 'en' from mail m where m.event_id = (select id from e) and m.account_id is null order by 1`,
      [action],
    );
  }
  const inBothLanguages = (people: { language: string }[]): Consequences['byLocale'] =>
    ['en', 'fr']
      .map((key) => ({ key, people: people.filter(({ language }) => language === key).length }))
      .filter(({ people: some }) => some > 0);
  const reminded = ['Col League', 'Draf Ter', 'Mem Ber', 'nobody.yet@people.test'];
  const names = (rows: { name: string }[]): string[] => rows.map(({ name }) => name);

  it('is for the staff of the norm', async () => {
    const { errors } = await people.member.ask(`query($id: ID!) { round(id: $id) { preview(action: CLOSE) { recipients } } }`, {
      id: round.id,
    });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is what it sets off: as many are told of an extension as were previewed, in the same languages', async () => {
    const { recipients, byLocale, unsentDrafts, undisposedComments } = await preview('EXTEND');
    expect({ unsentDrafts, undisposedComments }).toEqual({ unsentDrafts: 1, undisposedComments: 1 });
    const closesAt = new Date(Date.now() + 400 * HOUR).toISOString();
    await organizer.call('extendRound', { roundId: round.id, closesAt, reason: 'More time was asked for.' }, 'round { id }');
    const people = await told('round.extended');
    expect(people).toHaveLength(recipients);
    expect(recipients).toBe(5);
    expect(byLocale).toEqual(inBothLanguages(people));
  });

  it.each([
    ['PAUSE', 'pauseRound', 'round.paused'],
    ['OPEN', 'openRound', 'round.resumed'],
  ])('of %s is who is told by %s', async (action, mutation, event) => {
    await people.member.call('watch', { subjectId: round.normId }, 'ok'); // invited only, until now
    const { recipients, byLocale } = await preview(action);
    await organizer.call(mutation, { roundId: round.id, reason: 'For an hour.' }, 'round { id }');
    const those = await told(event);
    expect(names(those)).toEqual(['Draf Ter', 'Mem Ber', 'Sec Retary', 'Sen Der']);
    expect(recipients).toBe(those.length);
    expect(byLocale).toEqual(inBothLanguages(those));
  });

  it('of a reminder by hand is answered with it: those invited who are silent and those with a draft, or only some groups', async () => {
    expect(await organizer.call('remindRound', { roundId: round.id }, 'queued')).toEqual({ queued: reminded.length });
    expect(names(await told('round.reminded'))).toEqual(reminded);
    expect(await organizer.call('remindRound', { roundId: round.id, groups: ['INDUSTRY'] }, 'queued')).toEqual({ queued: 2 });
    expect(names(await told('round.reminded'))).toEqual(['Col League', 'Mem Ber']);
    const everyone = { roundId: round.id, onlyWithoutSubmission: false };
    expect(await organizer.call('remindRound', everyone, 'queued')).toEqual({ queued: reminded.length + 1 });
  });

  it('of the clock before the closing goes to the same, and to nobody else', async () => {
    platform.setClock(400 * HOUR - 40 * HOUR);
    await platform.app.get(RoundReminderClock, { strict: false }).pass(Ctx.system(platform.db, 'test'));
    platform.setClock(0);
    expect(names(await told('round.closing_soon'))).toEqual(reminded);
  });

  it('of the closing is what it sets off', async () => {
    const { recipients } = await preview('CLOSE');
    await organizer.call('closeRound', { roundId: round.id }, 'round { id }');
    expect(await told('round.closed')).toHaveLength(recipients);
    expect(await preview('CONCLUDE')).toMatchObject({ recipients: 0, undisposedComments: 1 });
    const late = await organizer.refused('remindRound', { roundId: round.id }, 'queued');
    expect(late.extensions).toMatchObject({ code: 'CONFLICT', state: 'CLOSED' });
  });

  it('of the opening of a next round, and of cancelling it, are who is told: who took part before, watches or is invited', async () => {
    const made = { versionId: round.versionId, title: 'Once more' };
    const { round: next } = await organizer.call<{ round: { id: string } }>('createRound', made, 'round { id }');
    const emails = ['draf.ter@people.test', 'nobody.yet@people.test'];
    await organizer.call('inviteToRound', { roundId: next.id, emails }, 'invited');
    const opening = await preview('OPEN', next.id);
    await organizer.call('openRound', { roundId: next.id }, 'round { id }');
    const opened = await told('round.opened');
    expect(names(opened)).toEqual(['Draf Ter', 'Mem Ber', 'Sec Retary', 'Sen Der']);
    expect(opening).toMatchObject({ recipients: opened.length, byLocale: inBothLanguages(opened) });
    const cancelling = await preview('CANCEL', next.id);
    await organizer.call('cancelRound', { roundId: next.id, reason: 'The draft is withdrawn.' }, 'round { id }');
    const cancelled = await told('round.cancelled');
    expect(names(cancelled)).toEqual(['Draf Ter', 'Mem Ber', 'Sec Retary']);
    expect(cancelling).toMatchObject({ recipients: cancelled.length, byLocale: inBothLanguages(cancelled) });
  });
});
