import type { Attribution, ChangeRequest, CommentStatus, CommentType, Position, Tlp } from '#platform/schema.types.js';

/** What the form's choices are called, in the order in which they are offered. Their keys are all that the form takes. */
export const TYPES: Readonly<Record<CommentType, string>> = {
  SUBSTANTIVE: 'Substantive: what the norm says',
  TECHNICAL: 'Technical: a matter of fact or practice',
  EDITORIAL: 'Editorial: how it says it',
  TRANSLATION: 'Translation: how a translation renders it',
  LESSON_LEARNED: 'Lesson learned in applying it',
  GENERAL: 'General: the norm as a whole',
};

export const POSITIONS: Readonly<Record<Position, string>> = {
  SUPPORT: 'For it as it is',
  SUPPORT_WITH_CHANGES: 'For it, if it is changed',
  OPPOSE: 'Against it',
  NEUTRAL: 'Neither',
};

export const CHANGES: Readonly<Record<ChangeRequest, string>> = {
  NONE: 'I ask for nothing',
  KEEP: 'Keep it as it is',
  MODIFY: 'Change it',
  ADD: 'Add something',
  DELETE: 'Take it out',
};

export const MARKINGS: Readonly<Record<Tlp, string>> = {
  CLEAR: 'Everyone (TLP:CLEAR)',
  GREEN: 'Those who take part, and staff (TLP:GREEN)',
  AMBER: 'My side and all staff of this norm (TLP:AMBER)',
  AMBER_STRICT: 'My side and the secretariat (TLP:AMBER+STRICT)',
  RED: 'The secretariat and I alone (TLP:RED)',
};

export const ATTRIBUTIONS: Readonly<Record<Attribution, string>> = {
  NAMED: 'My name, and my organization where I speak for one',
  ORGANIZATION_ONLY: 'The organization alone',
  PSEUDONYMOUS: 'Only what kind of stakeholder I am, and my region',
};

export const STATUSES: Readonly<Record<CommentStatus, string>> = {
  DRAFT: 'Draft: nobody but your side sees it',
  PENDING_MODERATION: 'Handed in; a moderator has yet to look at it',
  PUBLISHED: 'Handed in, and shown to whom its marking allows',
  WITHHELD: 'Handed in, and hidden by a moderator',
  WITHDRAWN: 'Taken back',
};

/** The value of the field `for` of who speaks for themselves. */
export const ONESELF = 'me';

/** The fields of the form as they are shown and sent; texts may be empty. */
export interface CommentValues {
  type: string;
  position: string;
  change: string;
  blocking: boolean;
  body: string;
  rationale: string;
  proposedText: string;
  exact: string;
  prefix: string;
  /** Where the quote stands, as the server found it, and the words that this is true of. */
  start: string;
  end: string;
  placed: string;
  tlp: string;
  attribution: string;
  locale: string;
  /** Files that stay with the comment. */
  keep: readonly string[];
}

/** A new form. */
export const NOTHING_YET: Omit<CommentValues, 'locale'> = {
  type: '',
  position: 'NEUTRAL',
  change: 'NONE',
  blocking: false,
  body: '',
  rationale: '',
  proposedText: '',
  exact: '',
  prefix: '',
  start: '',
  end: '',
  placed: '',
  tlp: 'CLEAR',
  attribution: 'NAMED',
  keep: [],
};
