import type { MailBody, MailContent } from './mail.layout.types.js';
import { marked } from './marking.rules.js';
import { directionOf, SLOT } from './words.rules.js';
import type { Language } from './words.types.js';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it can stand anywhere in HTML. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

/** One line that no reader can take for a header of its own: no line breaks, no encoded words (RFC 2047). */
export const headerLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll('=?', '= ?')
    .trim()
    .slice(0, 200);

/** Where a colon is written otherwise. */
const COLON: Partial<Record<Language, string>> = { fr: ' :', zh: '：' };

/** How a mail is laid out: where its link leads, and whether one can leave its list. */
export interface Layout {
  language: Language;
  url: string;
  optional: boolean;
}

const paragraph = (text: string): string => `<p style="margin:0 0 1em;white-space:pre-line;overflow-wrap:anywhere">${text}</p>`;
const anchor = (url: string, label: string): string => `<a href="${url}" style="color:#0b5394">${label}</a>`;

/** Lines that are nothing but an address of ours are links. */
const linked = (html: string, home: string | null): string =>
  html.replace(/^ *(https?:\/\/\S+)$/gm, (line, address: string) =>
    home && address.startsWith(home) ? anchor(address, address) : line,
  );

/**
 * The same content as plain text and as one simple, readable page, in the direction of its language. Everything is escaped;
 * nothing is loaded from anywhere. Recipient and list stay slots, to be filled for each recipient. A marking stands in the subject
 * and before the words (FIRST, TLP 2.0).
 */
export function layOut(content: MailContent, { language, url, optional }: Layout): MailBody {
  const { label, footer, unsubscribe, marking = null } = content;
  const paragraphs = marking ? [`TLP:${marking}`, ...content.paragraphs] : content.paragraphs;
  const subject = headerLine(marked(marking, content.subject));
  const leave = optional ? `${unsubscribe}\n${SLOT.unsubscribe}` : '';
  const lines = [
    ...paragraphs,
    ...(label ? [`${label}${COLON[language] ?? ':'}\n${url}`] : []),
    `-- \n${footer}${leave && `\n${leave}`}`,
  ];
  const home = /^https?:\/\/[^/]+\//.exec(url)?.[0] ?? null;
  const blocks = paragraphs.map((text) => paragraph(linked(escapeHtml(text), home)));
  if (label) blocks.push(paragraph(anchor(escapeHtml(url), escapeHtml(label))));
  const foot = [
    escapeHtml(footer),
    ...(optional ? [anchor(SLOT.unsubscribe, escapeHtml(unsubscribe.replace(/\s*[:：]$/, '')))] : []),
  ];
  return { subject, text: lines.join('\n\n'), html: page(subject, language, blocks, foot) };
}

function page(title: string, language: Language, blocks: readonly string[], foot: readonly string[]): string {
  return `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:1.5em;font:16px/1.5 sans-serif;color:#1a1a1a;background:#ffffff"><div style="max-width:38em;margin:0 auto">
${blocks.join('\n')}
<hr style="border:0;border-top:1px solid #767676">
${foot.map((line) => `<p style="margin:0 0 .5em;color:#555555;font-size:14px">${line}</p>`).join('\n')}</div></body></html>`;
}
