import { createElement, type ReactNode } from 'react';
import { Page } from './page.js';

/** A provision as the text shows it, so deep below the top. */
export interface ProvisionLine {
  eId: string;
  number: string | null;
  heading: string | null;
  text: string;
  locale: string;
  depth: number;
}

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
      {locales.length > 1 && (
        <nav aria-label="Languages">
          <p>
            {locales.map((one) =>
              one === locale ? (
                <strong key={one}>{one} </strong>
              ) : (
                <span key={one}>
                  <a href={`/norms/${slug}/text?version=${number}&lang=${one}`} hrefLang={one}>
                    {one}
                  </a>{' '}
                </span>
              ),
            )}
          </p>
        </nav>
      )}
      {provisions.map((provision) => (
        <Provision key={provision.eId} provision={provision} />
      ))}
    </Page>
  );
}

function Provision({ provision: { eId, number, heading, text, locale, depth } }: { provision: ProvisionLine }): ReactNode {
  const level = `h${Math.min(6, depth + 2)}`;
  return (
    <section id={eId} lang={locale} dir="auto">
      {heading !== null && createElement(level, null, [number, heading].filter(Boolean).join(' '))}
      {text !== '' && (
        <p className="words">
          {heading === null && number !== null && <strong>{number} </strong>}
          {text}
        </p>
      )}
    </section>
  );
}
