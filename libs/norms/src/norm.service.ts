import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { type Page, type PageArgs, sliceOf, toPage } from '#platform/page.js';
import { badInput, conflict, found, insist, Refusal } from '#platform/refusal.js';
import type { CreateNormInput, NormStatus } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { dayOf, normStatusAt } from './milestone.rules.js';
import { Norm } from './norm.entity.js';
import { normPolicy } from './norm.policy.js';
import { normsOf, VISIBLE_NORM } from './norm.visibility.js';
import { normAfter, type NormMove, refuseSlug, slugOf } from './norm.rules.js';

export interface NormFilter {
  status?: NormStatus | null;
  search?: string | null;
}

/** A norm as it is at this moment: its status is the clock's. */
export const NORM_COLUMNS = `id, slug, title, abstract, norm_status(status, sunset_on, clock_now()) as status, sunset_on::text as sunset_on, created_at`;

const WHERE = `${VISIBLE_NORM} and ($3::text is null or norm_status(status, sunset_on, clock_now()) = $3)
  and ($4::text is null or strpos(lower(title), lower($4)) > 0)`;

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
        sunsetOn: null,
        createdAt: tx.now,
      });
      await tx.tell({ action: 'norm.created', subjectId: norm.id, normId: norm.id, data: { slug, title } });
      return norm;
    });
  }

  /** The norm by id or slug; null where there is none that the viewer may see. Exactly one of the two is to be given. */
  async find(ctx: Ctx, { id, slug }: { id?: string | null; slug?: string | null }): Promise<Norm | null> {
    if (Boolean(id) === Boolean(slug)) throw badInput('id', 'Give either the id or the slug of the norm.');
    const text = `select ${NORM_COLUMNS} from norm where ${VISIBLE_NORM} and ${id ? 'id' : 'slug'} = $3`;
    return ctx.db.readOne<Norm>(text, [...normsOf(ctx.actor), id ?? slug]);
  }

  /** Norms that the viewer may see, the newest first. */
  async list(ctx: Ctx, args: PageArgs & NormFilter): Promise<Page<Norm>> {
    const slice = sliceOf(args);
    const filter = [...normsOf(ctx.actor), args.status ?? null, args.search ?? null];
    const rows = await ctx.db.read<Norm>(
      `select ${NORM_COLUMNS} from norm where ${WHERE} and ($5::uuid is null or id < $5) order by id desc limit $6`,
      [...filter, slice.key?.[0] ?? null, slice.limit + 1],
    );
    const count = async (): Promise<number> =>
      Number((await ctx.db.readOne<{ count: string }>(`select count(*) as count from norm where ${WHERE}`, filter))?.count ?? 0);
    return toPage(rows, slice, (row) => [row.id], count);
  }

  /** Moves a norm on as one of its rounds or cycles does; CONFLICT where its machine has no such move. */
  async move(tx: Tx, normId: string, move: NormMove): Promise<Norm> {
    const norm = await this.held(tx, normId);
    const status = normAfter(norm.status, move);
    if (!status)
      throw new Refusal('CONFLICT', `A norm that is ${norm.status} cannot be moved on by "${move}".`, { state: norm.status });
    return status === norm.status ? norm : tx.update(Norm, norm, { status });
  }

  /**
   * The norm, if the viewer may know of it, held against every other writer, with what the clock has brought about written down: its
   * expiry. NOT_FOUND otherwise.
   */
  async held(tx: Tx, normId: string): Promise<Norm> {
    await this.insistSeen(tx, normId);
    const norm = await tx.lock(Norm, normId, 'norm');
    if (normStatusAt(norm, tx.now) === norm.status) return norm;
    await tx.query('update milestone set done_at = $2 where norm_id = $1 and ends_norm and done_at is null and due_on < $3', [
      normId,
      tx.now,
      dayOf(tx.now),
    ]);
    const expired = await tx.update(Norm, norm, { status: normStatusAt(norm, tx.now) });
    await tx.tell({ action: 'norm.expired', subjectId: normId, normId, data: { sunsetOn: norm.sunsetOn } });
    return expired;
  }

  /** Whose role lets them see all of a norm is not asked whether it is public. */
  private async insistSeen(tx: Tx, normId: string): Promise<void> {
    const [all, some] = normsOf(tx.ctx.actor);
    if (all || some.includes(normId)) return;
    found(await tx.one(`select 1 from norm where ${VISIBLE_NORM} and id = $3`, [all, some, normId]), 'norm');
  }

  /** Gives a norm that the caller holds the earliest sunset of its milestones; a later one while it is in force is told as a renewal. */
  async withSunset(tx: Tx, norm: Norm, reason: string | null): Promise<Norm> {
    const row = await tx.one<{ sunsetOn: string | null }>(
      'select min(due_on)::text as sunset_on from milestone where norm_id = $1 and ends_norm and done_at is null',
      [norm.id],
    );
    const sunsetOn = row?.sunsetOn ?? null;
    if (sunsetOn === norm.sunsetOn) return norm;
    const changed = await tx.update(Norm, norm, { sunsetOn });
    const isRenewal = norm.status === 'ADOPTED' && norm.sunsetOn !== null && (sunsetOn ?? '9999') > norm.sunsetOn;
    const data = { from: norm.sunsetOn, to: sunsetOn, ...(reason ? { reason } : {}) };
    if (isRenewal) await tx.tell({ action: 'norm.renewed', subjectId: norm.id, normId: norm.id, data });
    return changed;
  }
}
