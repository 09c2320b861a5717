import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SessionService } from '#identity/session.service.js';
import type { Client } from '../support/client.js';
import { statementsOf } from '../support/statements.js';
import { TestPlatform } from '../support/platform.js';

/**
 * What somebody may try who wants in. How often is in attempts.spec.ts; that a link is good once, whoever redeems it when, in
 * account-access.spec.ts; medians of a thousand tries each by `npm run bench -- timing`.
 */
describe('whoever means ill', () => {
  let platform: TestPlatform;
  let approver: Client;
  let organizationId: string;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    approver = await platform.person('Ap Prover');
    await platform.person('Known Person');
    const input = { name: 'Works', group: 'INDUSTRY', region: 'GLOBAL' };
    const made = await approver.call<{ organization: { id: string } }>('registerOrganization', input, 'organization { id }');
    organizationId = made.organization.id;
  });
  afterAll(() => platform.stop());

  const count = async (table: string): Promise<number> =>
    (await platform.db.readOne<{ n: number }>(`select count(*)::int as n from ${table}`))?.n ?? Number.NaN;

  it('runs none of a thousand sign-ins that are packed into one request', async () => {
    const before = [await count('attempt_count'), await count('session')];
    const signIns = Array.from(
      { length: 1000 },
      (_, i) => `a${i}: signIn(input: {email: "known.person@people.test", password: "guess ${i}"}) { token }`,
    );
    const began = performance.now();
    const { status, data, errors } = await platform.anyone.ask(`mutation { ${signIns.join(' ')} }`);
    expect({ status, data: data ?? null }).toEqual({ status: 400, data: null });
    expect(errors?.length).toBeGreaterThan(0);
    expect([await count('attempt_count'), await count('session')]).toEqual(before);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  const ASKED: Readonly<Record<string, (email: string) => [Client, string, object]>> = {
    signUp: (email) => [platform.anyone, 'SignUpInput', { email, password: 'a long enough password', displayName: 'Somebody' }],
    requestPasswordReset: (email) => [platform.anyone, 'RequestPasswordResetInput', { email }],
    requestSignInLink: (email) => [platform.anyone, 'RequestSignInLinkInput', { email }],
    inviteMember: (email) => [approver, 'InviteMemberInput', { organizationId, email, role: 'CONTRIBUTOR' }],
  };

  it.each(Object.keys(ASKED))(
    '%s answers a known and an unknown address with the same bytes, after the same statements',
    async (mutation) => {
      const ask = async (email: string): Promise<{ bytes: string; statements: string[] }> => {
        const [client, type, input] = (ASKED[mutation] as (email: string) => [Client, string, object])(email);
        let bytes = '';
        const statements = await statementsOf(platform.db, async () => {
          const response = await fetch(`${platform.url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...(client.token ? { authorization: `Bearer ${client.token}` } : {}) },
            body: JSON.stringify({ query: `mutation($i: ${type}!) { ${mutation}(input: $i) { ok } }`, variables: { i: input } }),
          });
          bytes = `${response.status} ${await response.text()}`;
        });
        return { bytes, statements };
      };
      await ask('warm.up@people.test');
      const known = await ask('known.person@people.test');
      const unknown = await ask('never.heard.of@people.test');
      expect(known.bytes).toBe(unknown.bytes);
      expect(known.bytes).toContain('"ok":true');
      expect(known.statements).toEqual(unknown.statements);
    },
  );
});

describe('who somebody is', () => {
  it('takes one statement to find out, and less than half a millisecond of CPU', async () => {
    const platform = await TestPlatform.start();
    try {
      const client = await platform.person('Fre Quent', 'REVIEWER');
      const statements = await statementsOf(platform.db, () => client.get('{ __typename }'));
      expect(statements).toHaveLength(1);
      const plan = await platform.db.read<Record<string, string>>(
        `explain select s.id from session s join account a on a.id = s.account_id where s.token_hash = '\\x00' and s.expires_at > clock_now()`,
      );
      expect(JSON.stringify(plan)).toContain('session_token_hash_key');
      const sessions = platform.app.get(SessionService, { strict: false });
      const look = async (times: number): Promise<void> => {
        for (let i = 0; i < times; i++) await sessions.actorOf(client.token);
      };
      await look(500);
      const before = process.cpuUsage();
      await look(2000);
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 2000 / 1000).toBeLessThan(0.5);
    } finally {
      await platform.stop();
    }
  });
});
