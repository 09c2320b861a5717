import type { ReactNode } from 'react';
import { Instant, Page } from './page.js';

/** An open round as the first page shows it. */
export interface OpenRoundCard {
  reference: string;
  title: string;
  normTitle: string;
  versionLabel: string;
  closesAt: Date | null;
  comments: number;
}

const STEPS = [
  'A norm is drafted, provision by provision, and a version of it is published. From then on its text does not change.',
  'A round opens. Governments, industry, academia, civil society and the technical community comment on the words themselves.',
  'The round closes to the second. Everyone who submitted holds a receipt.',
  'The secretariat answers every comment, with a reason, and four eyes on each answer.',
  'The next version is made from what was accepted. Each changed word leads back to the comments behind it.',
];

/** What the platform is, and what is open now. */
export function HomePage({ rounds, lang }: { rounds: OpenRoundCard[]; lang: string }): ReactNode {
  return (
    <Page title="Colloquy: consultation on draft norms" lang={lang}>
      <h1>Consultation on draft norms, from the first draft to the answer</h1>
      <p>Colloquy runs multistakeholder consultations on draft norms, and answers every comment.</p>
      <ol>
        {STEPS.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <h2>Open now</h2>
      {rounds.length === 0 ? (
        <p>No round is open at the moment.</p>
      ) : (
        rounds.map((round) => <RoundCard key={round.reference} round={round} />)
      )}
      <h2>For developers</h2>
      <p>
        Everything can be read and done through the <a href="/graphiql">GraphQL API</a>.
      </p>
    </Page>
  );
}

function RoundCard({ round }: { round: OpenRoundCard }): ReactNode {
  return (
    <article>
      <h3>
        <a href={`/rounds/${round.reference}`}>{round.title}</a>
      </h3>
      <p>
        {round.normTitle}, {round.versionLabel}
      </p>
      <dl>
        <dt>Reference</dt>
        <dd>{round.reference}</dd>
        <dt>Closes</dt>
        <dd>{round.closesAt ? <Instant at={round.closesAt} /> : 'stays open'}</dd>
        <dt>Comments so far</dt>
        <dd>{round.comments}</dd>
      </dl>
      <p>
        <a href={`/rounds/${round.reference}/feed.atom`}>Feed of its comments</a> ·{' '}
        <a href={`/rounds/${round.reference}/calendar.ics`}>Its dates for a calendar</a>
      </p>
    </article>
  );
}
