import type { NotificationKind } from '#platform/schema.types.js';
import { ACCOUNT_EN } from './account-words.en.rules.js';
import { isolated } from './bidi.rules.js';
import type { MailContent } from './mail.layout.types.js';
import { AR } from './words.ar.rules.js';
import { EN } from './words.en.rules.js';
import { ES } from './words.es.rules.js';
import { FR } from './words.fr.rules.js';
import { RU } from './words.ru.rules.js';
import type { Catalogue, Facts, Language, TextKey } from './words.types.js';
import { ZH } from './words.zh.rules.js';

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { ar: AR, en: EN, es: ES, fr: FR, ru: RU, zh: ZH };

/** The languages that mails can be written in. */
export const LANGUAGES = Object.keys(CATALOGUES) as Language[];

/** The language in which somebody with this locale (BCP 47) is written to: their own, or English. */
export function languageOf(locale: string): Language {
  const primary = locale.split('-')[0]?.toLowerCase() ?? '';
  return LANGUAGES.find((language) => language === primary) ?? 'en';
}

/** Which way a language is written. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

/** All words of a language. */
export const wordsIn = (language: Language): Catalogue => CATALOGUES[language];

const NO_FACTS: Facts = {
  norm: '',
  round: '',
  reference: '',
  organization: '',
  closesAt: '',
  reason: '',
  receipt: '',
  contentHash: '',
  at: '',
  role: '',
  scope: '',
  version: '',
  group: '',
  comment: '',
  excerpt: '',
  count: '',
  milestone: '',
  sunset: '',
  flag: '',
  decision: '',
  institution: '',
  token: '',
};

/** Facts of which the given ones are known. */
export const knowing = (facts: Partial<Facts>): Facts => ({ ...NO_FACTS, ...facts });

/** The text with its facts; null where one of them is not known. */
export function fill(text: string, facts: Readonly<Record<string, string>>): string | null {
  let complete = true;
  const filled = text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name] ?? '';
    if (!fact) complete = false;
    return fact;
  });
  return complete ? filled : null;
}

/** Where a person's name goes in a text that many people share, and the address at which one leaves the list. */
export const SLOT = { recipient: '\u{E000}', unsubscribe: '\u{E001}' } as const;
const SLOTS = /[\u{E000}-\u{E003}]/gu;

/** Facts that people copy: they stay as they are. */
const CODES = ['token', 'receipt', 'contentHash', 'reference', 'comment'];

/** Which footer a mail has: why it was sent. */
export type Footer = 'takesPart' | 'account' | 'invited';

const footerOf = (key: TextKey): Footer => (key in ACCOUNT_EN ? 'account' : 'takesPart');

/** What a mail of this text says, in a language: greeting, what is known of its paragraphs, the answers in their place, the link's words. */
export function contentOf(
  key: TextKey,
  given: Facts,
  language: Language,
  answers: readonly string[] = [],
  footer = footerOf(key),
): MailContent {
  const catalogue = wordsIn(language);
  const facts = Object.fromEntries(
    Object.entries(given).map(([name, fact]) => [
      name,
      CODES.includes(name) ? fact.replace(SLOTS, '') : isolated(fact.replace(SLOTS, ''), language),
    ]),
  );
  const { subject, paragraphs, label } = catalogue.texts[key];
  const said = paragraphs.flatMap((text) =>
    text === '{answers}' ? answers.map((a) => a.replace(SLOTS, '')) : (fill(text, facts) ?? []),
  );
  return {
    subject: fill(subject, facts) ?? subject.replace(/\{\w+\}/g, '…'),
    paragraphs: [catalogue.greeting.replace('{recipient}', SLOT.recipient), ...said],
    ...(label ? { label } : {}),
    footer: catalogue.footer[footer],
    unsubscribe: catalogue.footer.unsubscribe,
  };
}

type Split =
  | 'ORGANIZATION_VETTED'
  | 'MEMBERSHIP_CHANGED'
  | 'STAFF_ROLE_CHANGED'
  | 'INVITATION'
  | 'SUMMARY_READY'
  | 'MILESTONE_DUE'
  | 'COMMENT_WITHHELD'
  | 'EXPORT_READY';

/** What decides between the texts of a kind. */
export interface Happening {
  action: string;
  data: Readonly<Record<string, unknown>>;
}

/** The kinds that have two texts: by what happened, or how it was decided. */
const SPLIT: Readonly<Record<Split, (what: Happening) => TextKey>> = {
  ORGANIZATION_VETTED: ({ data }) => (data['decision'] === 'VERIFIED' ? 'ORGANIZATION_VERIFIED' : 'ORGANIZATION_REJECTED'),
  MEMBERSHIP_CHANGED: ({ action }) => (action === 'membership.removed' ? 'MEMBERSHIP_ENDED' : 'MEMBERSHIP_ROLE_CHANGED'),
  STAFF_ROLE_CHANGED: ({ action }) => (action === 'staff.revoked' ? 'STAFF_ROLE_TAKEN' : 'STAFF_ROLE_GIVEN'),
  INVITATION: ({ action }) => (action === 'invitation.sent' ? 'ORGANIZATION_INVITATION' : 'ROUND_INVITATION'),
  SUMMARY_READY: ({ action }) => (action === 'summary.published' ? 'SUMMARY_PUBLISHED' : 'SUMMARY_READY'),
  MILESTONE_DUE: ({ data }) => (data['endsNorm'] === true ? 'MILESTONE_SUNSET' : 'MILESTONE_DUE'),
  COMMENT_WITHHELD: ({ action }) => (action === 'comment.published' ? 'COMMENT_SHOWN' : 'COMMENT_WITHHELD'),
  EXPORT_READY: ({ action }) => (action === 'export.failed' ? 'EXPORT_FAILED' : 'EXPORT_READY'),
};

/** Which text tells this kind. */
export const textOf = (kind: NotificationKind, what: Happening): TextKey => (isSplit(kind) ? SPLIT[kind](what) : kind);

const isSplit = (kind: NotificationKind): kind is Split => kind in SPLIT;
