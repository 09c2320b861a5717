import type { ReactNode } from 'react';
import type { ApiToken, Session, TokenScope } from '#platform/schema.types.js';
import { AccountFrame, fault, OneButtonForm } from './account-frame.js';
import { Field } from './form-field.js';
import { Day, Instant } from './page.js';
import { Choice } from './profile.page.js';
import type { FormProblem } from './sign-in.page.js';

export const SCOPES: Readonly<Record<TokenScope, string>> = {
  READ: 'read what you may read',
  WRITE: 'read, and do what you may do, but for the account itself',
};

type SessionLine = Omit<Session, 'createdAt' | 'expiresAt'> & { createdAt: string | Date };
type TokenLine = Omit<ApiToken, 'createdAt' | 'expiresAt'> & { expiresAt: string | Date };

interface SessionsPageProps {
  sessions: readonly SessionLine[];
  tokens: readonly TokenLine[];
  /** The secret of a token that was just made; it is shown this once. */
  secret?: string | null;
  given?: Readonly<Record<string, string>>;
  done: string | null;
  problem?: FormProblem | null;
}

/** Where one is signed in, and the tokens of one's scripts. */
export function SessionsPage({ sessions, tokens, secret, given, done, problem }: SessionsPageProps): ReactNode {
  return (
    <AccountFrame path="/account/sessions" done={done} problem={problem}>
      {secret && <NewToken secret={secret} />}
      <h2>Where you are signed in</h2>
      {sessions.map((session) => (
        <SessionEntry key={session.id} session={session} />
      ))}
      {sessions.length > 1 && <OneButtonForm action="/account/sessions/end-others" label="Sign out everywhere else" />}
      <h2 id="tokens">Personal tokens</h2>
      <p>
        A token lets a script of yours speak to the API in your name. Give each script its own, and end those that are not needed.
      </p>
      {tokens.map((token) => (
        <TokenEntry key={token.id} token={token} />
      ))}
      <TokenForm given={given} problem={problem} />
    </AccountFrame>
  );
}

function NewToken({ secret }: { secret: string }): ReactNode {
  return (
    <div className="notice" role="status">
      <p>
        <b>Your new token. It is shown this once: copy it now.</b>
      </p>
      <p className="code">
        <code>{secret}</code>
      </p>
      <p>Send it as “Authorization: Bearer …”.</p>
    </div>
  );
}

function SessionEntry({ session: { id, current, createdAt, lastUsedOn, userAgent } }: { session: SessionLine }): ReactNode {
  return (
    <article>
      <h3 dir="auto">{current ? 'Here, now' : (userAgent ?? 'A program that gave no name')}</h3>
      {current && userAgent && <p className="meta">{userAgent}</p>}
      <p className="meta">
        Since <Instant at={new Date(createdAt)} />, last used on <Day day={lastUsedOn} />
      </p>
      {!current && <OneButtonForm action="/account/sessions/end" fields={{ session: id }} label="End this session" />}
    </article>
  );
}

function TokenEntry({ token: { id, name, scope, lastUsedOn, expiresAt } }: { token: TokenLine }): ReactNode {
  return (
    <article>
      <h3 dir="auto">{name}</h3>
      <p className="meta">It may {SCOPES[scope]}.</p>
      <p className="meta">
        Ends <Instant at={new Date(expiresAt)} />; {lastUsedOn ? 'last used on ' : 'not used yet'}
        {lastUsedOn && <Day day={lastUsedOn} />}
      </p>
      <OneButtonForm action="/account/tokens/end" fields={{ token: id }} label={<>End “{name}”</>} />
    </article>
  );
}

function TokenForm({ given, problem }: Pick<SessionsPageProps, 'given' | 'problem'>): ReactNode {
  return (
    <form method="post" action="/account/tokens">
      <h3>Make a token</h3>
      <Field
        name="name"
        label="What it is for"
        defaultValue={given?.['name']}
        required
        maxLength={200}
        {...fault(problem, 'name')}
      />
      <Choice name="scope" label="What it may do" value={given?.['scope'] ?? 'READ'} choices={Object.entries(SCOPES)} />
      <Field
        name="expiresAt"
        label="Last day on which it is good"
        hint="Within a year from now, in UTC."
        type="date"
        defaultValue={given?.['expiresAt']}
        required
        {...fault(problem, 'expiresAt')}
      />
      <p>
        <button type="submit">Make the token</button>
      </p>
    </form>
  );
}
