import type { PoolClient } from 'pg';
import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import type { Actor } from './actor.types.js';
import type { Ctx } from './ctx.js';
import { newId } from './ids.js';
import { columnsToProperties } from './naming.js';
import { notFound } from './refusal.js';

/** One entry of the log: what was done to what. `data` holds no personal data; norm and round place it in their histories. */
export interface Telling {
  action: string;
  subjectId: string;
  normId?: string | null;
  roundId?: string | null;
  data?: Record<string, unknown>;
}

/** A row type with the id that every table of ours has. */
type Identified = ObjectLiteral & { id: string };

/** A running transaction; only `Database.write` makes one. */
export class Tx {
  private instant: Date;

  constructor(
    readonly ctx: Ctx,
    private readonly manager: EntityManager,
    private readonly client: PoolClient,
    begunAt: Date,
  ) {
    this.instant = begunAt;
  }

  /**
   * The database's clock when the transaction last got hold of a row, or else when it began: what had to wait for its turn is
   * decided by the time at which it could act, so no two holders of a row see time run backwards.
   */
  get now(): Date {
    return this.instant;
  }

  /** Rows of a statement run inside the transaction, columns named as properties. */
  async query<T>(text: string, values: unknown[] = []): Promise<T[]> {
    const result = await this.client.query<unknown[]>({ text, values, rowMode: 'array' });
    return columnsToProperties<T>(text, result);
  }

  /** The first row of a statement, or null. */
  async one<T>(text: string, values: unknown[] = []): Promise<T | null> {
    return (await this.query<T>(text, values))[0] ?? null;
  }

  /**
   * The row, held against every other writer until the transaction ends. NOT_FOUND where there is none, or where the actor may not
   * know of it: `isSeen` is asked for what is hidden from some.
   */
  async lock<T extends Identified>(
    entity: EntityTarget<T>,
    id: string,
    what: string,
    isSeen: (actor: Actor, row: T) => boolean = () => true,
  ): Promise<T> {
    const row = await this.manager.findOne(entity, {
      where: { id } as FindOptionsWhere<T>,
      lock: { mode: 'pessimistic_write' },
    });
    if (!row || !isSeen(this.ctx.actor, row)) throw notFound(what);
    this.instant = await clockOf(this.client);
    return row;
  }

  /** The row by id, or null. */
  async find<T extends Identified>(entity: EntityTarget<T>, id: string): Promise<T | null> {
    return this.manager.findOne(entity, { where: { id } as FindOptionsWhere<T> });
  }

  /** Stores a new row and gives it back; an id is made where it has none. */
  async insert<T extends Identified>(entity: EntityTarget<T>, values: Omit<T, 'id'> & { id?: string }): Promise<T> {
    const row = { ...values, id: values.id ?? newId() };
    await this.manager.insert(entity, row as never);
    return row as unknown as T;
  }

  /** Changes columns of one row and gives the row as it is then. */
  async update<T extends Identified>(entity: EntityTarget<T>, row: T, patch: Partial<T>): Promise<T> {
    await this.manager.update(entity, row.id, patch as never);
    return { ...row, ...patch };
  }

  /** Appends to the log: the history, the audit trail and the outbox are these rows. */
  async tell(telling: Telling): Promise<void> {
    await this.tellAll([telling]);
  }

  /** Appends several entries in one statement. */
  async tellAll(tellings: readonly Telling[]): Promise<void> {
    const column = <T>(read: (telling: Telling) => T): T[] => tellings.map(read);
    await this.client.query({
      name: 'tell',
      text: `insert into event (id, at, action, actor_id, subject_id, norm_id, round_id, data)
             select t.id, clock_now(), t.action, $2, t.subject_id, t.norm_id, t.round_id, t.data
             from unnest($1::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::jsonb[]) as t (id, action, subject_id, norm_id, round_id, data)`,
      values: [
        column(() => newId()),
        this.ctx.actor.accountId,
        column(({ action }) => action),
        column(({ subjectId }) => subjectId),
        column(({ normId }) => normId ?? null),
        column(({ roundId }) => roundId ?? null),
        column(({ data }) => JSON.stringify(data ?? {})),
      ],
    });
  }
}

/** The database's clock at this moment. */
export async function clockOf(client: PoolClient): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>({ name: 'clock', text: 'select clock_now() as now' });
  return rows[0]?.now ?? new Date(Number.NaN);
}
