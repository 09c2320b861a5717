import type { ReactNode } from 'react';
import type { ChangeKind, DiffSegment } from '#platform/schema.types.js';
import { Compared } from './norm-words.js';
import { Page } from './page.js';

/** What became of one provision, its words compared. */
export interface ChangeLine {
  key: string;
  place: string;
  kind: ChangeKind;
  heading: readonly DiffSegment[];
  diff: readonly DiffSegment[];
}

/** A page of what changed between two versions. */
export interface ChangesView {
  slug: string;
  title: string;
  from: { number: number; label: string };
  to: { number: number; label: string; locale: string };
  unchanged: number;
  changed: number;
  changes: readonly ChangeLine[];
  /** The address of the changes that follow; null at the end. */
  next: string | null;
}

const KIND: Readonly<Record<ChangeKind, string>> = {
  UNCHANGED: 'Unchanged',
  MODIFIED: 'Other words',
  INSERTED: 'New',
  DELETED: 'Taken out',
  MOVED: 'The same words in another place',
};

/** What changed between two versions, provision by provision and word by word. */
export function NormChangesPage({ view }: { view: ChangesView }): ReactNode {
  const { slug, title, from, to, changed, unchanged, changes, next } = view;
  return (
    <Page title={`What changed in ${title} · Colloquy`} lang="en">
      <h1>
        What changed in <bdi>{title}</bdi>
      </h1>
      <p>
        From <bdi>{from.label}</bdi> (version {from.number}) to <bdi>{to.label}</bdi> (version {to.number}).{' '}
        <a href={`/norms/${slug}`}>Back to the norm</a>
      </p>
      <p role="status">{howMany(changed, unchanged)}</p>
      <p>
        Words that were <ins>put in</ins> are underlined, words that were <del>taken out</del> are struck through.
      </p>
      {changes.map((change) => (
        <Change key={change.key} change={change} locale={to.locale} />
      ))}
      {next && (
        <p>
          <a href={next} rel="next">
            More changes
          </a>
        </p>
      )}
    </Page>
  );
}

const howMany = (changed: number, unchanged: number): string =>
  `${changed} ${changed === 1 ? 'provision has' : 'provisions have'} changed; ${unchanged} ${unchanged === 1 ? 'has' : 'have'} not.`;

function Change({ change: { place, kind, heading, diff }, locale }: { change: ChangeLine; locale: string }): ReactNode {
  return (
    <article>
      <h2 dir="auto">{place}</h2>
      <p className="meta">{KIND[kind]}</p>
      {heading.some(({ op }) => op !== 'EQUAL') && (
        <p className="words" lang={locale} dir="auto">
          <strong>
            <Compared segments={heading} />
          </strong>
        </p>
      )}
      <p className="words" lang={locale} dir="auto">
        <Compared segments={diff} />
      </p>
    </article>
  );
}
