import type { Tlp } from '#platform/schema.types.js';
import { isolated } from './bidi.rules.js';
import { highestOf, marked, markingIn } from './marking.rules.js';
import type { MailContent } from './mail.layout.types.js';
import { SLOT, wordsIn } from './words.rules.js';
import type { Language } from './words.types.js';

/** One piece of news as a digest tells it. */
export interface NewsItem {
  title: string;
  path: string;
  /** The beginning of what it is about, where a mail may tell it. */
  note: string | null;
  norm: string | null;
  /** The provision it is about. */
  place: string | null;
  createdAt: Date;
  timeZone: string;
  /** The marking of the comment that it is about. */
  tlp: Tlp | null;
}

/** So many pieces of news are told one by one; of more, how many there are. */
export const DIGEST_LIMIT = 1000;

/** A mail that tells much at once: by norm and provision, the newest first, each with its link, and its marking where it is not CLEAR. */
export function digestContent(news: readonly NewsItem[], language: Language, publicUrl: string): MailContent {
  const { digest, greeting, footer } = wordsIn(language);
  const sorted = news.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const groups = new Map<string, NewsItem[]>();
  for (const item of sorted.slice(0, DIGEST_LIMIT)) {
    const name =
      [item.norm, item.place].flatMap((part) => (part ? [isolated(part, language)] : [])).join(' · ') || digest.general;
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  const told = [...groups].map(([name, items]) => [name, ...items.map((item) => lineOf(item, language, publicUrl))].join('\n'));
  const more = sorted.length - DIGEST_LIMIT;
  if (more > 0) told.push(digest.more.replace('{count}', numberIn(language, more)));
  return {
    subject: digest.subject.replace('{count}', numberIn(language, news.length)),
    paragraphs: [greeting.replace('{recipient}', SLOT.recipient), digest.intro, ...told],
    label: digest.label,
    footer: footer.takesPart,
    unsubscribe: footer.unsubscribe,
    marking: highestOf(sorted.slice(0, DIGEST_LIMIT).map(({ tlp }) => tlp)),
  };
}

const numberIn = (language: Language, n: number): string => new Intl.NumberFormat(language).format(n);

function lineOf({ title, note, tlp, path, createdAt, timeZone }: NewsItem, language: Language, publicUrl: string): string {
  const at = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone,
  }).format(createdAt);
  return [
    `• ${isolated(at, language)}  ${marked(tlp === 'CLEAR' ? null : markingIn(tlp), title)}`,
    ...(note ? [`  ${isolated(`“${note}”`, language)}`] : []),
    `  ${publicUrl}${path}`,
  ].join('\n');
}
