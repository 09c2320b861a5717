import type { ReactNode } from 'react';
import type { MilestoneKind, NormStatus, NormVersionStatus, RoundStatus } from '#platform/schema.types.js';
import { MILESTONE_KIND, NORM_STATUS, ROUND_STATUS, VERSION_STATUS } from './norm-status.js';
import { Day, Instant, Page } from './page.js';

/** A version of a norm as its page lists it. */
export interface VersionLine {
  number: number;
  label: string;
  status: NormVersionStatus;
  publishedAt: Date | null;
  locales: readonly string[];
  /** What it corrects, where it is a correction. */
  erratumNote: string | null;
}

/** A round of a norm as its page lists it. */
export interface RoundLine {
  reference: string;
  title: string;
  status: RoundStatus;
  opensAt: Date | null;
  closesAt: Date | null;
}

/** A date of a norm. */
export interface MilestoneLine {
  id: string;
  kind: MilestoneKind;
  title: string;
  /** A day as ISO 8601 has it. */
  dueOn: string;
  doneAt: Date | null;
}

/** A norm as its page shows it, as far as the reader may see it. */
export interface NormView {
  slug: string;
  title: string;
  abstract: string | null;
  status: NormStatus;
  sunsetOn: string | null;
  /** The newest first. */
  versions: readonly VersionLine[];
  rounds: readonly RoundLine[];
  milestones: readonly MilestoneLine[];
  /** Whether the reader is told of what happens to it; null where nobody is signed in. */
  watched: boolean | null;
}

/** A norm with its versions, its rounds and its dates. */
export function NormPage({ norm }: { norm: NormView }): ReactNode {
  return (
    <Page title={`${norm.title} · Colloquy`} lang="en">
      <h1 dir="auto">{norm.title}</h1>
      {norm.abstract && (
        <p className="words" dir="auto">
          {norm.abstract}
        </p>
      )}
      <dl>
        <dt>Now</dt>
        <dd role="status">{NORM_STATUS[norm.status]}</dd>
        {norm.sunsetOn && (
          <>
            <dt>{norm.status === 'EXPIRED' ? 'Expired after' : 'Expires after'}</dt>
            <dd>
              <Day day={norm.sunsetOn} />
            </dd>
          </>
        )}
      </dl>
      <Watching norm={norm} />
      <h2>Rounds of comments</h2>
      {norm.rounds.length === 0 && <p>There was no round on it yet.</p>}
      {norm.rounds.map((round) => (
        <RoundEntry key={round.reference} round={round} />
      ))}
      <h2>Versions</h2>
      {norm.versions.map((version, i) => (
        <VersionEntry key={version.number} slug={norm.slug} version={version} before={norm.versions[i + 1]} />
      ))}
      <Milestones milestones={norm.milestones} />
    </Page>
  );
}

function Watching({ norm: { slug, watched } }: { norm: NormView }): ReactNode {
  if (watched === null) return null;
  return (
    <form method="post" action={`/norms/${slug}/watch`}>
      <p>
        <button type="submit" className={watched ? 'second' : undefined} name="watch" value={watched ? 'no' : 'yes'}>
          {watched ? 'Tell me of it no more' : 'Tell me what happens to it'}
        </button>
        <span className="hint">
          {watched
            ? 'You are told of its rounds, versions and dates.'
            : 'You are told of its rounds, versions and dates, in your inbox and by mail.'}
        </span>
      </p>
    </form>
  );
}

function RoundEntry({ round: { reference, title, status, opensAt, closesAt } }: { round: RoundLine }): ReactNode {
  return (
    <article>
      <h3 dir="auto">
        <a href={`/rounds/${reference}`}>{title}</a>
      </h3>
      <dl>
        <dt>Reference</dt>
        <dd>{reference}</dd>
        <dt>Now</dt>
        <dd>{ROUND_STATUS[status]}</dd>
        <dt>Opens</dt>
        <dd>{opensAt ? <Instant at={opensAt} /> : 'not set yet'}</dd>
        <dt>Closes</dt>
        <dd>{closesAt ? <Instant at={closesAt} /> : 'stays open'}</dd>
      </dl>
      {status === 'OPEN' && (
        <p>
          <a href={`/rounds/${reference}/text`}>Read the text and comment on it</a>
        </p>
      )}
      {status === 'CONCLUDED' && (
        <p>
          <a href={`/rounds/${reference}/answers`}>What became of the comments</a>
        </p>
      )}
    </article>
  );
}

interface VersionEntryProps {
  slug: string;
  version: VersionLine;
  before: VersionLine | undefined;
}

function VersionEntry({ slug, version, before }: VersionEntryProps): ReactNode {
  const { number, label, status, publishedAt, locales, erratumNote } = version;
  return (
    <article id={`version-${number}`}>
      <h3 dir="auto">{label}</h3>
      <p className="meta">
        Version {number}, {VERSION_STATUS[status]}
        {publishedAt && ' · '}
        {publishedAt && <Instant at={publishedAt} />}
      </p>
      {erratumNote && (
        <p className="words" dir="auto">
          Correction: {erratumNote}
        </p>
      )}
      <ul>
        <li>
          <a href={`/norms/${slug}/text?version=${number}`}>Read the text</a>
        </li>
        {before && (
          <li>
            <a href={`/norms/${slug}/changes?from=${before.number}&to=${number}`}>
              What changed since <bdi>{before.label}</bdi>
            </a>
          </li>
        )}
        <li>
          {locales.map((locale, i) => (
            <span key={locale}>
              {i > 0 && ', '}
              <a href={`/norms/${slug}/versions/${number}.akn.xml?lang=${locale}`} hrefLang={locale} type="application/akn+xml">
                Akoma Ntoso ({locale})
              </a>
            </span>
          ))}
        </li>
      </ul>
    </article>
  );
}

function Milestones({ milestones }: { milestones: readonly MilestoneLine[] }): ReactNode {
  if (milestones.length === 0) return null;
  return (
    <>
      <h2>Dates</h2>
      <ul>
        {milestones.map(({ id, kind, title, dueOn, doneAt }) => (
          <li key={id}>
            <Day day={dueOn} />: <bdi>{title}</bdi> ({MILESTONE_KIND[kind]}
            {doneAt && ', done'})
          </li>
        ))}
      </ul>
      <p>
        <a href="/calendar.ics">All dates for a calendar</a>
      </p>
    </>
  );
}
