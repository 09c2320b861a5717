import type { ReactNode } from 'react';
import type { DiffSegment } from '#platform/schema.types.js';
import { wordDiff } from '#norms/word-diff.rules.js';

/** The words of a provision as a reader gets them: in their language where it has that, or else in the authoritative one. */
export interface ProvisionLine {
  eId: string;
  number: string | null;
  heading: string | null;
  text: string;
  locale: string;
  /** How deep it stands in the text, 0 at the top. */
  depth: number;
}

/** A provision that can be spoken of. */
export interface ProvisionView extends ProvisionLine {
  /** How it is called where it is spoken of: its number and heading after those that it stands in. */
  place: string;
  /** How many comments on it the reader may see. */
  comments: number;
}

/** What a proposal changes, word by word. */
export function ProposedChange({ before, after, lang }: { before: string; after: string; lang: string }): ReactNode {
  return (
    <p className="words diff" lang={lang} dir="auto">
      <Compared segments={wordDiff(before, after)} />
    </p>
  );
}

/** Two texts in one: what was put in, what was taken out, what stayed. */
export function Compared({ segments }: { segments: readonly DiffSegment[] }): ReactNode {
  return segments.map(({ op, text }, i) => {
    if (op === 'INSERT') return <ins key={i}>{text}</ins>;
    return op === 'DELETE' ? <del key={i}>{text}</del> : text;
  });
}

/** The words of a provision; `top` is the level of a heading at the top of the text. */
export function ProvisionWords({ provision, top }: { provision: ProvisionLine; top: number }): ReactNode {
  const { number, heading, text, locale, depth } = provision;
  const Heading = `h${Math.min(6, depth + top)}` as 'h2';
  return (
    <>
      {heading && (
        <Heading lang={locale} dir="auto">
          {number} {heading}
        </Heading>
      )}
      {text && (
        <p className="words" lang={locale} dir="auto">
          {!heading && number && <b>{number} </b>}
          {text}
        </p>
      )}
    </>
  );
}

interface LanguagesProps {
  locales: readonly string[];
  /** The one that is shown. */
  locale: string;
  /** Where the text is in another one. */
  hrefOf: (locale: string) => string;
}

/** The languages that a text can be read in, each by its own name; nothing where there is one. */
export function Languages({ locales, locale, hrefOf }: LanguagesProps): ReactNode {
  if (locales.length < 2) return null;
  return (
    <nav aria-label="Languages of the text">
      {locales.map((one) => (
        <a
          key={one}
          className="choice"
          href={hrefOf(one)}
          hrefLang={one}
          lang={one}
          {...(one === locale ? { 'aria-current': 'true' as const } : {})}
        >
          {languageName(one)}
        </a>
      ))}
    </nav>
  );
}

/** A language's name in itself. */
export function languageName(locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
}
