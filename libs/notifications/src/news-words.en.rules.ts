import type { NewsTextKey, Words } from './words.types.js';

/** News of norms, rounds and comments: English, of which the other languages are translations. */
export const NEWS_EN: Readonly<Record<NewsTextKey, Words>> = {
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
    subject: 'Withheld: a comment of yours in {round}',
    paragraphs: [
      'A comment of yours in “{round}” ({reference}) is no longer shown to others. It stays in the record, and it is answered.',
      'It is {comment}.',
      'The reason: {reason}',
    ],
    label: 'See the comment',
  },
  COMMENT_SHOWN: {
    subject: 'Shown again: a comment of yours in {round}',
    paragraphs: [
      'A moderator looked at a comment of yours in “{round}” ({reference}) that was withheld. It is shown again.',
      'It is {comment}.',
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
    paragraphs: ['The comment {comment} in “{round}” ({reference}) waits for a moderator.', 'It was reported as: {flag}'],
    label: 'Open the queue',
  },
  FLAG_DECIDED: {
    subject: 'Decided: what you reported about {comment}',
    paragraphs: [
      'You reported something about the comment {comment} in “{round}” ({reference}). A moderator looked at it.',
      '{decision}',
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
  NORM_ADOPTED: {
    subject: 'Adopted: {norm}',
    paragraphs: ['{norm} was adopted, in version {version}.', 'Its last day in force is {sunset}, unless it is renewed before.'],
    label: 'Read it',
  },
  NORM_RENEWED: {
    subject: 'Renewed: {norm}',
    paragraphs: ['{norm} was renewed and stays in force.', 'Its last day in force is now {sunset}.', 'The reason: {reason}'],
    label: 'See the norm',
  },
  NORM_EXPIRED: {
    subject: 'Out of force: {norm}',
    paragraphs: [
      '{norm} is no longer in force: it was not renewed.',
      'Its last day in force was {sunset}.',
      'Its text, the comments on it and the answers can still be read.',
    ],
    label: 'See the norm',
  },
  NORM_WITHDRAWN: {
    subject: 'Withdrawn: {norm}',
    paragraphs: ['{norm} was withdrawn. Nothing more can be submitted to a round on it.', 'The reason: {reason}'],
    label: 'See the norm',
  },
  ROUND_PAUSED: {
    subject: 'Paused: {round}',
    paragraphs: [
      'The round “{round}” ({reference}) on {norm} is paused: for now it takes no submissions. Drafts are kept.',
      'The reason: {reason}',
    ],
    label: 'See the round',
  },
  ROUND_RESUMED: {
    subject: 'Open again: {round}',
    paragraphs: [
      'The round “{round}” ({reference}) on {norm} takes submissions again.',
      'It closes on {closesAt}.',
      'The reason: {reason}',
    ],
    label: 'Read and comment',
  },
  SUBMISSION_RETURNED: {
    subject: 'Given back: {organization}, {round}',
    paragraphs: [
      'An approver gave the submission of {organization} to “{round}” ({reference}) back to its writers. The reason stands with the draft.',
      'Once it is changed, approval can be asked for again.',
      'The round closes on {closesAt}.',
    ],
    label: 'Read the reason',
  },
  SUBMISSION_WITHDRAWN: {
    subject: 'Taken back: {organization}, {round}',
    paragraphs: [
      'An approver took the submission of {organization} to “{round}” ({reference}) back. Its comments are no longer shown; nothing of them was deleted.',
    ],
    label: 'See the round',
  },
  SUMMARY_PUBLISHED: {
    subject: 'Summary published: {round}',
    paragraphs: ['The summary of what was said in “{round}” ({reference}) on {norm} is published.'],
    label: 'Read the summary',
  },
  MILESTONE_SUNSET: {
    subject: 'In force until {at}: {norm}',
    paragraphs: ['The last day on which {norm} is in force is {at}, unless it is renewed before: {milestone}.'],
    label: 'See the norm',
  },
  EXPORT_FAILED: {
    subject: 'Your export could not be made',
    paragraphs: [
      'The export that you asked for could not be made. Nothing is lost: ask for it again.',
      'If it fails again, tell the people who run this platform.',
    ],
    label: 'Ask for it again',
  },
};
