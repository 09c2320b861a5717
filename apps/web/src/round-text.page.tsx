import type { ReactNode } from 'react';
import type { Question } from '#rounds/question.rules.js';
import { Languages, type ProvisionView, ProvisionWords } from './norm-words.js';
import { Page } from './page.js';
import { RoundHead, type RoundHeadView, signInFor } from './round-head.js';

/** The text that a round asks about. */
export interface RoundTextView extends RoundHeadView {
  locale: string;
  locales: readonly string[];
  provisions: readonly ProvisionView[];
  questions: readonly Question[];
}

/** The text of a round's version, provision by provision, with where to comment on each. */
export function RoundTextPage({ round, unread }: { round: RoundTextView; unread: number | null }): ReactNode {
  const { reference, title, locales, locale, provisions, questions, takesComments } = round;
  return (
    <Page title={`Text of ${title} · Colloquy`} lang="en" unread={unread}>
      <RoundHead round={round} />
      <Languages locales={locales} locale={locale} hrefOf={(one) => `/rounds/${reference}/text?lang=${one}`} />
      {takesComments && <HowToComment round={round} isSignedIn={unread !== null} />}
      {questions.length > 0 && <Questions round={round} />}
      <h2>The text</h2>
      {provisions.map((provision) => (
        <ProvisionBlock key={provision.eId} provision={provision} reference={reference} takesComments={takesComments} />
      ))}
    </Page>
  );
}

function HowToComment({ round, isSignedIn }: { round: RoundTextView; isSignedIn: boolean }): ReactNode {
  const { reference } = round;
  return (
    <>
      {!isSignedIn && (
        <p className="notice">
          Everybody can read this. <a href={signInFor(`/rounds/${reference}/text`)}>Sign in</a> to comment on it.
        </p>
      )}
      <p>
        <a href={`/rounds/${reference}/comment/edit`}>Comment on the draft as a whole</a>
        {' · '}
        <a href={`/rounds/${reference}/comment`}>Your comments in this round</a>
      </p>
    </>
  );
}

function Questions({ round: { questions, reference, takesComments } }: { round: RoundTextView }): ReactNode {
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">What this round asks</h2>
      <ol>
        {questions.map(({ id, prompt, required }) => (
          <li key={id} dir="auto">
            {prompt} {required && <span className="meta">(an answer is needed)</span>}
          </li>
        ))}
      </ol>
      {takesComments && (
        <p>
          <a href={`/rounds/${reference}/comment#questions`}>Answer beside your comments</a>
        </p>
      )}
    </section>
  );
}

interface BlockProps {
  provision: ProvisionView;
  reference: string;
  takesComments: boolean;
}

const MOST_DEEP = 4;

function ProvisionBlock({ provision, reference, takesComments }: BlockProps): ReactNode {
  const { eId, depth } = provision;
  return (
    <section className={`provision deep-${Math.min(MOST_DEEP, depth)}`} id={eId}>
      <div>
        <ProvisionWords provision={provision} top={3} />
      </div>
      <ToComment provision={provision} reference={reference} takesComments={takesComments} />
    </section>
  );
}

function ToComment({ provision: { eId, place, comments }, reference, takesComments }: BlockProps): ReactNode {
  return (
    <p className="meta">
      {takesComments && (
        <a href={`/rounds/${reference}/comment/edit?on=${encodeURIComponent(eId)}`} aria-label={`Comment on ${place}`}>
          Comment
        </a>
      )}
      {comments > 0 && (
        <a href={`/rounds/${reference}/said?on=${encodeURIComponent(eId)}`} aria-label={`${howMany(comments)} on ${place}`}>
          {comments} so far
        </a>
      )}
    </p>
  );
}

const howMany = (count: number): string => (count === 1 ? '1 comment' : `${count} comments`);
