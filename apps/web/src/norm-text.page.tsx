import type { ReactNode } from 'react';
import { Languages, type ProvisionLine, ProvisionWords } from './norm-words.js';
import { Page } from './page.js';

/** A version of a norm in one language. */
export interface NormText {
  slug: string;
  title: string;
  number: number;
  label: string;
  locale: string;
  locales: readonly string[];
  provisions: readonly ProvisionLine[];
}

/** A norm to be read as a whole, each provision under its own address. */
export function NormTextPage({ norm }: { norm: NormText }): ReactNode {
  const { slug, title, number, label, locale, locales, provisions } = norm;
  return (
    <Page title={`${title}, ${label} · Colloquy`} lang="en">
      <h1 dir="auto">{title}</h1>
      <p className="meta" dir="auto">
        <a href={`/norms/${slug}`}>{label}</a> (version {number})
      </p>
      <Languages locales={locales} locale={locale} hrefOf={(one) => `/norms/${slug}/text?version=${number}&lang=${one}`} />
      {provisions.map((provision) => (
        <section key={provision.eId} id={provision.eId}>
          <ProvisionWords provision={provision} top={2} />
        </section>
      ))}
    </Page>
  );
}
