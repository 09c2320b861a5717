/** What a mail says: paragraphs of plain text, the words of its link, why it was sent, and how one leaves its list. */
export interface MailContent {
  subject: string;
  paragraphs: string[];
  label?: string;
  footer: string;
  unsubscribe: string;
}

/** A mail in its two forms. */
export interface MailBody {
  subject: string;
  text: string;
  html: string;
}
