import pg, { type PoolClient, type QueryArrayResult } from 'pg';
import type { Actor, StaffGrant } from './actor.types.js';

/**
 * The second wall (docs/adr/0020-row-level-security.md): a statement that reads for a viewer is sent together with who that is, in
 * one message and so in one transaction, and runs as a role that row-level security holds to what this viewer may see.
 */
export type Viewer = readonly [account: string, organizations: string, staff: string, secretariat: string];

/** The viewer as the policies read it (`viewer_account()` and its like); null for the platform itself, which nothing holds. */
export function viewerOf(actor: Actor): Viewer | null {
  if (actor.kind === 'system') return null;
  const organizations = actor.memberships.map(({ organizationId }) => organizationId);
  const secretariat = actor.staff.filter(({ role }) => role === 'SECRETARIAT');
  return [actor.accountId ?? 'nobody', array(organizations), reach(actor.staff), reach(secretariat)];
}

const array = (ids: readonly string[]): string => `{${ids.join(',')}}`;
const reach = (grants: readonly StaffGrant[]): string =>
  grants.some(({ normId }) => normId === null) ? '*' : array(grants.flatMap(({ normId }) => normId ?? []));

const ENTER = 'enter'; // the name under which each connection has prepared how to name the viewer
const SET = ['viewer', 'organizations', 'staff', 'secretariat'].map(
  (name, i) => `set_config('colloquy.${name}', $${i + 1}, true)`,
);
const TAKE_ROLE = `set_config('role', 'colloquy_reader', true)`;
/** Tables with policies that do not hold their owner: a schema that is not settled, or was restored without its role. */
const UNHELD = `select 1 from pg_class where relnamespace = current_schema()::regnamespace and relrowsecurity and not relforcerowsecurity limit 1`;

/** Prepares a new connection for reading behind the wall; refuses one on which the wall would hold nothing. */
export async function prepareWall(client: PoolClient): Promise<void> {
  const hasRole = await mayTakeRole(client);
  if (!hasRole && (await client.query(UNHELD)).rowCount !== 0)
    throw new Error('The role colloquy_reader is missing, and tables do not hold their owner: run `colloquy migrate` first.');
  const text = `select ${[...SET, ...(hasRole ? [TAKE_ROLE] : [])].join(', ')}`;
  await client.query({ name: ENTER, text, values: ['', '', '', ''] });
}

async function mayTakeRole(client: PoolClient): Promise<boolean> {
  try {
    await client.query('set role colloquy_reader');
    await client.query('reset role');
    return true;
  } catch {
    return false; // there is no such role, or it is not for this user
  }
}

interface Wire {
  stream: { cork(): void; uncork(): void };
  bind(message: { portal: string; statement: string; values: readonly string[] }): void;
  execute(message: { portal: string; rows: number }): void;
}
/** What a statement of `pg` does, as far as it is used here; its own types do not tell. */
interface Statement {
  submit(connection: Wire): Error | null;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: unknown): void;
}
type Done = (error: Error | null, result: QueryArrayResult<unknown[]>) => void;
interface Config {
  name?: string;
  text: string;
  values: unknown[];
  rowMode: 'array';
  callback: Done;
}
const Plain = pg.Query as unknown as new (config: Config) => Statement;

/** A statement that goes out behind the naming of its viewer: both in one packet, so that no round trip is added. */
class SeenStatement extends Plain {
  private isNamed = false;

  constructor(
    config: Config,
    private readonly viewer: Viewer,
  ) {
    super(config);
  }

  override submit(connection: Wire): Error | null {
    connection.stream.cork();
    try {
      connection.bind({ portal: '', statement: ENTER, values: this.viewer });
      connection.execute({ portal: '', rows: 0 });
      return super.submit(connection);
    } finally {
      connection.stream.uncork();
    }
  }

  override handleDataRow(message: unknown): void {
    if (this.isNamed) super.handleDataRow(message);
  }

  /** The first command that completes is the naming of the viewer. */
  override handleCommandComplete(message: unknown, connection: unknown): void {
    if (this.isNamed) super.handleCommandComplete(message, connection);
    else this.isNamed = true;
  }
}

/** Runs the statement as the viewer. The text is prepared once a connection where it has a name. */
export function runSeen(
  client: PoolClient,
  viewer: Viewer,
  { name, text, values }: { name?: string; text: string; values: unknown[] },
): Promise<QueryArrayResult<unknown[]>> {
  return new Promise((resolve, reject) => {
    const callback: Done = (error, result) => (error ? reject(error) : resolve(result));
    const config: Config = { text, values, rowMode: 'array', callback };
    client.query(new SeenStatement(name ? { ...config, name } : config, viewer) as unknown as pg.Submittable);
  });
}
