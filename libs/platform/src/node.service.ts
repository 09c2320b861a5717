import { Injectable } from '@nestjs/common';
import type { Ctx } from './ctx.js';

/** Gives the row of one type by id as the viewer may see it, or null. */
export type NodeLookup = (ctx: Ctx, id: string) => Promise<object | null>;

interface Source {
  type: string;
  table: string;
  lookup: NodeLookup;
}

/** Global object identification (Relay): ids are unique over all tables, and each lib says how its types are looked up. */
@Injectable()
export class Nodes {
  private readonly sources: Source[] = [];

  /** Registers a type with its table (or a selection that has `id`) and the same lookup, hence the same rule of sight, as its other reads have. */
  register(type: string, table: string, lookup: NodeLookup): void {
    this.sources.push({ type, table, lookup });
  }

  /** The object, marked with its type; null where there is none or the viewer may not know of it. One statement finds the table. */
  async find(ctx: Ctx, id: string): Promise<object | null> {
    const probes = this.sources.map((source, i) => `select ${i} as source from ${source.table} where id = $1`);
    const hit = await ctx.db.readOne<{ source: number }>(probes.join(' union all '), [id]);
    const source = hit ? this.sources[hit.source] : undefined;
    const row = source ? await source.lookup(ctx, id) : null;
    return row && source ? { ...row, __typename: source.type } : null;
  }

  /** The types that can be looked up; a start-up check holds them against the schema's `implements Node`. */
  get types(): string[] {
    return this.sources.map((source) => source.type);
  }
}
