import type { AccountTextKey, Words } from './words.types.js';

const NOT_YOU_WAY =
  'If it was not you, ask for a link to set a new password at once, then look at the sessions and the ways into your account.';

/** Mails about accounts and organizations: English, of which the other languages are translations. */
export const ACCOUNT_EN: Readonly<Record<AccountTextKey, Words>> = {
  VERIFY: {
    subject: 'Confirm your mail address',
    paragraphs: [
      'Somebody, we hope you, asked for an account with this address. Follow the link to confirm that it is yours.',
      'If you are asked for a token, it is:\n{token}',
      'If it was not you, there is nothing to do: without this step there is no account.',
    ],
    label: 'Confirm my address',
  },
  KNOWN: {
    subject: 'You have an account already',
    paragraphs: [
      'Somebody, perhaps you, asked for an account with this address. There is one already, and nothing about it was changed.',
      'You can sign in with its password. If you have lost it, ask for a link to set a new one.',
      'If it was not you, there is nothing to do.',
    ],
    label: 'Go to Colloquy',
  },
  SIGN_IN: {
    subject: 'Your link to sign in',
    paragraphs: [
      'Somebody, we hope you, asked for a link to sign in. It is good once, and for an hour.',
      'If you are asked for a token, it is:\n{token}',
      'If it was not you, do not follow the link, and give it to nobody: whoever has it can sign in as you.',
    ],
    label: 'Sign in',
  },
  RESET_PASSWORD: {
    subject: 'Set a new password',
    paragraphs: [
      'Somebody, we hope you, asked to set a new password for your account. The link is good once, and for an hour.',
      'If you are asked for a token, it is:\n{token}',
      'If it was not you, there is nothing to do: without the link your password stays as it is.',
    ],
    label: 'Set a new password',
  },
  CHANGE_EMAIL: {
    subject: 'Confirm your new mail address',
    paragraphs: [
      'You asked to have this address for your account. Follow the link to confirm that it is yours. It is good once, and for a day.',
      'If you are asked for a token, it is:\n{token}',
      'If it was not you, there is nothing to do.',
    ],
    label: 'Confirm my new address',
  },
  EMAIL_CHANGED: {
    subject: 'Your mail address was changed',
    paragraphs: [
      'Your account has another mail address now. Mails no longer go to this one.',
      'If it was not you, somebody else has your password. Tell the people who run this platform at once.',
    ],
  },
  PASSWORD_CHANGED: {
    subject: 'Your password was changed',
    paragraphs: [
      'The password of your account was changed, and its other sessions were ended.',
      'If it was not you, ask for a link to set a new password at once.',
    ],
    label: 'Go to Colloquy',
  },
  PASSKEY_ADDED: {
    subject: 'A passkey was added to your account',
    paragraphs: ['A passkey was added to your account. Whoever holds it can sign in as you without the password.', NOT_YOU_WAY],
    label: 'Go to Colloquy',
  },
  PASSKEY_REMOVED: {
    subject: 'A passkey was taken off your account',
    paragraphs: ['A passkey was taken off your account. Nobody can sign in with it any more.', NOT_YOU_WAY],
    label: 'Go to Colloquy',
  },
  CODES_ON: {
    subject: 'A code is now asked for when you sign in',
    paragraphs: [
      'Codes of an authenticator app (TOTP) were switched on for your account: one is asked for at every sign-in from now on. Its other sessions were ended.',
      NOT_YOU_WAY,
    ],
    label: 'Go to Colloquy',
  },
  CODES_OFF: {
    subject: 'No code is asked for any more when you sign in',
    paragraphs: [
      'Codes of an authenticator app (TOTP) were switched off for your account: none is asked for at sign-in any more.',
      NOT_YOU_WAY,
    ],
    label: 'Go to Colloquy',
  },
  RECOVERY_CODES_RENEWED: {
    subject: 'New recovery codes for your account',
    paragraphs: ['New recovery codes were made for your account. The old ones are of no more use.', NOT_YOU_WAY],
    label: 'Go to Colloquy',
  },
  INSTITUTION_LINKED: {
    subject: 'Sign-in through {institution} was added',
    paragraphs: ['Whoever signs in through {institution} under your name there can now use your account here.', NOT_YOU_WAY],
    label: 'Go to Colloquy',
  },
  INSTITUTION_UNLINKED: {
    subject: 'Sign-in through {institution} was taken off',
    paragraphs: ['Your account can no longer be signed in to through {institution}.', NOT_YOU_WAY],
    label: 'Go to Colloquy',
  },
  API_TOKEN_CREATED: {
    subject: 'An access token was made for your account',
    paragraphs: [
      'An access token was made for your account. A program that has it can act in your name, as far as the token allows.',
      NOT_YOU_WAY,
    ],
    label: 'Go to Colloquy',
  },
  ORGANIZATION_VERIFIED: {
    subject: '{organization}: verified',
    paragraphs: ['{organization} was verified.', 'The reason: {reason}'],
    label: 'See the organization',
  },
  ORGANIZATION_REJECTED: {
    subject: '{organization}: not verified',
    paragraphs: ['{organization} was not verified.', 'The reason: {reason}'],
    label: 'See the organization',
  },
  VETTING_APPEALED: {
    subject: 'Appeal: {organization}',
    paragraphs: [
      '{organization} appeals against its rejection.',
      'Somebody else than who rejected it decides. Its grounds stand beside its statement.',
    ],
    label: 'Open Colloquy',
  },
  ORGANIZATION_INVITATION: {
    subject: 'Join {organization} on Colloquy',
    paragraphs: [
      'You are invited to take part in consultations for {organization}, as {role}.',
      'Sign in with this mail address, or sign up with it first, then follow the link. It can be used once, within 14 days.',
      'If you are asked for a token, it is:\n{token}',
      'If this means nothing to you, there is nothing to do.',
    ],
    label: 'See the invitation',
  },
  MEMBERSHIP_ENDED: {
    subject: '{organization}: you are no longer a member',
    paragraphs: ['An approver of {organization} ended your membership.'],
  },
  MEMBERSHIP_ROLE_CHANGED: {
    subject: '{organization}: you are now {role}',
    paragraphs: ['An approver of {organization} made you {role} of it.'],
  },
  STAFF_ROLE_GIVEN: {
    subject: 'You are now {role} {scope}',
    paragraphs: ['An administrator made you {role} {scope}. It is in force from your next request on.'],
  },
  STAFF_ROLE_TAKEN: {
    subject: 'You are no longer {role} {scope}',
    paragraphs: ['You are no longer {role} {scope}. What you did in that role stays in the log.'],
  },
};
