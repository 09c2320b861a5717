import type { ReactNode } from 'react';
import { Instant, Page } from './page.js';

/** An entry of the inbox as the page shows it. */
export interface InboxEntry {
  id: string;
  title: string;
  url: string;
  createdAt: Date;
  readAt: Date | null;
}

/** What the reader was told, the newest first; it keeps itself up to date. */
export function InboxPage({ entries, unread }: { entries: readonly InboxEntry[]; unread: number }): ReactNode {
  return (
    <Page title="Inbox · Colloquy" lang="en" unread={unread} streams={['subscription{inboxChanged{unread}}']}>
      <h1>Inbox</h1>
      <div id="entries" data-live="">
        {entries.length === 0 && <p>You have not been told of anything yet.</p>}
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
        {unread > 0 && (
          <form method="post" action="/inbox">
            <button>Mark all as read</button>
          </form>
        )}
      </div>
    </Page>
  );
}

function Entry({ entry: { title, url, createdAt, readAt } }: { entry: InboxEntry }): ReactNode {
  return (
    <article>
      <h2 className="meta" dir="auto">
        <a href={url}>{title}</a>
      </h2>
      <p className="meta">
        {readAt ? '' : 'New · '}
        <Instant at={createdAt} />
      </p>
    </article>
  );
}
