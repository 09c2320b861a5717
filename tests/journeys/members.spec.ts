import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { accountOf, invitationTo, mailsTo, registered, taken } from '../support/organizations.js';
import { TestPlatform } from '../support/platform.js';
import { openRound } from '../support/stories.js';

const DAY = 24 * 3_600_000;
const MEMBERS = 'query($id: ID!) { node(id: $id) { ... on Organization { members { account { displayName } role } } } }';
const INVITATIONS = 'query($id: ID!) { node(id: $id) { ... on Organization { invitations { id email role } } } }';
const ORGANIZATION = 'organization { id }';
const ACCOUNT = 'account { memberships { organization { id } role } }';

interface Members {
  node: { members: { account: { displayName: string }; role: string }[] };
}
interface Invitations {
  node: { invitations: { id: string; email: string; role: string }[] };
}

describe('the members of an organization', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let approver: Client;
  let contributor: Client;
  let stranger: Client;
  let otherApprover: Client;
  let staff: Client[];
  let organizationId: string;
  let otherId: string;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    approver = await platform.person('Ada Approver');
    contributor = await platform.person('Con Tributor');
    stranger = await platform.person('Stan Stranger');
    otherApprover = await platform.person('Otto Other');
    const others = await Promise.all([
      platform.person('Adam Min', 'ADMIN'),
      platform.person('Sec Retariat', 'SECRETARIAT'),
      platform.person('Re Viewer', 'REVIEWER'),
      platform.person('Ob Server', 'OBSERVER'),
    ]);
    staff = [organizer, ...others];
    otherId = await registered(otherApprover, 'Other Works');
  });
  afterAll(() => platform.stop());

  beforeEach(async () => {
    organizationId = await registered(approver, 'Works');
    await taken(platform, { organizationId, by: approver }, { client: contributor, email: 'con.tributor@people.test' });
  });

  it('of several are asked for which they speak, or whether for themselves; of one, or where it is said, nobody is asked', async () => {
    const person = await platform.person('Max Many');
    const round = await openRound(organizer);
    const start = async (input: Record<string, unknown>): Promise<unknown> =>
      (
        await person.call<{ submission: { organization: unknown } }>(
          'startSubmission',
          input,
          'submission { organization { id } }',
        )
      ).submission.organization;
    const alpha = await registered(person, 'Alpha Works');
    expect(await start({ roundId: round.id })).toBeNull();
    const beta = await registered(person, 'Beta Works');
    const comment = { type: 'GENERAL', body: 'For whom?' };
    const asked = [
      await person.refused('startSubmission', { roundId: round.id }, 'submission { id }'),
      await person.refused('submitComment', { roundId: round.id, comment }, 'comment { id }'),
    ];
    for (const { message, extensions } of asked) {
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'organizationId' }] });
      for (const part of [`Alpha Works (${alpha})`, `Beta Works (${beta})`, 'null']) expect(message).toContain(part);
      expect(message).not.toContain('Other Works');
    }
    expect(await start({ roundId: round.id, organizationId: beta })).toEqual({ id: beta });
    expect(await start({ roundId: round.id, organizationId: null })).toBeNull();
    const spoken = async (organizationId: string | null): Promise<object> =>
      person.call('submitComment', { roundId: round.id, organizationId, comment }, 'comment { author { organization { id } } }');
    expect(await spoken(alpha)).toEqual({ comment: { author: { organization: { id: alpha } } } });
    expect(await spoken(null)).toEqual({ comment: { author: { organization: null } } });
  });

  const namesSeenBy = async (client: Client): Promise<string[]> =>
    (await client.get<Members>(MEMBERS, { id: organizationId })).node.members.map(
      ({ account, role }) => `${account.displayName} ${role}`,
    );
  const openFor = async (client: Client): Promise<Invitations['node']['invitations']> =>
    (await client.get<Invitations>(INVITATIONS, { id: organizationId })).node.invitations;
  const invite = (email: string, role = 'CONTRIBUTOR', by = approver): Promise<object> =>
    by.call('inviteMember', { organizationId, email, role }, 'ok');
  const codeOf = async (by: Client, mutation: string, input: object, fields: string): Promise<string> =>
    (await by.refused(mutation, { ...input }, fields)).extensions.code;

  it('are seen by the members and by administrators, and by nobody else', async () => {
    const all = ['Ada Approver APPROVER', 'Con Tributor CONTRIBUTOR'];
    expect(await namesSeenBy(approver)).toEqual(all);
    expect(await namesSeenBy(contributor)).toEqual(all);
    expect(await namesSeenBy(staff[1] as Client)).toEqual(all);
    for (const client of [platform.anyone, stranger, otherApprover, organizer]) expect(await namesSeenBy(client)).toEqual([]);
  });

  it('change by its approvers alone', async () => {
    const accountId = await accountOf(contributor);
    const acts: [string, object, string][] = [
      ['inviteMember', { organizationId, email: 'new@people.test', role: 'CONTRIBUTOR' }, 'ok'],
      ['changeMemberRole', { organizationId, accountId, role: 'APPROVER' }, ORGANIZATION],
      ['removeMember', { organizationId, accountId }, ORGANIZATION],
    ];
    for (const [mutation, input, fields] of acts) {
      expect(await codeOf(platform.anyone, mutation, input, fields)).toBe('UNAUTHENTICATED');
      for (const client of [stranger, contributor, otherApprover, ...staff])
        expect(await codeOf(client, mutation, input, fields)).toBe('FORBIDDEN');
    }
    expect(await codeOf(stranger, 'leaveOrganization', { organizationId }, ACCOUNT)).toBe('FORBIDDEN');
    expect(await namesSeenBy(approver)).toEqual(['Ada Approver APPROVER', 'Con Tributor CONTRIBUTOR']);
    const unknown = { organizationId: accountId, accountId, role: 'APPROVER', email: 'a@b.test' };
    expect(await codeOf(approver, 'removeMember', { organizationId: accountId, accountId }, ORGANIZATION)).toBe('NOT_FOUND');
    expect(await codeOf(approver, 'leaveOrganization', { organizationId: unknown.organizationId }, ACCOUNT)).toBe('NOT_FOUND');
    const noMember = { organizationId, accountId: await accountOf(stranger) };
    expect(await codeOf(approver, 'removeMember', noMember, ORGANIZATION)).toBe('NOT_FOUND');
  });

  it('are out at once when they are removed: drafts of the organization are not seen by their next request', async () => {
    const round = await openRound(organizer);
    const { submission } = await approver.call<{ submission: { id: string } }>(
      'startSubmission',
      { roundId: round.id, organizationId },
      'submission { id }',
    );
    const comment = { type: 'GENERAL', body: 'Ours alone.' };
    await approver.call('saveComment', { submissionId: submission.id, comment }, 'comment { id }');
    const DRAFTS = '{ mySubmissions { comments { body } } }';
    const drafts = { mySubmissions: [{ comments: [{ body: 'Ours alone.' }] }] };
    expect(await contributor.get(DRAFTS)).toEqual(drafts);
    await approver.call('removeMember', { organizationId, accountId: await accountOf(contributor) }, ORGANIZATION);
    expect(await contributor.get(DRAFTS)).toEqual({ mySubmissions: [] });
    expect(await contributor.get('query($id: ID!) { node(id: $id) { id } }', { id: submission.id })).toEqual({ node: null });
    expect(await namesSeenBy(contributor)).toEqual([]);
    const input = { submissionId: submission.id, comment };
    expect(await codeOf(contributor, 'saveComment', input, 'comment { id }')).toBe('NOT_FOUND');
    const [mail] = await mailsTo(platform, 'con.tributor@people.test');
    expect(mail?.subject).toBe('Works: you are no longer a member');
  });

  it('leave when they like, but never the last approver, who cannot be made less either', async () => {
    const accountId = await accountOf(approver);
    expect(await codeOf(approver, 'leaveOrganization', { organizationId }, ACCOUNT)).toBe('CONFLICT');
    expect(await codeOf(approver, 'removeMember', { organizationId, accountId }, ORGANIZATION)).toBe('CONFLICT');
    const less = { organizationId, accountId, role: 'CONTRIBUTOR' };
    expect(await codeOf(approver, 'changeMemberRole', less, ORGANIZATION)).toBe('CONFLICT');
    const more = { organizationId, accountId: await accountOf(contributor), role: 'APPROVER' };
    await approver.call('changeMemberRole', more, ORGANIZATION);
    const [mail] = await mailsTo(platform, 'con.tributor@people.test');
    expect(mail?.subject).toBe('Works: you are now an approver');
    await approver.call('leaveOrganization', { organizationId }, ACCOUNT);
    expect(await namesSeenBy(contributor)).toEqual(['Con Tributor APPROVER']);
  });

  it('keep one approver though the two of them remove each other at once', async () => {
    const second = { organizationId, accountId: await accountOf(contributor) };
    await approver.call('changeMemberRole', { ...second, role: 'APPROVER' }, ORGANIZATION);
    const first = { organizationId, accountId: await accountOf(approver) };
    const outcomes = await Promise.allSettled([
      approver.call('removeMember', second, ORGANIZATION),
      contributor.call('removeMember', first, ORGANIZATION),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = await platform.db.read('select role from membership where organization_id = $1', [organizationId]);
    expect(left).toEqual([{ role: 'APPROVER' }]);
  });

  it('speak for the organization that they name, where they belong to several', async () => {
    await taken(
      platform,
      { organizationId: otherId, by: otherApprover },
      { client: approver, email: 'ada.approver@people.test', role: 'APPROVER' },
    );
    const round = await openRound(organizer);
    const speaker = async (by: Client, forId: string | null): Promise<string | null> => {
      const comment = { type: 'GENERAL', body: 'A remark.' };
      const input = { roundId: round.id, comment, organizationId: forId };
      const fields = 'comment { author { organization { name } } }';
      const made = await by.call<{ comment: { author: { organization: { name: string } | null } } }>(
        'submitComment',
        input,
        fields,
      );
      return made.comment.author.organization?.name ?? null;
    };
    expect(await speaker(approver, organizationId)).toBe('Works');
    expect(await speaker(approver, otherId)).toBe('Other Works');
    expect(await speaker(approver, null)).toBe(null);
    const { comment } = await approver.call<{ comment: { id: string } }>(
      'submitComment',
      { roundId: round.id, organizationId, comment: { type: 'GENERAL', body: 'A remark.' } },
      'comment { id }',
    );
    const replied = async (input: object): Promise<string | null> => {
      const fields = 'reply { author { organization { name } } }';
      const { reply } = await approver.call<{ reply: { author: { organization: { name: string } | null } } }>(
        'reply',
        { commentId: comment.id, body: 'An answer.', ...input },
        fields,
      );
      return reply.author.organization?.name ?? null;
    };
    const unsaid = await approver.refused('reply', { commentId: comment.id, body: 'An answer.' }, 'reply { id }');
    expect(unsaid.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'organizationId' }] });
    expect(await replied({ organizationId: otherId })).toBe('Other Works');
    expect(await replied({ organizationId: null })).toBe(null);
    const notTheirs = { roundId: round.id, organizationId: otherId, comment: { type: 'GENERAL', body: 'No.' } };
    expect(await codeOf(contributor, 'submitComment', notTheirs, 'comment { id }')).toBe('NOT_FOUND');
  });

  describe('who are invited', () => {
    it('get a link that shows what it is for, and joins them when they act on it, once', async () => {
      await invite('stan.stranger@people.test');
      const token = await invitationTo(platform, 'stan.stranger@people.test');
      for (let look = 0; look < 3; look++) {
        const page = await stranger.fetch(`/invitation?token=${token}`);
        expect(page.status).toBe(200);
        expect(await page.text()).toContain('Join Works');
      }
      expect(await namesSeenBy(stranger)).toEqual([]);
      const post = (client: Client): Promise<Response> =>
        fetch(`${platform.url}/invitation`, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            ...(client.token ? { authorization: `Bearer ${client.token}` } : {}),
          },
          body: new URLSearchParams({ token }),
        });
      expect((await post(platform.anyone)).status).toBe(401);
      expect((await post(otherApprover)).status).toBe(404);
      expect((await post(stranger)).status).toBe(200);
      expect((await post(stranger)).status).toBe(404);
      expect(await namesSeenBy(stranger)).toContain('Stan Stranger CONTRIBUTOR');
      expect((await stranger.fetch(`/invitation?token=${token}`)).status).toBe(404);
    });

    it('give one membership, however many redeem one link at once', async () => {
      await invite('stan.stranger@people.test', 'APPROVER');
      const token = await invitationTo(platform, 'stan.stranger@people.test');
      const tries = Array.from({ length: 30 }, () => stranger.call('acceptInvitation', { token }, ACCOUNT));
      const done = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled');
      expect(done).toHaveLength(1);
    });

    it('cannot use a link that was sent to another address, has expired, was withdrawn or replaced: all in the same words', async () => {
      await invite('stan.stranger@people.test');
      const token = await invitationTo(platform, 'stan.stranger@people.test');
      const foreign = await otherApprover.refused('acceptInvitation', { token }, ACCOUNT);
      platform.setClock(14 * DAY + 1000);
      const late = await (
        await platform.anyone.signIn('stan.stranger@people.test', 'a long enough test password')
      ).refused('acceptInvitation', { token }, ACCOUNT);
      platform.setClock(0);
      await invite('Stan.Stranger@People.test');
      const replaced = await stranger.refused('acceptInvitation', { token }, ACCOUNT);
      const fresh = await invitationTo(platform, 'Stan.Stranger@People.test');
      const [open] = await openFor(approver);
      await approver.call('withdrawInvitation', { invitationId: open?.id }, ORGANIZATION);
      const withdrawn = await stranger.refused('acceptInvitation', { token: fresh }, ACCOUNT);
      const made = await stranger.refused('acceptInvitation', { token: 'of-my-own-making' }, ACCOUNT);
      for (const error of [foreign, late, replaced, withdrawn]) expect(error).toEqual(made);
      expect(made.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'token' }] });
      expect(await codeOf(platform.anyone, 'acceptInvitation', { token: fresh }, ACCOUNT)).toBe('UNAUTHENTICATED');
      expect(await namesSeenBy(stranger)).toEqual([]);
    });

    it('need an account whose address is verified; they may get it after the invitation', async () => {
      await invite('newcomer@people.test');
      const token = await invitationTo(platform, 'newcomer@people.test');
      const signUp = { email: 'Newcomer@people.test', password: 'a long enough test password', displayName: 'New Comer' };
      await platform.anyone.call('signUp', signUp, 'ok');
      const mails = await mailsTo(platform, 'Newcomer@people.test');
      const verification = /verify\?token=([\w-]+)/.exec(mails[0]?.text ?? '')?.[1];
      await platform.anyone.call('verifyEmail', { token: verification }, 'token');
      const newcomer = await platform.anyone.signIn(signUp.email, signUp.password);
      await newcomer.call('acceptInvitation', { token }, ACCOUNT);
      expect(await namesSeenBy(newcomer)).toContain('New Comer CONTRIBUTOR');
    });

    it('are asked by an answer that does not tell whether the address is known, and by one mail', async () => {
      const answers = [await invite('re.viewer@people.test'), await invite('nobody-here@people.test')];
      expect(answers[0]).toEqual(answers[1]);
      const known = await mailsTo(platform, 're.viewer@people.test');
      const unknown = await mailsTo(platform, 'nobody-here@people.test');
      expect(known).toHaveLength(1);
      expect(unknown).toHaveLength(1);
      const words = (text = ''): string => text.replace(/[\w-]{43}/g, 'TOKEN').replace(/\S+@people\.test/g, 'ADDRESS');
      expect(words(known[0]?.text)).toBe(words(unknown[0]?.text));
    });

    it('are listed for approvers alone, and withdrawn by them alone', async () => {
      await invite('later@people.test', 'APPROVER');
      const [open, ...more] = await openFor(approver);
      expect(more).toEqual([]);
      expect(open).toMatchObject({ email: 'later@people.test', role: 'APPROVER' });
      const input = { invitationId: open?.id };
      const absent = await otherApprover.refused('withdrawInvitation', { invitationId: organizationId }, ORGANIZATION);
      for (const client of [platform.anyone, stranger, contributor, otherApprover, ...staff]) {
        expect(await openFor(client)).toEqual([]);
        const error = await client.refused('withdrawInvitation', input, ORGANIZATION);
        if (client.token) expect(error).toEqual(absent);
        else expect(error.extensions.code).toBe('UNAUTHENTICATED');
      }
      await approver.call('withdrawInvitation', input, ORGANIZATION);
      expect(await openFor(approver)).toEqual([]);
      expect(await approver.refused('withdrawInvitation', input, ORGANIZATION)).toEqual(absent);
    });

    it('stay out where who invited them was removed before they came', async () => {
      const second = { organizationId, accountId: await accountOf(contributor) };
      await approver.call('changeMemberRole', { ...second, role: 'APPROVER' }, ORGANIZATION);
      await invite('stan.stranger@people.test', 'APPROVER', contributor);
      const token = await invitationTo(platform, 'stan.stranger@people.test');
      await approver.call('removeMember', second, ORGANIZATION);
      expect(await codeOf(stranger, 'acceptInvitation', { token }, ACCOUNT)).toBe('BAD_USER_INPUT');
    });

    it('are not flooded with mails, and have an address that can be one', async () => {
      for (let mail = 0; mail < 3; mail++) await invite('often@people.test');
      const again = { organizationId, email: 'OFTEN@people.test', role: 'CONTRIBUTOR' };
      expect(await codeOf(approver, 'inviteMember', again, 'ok')).toBe('RATE_LIMITED');
      const evil = { ...again, email: 'a@b.test\r\nBcc: e@x.test' };
      expect(await codeOf(approver, 'inviteMember', evil, 'ok')).toBe('BAD_USER_INPUT');
    });

    it('are kept no secret of: the database holds hashes, and the log no address', async () => {
      await invite('canary.address@people.test');
      const token = await invitationTo(platform, 'canary.address@people.test');
      const kept = await platform.db.read('select id from invitation where token_hash = sha256($1::bytea)', [token]);
      expect(kept).toHaveLength(1);
      expect(await platform.db.read(`select 1 from invitation i where i::text like '%' || $1 || '%'`, [token])).toEqual([]);
      expect(await platform.db.read(`select 1 from event where data::text ilike '%canary.address%'`)).toEqual([]);
      const told = await platform.db.read(`select 1 from event where action = 'invitation.sent'`);
      expect(told.length).toBeGreaterThan(0);
    });
  });
});
