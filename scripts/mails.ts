import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestContent } from '#notifications/digest.rules.js';
import { answerIn } from '#notifications/letter.rules.js';
import { escapeHtml, layOut } from '#notifications/mail.layout.js';
import type { MailContent } from '#notifications/mail.layout.types.js';
import { contentOf, knowing, LANGUAGES, SLOT, wordsIn } from '#notifications/words.rules.js';
import type { Language, TextKey } from '#notifications/words.types.js';

// npm run mails -- DIRECTORY: every mail in every language as pages to look at in a browser, <language>.html.
const directory = process.argv[2] ?? 'mails';
const AT = new Date('2026-12-01T17:00:00Z');
const NORM = 'Restraint in the use of capabilities against critical infrastructure';
const BODY = 'Paragraph 2 should say who decides, and by when; “without delay” is read as hours by some and as weeks by others.';

function factsIn(language: Language): ReturnType<typeof knowing> {
  const { roles, groups, flags, flagDecisions, oneNorm } = wordsIn(language);
  const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' }).format(AT);
  return knowing({
    ...{
      norm: NORM,
      round: 'First reading',
      reference: 'RUC-R1',
      organization: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk',
    },
    ...{
      closesAt: `${day} 17:00 UTC`,
      at: day,
      sunset: day,
      version: '3',
      count: '12',
      comment: 'RUC-R1-0042',
      receipt: 'RUC-R1-S-0007',
    },
    ...{
      reason: 'Three delegations asked for more time.',
      contentHash: '9f86d081884c7d659a2feaa0c55ad015'.repeat(2),
      excerpt: `“${BODY}”`,
    },
    ...{ role: roles.SECRETARIAT, group: groups.CIVIL_SOCIETY, flag: flags.SPAM, decision: flagDecisions.WITHHOLD },
    ...{ scope: oneNorm.replace('{norm}', NORM), milestone: 'Review', institution: 'ETH Zürich', token: 'r9Jx7m2Kq0' },
  });
}

function contents(language: Language): [string, MailContent][] {
  const answered = {
    reference: 'RUC-R1-0042',
    tlp: 'CLEAR',
    body: BODY,
    outcome: 'ACCEPTED',
    response: 'Agreed; see 2.3.',
    changed: ['2.3'],
  };
  const answers = [answered, { ...answered, tlp: 'AMBER' }].map(
    (comment) => answerIn(wordsIn(language), comment as never, language) ?? '',
  );
  const keys = Object.keys(wordsIn('en').texts) as TextKey[];
  const mails = keys.map((key): [string, MailContent] => [key, contentOf(key, factsIn(language), language, answers)]);
  const item = { path: '/rounds/RUC-R1', norm: NORM, place: '2 Restraint, 1', createdAt: AT, timeZone: 'UTC' };
  const news = [
    { ...item, title: contentOf('COMMENT_PUBLISHED', factsIn(language), language).subject, note: BODY, tlp: 'CLEAR' as const },
    { ...item, title: contentOf('REPLY_RECEIVED', factsIn(language), language).subject, note: null, tlp: 'AMBER' as const },
    { ...item, title: contentOf('NORM_ADOPTED', factsIn(language), language).subject, note: null, tlp: null, place: null },
  ];
  return [...mails, ['DIGEST', digestContent(news, language, 'https://consult.example')]];
}

function sectionOf([key, content]: [string, MailContent], language: Language): string {
  const { subject, html } = layOut(content, { language, url: 'https://consult.example/rounds/RUC-R1', optional: true });
  const filled = html
    .replaceAll(SLOT.recipient, 'Ngũgĩ wa Thiong’o')
    .replaceAll(SLOT.unsubscribe, 'https://consult.example/unsubscribe/x');
  const frame = `<iframe style="width:100%;border:0" onload="this.style.height=this.contentDocument.documentElement.offsetHeight+'px'"`;
  return `<section id="${key}"><h2>${key}: <bdi>${escapeHtml(subject)}</bdi></h2>${frame} srcdoc="${escapeHtml(filled)}"></iframe></section>`;
}

await mkdir(directory, { recursive: true });
for (const language of LANGUAGES) {
  const sections = contents(language).map((mail) => sectionOf(mail, language));
  const style =
    'body{font:14px sans-serif;margin:0;color-scheme:light dark}h2{font-size:13px;margin:0;padding:4px 8px;background:#8884}';
  await writeFile(
    join(directory, `${language}.html`),
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${style}</style>${sections.join('\n')}</html>`,
  );
}
console.log(`Every mail in ${LANGUAGES.length} languages: ${join(directory, 'en.html')} …`);
