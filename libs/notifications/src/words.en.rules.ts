import type { Catalogue } from './words.types.js';

/** English, of which the other languages are translations. */
export const EN: Catalogue = {
  greeting: 'Dear {recipient},',
  texts: {
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
    WAY_IN_CHANGED: {
      subject: 'The ways into your account changed',
      paragraphs: [
        'A second factor, a passkey or a sign-in through an institution was added to your account, renewed or taken off it.',
        'If it was not you, ask for a link to set a new password at once, then look at the sessions and the ways into your account.',
      ],
      label: 'Go to Colloquy',
    },
    ROUND_OPENED: {
      subject: 'Open for comment: {norm}',
      paragraphs: ['The round “{round}” ({reference}) on {norm} is open.', 'It closes on {closesAt}.'],
      label: 'Read and comment',
    },
    ROUND_CLOSING_SOON: {
      subject: 'Closes soon: {norm}',
      paragraphs: [
        'The round “{round}” ({reference}) on {norm} closes on {closesAt}, and nothing of yours has been submitted to it.',
        'A draft that is not submitted by then is not counted. You can still read and export it afterwards.',
      ],
      label: 'Read and comment',
    },
    ROUND_EXTENDED: {
      subject: 'More time to comment: {norm}',
      paragraphs: ['The round “{round}” ({reference}) now closes on {closesAt}.', 'The reason: {reason}'],
      label: 'Read and comment',
    },
    ROUND_CANCELLED: {
      subject: 'Cancelled: {round}',
      paragraphs: ['The round “{round}” ({reference}) on {norm} was cancelled.', 'The reason: {reason}'],
      label: 'See the round',
    },
    ROUND_CLOSED: {
      subject: 'Closed: {round}',
      paragraphs: [
        'The round “{round}” ({reference}) on {norm} is closed.',
        'Every comment that was submitted will be answered. You will get one letter with all the answers to yours.',
      ],
      label: 'See the round',
    },
    SUBMISSION_RECEIVED: {
      subject: 'Received: {receipt}',
      paragraphs: [
        'Your submission to “{round}” ({reference}) was received on {at}.',
        'It was handed in for {organization}.',
        'Receipt: {receipt}\nSHA-256: {contentHash}',
        'Keep this mail: with it you can show later that what you handed in is in the record unaltered.',
      ],
      label: 'See what you submitted',
    },
    APPROVAL_REQUESTED: {
      subject: 'Waits for your approval: {organization}',
      paragraphs: [
        'A submission of {organization} to “{round}” ({reference}) is ready. An approver hands it in, or returns it with a reason.',
        'The round closes on {closesAt}.',
      ],
      label: 'Read and decide',
    },
    COMMENT_WITHHELD: {
      subject: 'Withheld: {comment}',
      paragraphs: [
        'Your comment {comment} in “{round}” ({reference}) is no longer shown in public. It stays in the record, and it is answered.',
        'The reason: {reason}',
      ],
      label: 'See the comment',
    },
    REPLY_RECEIVED: {
      subject: 'A reply to {comment}',
      paragraphs: ['Somebody replied to the comment {comment} in “{round}” ({reference}).', '{excerpt}'],
      label: 'Read the reply',
    },
    COMMENT_PUBLISHED: {
      subject: 'A comment on {norm}',
      paragraphs: ['The comment {comment} was published in “{round}” ({reference}).', '{excerpt}'],
      label: 'Read the comment',
    },
    COMMENT_ASSIGNED: {
      subject: 'Assigned to you: comments on {norm}',
      paragraphs: ['Comments of “{round}” ({reference}) on {norm} were assigned to you: {count}.'],
      label: 'See the comments',
    },
    MODERATION_WAITING: {
      subject: 'Waits for moderation: {round}',
      paragraphs: ['The comment {comment} in “{round}” ({reference}) waits for a moderator.', 'The reason: {reason}'],
      label: 'Open the queue',
    },
    FLAG_DECIDED: {
      subject: 'Decided: what you reported about {comment}',
      paragraphs: [
        'You reported something about the comment {comment} in “{round}” ({reference}). A moderator looked at it and decided.',
        'The reason: {reason}',
      ],
      label: 'See the round',
    },
    STANDING_ASKED: {
      subject: 'Does your comment still stand? {norm}',
      paragraphs: [
        'A new version of {norm} was published. Comments that you made on an earlier one were carried to it as far as their words could be found.',
        'Please say of each whether it still stands.',
      ],
      label: 'Look at my comments',
    },
    WEBHOOK_DISABLED: {
      subject: 'A webhook of yours is switched off',
      paragraphs: [
        'Calls to an address of yours failed for a day, and no more are made. Make a new webhook when the address works again.',
      ],
      label: 'Open Colloquy',
    },
    RESULTS_PUBLISHED: {
      subject: 'Your comments were answered: {norm}',
      paragraphs: [
        'The review of {norm} is concluded. These are the answers to your comments.',
        'Version {version} was made from it and is published.',
        '{answers}',
      ],
      label: 'Read them in place',
    },
    BALANCE_BELOW_TARGET: {
      subject: 'Under its target: {group}, {round}',
      paragraphs: [
        'In “{round}” ({reference}) fewer comments come from this group than was aimed at: {group}.',
        'The round closes on {closesAt}. There is still time to ask those who were invited and are silent.',
      ],
      label: 'See who takes part',
    },
    APPEAL_DECIDED: {
      subject: 'Your appeal was decided: {comment}',
      paragraphs: ['Your appeal against the answer to {comment} was decided.', '{reason}'],
      label: 'Read the decision',
    },
    VERSION_PUBLISHED: {
      subject: 'New version: {norm}',
      paragraphs: ['A new version of {norm} was published.'],
      label: 'Read it',
    },
    MILESTONE_DUE: {
      subject: 'Due: {milestone}, {norm}',
      paragraphs: ['A milestone of {norm} is due on {at}: {milestone}.'],
      label: 'See the norm',
    },
    SUMMARY_READY: {
      subject: 'Summary ready: {round}',
      paragraphs: ['The summary of “{round}” ({reference}) is ready.'],
      label: 'Read the summary',
    },
    EXPORT_READY: {
      subject: 'Your export is ready',
      paragraphs: ['The export that you asked for is ready. It can be downloaded for seven days.'],
      label: 'Download it',
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
    ROUND_INVITATION: {
      subject: 'You are invited to comment: {norm}',
      paragraphs: [
        'You are invited to comment on {norm}, in the round “{round}” ({reference}).',
        '{reason}',
        'It closes on {closesAt}.',
        'Sign in with this mail address, or sign up with it first.',
      ],
      label: 'Read and comment',
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
  },
  outcomes: {
    ACCEPTED: 'accepted',
    ACCEPTED_WITH_MODIFICATION: 'accepted with changes',
    NOTED: 'noted',
    NOT_ACCEPTED: 'not accepted',
    OUT_OF_SCOPE: 'out of scope',
    DEFERRED: 'deferred',
    DUPLICATE: 'answered with another comment',
  },
  roles: {
    ADMIN: 'an administrator',
    ORGANIZER: 'an organizer',
    SECRETARIAT: 'of the secretariat',
    REVIEWER: 'a reviewer',
    OBSERVER: 'an observer',
    APPROVER: 'an approver',
    CONTRIBUTOR: 'a contributor',
  },
  oneNorm: 'for {norm}',
  everyNorm: 'for every norm',
  answer: {
    plain: '{comment}: {outcome}\n“{excerpt}”',
    response: '{response}',
    changed: 'Changed: {changed}',
    elsewhere: '{comment} has been answered; sign in to read how.',
  },
  digest: {
    subject: 'News on Colloquy: {count}',
    intro: 'This is what happened since your last mail, the newest first.',
    label: 'Open your inbox',
    general: 'In general',
  },
  footer: {
    takesPart: 'You get this mail because you take part in a consultation on Colloquy.',
    account: 'You get this mail because of your account on Colloquy.',
    invited: 'You get this mail because somebody gave us your address to invite you. It was kept for nothing else.',
    unsubscribe: 'No longer want mails of this kind? Leave this list:',
  },
};
