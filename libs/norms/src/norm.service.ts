import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { type Page, type PageArgs, sliceOf, toPage } from '#platform/page.js';
import { badInput, conflict, insist, Refusal } from '#platform/refusal.js';
import type { CreateNormInput, NormStatus } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { Norm } from './norm.entity.js';
import { normPolicy } from './norm.policy.js';
import { normAfter, type NormMove, refuseSlug, slugOf } from './norm.rules.js';

export interface NormFilter {
  status?: NormStatus | null;
  search?: string | null;
}

const WHERE = `($1::text is null or status = $1) and ($2::text is null or strpos(lower(title), lower($2)) > 0)`;

/** Norms: made, found, and moved on through their life. */
@Injectable()
export class NormService {
  /** Makes a norm in DRAFTING. The slug, if none is given, comes from the title; one that is taken is CONFLICT. */
  async create(ctx: Ctx, input: CreateNormInput): Promise<Norm> {
    ctx.require(normPolicy, 'norm.create', { normId: null });
    const title = input.title.trim();
    if (title.length === 0 || title.length > 500) throw badInput('title', 'A title has 1 to 500 characters.');
    const slug = input.slug ?? slugOf(title);
    insist(refuseSlug(slug));
    return ctx.db.write(ctx, async (tx) => {
      if (await tx.one('select 1 from norm where slug = $1', [slug]))
        throw conflict(`There is a norm with the slug ${slug}. Choose another.`);
      const norm = await tx.insert(Norm, {
        id: newId(),
        slug,
        title,
        abstract: input.abstract ?? null,
        status: 'DRAFTING',
        createdAt: tx.now,
      });
      await tx.tell({ action: 'norm.created', subjectId: norm.id, normId: norm.id, data: { slug, title } });
      return norm;
    });
  }

  /** The norm by id or slug; null where there is none. Exactly one of the two is to be given. */
  async find(ctx: Ctx, { id, slug }: { id?: string | null; slug?: string | null }): Promise<Norm | null> {
    if (Boolean(id) === Boolean(slug)) throw badInput('id', 'Give either the id or the slug of the norm.');
    return ctx.db.readOne<Norm>(`select * from norm where ${id ? 'id' : 'slug'} = $1`, [id ?? slug]);
  }

  /** Norms, the newest first. */
  async list(ctx: Ctx, args: PageArgs & NormFilter): Promise<Page<Norm>> {
    const slice = sliceOf(args);
    const filter = [args.status ?? null, args.search ?? null];
    const rows = await ctx.db.read<Norm>(
      `select * from norm where ${WHERE} and ($3::uuid is null or id < $3) order by id desc limit $4`,
      [...filter, slice.key?.[0] ?? null, slice.limit + 1],
    );
    const count = async (): Promise<number> =>
      Number((await ctx.db.readOne<{ count: string }>(`select count(*) as count from norm where ${WHERE}`, filter))?.count ?? 0);
    return toPage(rows, slice, (row) => [row.id], count);
  }

  /** Moves a norm on as one of its rounds or cycles does; CONFLICT where its machine has no such move. */
  async move(tx: Tx, normId: string, move: NormMove): Promise<Norm> {
    const norm = await tx.lock(Norm, normId, 'norm');
    const status = normAfter(norm.status, move);
    if (!status)
      throw new Refusal('CONFLICT', `A norm that is ${norm.status} cannot be moved on by "${move}".`, { state: norm.status });
    return status === norm.status ? norm : tx.update(Norm, norm, { status });
  }
}
