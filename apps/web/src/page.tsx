import type { ReactNode } from 'react';
import { STYLE } from './style.js';

/** The frame of every page: no script, no font and no picture from elsewhere; readable without any style at all. */
export function Page({ title, lang, children }: { title: string; lang: string; children: ReactNode }): ReactNode {
  return (
    <html lang={lang} dir={lang.startsWith('ar') ? 'rtl' : 'ltr'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="alternate" type="application/atom+xml" title="Colloquy" href="/feed.atom" />
        <style>{STYLE}</style>
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        <header>
          <a href="/">Colloquy</a>
        </header>
        <main id="main">{children}</main>
        <footer>
          <a href="/graphiql">GraphiQL</a>
        </footer>
      </body>
    </html>
  );
}
