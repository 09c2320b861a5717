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
}

/** A mail that tells much at once: by norm and provision, the newest first, each with its link. */
export function digestContent(news: readonly NewsItem[], language: Language, publicUrl: string): MailContent {
  const { digest, greeting, footer } = wordsIn(language);
  const sorted = news.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const groups = new Map<string, NewsItem[]>();
  for (const item of sorted) {
    const name = [item.norm ?? digest.general, ...(item.place ? [item.place] : [])].join(' · ');
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  const told = [...groups].map(([name, items]) => [name, ...items.map((item) => lineOf(item, language, publicUrl))].join('\n'));
  return {
    subject: digest.subject.replace('{count}', new Intl.NumberFormat(language).format(news.length)),
    paragraphs: [greeting.replace('{recipient}', SLOT.recipient), digest.intro, ...told],
    label: digest.label,
    footer: footer.takesPart,
    unsubscribe: footer.unsubscribe,
  };
}

function lineOf({ title, note, path, createdAt, timeZone }: NewsItem, language: Language, publicUrl: string): string {
  const at = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone,
  }).format(createdAt);
  return [`• ${at}  ${title}`, ...(note ? [`  “${note}”`] : []), `  ${publicUrl}${path}`].join('\n');
}
