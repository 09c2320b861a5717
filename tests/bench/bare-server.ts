import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';
import type { Recorded } from '../support/statements.js';

/**
 * What a page of comments is measured against: node:http and pg and nothing else, in a process of its own. It runs the statements that
 * the API sends for the same request, prepared, without the second wall, maps the rows by hand and answers the same bytes.
 */

/** The statements of a request in their order, the page's last; `$token`, `$id` and `$after` stand for what comes with the request. */
export interface BareOrder {
  url: string;
  port: number;
  statements: Recorded[];
}

interface Asked {
  $token: string;
  $id: string;
  $after: string;
}
type Row = Record<string, unknown>;

const author = (row: Row): object => ({
  displayName: row['display_name'],
  group: row['stakeholder_group'],
  organization:
    row['organization_name'] === null
      ? null
      : { id: row['organization_id'], name: row['organization_name'], group: row['organization_group'] },
});

const node = (row: Row): object => ({
  id: row['id'],
  reference: row['reference'],
  body: row['body'],
  type: row['type'],
  position: row['position'],
  submittedAt: row['submitted_at'],
  author: author(row),
  anchor: row['eid'] === null ? null : { eId: row['eid'] },
  reactions: { agree: row['agree'], disagree: row['disagree'], pass: row['pass'] },
  disposition: row['d_id'] === null ? null : { outcome: row['d_outcome'], response: row['d_response'], status: row['d_status'] },
});

const SIZE = 50;

function page(rows: Row[]): object {
  const shown = rows.slice(0, SIZE);
  const endCursor = Buffer.from(JSON.stringify([shown.at(-1)?.['number']])).toString('base64url');
  return { round: { comments: { nodes: shown.map(node), pageInfo: { hasNextPage: rows.length > SIZE, endCursor } } } };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function asked(request: IncomingMessage): Promise<Asked> {
  const { variables } = JSON.parse(await bodyOf(request)) as { variables: { id: string; after: string } };
  const [after] = JSON.parse(Buffer.from(variables.after, 'base64url').toString()) as [number];
  const token = (request.headers.authorization ?? '').replace('Bearer ', '');
  return { $token: `\\x${createHash('sha256').update(token).digest('hex')}`, $id: variables.id, $after: String(after) };
}

function serve({ url, port, statements }: BareOrder): void {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const fill = (value: unknown, given: Asked): unknown =>
    Array.isArray(value) ? value.map((item) => fill(item, given)) : (given[value as keyof Asked] ?? value);
  createServer((request, response) => {
    const work = async (): Promise<void> => {
      const given = await asked(request);
      let rows: Row[] = [];
      for (const [i, { text, values }] of statements.entries()) {
        rows = (await pool.query<Row>({ name: `s${i}`, text, values: values.map((value) => fill(value, given)) })).rows;
        if (rows.length === 0) return void response.writeHead(404).end();
      }
      const body = JSON.stringify({ data: page(rows) });
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) });
      response.end(body);
    };
    work().catch((error: unknown) => response.writeHead(500).end(String(error)));
  }).listen(port, '127.0.0.1', () => process.send?.('ready'));
}

process.once('message', (order: BareOrder) => serve(order));
