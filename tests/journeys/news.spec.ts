import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import { newId } from '#platform/ids.js';
import { AUDIENCES } from '#notifications/audience.queries.js';
import { Teller } from '#notifications/teller.service.js';
import type { Client } from '../support/client.js';
import { type KeptMail, mailsTo } from '../support/mailbox.js';
import { TestPlatform } from '../support/platform.js';
import { type OpenRound, openRound } from '../support/stories.js';

const HOUR = 3_600_000;

describe('news by mail', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let writer: Client;
  let approver: Client;
  let author: Client;
  let reader: Client;
  let round: OpenRound;
  let organizationId: string;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    [writer, approver, author, reader] = (await Promise.all(
      ['Wri Ter', 'Ap Prover', 'Au Thor', 'Rea Der'].map((name) => platform.person(name)),
    )) as [Client, Client, Client, Client];
    await platform.person('Secré Tariat', 'SECRETARIAT');
    await platform.db.pool.query(`update account set locale = 'fr' where display_name in ('Secré Tariat', 'Rea Der')`);
    round = await openRound(organizer, { closesInMs: 100 * HOUR });
    const input = { name: 'Works', group: 'INDUSTRY', region: 'GLOBAL' };
    const registered = await approver.call<{ organization: { id: string } }>(
      'registerOrganization',
      input,
      'organization { id }',
    );
    organizationId = registered.organization.id;
    await platform.db.pool.query(
      `insert into membership (organization_id, account_id, role, created_at) select $1, id, 'CONTRIBUTOR', now() from account where display_name = 'Wri Ter'`,
      [organizationId],
    );
  });
  afterAll(() => platform.stop());

  const address = (name: string): string => `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@people.test`;
  /** The newest mail to somebody, whose subject begins like this. */
  const mailTo = async (name: string, begin: string): Promise<KeptMail | undefined> =>
    (await mailsTo(platform, address(name))).find(({ subject }) => subject.replace(/^\[TLP:\w+\] /, '').startsWith(begin));
  const comment = async (more: object = {}): Promise<{ id: string; reference: string }> =>
    (
      await author.call<{ comment: { id: string; reference: string } }>(
        'submitComment',
        { roundId: round.id, comment: { type: 'GENERAL', body: 'The words themselves.', ...more } },
        'comment { id reference }',
      )
    ).comment;

  it('of a submission that was given back goes to its writers, without the reason, which stands with the draft', async () => {
    const started = await writer.call<{ submission: { id: string } }>(
      'startSubmission',
      { roundId: round.id, organizationId },
      'submission { id }',
    );
    const submissionId = started.submission.id;
    await writer.call('saveComment', { submissionId, comment: { type: 'GENERAL', body: 'A draft.' } }, 'comment { id }');
    await writer.call('requestApproval', { submissionId }, 'submission { id }');
    await approver.call('returnSubmission', { submissionId, reason: 'Too frank by half.' }, 'submission { id }');
    const mail = await mailTo('Wri Ter', 'Given back: Works, A round');
    expect(mail?.text).toContain(`gave the submission of Works to “A round” (${round.reference}) back to its writers`);
    expect(mail?.text).not.toContain('frank');
    expect(await mailTo('Ap Prover', 'Given back')).toBeUndefined();
    await writer.call('requestApproval', { submissionId }, 'submission { id }');
    await approver.call('submit', { submissionId }, 'submission { id }');
    await approver.call('withdrawSubmission', { submissionId }, 'submission { id }');
    expect((await mailTo('Wri Ter', 'Taken back'))?.text).toContain('nothing of them was deleted');
  });

  it('of a decision goes to whoever reported the comment, and to its author when it is hidden and shown again', async () => {
    const { id, reference } = await comment({ tlp: 'CLEAR' });
    await reader.call('flagComment', { commentId: id, kind: 'SPAM', reason: 'It advertises.' }, 'comment { id }');
    expect((await mailTo('Ora Ganizer', 'Waits for moderation'))?.text).toBeUndefined(); // once a day
    await organizer.call('moderateComment', { commentId: id, decision: 'WITHHOLD', reason: 'It advertises.' }, 'comment { id }');
    const decided = await mailTo('Rea Der', 'Décidé : votre signalement');
    expect(decided?.text).toContain(`Vous aviez signalé le commentaire ${reference}`);
    expect(decided?.text).toContain('Le commentaire a été masqué : il n’est plus montré aux autres.');
    const hidden = await mailTo('Au Thor', 'Withheld: a comment of yours');
    expect(hidden?.text).toContain(`It is ${reference}.\n\nThe reason: It advertises.`);
    expect(`${hidden?.text}${decided?.text}`).not.toContain('The words themselves');
    await organizer.call('moderateComment', { commentId: id, decision: 'PUBLISH', reason: 'It does not.' }, 'comment { id }');
    expect((await mailTo('Au Thor', 'Shown again'))?.text).toContain(`It is ${reference}.`);
  });

  it('names a comment marked AMBER_STRICT or RED to nobody, not to its author', async () => {
    const { id, reference } = await comment({ tlp: 'RED' });
    await platform.db.pool.query(`update organization set vetting_reason = 'of another matter' where id = $1`, [organizationId]);
    await platform.db.write(Ctx.system(platform.db, 'test'), (tx) =>
      tx.tell({ action: 'comment.withheld', subjectId: id, normId: round.normId, roundId: round.id, data: { reference } }),
    );
    const mail = await mailTo('Au Thor', 'Withheld: a comment of yours');
    expect(mail?.text).toContain('no longer shown to others');
    expect(JSON.stringify(mail)).not.toContain(reference);
    expect(mail?.text).not.toContain('The reason');
  });

  it('of a pause and its end goes to who is at work on the round', async () => {
    await organizer.call('pauseRound', { roundId: round.id, reason: 'The text is being checked.' }, 'round { id }');
    expect((await mailTo('Au Thor', 'Paused: A round'))?.text).toContain('The reason: The text is being checked.');
    await organizer.call('openRound', { roundId: round.id }, 'round { id }');
    expect((await mailTo('Au Thor', 'Open again: A round'))?.text).toMatch(/takes submissions again\.\n\nIt closes on /);
  });

  it('names groups in the reader’s language', async () => {
    const data = { reference: round.reference, group: 'CIVIL_SOCIETY' };
    await platform.db.write(Ctx.system(platform.db, 'test'), (tx) =>
      tx.tell({ action: 'round.balance_below_target', subjectId: round.id, normId: round.normId, roundId: round.id, data }),
    );
    expect(await mailTo('Secré Tariat', 'Sous l’objectif : société civile, A round')).toBeDefined();
    expect(await mailTo('Ora Ganizer', 'Under its target: civil society, A round')).toBeDefined();
  });

  it('of comments that wait for a moderator before they are shown is for the staff', async () => {
    const held = await openRound(organizer, {}, { publication: 'AFTER_MODERATION' });
    await author.call('submitComment', { roundId: held.id, comment: { type: 'GENERAL', body: 'Not yet.' } }, 'comment { id }');
    await platform.drain();
    const told = await platform.db.read(
      `select a.display_name as name, n.note from notification n join account a on a.id = n.account_id join event e on e.id = n.event_id
       where n.kind = 'MODERATION_WAITING' and e.round_id = $1 order by 1`,
      [held.id],
    );
    expect(told).toEqual(['Ora Ganizer', 'Secré Tariat'].map((name) => ({ name, note: null })));
  });

  it('of the end of a norm is one mail for each, though its rounds end with it', async () => {
    await organizer.call('withdrawNorm', { normId: round.normId, reason: 'Nobody needs it.' }, 'norm { status }');
    const mails = (await mailsTo(platform, address('Au Thor'))).map(({ subject }) => subject);
    const { status } =
      (await platform.db.readOne<{ status: string }>('select status from round where id = $1', [round.id])) ?? {};
    expect(status).toBe('CANCELLED');
    expect(mails.filter((subject) => /^(Withdrawn|Cancelled)/.test(subject))).toEqual([
      expect.stringMatching(/^Withdrawn: A norm for tests/),
    ]);
    expect((await mailTo('Au Thor', 'Withdrawn'))?.text).toMatch(/The reason: Nobody needs it\.[^]*\/norms\/a-norm-for-tests/);
  });

  it.each(['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED'])(
    'of whatever kind tells of a comment marked %s what its marking lets into mails, and says the marking',
    async (tlp) => {
      round = await openRound(organizer);
      const body = `Words that are ${tlp}.`;
      const { id, reference } = await comment({ tlp, body });
      await reader.call('watch', { subjectId: round.id }, 'ok');
      await platform.db.pool.query('delete from mail_pace');
      const flagId = newId();
      await platform.db.pool.query(
        `insert into comment_flag (id, comment_id, account_id, kind, reason, created_at) select $1, $2, id, 'SPAM', 'x', now()
         from account where display_name = 'Rea Der'`,
        [flagId, id],
      );
      const [first] = await platform.db.read<{ id: string }>('select submission_id as id from comment where id = $1', [id]);
      const subjectOf = (action: string): string =>
        (action.startsWith('submission.') ? first?.id : action.startsWith('flag.') ? flagId : id) ?? '';
      const ctx = Ctx.system(platform.db, 'test');
      const since = newId();
      const data = { reference: round.reference, decision: 'WITHHOLD' };
      await platform.db.write(ctx, (tx) =>
        tx.tellAll(
          Object.keys(AUDIENCES).map((action) => ({
            action,
            subjectId: subjectOf(action),
            normId: round.normId,
            roundId: round.id,
            data,
          })),
        ),
      );
      const events = await platform.db.read<LogEvent>('select * from event where id > $1 and data @> $2 order by id', [
        since,
        data,
      ]);
      for (const event of events) await platform.app.get(Teller, { strict: false }).tell(ctx, event);
      platform.setClock(25 * HOUR);
      await platform.worker.passDigests(Ctx.system(platform.db, 'test'));
      platform.setClock(0);
      const mails = await platform.db.read<{ subject: string; text: string; html: string }>(
        'select subject, text, html from mail_body where id > $1',
        [since],
      );
      expect(mails.length).toBeGreaterThan(20);
      const isOpen = ['CLEAR', 'GREEN', 'AMBER'].includes(tlp);
      expect(mails.some((mail) => JSON.stringify(mail).includes(body))).toBe(tlp === 'CLEAR');
      const naming = mails.filter((mail) => JSON.stringify(mail).includes(reference));
      expect(naming.length >= 3).toBe(isOpen);
      for (const { subject, text, html } of naming) {
        expect(subject).toMatch(new RegExp(`^\\[TLP:${tlp}\\] `));
        expect([text.startsWith(`TLP:${tlp}\n`), html.includes(`>TLP:${tlp}<`)]).toEqual([true, true]);
      }
      if (!isOpen) expect(JSON.stringify(mails)).not.toMatch(/TLP|RED|STRICT/);
    },
  );
});
