import { ACCOUNT_EN } from './account-words.en.rules.js';
import { NEWS_EN } from './news-words.en.rules.js';
import type { Catalogue } from './words.types.js';

/** English, of which the other languages are translations. */
export const EN: Catalogue = {
  greeting: 'Dear {recipient},',
  texts: { ...ACCOUNT_EN, ...NEWS_EN },
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
  groups: {
    GOVERNMENT: 'governments',
    INTERGOVERNMENTAL_ORGANIZATION: 'intergovernmental organizations',
    INDUSTRY: 'industry',
    ACADEMIA: 'academia',
    CIVIL_SOCIETY: 'civil society',
    TECHNICAL_COMMUNITY: 'the technical community',
    INDIVIDUAL: 'individuals',
  },
  flags: {
    ABUSE: 'abuse',
    SPAM: 'spam',
    OFF_TOPIC: 'not about the norm',
    PRIVATE_DATA: 'private data',
    FALSE_ATTRIBUTION: 'a false name',
    OTHER: 'something else',
  },
  flagDecisions: {
    PUBLISH: 'The comment stays shown.',
    WITHHOLD: 'The comment was withheld: it is no longer shown to others.',
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
    more: 'And {count} more, which stand in your inbox.',
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
