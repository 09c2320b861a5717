/** A mail in its two forms. */
export interface MailBody {
  subject: string;
  text: string;
  html: string;
}

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

/** What a mail says: paragraphs of plain text, a link to act on, and why it was sent. */
export interface MailContent {
  subject: string;
  paragraphs: string[];
  link?: { label: string; url: string };
  footer: string;
}

/** The same content as plain text and as one simple, readable page. Everything is escaped; nothing is loaded from anywhere. */
export function layOut({ subject, paragraphs, link, footer }: MailContent, lang: string): MailBody {
  const lines = [...paragraphs, ...(link ? [`${link.label}:\n${link.url}`] : []), `-- \n${footer}`];
  const blocks = paragraphs.map((paragraph) => `<p style="margin:0 0 1em;white-space:pre-line">${escapeHtml(paragraph)}</p>`);
  if (link) blocks.push(`<p style="margin:0 0 1em"><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`);
  const html = `<!doctype html><html lang="${escapeHtml(lang)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:1.5em;font:16px/1.5 sans-serif;color:#1a1a1a;background:#ffffff"><div style="max-width:38em;margin:0 auto">
${blocks.join('\n')}
<hr style="border:0;border-top:1px solid #999999"><p style="color:#555555;font-size:14px">${escapeHtml(footer)}</p></div></body></html>`;
  return { subject: headerLine(subject), text: lines.join('\n\n'), html };
}
