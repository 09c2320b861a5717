import { badInput } from './refusal.js';

/** The paging arguments of a connection (Relay, Cursor Connections). */
export interface PageArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** A connection as the schema shows it. `totalCount` is worked out only when it is asked for. */
export interface Page<T> {
  edges: { node: T; cursor: string }[];
  nodes: T[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: () => Promise<number>;
}

/** What a list statement needs: how many rows (one more tells of a next page), from where, and in which direction. */
export interface Slice {
  limit: number;
  backward: boolean;
  /** The key of the row after (or before) which to go on; null at the beginning. */
  key: string[] | null;
}

const DEFAULT_SIZE = 25;
const LARGEST = 100;

/** Reads paging arguments: 1..100, 25 where none is given; a larger page or a foreign cursor is BAD_USER_INPUT. */
export function sliceOf(args: PageArgs, keyLength = 1): Slice {
  const backward = args.last !== undefined && args.last !== null;
  if (backward && args.first) throw badInput('last', 'Ask for the first or for the last rows, not for both.');
  const name = backward ? 'last' : 'first';
  const limit = args[name] ?? DEFAULT_SIZE;
  if (limit < 1 || limit > LARGEST) throw badInput(name, `A page has 1 to ${LARGEST} rows; ${limit} were asked for.`);
  const cursor = backward ? args.before : args.after;
  return { limit, backward, key: cursor ? readCursor(cursor, keyLength, backward ? 'before' : 'after') : null };
}

/** An opaque cursor for the row with this key. */
export const toCursor = (key: readonly (string | number)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

function readCursor(cursor: string, keyLength: number, path: string): string[] {
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(key) && key.length === keyLength && key.every((part) => ['string', 'number'].includes(typeof part))) {
      return key.map(String);
    }
  } catch {
    // not one of ours: refused below, like any other foreign cursor
  }
  throw badInput(path, 'This cursor is not one of this list. Take cursors from pageInfo or edges of the same list.');
}

/** Makes the connection of the rows that a list statement gave for a slice (with its one row more, if there was one). */
export function toPage<T>(
  rows: T[],
  slice: Slice,
  keyOf: (row: T) => (string | number)[],
  totalCount: () => Promise<number>,
): Page<T> {
  const hasMore = rows.length > slice.limit;
  const nodes = hasMore ? rows.slice(0, slice.limit) : rows;
  if (slice.backward) nodes.reverse();
  const edges = nodes.map((node) => ({ node, cursor: toCursor(keyOf(node)) }));
  const pageInfo = {
    hasNextPage: slice.backward ? slice.key !== null : hasMore,
    hasPreviousPage: slice.backward ? hasMore : slice.key !== null,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, nodes, pageInfo, totalCount };
}
