import type { Config } from '#platform/config.js';
import type { LogEvent } from '#platform/event.types.js';
import { newId } from '#platform/ids.js';
import type { Tx } from '#platform/tx.js';
import { layOut } from './mail.layout.js';
import type { MailContent } from './mail.layout.types.js';
import type { Language, TextKey } from './words.types.js';

/** Where a mail goes; an address need not have an account. */
export interface Addressee {
  accountId: string | null;
  email: string;
  displayName: string;
}

/** What a mail is: its words, whose event it tells (none: a digest), where it leads, and the kind that one can be rid of. */
export interface Letter {
  event: LogEvent | null;
  text: TextKey | 'DIGEST';
  language: Language;
  content: MailContent;
  path: string;
  /** The kind of news, which is the list it belongs to; null for a mail that one cannot do without. */
  list: string | null;
}

const KEEP_SHARED = `insert into mail_body (id, event_id, words, locale, subject, text, html, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (event_id, words, locale) where event_id is not null do update set subject = mail_body.subject returning id`;
const KEEP_OWN = `insert into mail_body (id, words, locale, subject, text, html, created_at) values ($1, $2, $3, $4, $5, $6, $7)`;
const POST = `insert into mail (id, event_id, account_id, to_email, to_name, body_id, locale, kind, message_id, created_at, next_try_at)
  select t.id, $2, t.account_id, t.email, t.name, t.body_id, t.locale, $3, '<' || t.id || '@' || $4 || '>', $5, $5
  from unnest($1::uuid[], $6::uuid[], $7::text[], $8::text[], $9::uuid[], $10::text[]) as t (id, account_id, email, name, body_id, locale)
  on conflict do nothing`;

/** One mail to be posted. */
export interface Posting {
  id: string;
  to: Addressee;
  bodyId: string;
  language: Language;
}

type Where = Pick<Config, 'publicUrl'>;

/** Keeps a body that many share, once for each event, text and language; gives its id. */
export async function keepShared(tx: Tx, config: Where, letter: Letter & { event: LogEvent }): Promise<string> {
  const { subject, text, html } = laidOut(config, letter);
  const values = [newId(), letter.event.id, letter.text, letter.language, subject, text, html, tx.now];
  return (await tx.one<{ id: string }>(KEEP_SHARED, values))?.id ?? '';
}

/** Keeps a body that one person gets; gives its id. */
export async function keepOwn(tx: Tx, config: Where, letter: Letter): Promise<string> {
  const { subject, text, html } = laidOut(config, letter);
  const id = newId();
  await tx.query(KEEP_OWN, [id, letter.text, letter.language, subject, text, html, tx.now]);
  return id;
}

function laidOut(config: Where, { content, language, path, list }: Letter) {
  const url = path.startsWith('http') ? path : `${config.publicUrl}${path}`;
  return layOut(content, { language, url, optional: list !== null });
}

/** Puts mails into the outbox, in one statement; whoever has one of this event already gets no second one. */
export async function post(
  tx: Tx,
  config: Where,
  event: LogEvent | null,
  list: string | null,
  mails: readonly Posting[],
): Promise<void> {
  if (mails.length === 0) return;
  const of = <T>(read: (mail: Posting) => T): T[] => mails.map(read);
  await tx.query(POST, [
    of(({ id }) => id),
    event?.id ?? null,
    list,
    new URL(config.publicUrl).hostname,
    tx.now,
    of(({ to }) => to.accountId),
    of(({ to }) => to.email),
    of(({ to }) => to.displayName),
    of(({ bodyId }) => bodyId),
    of(({ language }) => language),
  ]);
}
