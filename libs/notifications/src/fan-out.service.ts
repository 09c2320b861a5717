import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as rest } from 'node:timers/promises';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import { newId } from '#platform/ids.js';
import { CONFIG } from '#platform/platform.module.js';
import type { Delivery, NotificationKind } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { accountsOf, type Audience } from './audience.queries.js';
import { onlyThoseWhoMaySee } from './audience.visibility.js';
import { deliveryOf, dueAt, PACE_MS, PACED, REQUIRED } from './delivery.rules.js';
import { excerptOf } from './letter.rules.js';
import { answersFor, type EventFacts, factsIn, factsOf, pathOf } from './mail.facts.js';
import { markingIn } from './marking.rules.js';
import { keepOwn, keepShared, type Letter, post, type Posting } from './mail-outbox.js';
import { contentOf, languageOf, textOf } from './words.rules.js';
import type { Language, TextKey } from './words.types.js';

/** One who is told, with what decides when and in which words. */
interface Person {
  accountId: string;
  email: string;
  displayName: string;
  locale: string;
  timeZone: string;
  wish: Delivery | null;
}

/** One who is told: their entry, when a mail is due, and the mail where that is now. */
interface Told {
  person: Person;
  language: Language;
  entry: string;
  dueAt: Date | null;
  mail: string | null;
}

const FIRST = '00000000-0000-0000-0000-000000000000';
const PAGE = 1000; // people told in one transaction: short enough that those who read meanwhile need not wait for it

/** Who is concerned, so many at once: working out an audience takes a while, whatever the part of it that is asked for. */
const SLICE = 20_000;
const concerned = (who: string): string =>
  `select account_id from ${accountsOf(who)} t where account_id > $5 order by account_id limit ${SLICE}`;

const PEOPLE = `select a.id as account_id, a.email, a.display_name, a.locale, a.time_zone, p.delivery as wish
  from account a left join notification_preference p on p.account_id = a.id and p.kind = $2
  where a.id = any($1) and a.erased_at is null and not exists (select from notification n where n.event_id = $3 and n.account_id = a.id)
  order by a.id`;

const TELL = `insert into notification (id, account_id, event_id, kind, title, path, norm_id, place, note, created_at, comment_id, due_at, mail_id)
  select t.id, t.account_id, $2, $3, t.title, $4, $5, $6, $7, $8, $13, t.due_at, t.mail_id
  from unnest($1::uuid[], $9::uuid[], $10::text[], $11::timestamptz[], $12::uuid[]) as t (id, account_id, title, due_at, mail_id)
  on conflict (event_id, account_id) do nothing returning account_id`;
const TAKE_TURN = `insert into mail_pace (account_id, last_at) select id, $2 from unnest($1::uuid[]) as t (id) order by id
  on conflict (account_id) do update set last_at = excluded.last_at where mail_pace.last_at <= $3 returning account_id`;
const LAST_MAILS = 'select account_id, last_at from mail_pace where account_id = any($1)';

/** Tells everybody concerned of an event: an entry in the inbox of each, and a mail as they wish it. */
@Injectable()
export class FanOut {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /**
   * In pages, each a transaction: whoever was told before a page was cut short is not told again. Every person who may see what
   * the event is about gets one entry, and one mail at most.
   */
  async tell(ctx: Ctx, event: LogEvent, audience: Audience): Promise<void> {
    const { comment, addresses } = audience;
    const about = comment ? await ctx.db.readOne<{ id: string }>(comment, [event.subjectId]) : null;
    if (comment && !about) return;
    const news = { event, kind: audience.kind, about: about?.id ?? null, bodies: new Map<Language, string>() };
    if (addresses) await ctx.db.write(ctx, (tx) => this.writeToAddresses(tx, news, addresses));
    for (let after: string | null = FIRST; after;) after = await this.tellSlice(ctx, news, audience.who, after);
  }

  /** Tells a slice of those concerned, in pages; gives where the next one begins, or null at the end. */
  private async tellSlice(ctx: Ctx, subject: Subject, who: string, after: string): Promise<string | null> {
    const { subjectId, normId, roundId, actorId } = subject.event;
    const slice = await ctx.db.read<{ accountId: string }>(concerned(who), [subjectId, normId, roundId, actorId, after]);
    const ids = slice.map(({ accountId }) => accountId);
    for (let at = 0; at < ids.length; at += PAGE) {
      const began = performance.now();
      const bodies = await ctx.db.write(ctx, (tx) => this.tellPage(tx, subject, ids.slice(at, at + PAGE)));
      for (const [language, id] of bodies) subject.bodies.set(language, id);
      if (at + PAGE < ids.length) await rest(performance.now() - began); // half of a processor is left to those who read
    }
    return ids.length < SLICE ? null : (ids.at(-1) ?? null);
  }

  /** Gives the bodies that the page shares with the next. */
  private async tellPage(tx: Tx, subject: Subject, ids: readonly string[]): Promise<Map<Language, string>> {
    const { event, kind, about } = subject;
    const page = await tx.query<Person>(PEOPLE, [ids, kind, event.id]);
    const people = about ? await onlyThoseWhoMaySee(tx, about, page) : page;
    if (people.length === 0) return new Map();
    const news = await newsOf(tx, subject);
    const told = await this.enter(tx, news, await this.timed(tx, news.kind, people));
    return this.write(tx, news, told);
  }

  /** Writes the entries; gives those who had none of this event, which another run may have told meanwhile. */
  private async enter(tx: Tx, news: News, all: readonly Told[]): Promise<Told[]> {
    const { event, kind, facts } = news;
    const titles = new Map<Language, string>();
    const titleIn = (language: Language): string => {
      const title = titles.get(language) ?? contentOf(news.text, factsIn(language, event, facts), language).subject;
      titles.set(language, title);
      return title;
    };
    const of = <T>(read: (one: Told) => T): T[] => all.map(read);
    const note = facts.tlp === 'CLEAR' && facts.body ? excerptOf(facts.body) : null;
    const rows = await tx.query<{ accountId: string }>(TELL, [
      of(({ entry }) => entry),
      event.id,
      kind,
      pathOf(event, facts),
      event.normId,
      facts.place,
      note,
      tx.now,
      of(({ person }) => person.accountId),
      of(({ language }) => titleIn(language)),
      of(({ dueAt: at }) => at),
      of(({ mail }) => mail),
      facts.commentId,
    ]);
    const fresh = new Set(rows.map(({ accountId }) => accountId));
    return all.filter(({ person }) => fresh.has(person.accountId));
  }

  /** When each is to get a mail: who wants one at once and got one just now waits for the rest of their five minutes. */
  private async timed(tx: Tx, kind: NotificationKind, people: readonly Person[]): Promise<Told[]> {
    const wishes = people.map((person) => ({ person, delivery: deliveryOf(kind, person.wish) }));
    const paced = PACED.includes(kind) ? wishes.filter(({ delivery }) => delivery === 'IMMEDIATE') : [];
    const ids = paced.map(({ person }) => person.accountId);
    const turns = await tx.query<{ accountId: string }>(TAKE_TURN, [ids, tx.now, new Date(tx.now.getTime() - PACE_MS)]);
    const hasTurn = new Set(turns.map(({ accountId }) => accountId));
    const late = ids.filter((id) => !hasTurn.has(id));
    const lasts = late.length > 0 ? await tx.query<{ accountId: string; lastAt: Date }>(LAST_MAILS, [late]) : [];
    const notBefore = new Map(lasts.map(({ accountId, lastAt }) => [accountId, new Date(lastAt.getTime() + PACE_MS)]));
    return wishes.map(({ person, delivery }) => {
      const at = dueAt(delivery, tx.now, person.timeZone, notBefore.get(person.accountId) ?? null);
      const mail = at && at <= tx.now ? newId() : null;
      return { person, language: languageOf(person.locale), entry: newId(), dueAt: at, mail };
    });
  }

  /** Writes the mails that are due at once, one body for each language, or one for each person where it is a letter to them alone. */
  private async write(tx: Tx, news: News, told: readonly Told[]): Promise<Map<Language, string>> {
    const isPersonal = news.kind === 'RESULTS_PUBLISHED';
    const shared = new Map(news.bodies);
    const mails: Posting[] = [];
    for (const { person, language, mail } of told) {
      if (!mail) continue;
      const bodyId = isPersonal
        ? await keepOwn(tx, this.config, await this.letter(tx, news, language, person.accountId))
        : (shared.get(language) ??
          (await keepShared(tx, this.config, { ...(await this.letter(tx, news, language, null)), event: news.event })));
      shared.set(language, bodyId);
      mails.push({ id: mail, to: person, bodyId, language });
    }
    await post(tx, this.config, news.event, REQUIRED.includes(news.kind) ? null : news.kind, mails);
    return isPersonal ? new Map() : shared;
  }

  /** The mail alone, in English, to addresses that have no account; the footer says whence we have the address. */
  private async writeToAddresses(tx: Tx, subject: Subject, addresses: string): Promise<void> {
    const found = await tx.query<{ email: string }>(addresses, [subject.event.subjectId]);
    if (found.length === 0) return;
    const { event, facts, text } = await newsOf(tx, subject);
    const content = contentOf(text, factsIn('en', event, facts), 'en', [], 'invited');
    const letter = { event, text, language: 'en' as const, content, path: pathOf(event, facts), list: null };
    const bodyId = await keepOwn(tx, this.config, letter);
    const mails = found.map(({ email }) => ({
      id: newId(),
      to: { accountId: null, email, displayName: '' },
      bodyId,
      language: 'en' as const,
    }));
    await post(tx, this.config, event, null, mails);
  }

  private async letter(
    tx: Tx,
    { event, kind, facts, text }: News,
    language: Language,
    accountId: string | null,
  ): Promise<Letter> {
    const letter = accountId ? await answersFor(tx, event.subjectId, accountId, language) : { answers: [], marking: null };
    const marking = letter.marking ?? markingIn(facts.tlp);
    const content = { ...contentOf(text, factsIn(language, event, facts), language, letter.answers), marking };
    return { event, text, language, content, path: pathOf(event, facts), list: REQUIRED.includes(kind) ? null : kind };
  }
}

/** What is told: of which event, as which kind, and about which comment where it is about one. */
interface Subject {
  event: LogEvent;
  kind: NotificationKind;
  about: string | null;
  /** The bodies that are stored already, by their language. */
  bodies: Map<Language, string>;
}

/** The same with its facts and the text that tells it. */
interface News extends Subject {
  facts: EventFacts;
  text: TextKey;
}

async function newsOf(tx: Tx, subject: Subject): Promise<News> {
  const { event, kind, about } = subject;
  return { ...subject, facts: await factsOf(tx, event, about), text: textOf(kind, event) };
}
