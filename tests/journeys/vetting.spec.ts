import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { mailsTo, registered, taken } from '../support/organizations.js';
import { TestPlatform } from '../support/platform.js';

const FIELDS = 'organization { vetting }';
const SEEN = `query($id: ID!) { node(id: $id) { ... on Organization {
  vetting statement vettingReason vettingAppeal { grounds decidedAt } } } }`;

interface Seen {
  node: {
    vetting: string;
    statement: string | null;
    vettingReason: string | null;
    vettingAppeal: { grounds: string; decidedAt: string | null } | null;
  };
}

describe('an organization', () => {
  let platform: TestPlatform;
  let admin: Client;
  let organizer: Client;
  let approver: Client;
  let contributor: Client;
  let otherApprover: Client;
  let others: Client[];
  let organizationId: string;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    admin = await platform.person('Adam Min', 'ADMIN');
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    approver = await platform.person('Ada Approver');
    contributor = await platform.person('Con Tributor');
    otherApprover = await platform.person('Otto Other');
    await registered(otherApprover, 'Other Works');
    others = await Promise.all([
      platform.person('Stan Stranger'),
      platform.person('Sec Retariat', 'SECRETARIAT'),
      platform.person('Re Viewer', 'REVIEWER'),
      platform.person('Ob Server', 'OBSERVER'),
    ]);
  });
  afterAll(() => platform.stop());

  beforeEach(async () => {
    organizationId = await registered(approver, 'Works');
    await taken(platform, { organizationId, by: approver }, { client: contributor, email: 'con.tributor@people.test' });
  });

  const vet = (by: Client, decision: string, reason?: string): Promise<object> =>
    by.call('vetOrganization', { organizationId, decision, reason }, FIELDS);
  const refusedVetting = async (by: Client, decision: string, reason?: string): Promise<string> =>
    (await by.refused('vetOrganization', { organizationId, decision, reason }, FIELDS)).extensions.code;
  const appeal = (by = approver): Promise<object> =>
    by.call('appealVetting', { organizationId, grounds: 'We are real.' }, FIELDS);
  const refusedAppeal = async (by: Client): Promise<string> =>
    (await by.refused('appealVetting', { organizationId, grounds: 'We are real.' }, FIELDS)).extensions.code;
  const seenBy = async (client: Client): Promise<Seen['node']> => (await client.get<Seen>(SEEN, { id: organizationId })).node;

  it('is registered with all that it is counted by, in a sector of the list', async () => {
    const input = {
      name: 'Grid of Kenya',
      group: 'INDUSTRY',
      region: 'AFRICA',
      sector: 'ENERGY',
      country: 'KE',
      website: 'https://grid.example/',
      statement: 'We run the grid.',
    };
    const fields = 'organization { id name group region sector country website vetting }';
    const made = await approver.call<{ organization: { id: string } }>('registerOrganization', input, fields);
    const { statement, ...shown } = input;
    expect(made.organization).toEqual({ id: made.organization.id, ...shown, vetting: 'PENDING' });
    const read = await approver.get<Seen>(SEEN, { id: made.organization.id });
    expect(read.node).toMatchObject({ vetting: 'PENDING', statement });
    const refused = (patch: object, by = approver) => by.refused('registerOrganization', { ...input, ...patch }, fields);
    for (const [path, value] of [
      ['sector', 'MAGIC'],
      ['country', 'Kenya'],
      ['name', '  '],
      ['statement', 'x'.repeat(4001)],
    ] as const)
      expect((await refused({ [path]: value })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
    for (const wrong of [{ website: 'javascript:alert(1)' }, { group: 'MAGIC' }])
      expect((await refused(wrong)).extensions.code).toBe('BAD_USER_INPUT');
    expect((await refused({}, platform.anyone)).extensions.code).toBe('UNAUTHENTICATED');
    const { sectors } = await platform.anyone.get<{ sectors: { code: string }[] }>('{ sectors { code label annex } }');
    expect(sectors).toContainEqual({ code: 'SPACE', label: 'Space', annex: 'I' });
  });

  it('is vetted by administrators and organizers alone, and its approvers are told, with the reason', async () => {
    expect(await refusedVetting(platform.anyone, 'VERIFIED')).toBe('UNAUTHENTICATED');
    for (const client of [approver, contributor, otherApprover, ...others])
      expect(await refusedVetting(client, 'VERIFIED')).toBe('FORBIDDEN');
    expect(await refusedVetting(organizer, 'REJECTED')).toBe('BAD_USER_INPUT');
    await vet(organizer, 'REJECTED', 'No such register entry.');
    const [mail] = await mailsTo(platform, 'ada.approver@people.test');
    expect(mail?.subject).toBe('Works: not verified');
    expect(mail?.text).toContain('No such register entry.');
    for (const client of [approver, contributor, admin, organizer])
      expect(await seenBy(client)).toMatchObject({ vetting: 'REJECTED', vettingReason: 'No such register entry.' });
    for (const client of [platform.anyone, otherApprover, ...others])
      expect(await seenBy(client)).toEqual({ vetting: 'REJECTED', statement: null, vettingReason: null, vettingAppeal: null });
  });

  it('is not vetted by a member, whatever else they are', async () => {
    const own = await registered(organizer, 'Organizing Works');
    const input = { organizationId: own, decision: 'VERIFIED' };
    expect((await organizer.refused('vetOrganization', input, FIELDS)).extensions.code).toBe('FORBIDDEN');
    expect(await admin.call('vetOrganization', input, FIELDS)).toEqual({ organization: { vetting: 'VERIFIED' } });
  });

  it('may appeal once against a rejection, which somebody else than who rejected decides', async () => {
    expect(await refusedAppeal(approver)).toBe('CONFLICT');
    await vet(organizer, 'REJECTED', 'No such register entry.');
    expect(await refusedAppeal(platform.anyone)).toBe('UNAUTHENTICATED');
    for (const client of [contributor, otherApprover, admin, organizer, ...others])
      expect(await refusedAppeal(client)).toBe('FORBIDDEN');
    await appeal();
    expect(await seenBy(admin)).toMatchObject({ vettingAppeal: { grounds: 'We are real.', decidedAt: null } });
    const [mail] = await mailsTo(platform, 'adam.min@people.test');
    expect(mail?.subject).toBe('Appeal: Works');
    expect(await refusedAppeal(approver)).toBe('CONFLICT');
    expect(await refusedVetting(organizer, 'REJECTED', 'As before.')).toBe('FORBIDDEN');
    expect(await refusedVetting(organizer, 'VERIFIED', 'After all.')).toBe('FORBIDDEN');
    expect(await refusedVetting(admin, 'VERIFIED')).toBe('BAD_USER_INPUT');
    await vet(admin, 'REJECTED', 'Looked again: no entry.');
    expect((await seenBy(approver)).vettingAppeal?.decidedAt).not.toBeNull();
    expect(await refusedAppeal(approver)).toBe('CONFLICT');
    const [answer] = await mailsTo(platform, 'ada.approver@people.test');
    expect(answer?.text).toContain('Looked again: no entry.');
  });

  it('may appeal against another rejection, after it was verified in between', async () => {
    await vet(organizer, 'REJECTED', 'No such register entry.');
    await appeal();
    await vet(admin, 'VERIFIED', 'There it is.');
    await vet(organizer, 'REJECTED', 'The entry was struck off.');
    expect(await seenBy(approver)).toMatchObject({ vettingAppeal: null });
    expect(await appeal()).toEqual({ organization: { vetting: 'REJECTED' } });
    await platform.drain();
    const log = await platform.db.read<{ action: string }>(
      `select action from event where subject_id = $1 and action like 'organization.%' order by sequence`,
      [organizationId],
    );
    expect(log.map(({ action }) => action.split('.')[1])).toEqual([
      'registered',
      'vetted',
      'appealed',
      'vetted',
      'vetted',
      'appealed',
    ]);
  });
});
