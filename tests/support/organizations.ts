import type { Client } from './client.js';
import type { TestPlatform } from './platform.js';

/** A mail as /dev/mail shows it. */
export interface KeptMail {
  to: string;
  subject: string;
  text: string;
}

/** The account of whoever is signed in. */
export async function accountOf(client: Client): Promise<string> {
  return (await client.get<{ viewer: { id: string } }>('{ viewer { id } }')).viewer.id;
}

/** The mails to an address, the newest first, once all that is pending is done. */
export async function mailsTo(platform: TestPlatform, email: string): Promise<KeptMail[]> {
  await platform.drain();
  const response = await platform.anyone.fetch('/dev/mail?format=json');
  return ((await response.json()) as KeptMail[]).filter(({ to }) => to.includes(email));
}

/** Registers an organization; who does is its approver. */
export async function registered(approver: Client, name: string): Promise<string> {
  const input = { name, group: 'INDUSTRY', region: 'GLOBAL' };
  return (await approver.call<{ organization: { id: string } }>('registerOrganization', input, 'organization { id }'))
    .organization.id;
}

/** The token of the newest invitation to an address. */
export async function invitationTo(platform: TestPlatform, email: string): Promise<string> {
  const mails = await mailsTo(platform, email);
  const tokens = mails.flatMap(({ text }) => /invitation\?token=([\w-]+)/.exec(text)?.[1] ?? []);
  return tokens[0] ?? '';
}

/** Takes a person with such an address into an organization, as people do it: invited by mail, accepted. */
export async function taken(
  platform: TestPlatform,
  into: { organizationId: string; by: Client },
  person: { client: Client; email: string; role?: 'CONTRIBUTOR' | 'APPROVER' },
): Promise<void> {
  const { email, role = 'CONTRIBUTOR' } = person;
  await into.by.call('inviteMember', { organizationId: into.organizationId, email, role }, 'ok');
  await person.client.call('acceptInvitation', { token: await invitationTo(platform, email) }, 'account { id }');
}
