import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { accountOf, mailsTo, registered } from '../support/organizations.js';
import { TestPlatform } from '../support/platform.js';
import { openRound } from '../support/stories.js';

const ROLES = 'account { staffRoles { role norm { id } } }';
const VERSION = 'version { id }';

describe('staff', () => {
  let platform: TestPlatform;
  let admin: Client;
  let organizer: Client;
  let person: Client;
  let personId: string;
  let others: Client[];

  beforeAll(async () => {
    platform = await TestPlatform.start();
    admin = await platform.person('Adam Min', 'ADMIN');
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    person = await platform.person('Pat Person');
    personId = await accountOf(person);
    const approver = await platform.person('Ada Approver');
    await registered(approver, 'Works');
    const more = await Promise.all([
      platform.person('Sec Retariat', 'SECRETARIAT'),
      platform.person('Re Viewer', 'REVIEWER'),
      platform.person('Ob Server', 'OBSERVER'),
    ]);
    others = [person, organizer, approver, ...more];
  });
  afterAll(() => platform.stop());

  const assign = (role: string, normId?: string, accountId = personId): Promise<object> =>
    admin.call('assignStaff', { accountId, role, normId }, ROLES);
  const revoke = (role: string, normId?: string, accountId = personId): Promise<object> =>
    admin.call('revokeStaff', { accountId, role, normId }, ROLES);
  const subjects = async (): Promise<string[]> =>
    (await mailsTo(platform, 'pat.person@people.test')).map(({ subject }) => subject);
  const log = async (): Promise<object[]> => {
    await platform.drain();
    return platform.db.read(
      `select action, norm_id, data->>'role' as role from event where subject_id = $1 and action like 'staff.%' order by sequence`,
      [personId],
    );
  };

  it('are made and ended by administrators alone', async () => {
    const input = { accountId: personId, role: 'SECRETARIAT' };
    for (const mutation of ['assignStaff', 'revokeStaff']) {
      expect((await platform.anyone.refused(mutation, input, ROLES)).extensions.code).toBe('UNAUTHENTICATED');
      for (const client of others) expect((await client.refused(mutation, input, ROLES)).extensions.code).toBe('FORBIDDEN');
      const nobody = { ...input, accountId: '00000000-0000-7000-8000-000000000000' };
      expect((await admin.refused(mutation, nobody, ROLES)).extensions.code).toBe('NOT_FOUND');
    }
    expect(await log()).toEqual([]);
  });

  it('work from the next request on, on the one norm of their role, until it is ended; they are told, and it is logged', async () => {
    const mine = await openRound(organizer);
    const other = await openRound(organizer);
    await platform.drain(); // the rounds' openings are told before anybody is of their staff
    const draft = (normId: string) => ({ normId, label: 'Mine', provisions: [] });
    expect((await person.refused('createNormVersion', draft(mine.normId), VERSION)).extensions.code).toBe('FORBIDDEN');

    const held = { account: { staffRoles: [{ role: 'SECRETARIAT', norm: { id: mine.normId } }] } };
    expect(await assign('SECRETARIAT', mine.normId)).toEqual(held);
    expect(await assign('SECRETARIAT', mine.normId)).toEqual(held);
    await person.call('createNormVersion', draft(mine.normId), VERSION);
    expect((await person.refused('createNormVersion', draft(other.normId), VERSION)).extensions.code).toBe('FORBIDDEN');
    const [told, ...once] = await subjects();
    expect(told).toMatch(/^You are now of the secretariat for A norm for tests/);
    expect(once).toEqual([]);

    expect(await revoke('SECRETARIAT')).toEqual(held); // everywhere is another role than for one norm, and not held
    expect(await revoke('SECRETARIAT', mine.normId)).toEqual({ account: { staffRoles: [] } });
    expect(await revoke('SECRETARIAT', mine.normId)).toEqual({ account: { staffRoles: [] } });
    expect((await person.refused('createNormVersion', draft(mine.normId), VERSION)).extensions.code).toBe('FORBIDDEN');
    expect((await subjects())[0]).toMatch(/^You are no longer of the secretariat for A norm for tests/);
    const entry = { normId: mine.normId, role: 'SECRETARIAT' };
    expect(await log()).toEqual([
      { action: 'staff.assigned', ...entry },
      { action: 'staff.revoked', ...entry },
    ]);
  });

  it('of one norm, even its administrator, give no roles', async () => {
    const { normId } = await openRound(organizer);
    await assign('ADMIN', normId);
    const input = { accountId: personId, role: 'ORGANIZER', normId };
    expect((await person.refused('assignStaff', input, ROLES)).extensions.code).toBe('FORBIDDEN');
    await revoke('ADMIN', normId);
  });

  it('always have an administrator left, though two end each other at once', async () => {
    const adminId = await accountOf(admin);
    const last = await admin.refused('revokeStaff', { accountId: adminId, role: 'ADMIN' }, ROLES);
    expect(last.extensions.code).toBe('CONFLICT');
    await assign('ADMIN');
    const outcomes = await Promise.allSettled([
      admin.call('revokeStaff', { accountId: personId, role: 'ADMIN' }, ROLES),
      person.call('revokeStaff', { accountId: adminId, role: 'ADMIN' }, ROLES),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await platform.db.read(`select 1 from staff_grant where role = 'ADMIN' and norm_id is null`)).toHaveLength(1);
  });
});
