import type { NotificationKind } from '#platform/schema.types.js';
import type { MailContent } from './mail.layout.js';

/** What a mail can be about; what is not known is empty. */
export interface MailFacts {
  recipient: string;
  norm: string;
  round: string;
  reference: string;
  organization: string;
  closesAt: string;
  reason: string;
  receipt: string;
  contentHash: string;
  at: string;
  /** The event that the mail tells of. */
  action: string;
  decision: string;
  /** A place in an organization, or a staff role. */
  role: string;
  /** The number of the version that came out of a review; empty where none did. */
  version: string;
  answers: string[];
  token: string;
  url: string;
}

/** Mails about an account itself, which no inbox shows. */
export type AccountMailKind =
  'VERIFY' | 'KNOWN' | 'SIGN_IN' | 'RESET_PASSWORD' | 'CHANGE_EMAIL' | 'EMAIL_CHANGED' | 'PASSWORD_CHANGED';

type Text = (facts: MailFacts) => Omit<MailContent, 'footer' | 'link'> & { label?: string };

const roundName = ({ round, reference }: MailFacts): string => `“${round}” (${reference})`;

const place = (role: string): string => (role === 'APPROVER' ? 'an approver' : 'a contributor');

const ROLES: Readonly<Record<string, string>> = {
  ADMIN: 'an administrator',
  ORGANIZER: 'an organizer',
  SECRETARIAT: 'of the secretariat',
  REVIEWER: 'a reviewer',
  OBSERVER: 'an observer',
};

/** The words of each mail, in English. Other languages come beside this table under their tags. */
const EN: Readonly<Partial<Record<NotificationKind | AccountMailKind, Text>>> = {
  VERIFY: ({ token }) => ({
    subject: 'Confirm your mail address',
    paragraphs: [
      'Somebody, we hope you, asked for an account with this address. Follow the link to confirm that it is yours.',
      `If you are asked for a token, it is:\n${token}`,
      'If it was not you, there is nothing to do: without this step there is no account.',
    ],
    label: 'Confirm my address',
  }),
  KNOWN: () => ({
    subject: 'You have an account already',
    paragraphs: [
      'Somebody, perhaps you, asked for an account with this address. There is one already, and nothing about it was changed.',
      'You can sign in with its password. If you have lost it, ask for a link to set a new one.',
      'If it was not you, there is nothing to do.',
    ],
    label: 'Go to Colloquy',
  }),
  SIGN_IN: ({ token }) => ({
    subject: 'Your link to sign in',
    paragraphs: [
      'Somebody, we hope you, asked for a link to sign in. It is good once, and for an hour.',
      `If you are asked for a token, it is:\n${token}`,
      'If it was not you, do not follow the link, and give it to nobody: whoever has it can sign in as you.',
    ],
    label: 'Sign in',
  }),
  RESET_PASSWORD: ({ token }) => ({
    subject: 'Set a new password',
    paragraphs: [
      'Somebody, we hope you, asked to set a new password for your account. The link is good once, and for an hour.',
      `If you are asked for a token, it is:\n${token}`,
      'If it was not you, there is nothing to do: without the link your password stays as it is.',
    ],
    label: 'Set a new password',
  }),
  CHANGE_EMAIL: ({ token }) => ({
    subject: 'Confirm your new mail address',
    paragraphs: [
      'You asked to have this address for your account. Follow the link to confirm that it is yours. It is good once, and for a day.',
      `If you are asked for a token, it is:\n${token}`,
      'If it was not you, there is nothing to do.',
    ],
    label: 'Confirm my new address',
  }),
  EMAIL_CHANGED: () => ({
    subject: 'Your mail address was changed',
    paragraphs: [
      'Your account has another mail address now. Mails no longer go to this one.',
      'If it was not you, somebody else has your password. Tell the people who run this platform at once.',
    ],
  }),
  PASSWORD_CHANGED: () => ({
    subject: 'Your password was changed',
    paragraphs: [
      'The password of your account was changed, and its other sessions were ended.',
      'If it was not you, ask for a link to set a new password at once.',
    ],
    label: 'Go to Colloquy',
  }),
  ROUND_OPENED: (facts) => ({
    subject: `Open for comment: ${facts.norm}`,
    paragraphs: [
      `The round ${roundName(facts)} on ${facts.norm} is open.`,
      facts.closesAt ? `It closes on ${facts.closesAt}.` : 'It stays open.',
    ],
    label: 'Read and comment',
  }),
  ROUND_EXTENDED: (facts) => ({
    subject: `More time to comment: ${facts.norm}`,
    paragraphs: [`The round ${roundName(facts)} now closes on ${facts.closesAt}.`, `The reason: ${facts.reason}`],
    label: 'Read and comment',
  }),
  ROUND_CANCELLED: (facts) => ({
    subject: `Cancelled: ${facts.round}`,
    paragraphs: [`The round ${roundName(facts)} on ${facts.norm} was cancelled.`, `The reason: ${facts.reason}`],
    label: 'See the round',
  }),
  ROUND_CLOSED: (facts) => ({
    subject: `Closed: ${facts.round}`,
    paragraphs: [
      `The round ${roundName(facts)} on ${facts.norm} is closed.`,
      'Every comment that was submitted will be answered. You will get one letter with all the answers to yours.',
    ],
    label: 'See the round',
  }),
  SUBMISSION_RECEIVED: (facts) => ({
    subject: `Received: ${facts.receipt}`,
    paragraphs: [
      `Your submission to ${roundName(facts)} was received on ${facts.at}${facts.organization ? `, for ${facts.organization}` : ''}.`,
      `Receipt: ${facts.receipt}\nSHA-256: ${facts.contentHash}`,
      'Keep this mail: with it you can show later that what you handed in is in the record unaltered.',
    ],
    label: 'See what you submitted',
  }),
  RESULTS_PUBLISHED: (facts) => ({
    subject: `Your comments were answered: ${facts.norm}`,
    paragraphs: [
      `The review of ${facts.norm} is concluded${facts.version ? `, and version ${facts.version} is published` : ''}. These are the answers to your comments.`,
      ...facts.answers,
    ],
    label: 'Read them in place',
  }),
  VERSION_PUBLISHED: (facts) => ({
    subject: `New version: ${facts.norm}`,
    paragraphs: [`A new version of ${facts.norm} was published.`],
    label: 'Read it',
  }),
  SUMMARY_READY: (facts) => ({
    subject: `Summary ready: ${facts.round}`,
    paragraphs: [`The summary of ${roundName(facts)} is ready.`],
    label: 'Read the summary',
  }),
  EXPORT_READY: () => ({
    subject: 'Your export is ready',
    paragraphs: ['The export that you asked for is ready. It can be downloaded for seven days.'],
    label: 'Download it',
  }),
  ORGANIZATION_VETTED: (facts) => ({
    subject: `${facts.organization}: ${facts.decision === 'VERIFIED' ? 'verified' : 'not verified'}`,
    paragraphs: [
      facts.decision === 'VERIFIED' ? `${facts.organization} was verified.` : `${facts.organization} was not verified.`,
      ...(facts.reason ? [`The reason: ${facts.reason}`] : []),
    ],
    label: 'See the organization',
  }),
  VETTING_APPEALED: (facts) => ({
    subject: `Appeal: ${facts.organization}`,
    paragraphs: [
      `${facts.organization} appeals against its rejection.`,
      'Somebody else than who rejected it decides. Its grounds stand beside its statement.',
    ],
    label: 'Open Colloquy',
  }),
  INVITATION: ({ organization, role, token }) => ({
    subject: `Join ${organization} on Colloquy`,
    paragraphs: [
      `You are invited to take part in consultations for ${organization}, as ${place(role)}.`,
      'Sign in with this mail address, or sign up with it first, then follow the link. It can be used once, within 14 days.',
      `If you are asked for a token, it is:\n${token}`,
      'If this means nothing to you, there is nothing to do.',
    ],
    label: 'See the invitation',
  }),
  MEMBERSHIP_CHANGED: ({ organization, role, action }) =>
    action === 'membership.removed'
      ? {
          subject: `${organization}: you are no longer a member`,
          paragraphs: [`An approver of ${organization} ended your membership.`],
        }
      : {
          subject: `${organization}: you are now ${place(role)}`,
          paragraphs: [`An approver of ${organization} made you ${place(role)} of it.`],
        },
  STAFF_ROLE_CHANGED: ({ role, norm, action }) => {
    const what = `${ROLES[role] ?? role} ${norm ? `for ${norm}` : 'for every norm'}`;
    return action === 'staff.revoked'
      ? {
          subject: `You are no longer ${what}`,
          paragraphs: [`You are no longer ${what}. What you did in that role stays in the log.`],
        }
      : {
          subject: `You are now ${what}`,
          paragraphs: [`An administrator made you ${what}. It is in force from your next request on.`],
        };
  },
};

const FOOTER = 'You get this mail because you take part in a consultation on Colloquy.';
const INVITED =
  'You get this mail because somebody of that organization gave us your address for it. It was kept for nothing else.';

/** The words of a mail of this kind, or null where the kind has none. */
export function mailContent(kind: NotificationKind | AccountMailKind, facts: MailFacts): MailContent | null {
  const text = EN[kind]?.(facts);
  if (!text) return null;
  const { label, ...rest } = text;
  const paragraphs = [`Dear ${facts.recipient},`, ...rest.paragraphs];
  return {
    ...rest,
    paragraphs,
    ...(label ? { link: { label, url: facts.url } } : {}),
    footer: kind === 'INVITATION' ? INVITED : FOOTER,
  };
}
