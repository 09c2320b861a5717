import type { LogEvent } from '#platform/event.types.js';
import type { Tx } from '#platform/tx.js';
import type { TokenCause, TokenPurpose } from '#identity/one-time-token.service.js';
import type { Recipient } from './mail.facts.js';
import type { AccountMailKind } from './words.types.js';

/** What a mail about an account is: to whom, in which words, and the link it carries. */
export interface AccountMail extends Recipient {
  kind: AccountMailKind;
  path: string;
  purpose: TokenPurpose | null;
  cause: TokenCause;
}

type Plan = Pick<AccountMail, 'kind' | 'path' | 'purpose'> & { to?: 'old_email' | 'new_email' };

const news = (kinds: Readonly<Record<string, AccountMailKind>>): Record<string, Plan> =>
  Object.fromEntries(Object.entries(kinds).map(([action, kind]): [string, Plan] => [action, { kind, path: '/', purpose: null }]));

const PLANS: Readonly<Record<string, Plan>> = {
  'account.reset_requested': { kind: 'RESET_PASSWORD', path: '/reset', purpose: 'RESET_PASSWORD' },
  'account.link_requested': { kind: 'SIGN_IN', path: '/sign-in', purpose: 'SIGN_IN' },
  'account.email_change_requested': { kind: 'CHANGE_EMAIL', path: '/change-address', purpose: 'CHANGE_EMAIL', to: 'new_email' },
  'account.email_changed': { kind: 'EMAIL_CHANGED', path: '/', purpose: null, to: 'old_email' },
  ...news({
    'second_factor.confirmed': 'CODES_ON',
    'second_factor.ended': 'CODES_OFF',
    'second_factor.codes_renewed': 'RECOVERY_CODES_RENEWED',
    'passkey.added': 'PASSKEY_ADDED',
    'passkey.removed': 'PASSKEY_REMOVED',
    'oidc_identity.linked': 'INSTITUTION_LINKED',
    'oidc_identity.unlinked': 'INSTITUTION_UNLINKED',
    'api_token.created': 'API_TOKEN_CREATED',
    'account.password_changed': 'PASSWORD_CHANGED',
    'account.password_reset': 'PASSWORD_CHANGED',
  }),
};
/** The events about an account that its holder gets a mail of. */
export const ACCOUNT_NEWS: readonly string[] = ['account.signed_up', ...Object.keys(PLANS)];

const VERIFY: Plan = { kind: 'VERIFY', path: '/verify', purpose: 'VERIFY_EMAIL' };
const KNOWN: Plan = { kind: 'KNOWN', path: '/', purpose: null };

const WHO = `select a.id as account_id, a.email, a.display_name, a.locale, a.email_verified_at is not null as is_verified, e.old_email, e.new_email
  from account a left join email_change e on e.account_id = a.id and e.id = $2 where a.id = $1 and a.erased_at is null`;

type Row = Recipient & { isVerified: boolean; oldEmail: string | null; newEmail: string | null };

/** The mail that an event about an account leads to; null for an account that is not, or no longer, there. */
export async function accountMailOf(tx: Tx, event: LogEvent): Promise<AccountMail | null> {
  const { signUp, change } = event.data as { signUp?: string; change?: string };
  const row = await tx.one<Row>(WHO, [event.subjectId, change ?? null]);
  const plan = event.action === 'account.signed_up' ? (row?.isVerified ? KNOWN : VERIFY) : PLANS[event.action];
  if (!row || !plan) return null;
  const { isVerified: _, oldEmail, newEmail, ...person } = row;
  const email = plan.to === undefined ? person.email : plan.to === 'old_email' ? oldEmail : newEmail;
  if (!email) return null;
  const { kind, path, purpose } = plan;
  return { ...person, email, kind, path, purpose, cause: { signUpId: signUp ?? null, emailChangeId: change ?? null } };
}
