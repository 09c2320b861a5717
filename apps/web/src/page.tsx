import { type ReactNode, useContext } from 'react';
import { ReaderOfPage } from './reader.js';
import { STYLE } from './style.js';
import { pageWords } from './words.js';

/** A feed or collection beside the page. */
export interface Alternate {
  type: string;
  title: string;
  href: string;
}

interface PageProps {
  title: string;
  lang: string;
  children: ReactNode;
  alternates?: readonly Alternate[];
  /** How many entries of the reader's inbox are unread; null where nobody is signed in. */
  unread?: number | null;
  /** Subscriptions at whose events what has `data-live` is brought up to date; without any the page runs no script. */
  streams?: readonly string[];
  /** Scripts of ours that the page runs besides; they are modules. */
  scripts?: readonly string[];
}

const NEWS: Alternate = { type: 'application/atom+xml', title: 'Colloquy', href: '/feed.atom' };

/** The frame of every page: no font and no picture from elsewhere, no script but our own; readable without any style or script at all. */
export function Page({
  title,
  lang,
  children,
  alternates = [],
  unread = null,
  streams = [],
  scripts = [],
}: PageProps): ReactNode {
  return (
    <html lang={lang} dir={lang.startsWith('ar') ? 'rtl' : 'ltr'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {[NEWS, ...alternates].map((one) => (
          <link key={one.href} rel="alternate" {...one} />
        ))}
        <style>{STYLE}</style>
        {[...(streams.length > 0 ? ['/live.js'] : []), ...scripts].map((src) => (
          <script key={src} src={src} type="module" />
        ))}
      </head>
      <body {...(streams.length > 0 ? { 'data-streams': JSON.stringify(streams) } : {})}>
        <a className="skip" href="#main">
          {pageWords(lang).skip}
        </a>
        <header>
          <a href="/">Colloquy</a>
          <a href="/norms">{pageWords(lang).norms}</a>
          <Yours lang={lang} unread={unread} />
        </header>
        <main id="main">{children}</main>
        <footer>
          <a href="/graphiql">GraphiQL</a>
        </footer>
      </body>
    </html>
  );
}

/** Who reads, with their inbox and the way out; or the way in, and back here. */
function Yours({ lang, unread }: { lang: string; unread: number | null }): ReactNode {
  const reader = useContext(ReaderOfPage);
  const words = pageWords(lang);
  if (!reader) return null;
  if (reader.name === null) return <a href={`/sign-in?next=${encodeURIComponent(reader.here)}`}>{words.signIn}</a>;
  return (
    <div className="yours">
      <nav aria-label={words.yours}>
        <span id="unread" aria-live="polite" data-live="">
          <a href="/inbox">{unread ? words.unread.replace('{count}', String(unread)) : words.inbox}</a>
        </span>
        <a href="/account" dir="auto">
          {reader.name}
        </a>
      </nav>
      <form method="post" action="/sign-out">
        <button type="submit" className="second">
          {words.signOut}
        </button>
      </form>
    </div>
  );
}

/** An instant, told in UTC so that it means the same to everyone. */
export function Instant({ at }: { at: Date }): ReactNode {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at);
  return <time dateTime={at.toISOString()}>{text} UTC</time>;
}

/** A day, given as ISO 8601 has it: the same day everywhere. */
export function Day({ day }: { day: string }): ReactNode {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
  return <time dateTime={day}>{text}</time>;
}
