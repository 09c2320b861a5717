import { bring } from '#platform/brought.js';
import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { type Page, type PageArgs, sliceOf, toPage } from '#platform/page.js';
import { badInput, found, insist, Refusal } from '#platform/refusal.js';
import type { CommentFilter, CommentOrder } from '#platform/schema.types.js';
import { noteReadings } from './comment.readings.js';
import { COMMENT_COLUMNS, COMMENT_JOIN, type CommentRow, toComment } from './comment.row.js';
import type { Comment } from './comment.types.js';
import { type SqlCondition, visibleComments } from './comment.visibility.js';
import { refuseSearch, SEARCH_LANGUAGES, searchLanguage, searchQuery } from './search.rules.js';

export interface CommentListArgs extends PageArgs {
  filter?: CommentFilter | null;
  orderBy?: CommentOrder | null;
}

/** Sizes of a page that are written into the statement: it is then planned once for all, and not for each page, which takes longer than reading it. */
const USUAL_SIZES: readonly number[] = [10, 20, 25, 50, 100];

type Ranked = Comment & { rank?: number };

/** How each order is walked: its columns, their direction, and the key of a row in it. */
const ORDERS: Readonly<
  Record<CommentOrder, { columns: string[]; types: string[]; down: boolean; keyOf: (c: Ranked) => number[] }>
> = {
  OLDEST: { columns: ['c.number'], types: ['bigint'], down: false, keyOf: (c) => [c.number ?? 0] },
  NEWEST: { columns: ['c.number'], types: ['bigint'], down: true, keyOf: (c) => [c.number ?? 0] },
  DOCUMENT: { columns: ['c.place', 'c.number'], types: ['int', 'bigint'], down: false, keyOf: (c) => [c.place, c.number ?? 0] },
  MOST_AGREED: {
    columns: ['c.agree', 'c.number'], // columns alone: behind the wall no index is walked by an expression
    types: ['int', 'bigint'],
    down: true,
    keyOf: (c) => [c.reactions.agree, c.number ?? 0],
  },
  RELEVANCE: {
    columns: ['(-f.rank)', 'c.number'],
    types: ['real', 'bigint'],
    down: false,
    keyOf: (c) => [-(c.rank ?? 0), c.number ?? 0],
  },
};

/** The columns that a list may be filtered by; each value is a parameter. */
const FILTERS: Readonly<Partial<Record<keyof CommentFilter, string>>> = {
  eId: 'c.eid = ?',
  groups: 'c.stakeholder_group = any(?)',
  regions: 'c.region = any(?)',
  sectors: 'o.sector = any(?)',
  types: 'c.type = any(?)',
  positions: 'c.position = any(?)',
  statuses: 'c.status = any(?)',
  organizationId: `c.organization_id = ?::uuid and c.attribution <> 'PSEUDONYMOUS'`,
  locale: 'c.locale = ?',
  clusterId: 'c.id in (select cm.comment_id from cluster_member cm where cm.cluster_id = ?::uuid)',
};

type FilterOf = (ctx: Ctx) => string;
const contributed = new Map<string, FilterOf>();

/** Adds a filter that a lib to the right knows how to answer; its text has one `?` for the value, and heeds what the viewer may know. */
export function contributeFilter(name: string, text: FilterOf): void {
  contributed.set(name, text);
}

/** What a page brings along, in its one statement, for a field that a lib to the right resolves. */
export interface Companion {
  /** The field of a comment that makes it worth while. */
  field: string;
  columns: string;
  /** The join over `c`, its parameters numbered from `from`. */
  join: (ctx: Ctx, from: number) => SqlCondition;
  /** What the row has for the field, null where there is nothing. */
  read: (row: { id: string } & Record<string, unknown>) => object | null;
}
const companions = new Map<string, Companion>();

/** Adds a companion to pages of comments. */
export const contributeCompanion = (companion: Companion): void => void companions.set(companion.field, companion);

/** A list's conditions as SQL, with their values. */
class Conditions {
  readonly values: unknown[] = [];
  /** What is joined to a comment to tell whether it is wanted. */
  join = '';
  private readonly parts: string[] = [];

  constructor(private readonly from = 1) {}

  /** Those in which the words of a search stand, as `f`; in the languages that the comments may be in. */
  addSearch(roundId: string, { search, locale }: CommentFilter, ranked: boolean): this {
    if (search === null || search === undefined) return this;
    insist(refuseSearch(search));
    const languages = locale ? [searchLanguage(locale)] : [...SEARCH_LANGUAGES];
    this.values.push(
      roundId,
      languages,
      languages.map(() => searchQuery(search)),
      ranked,
    );
    this.join = ' join found_comments($1, $2, $3, $4) f on f.comment_id = c.id';
    return this;
  }

  /** The same words in several rounds, as a condition and without a rank. */
  addFound(roundIds: readonly string[], { search, locale }: CommentFilter): this {
    if (search === null || search === undefined) return this;
    insist(refuseSearch(search));
    const languages = locale ? [searchLanguage(locale)] : [...SEARCH_LANGUAGES];
    const found = 'select f.comment_id from unnest(?::uuid[]) w (id), found_comments(w.id, ?::text[], ?::text[], false) f';
    const queries = languages.map(() => searchQuery(search));
    return this.add(`c.id in (${found})`, roundIds, languages, queries);
  }

  /** All parts of a filter but its search. */
  addFilter(ctx: Ctx, filter: CommentFilter | null | undefined): this {
    for (const [name, value] of Object.entries(filter ?? {}) as [keyof CommentFilter, unknown][]) {
      if (value === null || value === undefined || name === 'search') continue;
      const text = FILTERS[name] ?? contributed.get(name)?.(ctx);
      if (!text) throw new Refusal('NOT_IMPLEMENTED', `Comments cannot be filtered by ${name} yet.`);
      // One value is an equation, which an index can be walked in order for; several are a set.
      if (Array.isArray(value) && value.length === 1) this.add(text.replace('any(?)', '?'), value[0]);
      else this.add(text, value);
    }
    return this;
  }

  add(text: string, ...values: unknown[]): this {
    for (const value of values) {
      this.values.push(value);
      text = text.replace('?', `$${this.from + this.values.length - 1}`);
    }
    this.parts.push(text);
    return this;
  }

  addVisible(ctx: Ctx): this {
    const visible = visibleComments(ctx.actor, this.values.length + 1);
    this.values.push(...visible.values);
    this.parts.push(visible.text);
    return this;
  }

  get where(): string {
    return this.parts.join(' and ');
  }
}

function conditionsOf(ctx: Ctx, roundId: string, { filter, orderBy }: CommentListArgs): Conditions {
  return new Conditions()
    .addSearch(roundId, filter ?? {}, orderBy === 'RELEVANCE')
    .add('c.round_id = ? and c.number is not null', roundId)
    .addFilter(ctx, filter)
    .addVisible(ctx);
}

/** Those of the rounds' comments that a filter wants, over `c` and `o`, its parameters numbered from `from`; it heeds what the viewer may know. */
export function wantedComments(ctx: Ctx, roundIds: readonly string[], filter: CommentFilter, from: number): SqlCondition {
  const { where, values } = new Conditions(from).add('true').addFilter(ctx, filter).addFound(roundIds, filter);
  return { text: where, values };
}

/**
 * A page of a round's submitted comments that the viewer may see: one statement, whatever the page brings along. `also` is a
 * further condition, over `c` and without parameters.
 */
export async function listComments(
  ctx: Ctx,
  roundId: string,
  args: CommentListArgs,
  asksFor: (field: string) => boolean = () => false,
  also = 'true',
): Promise<Page<Comment>> {
  const orderBy = args.orderBy ?? 'OLDEST';
  if (orderBy === 'RELEVANCE' && !args.filter?.search) {
    throw badInput('orderBy', 'RELEVANCE tells how well comments fit a search. Give filter.search, or choose another order.');
  }
  const order = ORDERS[orderBy];
  const slice = sliceOf(args, order.columns.length);
  const conditions = conditionsOf(ctx, roundId, args).add(also);
  const { where, values, join } = conditions;
  const down = order.down !== slice.backward;
  const walk = slice.key
    ? ` and (${order.columns.join(', ')}) ${down ? '<' : '>'} (${keyParameters(values.length, order.types)})`
    : '';
  const sorted = order.columns.map((column) => `${column} ${down ? 'desc' : 'asc'}`).join(', ');
  const own = [...values, ...(slice.key ?? []), ...(USUAL_SIZES.includes(slice.limit) ? [] : [slice.limit + 1])];
  const brought = broughtAlong(ctx, asksFor, own.length + 1);
  const columns = [COMMENT_COLUMNS, ...(join ? ['f.rank'] : []), ...brought.columns].join(', ');
  const text = `select ${columns} from ${COMMENT_JOIN}${join} ${brought.joins.join(' ')}
    where ${where}${walk} order by ${sorted} limit ${USUAL_SIZES.includes(slice.limit) ? slice.limit + 1 : `$${own.length}`}`;
  const rows = await ctx.db.read<CommentRow & Record<string, unknown>>(text, [...own, ...brought.values]);
  const comments: Ranked[] = rows.map((row) => brought.keep(toComment(ctx.actor, row), row));
  if (join) comments.forEach((comment, i) => (comment.rank = Number(rows[i]?.['rank'])));
  await noteReadings(ctx, comments.slice(0, slice.limit));
  return toPage(comments, slice, order.keyOf, () => count(ctx, join, where, values));
}

function broughtAlong(ctx: Ctx, asksFor: (field: string) => boolean, from: number) {
  const wanted = [...companions.values()].filter(({ field }) => asksFor(field));
  const values: unknown[] = [];
  const joins = wanted.map(({ join }) => {
    const condition = join(ctx, from + values.length);
    values.push(...condition.values);
    return condition.text;
  });
  const keep = (comment: Comment, row: CommentRow & Record<string, unknown>): Comment => {
    for (const { field, read } of wanted) bring(comment, field, read(row));
    return comment;
  };
  return { columns: wanted.map(({ columns }) => columns), joins, values, keep };
}

const keyParameters = (before: number, types: string[]): string =>
  types.map((type, i) => `$${before + 1 + i}::${type}`).join(', ');

async function count(ctx: Ctx, join: string, where: string, values: unknown[]): Promise<number> {
  const row = await ctx.db.readOne<{ count: string }>(
    `select count(*) as count from ${COMMENT_JOIN}${join} where ${where}`,
    values,
  );
  return Number(row?.count ?? 0);
}

async function readComments(ctx: Ctx, condition: string, value: unknown): Promise<Comment[]> {
  const { where, values } = new Conditions().add(condition, value).addVisible(ctx);
  const rows = await ctx.db.read<CommentRow>(
    `select ${COMMENT_COLUMNS} from ${COMMENT_JOIN} where ${where} order by c.number, c.arranged, c.place, c.id`,
    values,
  );
  const comments = rows.map((row) => toComment(ctx.actor, row));
  await noteReadings(ctx, comments);
  return comments;
}

/** Comments by id, as far as the viewer may see them. */
export async function commentsById(_db: Database, ctx: Ctx, ids: readonly string[]): Promise<Map<string, Comment>> {
  const comments = await readComments(ctx, 'c.id = any(?)', ids);
  return new Map(comments.map((comment) => [comment.id, comment]));
}

/** The comment as it is after a change, as its reader sees it; NOT_FOUND where the change took it out of their sight. */
export const commentNow = async (ctx: Ctx, id: string): Promise<Comment> =>
  found((await readComments(ctx, 'c.id = ?', id))[0], 'comment');

/** The comments that a file came with, as far as the viewer may see them. */
export const commentsWithFile = (ctx: Ctx, fileId: string): Promise<Comment[]> =>
  readComments(ctx, `c.attachment_ids <> '{}' and c.attachment_ids @> array[?::uuid]`, fileId);

/** The comment with this reference, or null. */
export const commentByReference = async (ctx: Ctx, reference: string): Promise<Comment | null> =>
  (await readComments(ctx, 'c.reference = ?', reference))[0] ?? null;

/** The comments of each submission, in the order of their references, before that as its side arranged them or else by document, as far as the viewer may see them. */
export async function commentsBySubmission(_db: Database, ctx: Ctx, ids: readonly string[]): Promise<Map<string, Comment[]>> {
  const comments = await readComments(ctx, 'c.submission_id = any(?)', ids);
  return new Map(ids.map((id) => [id, comments.filter((comment) => comment.submissionId === id)]));
}

/** How many comments of each round the viewer may see on each provision, by the provision's version and eId. */
export async function commentCounts(
  db: Database,
  ctx: Ctx,
  roundIds: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  const { where, values } = new Conditions().add('c.round_id = any(?) and c.number is not null', roundIds).addVisible(ctx);
  const rows = await db.read<{ roundId: string; place: string; count: number }>(
    `select c.round_id, c.version_id || ' ' || c.eid as place, count(*)::int as count from ${COMMENT_JOIN}
      where ${where} and c.eid is not null group by 1, 2`,
    values,
  );
  const ofRound = (id: string): [string, number][] =>
    rows.filter(({ roundId }) => roundId === id).map(({ place, count }) => [place, count]);
  return new Map(roundIds.map((id) => [id, new Map(ofRound(id))]));
}
