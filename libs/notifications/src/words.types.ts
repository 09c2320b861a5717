import type {
  FlagKind,
  ModerationDecision,
  NotificationKind,
  Outcome,
  StaffRole,
  StakeholderGroup,
} from '#platform/schema.types.js';

/** The six languages of the United Nations, in which every mail can be written. */
export type Language = 'ar' | 'en' | 'es' | 'fr' | 'ru' | 'zh';

/** Mails about an account itself, which no inbox shows. */
export type AccountMailKind =
  | 'VERIFY'
  | 'KNOWN'
  | 'SIGN_IN'
  | 'RESET_PASSWORD'
  | 'CHANGE_EMAIL'
  | 'EMAIL_CHANGED'
  | 'PASSWORD_CHANGED'
  | 'PASSKEY_ADDED'
  | 'PASSKEY_REMOVED'
  | 'CODES_ON'
  | 'CODES_OFF'
  | 'RECOVERY_CODES_RENEWED'
  | 'INSTITUTION_LINKED'
  | 'INSTITUTION_UNLINKED'
  | 'API_TOKEN_CREATED';

/** Texts about accounts and organizations; where one kind tells two things, each has its text. */
export type AccountTextKey =
  | AccountMailKind
  | 'ORGANIZATION_VERIFIED'
  | 'ORGANIZATION_REJECTED'
  | 'VETTING_APPEALED'
  | 'ORGANIZATION_INVITATION'
  | 'MEMBERSHIP_ENDED'
  | 'MEMBERSHIP_ROLE_CHANGED'
  | 'STAFF_ROLE_GIVEN'
  | 'STAFF_ROLE_TAKEN';

/** Texts about norms, rounds and comments. */
export type NewsTextKey =
  | Exclude<
      NotificationKind,
      'ORGANIZATION_VETTED' | 'VETTING_APPEALED' | 'MEMBERSHIP_CHANGED' | 'STAFF_ROLE_CHANGED' | 'INVITATION'
    >
  | 'ROUND_INVITATION'
  | 'SUMMARY_PUBLISHED'
  | 'MILESTONE_SUNSET'
  | 'COMMENT_SHOWN'
  | 'EXPORT_FAILED';

/** One text for each thing that can be told. */
export type TextKey = AccountTextKey | NewsTextKey;

/**
 * A text without logic: `{name}` stands for a fact, and a paragraph with a fact that is not known is left out. `{answers}` alone
 * stands for as many paragraphs as there are answers.
 */
export interface Words {
  subject: string;
  paragraphs: readonly string[];
  /** What the link says; without it there is none. */
  label?: string;
}

/** All words of one language. */
export interface Catalogue {
  texts: Readonly<Record<TextKey, Words>>;
  greeting: string;
  outcomes: Readonly<Record<Outcome, string>>;
  roles: Readonly<Record<StaffRole | 'APPROVER' | 'CONTRIBUTOR', string>>;
  groups: Readonly<Record<StakeholderGroup, string>>;
  flags: Readonly<Record<FlagKind, string>>;
  flagDecisions: Readonly<Record<ModerationDecision, string>>;
  oneNorm: string;
  everyNorm: string;
  answer: { plain: string; response: string; changed: string; elsewhere: string };
  digest: { subject: string; intro: string; more: string; label: string; general: string };
  footer: { takesPart: string; account: string; invited: string; unsubscribe: string };
}

/** What a text can tell; what is not known is empty. */
export interface Facts {
  norm: string;
  round: string;
  reference: string;
  organization: string;
  closesAt: string;
  reason: string;
  receipt: string;
  contentHash: string;
  at: string;
  role: string;
  scope: string;
  version: string;
  group: string;
  comment: string;
  excerpt: string;
  count: string;
  milestone: string;
  /** The last day in force. */
  sunset: string;
  flag: string;
  decision: string;
  institution: string;
  token: string;
}
