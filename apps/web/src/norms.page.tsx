import type { ReactNode } from 'react';
import type { NormStatus } from '#platform/schema.types.js';
import { NORM_STATUS } from './norm-status.js';
import { Page } from './page.js';

/** A norm as the list shows it. */
export interface NormCard {
  slug: string;
  title: string;
  abstract: string | null;
  status: NormStatus;
}

/** The norms that the reader may see, the newest first; `next` is the address of those that follow. */
export function NormsPage({
  norms,
  search,
  next,
}: {
  norms: readonly NormCard[];
  search: string;
  next: string | null;
}): ReactNode {
  return (
    <Page title="Norms · Colloquy" lang="en">
      <h1>Norms</h1>
      <form method="get" action="/norms" role="search">
        <p className="field">
          <label htmlFor="search">Words in the title</label>
          <input id="search" name="search" type="search" defaultValue={search} />
        </p>
        <p>
          <button type="submit" className="second">
            Look for them
          </button>
        </p>
      </form>
      {norms.length === 0 && <p role="status">{search ? 'No norm has these words in its title.' : 'There is no norm yet.'}</p>}
      {norms.map((norm) => (
        <NormEntry key={norm.slug} norm={norm} />
      ))}
      {next && (
        <p>
          <a href={next} rel="next">
            Older norms
          </a>
        </p>
      )}
    </Page>
  );
}

function NormEntry({ norm: { slug, title, status, abstract } }: { norm: NormCard }): ReactNode {
  return (
    <article>
      <h2 dir="auto">
        <a href={`/norms/${slug}`}>{title}</a>
      </h2>
      <p className="meta">{NORM_STATUS[status]}</p>
      {abstract && <p dir="auto">{abstract}</p>}
    </article>
  );
}
