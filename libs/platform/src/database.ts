import { createHash } from 'node:crypto';
import type { Pool, PoolClient, QueryArrayResult } from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { Actor } from './actor.types.js';
import type { Ctx } from './ctx.js';
import { claimResult, keepResult } from './idempotency.js';
import { columnsToProperties, PropertyNaming } from './naming.js';
import { clockOf, Tx } from './tx.js';
import { prepareWall, runSeen, type Viewer, viewerOf } from './wall.js';

export type Row = Record<string, unknown>;
type Statement = { name: string; text: string; values: unknown[] };
type EntityClass = abstract new (...args: never[]) => object;

const names = new Map<string, string>();

/** The name under which a statement is prepared: the same text, the same name, planned once for each connection. */
export function statementName(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

const RETRIED = new Set(['40001', '40P01']); // serialization failure, deadlock: nothing was done, so it can be done again
const TRIES = 4;

/**
 * The one door to PostgreSQL: `read` for lists and reports, `write` for everything that changes something. The door of a `Ctx` is
 * that of its viewer (`seenBy`): row-level security holds what is read through it to what they may see.
 */
export class Database {
  private constructor(
    private readonly dataSource: DataSource,
    private readonly viewer: Viewer | null = null,
  ) {}

  /** Connects with at most `poolSize` connections; `entities` are the rows that services insert, lock and update. */
  static async connect(url: string, entities: EntityClass[], poolSize = 10): Promise<Database> {
    const dataSource = new DataSource({
      type: 'postgres',
      url,
      entities: entities as never[],
      namingStrategy: new PropertyNaming(),
      extra: { max: poolSize, statement_timeout: 30_000, connectionTimeoutMillis: 10_000, onConnect: prepareConnection },
      poolErrorHandler: () => undefined, // an idle connection that broke: the pool makes another
    });
    return new Database(await dataSource.initialize());
  }

  /** The same door as this viewer passes it: reads answer nothing that they may not see, whatever the statement forgot to ask. */
  seenBy(actor: Actor): Database {
    return new Database(this.dataSource, viewerOf(actor));
  }

  /**
   * The door as the platform itself passes it, for a read that has a rule of its own: figures over what is hidden, a person's own
   * data, what is secret. Who uses it says why, and hands out no row that it brings.
   */
  get unwalled(): Database {
    return this.viewer ? new Database(this.dataSource) : this;
  }

  /** Whether reads for viewers run as a role of their own; where not, the tables' owner is held, and secret columns are not. */
  async hasReader(): Promise<boolean> {
    return (await this.readOne<{ usable: boolean }>('select reader_is_usable() as usable'))?.usable ?? false;
  }

  /** The pool itself, for what needs a connection of its own (LISTEN, advisory locks, COPY). */
  get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  /** The manager outside any transaction: for reading rows by id. */
  get rows(): EntityManager {
    return this.dataSource.manager;
  }

  /** Rows of a statement, columns named as properties (`closes_at` as `closesAt`). The statement is prepared once a connection. */
  async read<T>(text: string, values: unknown[] = []): Promise<T[]> {
    const name = statementName(text);
    const result = this.viewer
      ? await this.readSeen(this.viewer, { name: `${name}.seen`, text, values })
      : await this.pool.query<unknown[]>({ name, text, values, rowMode: 'array' });
    return columnsToProperties<T>(text, result);
  }

  /** As `read`, on a connection that the caller holds: for several statements on one snapshot. */
  async readWith<T>(client: PoolClient, text: string, values: unknown[]): Promise<T[]> {
    return columnsToProperties<T>(text, await client.query<unknown[]>({ text, values, rowMode: 'array' }));
  }

  /** A statement that is planned as the reader has a name of its own, or each change of the role would have it planned anew. */
  private async readSeen(viewer: Viewer, statement: Statement): Promise<QueryArrayResult<unknown[]>> {
    const client = await this.pool.connect();
    try {
      const result = await runSeen(client, viewer, statement);
      client.release();
      return result;
    } catch (error) {
      client.release(error as Error); // as the pool itself does: a connection on which something failed is not kept
      throw error;
    }
  }

  /** The first row, or null. */
  async readOne<T>(text: string, values: unknown[] = []): Promise<T | null> {
    return (await this.read<T>(text, values))[0] ?? null;
  }

  /**
   * Runs `work` in one transaction: all of it is stored, or nothing. The only way to get a `Tx`, hence to change anything.
   * Under an Idempotency-Key the first result is given again and `work` is not run; IDEMPOTENCY_MISMATCH for another body.
   */
  write<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.retried(ctx, ctx.idempotency ? ctx.idempotency.writes++ : null, work);
  }

  /** As `write`, for a result that must not be kept, such as a session's token: a repeated request does the work again. */
  writeAfresh<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.retried(ctx, null, work);
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }

  private async retried<T>(ctx: Ctx, write: number | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(ctx, write, work);
      } catch (error) {
        if (attempt >= TRIES || !RETRIED.has((error as { code?: string }).code ?? '')) throw error;
      }
    }
  }

  private async attempt<T>(ctx: Ctx, write: number | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      await runner.startTransaction();
      const tx = new Tx(ctx, runner.manager, client, await clockOf(client));
      const result = await this.once(ctx, tx, write, work);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      await rollBack(runner);
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async once<T>(ctx: Ctx, tx: Tx, write: number | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (write === null) return work(tx);
    const earlier = await claimResult<T>(ctx, tx, write);
    if (earlier && ctx.idempotency) ctx.idempotency.isReplay = true;
    if (earlier) return earlier.result;
    const result = await work(tx);
    await keepResult(ctx, tx, write, result);
    return result;
  }
}

/**
 * A connection that breaks fails what runs on it, and that is told where it ran. It says so once more as an event, by which a process
 * without an ear for it would end (node-postgres, `client.on('error')`).
 */
async function prepareConnection(client: PoolClient): Promise<void> {
  client.on('error', () => undefined);
  await prepareWall(client);
}

async function rollBack(runner: QueryRunner): Promise<void> {
  if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined); // the connection is gone, and so is the transaction
}
