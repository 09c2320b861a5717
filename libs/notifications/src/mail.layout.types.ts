import type { Tlp } from '#platform/schema.types.js';

/** What a mail says: paragraphs of plain text, the words of its link, why it was sent, and how one leaves its list. */
export interface MailContent {
  subject: string;
  paragraphs: string[];
  label?: string;
  footer: string;
  unsubscribe: string;
  /** The highest marking of the comments that it tells of; null or none where it tells of none. */
  marking?: Tlp | null;
}

/** A mail in its two forms. */
export interface MailBody {
  subject: string;
  text: string;
  html: string;
}
