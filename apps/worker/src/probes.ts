import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Database } from '#platform/database.js';

type Probe = (db: Database) => Promise<number>;

const PROBES: Readonly<Record<string, Probe>> = {
  '/health/live': () => Promise.resolve(200),
  '/health/ready': (db) =>
    db.readOne('select 1 as one').then(
      () => 200,
      () => 503,
    ),
};

/** A worker has no HTTP but this: whatever keeps it running can ask whether it lives, and whether its database answers. */
export async function serveProbes(db: Database, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    void (PROBES[request.url ?? '']?.(db) ?? Promise.resolve(404)).then((status) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ status: status === 200 ? 'ok' : 'unavailable' }));
    });
  });
  server.listen(port, '0.0.0.0');
  await once(server, 'listening');
  return server;
}
