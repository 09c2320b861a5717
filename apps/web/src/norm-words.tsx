import type { ReactNode } from 'react';
import { wordDiff } from '#norms/word-diff.rules.js';

/** A provision as a reader gets it: in their language where it has that, or else in the authoritative one. */
export interface ProvisionView {
  eId: string;
  number: string | null;
  heading: string | null;
  text: string;
  locale: string;
  /** How it is called where it is spoken of: its number and heading after those that it stands in. */
  place: string;
  /** How deep it stands in the text, 0 at the top. */
  depth: number;
  /** How many comments on it the reader may see. */
  comments: number;
}

/** What a proposal changes, word by word. */
export function ProposedChange({ before, after, lang }: { before: string; after: string; lang: string }): ReactNode {
  return (
    <p className="words diff" lang={lang} dir="auto">
      {wordDiff(before, after).map(({ op, text }, i) =>
        op === 'INSERT' ? <ins key={i}>{text}</ins> : op === 'DELETE' ? <del key={i}>{text}</del> : text,
      )}
    </p>
  );
}
