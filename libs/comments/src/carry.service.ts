import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import type { Tx } from '#platform/tx.js';
import type { NormVersion } from '#norms/norm-version.entity.js';
import { provisionsByVersion, versionsById } from '#norms/norm-version.queries.js';
import { comparedLocales, fatesBetween } from '#norms/provision-change.queries.js';
import type { Provision } from '#norms/provision.store.js';
import { Carrier, type CarryResult, gone } from './carry.rules.js';
import type { Quote } from './comment.types.js';

const BATCH = 2000;

/** A comment that has no row yet for the version: its own anchor, or the one that a person last decided for it. */
interface Waiting {
  id: string;
  baseId: string;
  eid: string | null;
  quote: Quote | null;
  wasGone: boolean;
}

const LATER = `select v.id from submission s join round r on r.id = s.round_id join norm_version b on b.id = r.version_id
  join norm_version v on v.norm_id = b.norm_id and v.number > b.number and v.status <> 'WORKING' where s.id = $1 order by v.number`;

const WAITING = `select c.id, coalesce(d.version_id, c.version_id) as base_id, case when d.fate is null then c.eid else d.eid end as eid,
    case when d.fate is null then c.quote else d.quote end as quote, coalesce(d.fate = 'DELETED', false) as was_gone
  from norm_version b join comment c on c.version_id = b.id
  left join lateral (select k.version_id, k.fate, k.eid, k.quote from carry k join norm_version v on v.id = k.version_id
    where k.comment_id = c.id and k.decided_at is not null and v.number < $2 order by v.number desc limit 1) d on true
  where b.norm_id = $1 and b.number < $2 and c.number is not null and ($4::uuid is null or c.submission_id = $4)
    and ($5::uuid is null or c.id > $5) and not exists (select 1 from carry k where k.comment_id = c.id and k.version_id = $3)
  order by c.id limit ${BATCH}`;

const KEEP = `insert into carry (comment_id, version_id, fate, eid, quote, similarity, parts, merged_from, candidates, stands_after, made_at)
  select t.id, $1, t.fate, t.eid, t.quote, t.similarity, t.parts, t.merged_from, t.candidates, t.stands_after, clock_now()
  from jsonb_to_recordset($2::jsonb) as t (id uuid, fate text, eid text, quote jsonb, similarity double precision, parts jsonb,
    merged_from text[], candidates jsonb, stands_after text)
  on conflict do nothing`;

const ASK = `with asked as (
    update carry k set asked_at = clock_now() from comment c
    where c.id = k.comment_id and k.version_id = $1 and k.asked_at is null and k.fate <> 'AMBIGUOUS'
      and c.status in ('PUBLISHED', 'PENDING_MODERATION') and ($2::uuid is null or c.submission_id = $2)
    returning c.submission_id, c.round_id
  ) select submission_id, round_id, count(*)::int as comments from asked group by submission_id, round_id order by submission_id`;

/** The ledger of anchors: what became of each comment's place in each later published version. */
@Injectable()
export class CarryService {
  /**
   * Carries what the event concerns: all comments of earlier versions to the one that was published, or a submission's to those
   * that were published already. Run again it does what is left, and nothing twice.
   */
  async carry(ctx: Ctx, { action, subjectId }: Pick<LogEvent, 'action' | 'subjectId'>): Promise<void> {
    if (action === 'norm_version.published') return this.carryTo(ctx, subjectId, null);
    const later = await ctx.db.read<{ id: string }>(LATER, [subjectId]);
    for (const { id } of later) await this.carryTo(ctx, id, subjectId);
  }

  /** Asks the commenters, once for each submission, whether what has been carried to a version still stands. */
  async ask(tx: Tx, version: Pick<NormVersion, 'id' | 'normId'>, submissionId: string | null): Promise<void> {
    const asked = await tx.query<{ submissionId: string; roundId: string; comments: number }>(ASK, [version.id, submissionId]);
    const tellings = asked.map(({ submissionId: subjectId, roundId, comments }) => ({
      action: 'carry.asked',
      subjectId,
      normId: version.normId,
      roundId,
      data: { versionId: version.id, comments },
    }));
    if (tellings.length > 0) await tx.tellAll(tellings);
  }

  private async carryTo(ctx: Ctx, versionId: string, submissionId: string | null): Promise<void> {
    const version = (await versionsById(ctx.db, ctx, [versionId])).get(versionId);
    if (!version || version.status === 'WORKING') return;
    const carriers = new Carriers(ctx, version);
    for (let last: string | null = null; ;) {
      const values = [version.normId, version.number, version.id, submissionId, last];
      const waiting: Waiting[] = await ctx.db.read<Waiting>(WAITING, values);
      if (waiting.length === 0) break;
      await this.keep(ctx, version, await carriers.carry(waiting));
      last = waiting.at(-1)?.id ?? null;
    }
    await ctx.db.write(ctx, (tx) => this.ask(tx, version, submissionId));
  }

  private async keep(ctx: Ctx, version: NormVersion, rows: readonly object[]): Promise<void> {
    await ctx.db.write(ctx, async (tx) => {
      await tx.query(KEEP, [version.id, JSON.stringify(rows)]);
      const { id: subjectId, normId } = version;
      await tx.tell({ action: 'carry.made', subjectId, normId, data: { comments: rows.length } });
    });
  }
}

/** Carries to one version from whichever earlier ones the comments are on; each pair of versions is compared once. */
class Carriers {
  private readonly known = new Map<string, Carrier>();

  constructor(
    private readonly ctx: Ctx,
    private readonly target: NormVersion,
  ) {}

  async carry(waiting: readonly Waiting[]): Promise<object[]> {
    const missing = [...new Set(waiting.map(({ baseId }) => baseId))].filter((id) => !this.known.has(id));
    for (const id of missing) this.known.set(id, await this.from(id));
    return waiting.map(({ id, baseId, eid: eId, quote, wasGone }) => {
      const result = wasGone ? gone() : this.known.get(baseId)?.carry({ eId, quote });
      return { id, ...columnsOf(result ?? gone()) };
    });
  }

  private async from(baseId: string): Promise<Carrier> {
    const { ctx, target } = this;
    const base = (await versionsById(ctx.db, ctx, [baseId])).get(baseId) ?? target;
    const texts = await provisionsByVersion(ctx.db, ctx, [base.id, target.id]);
    const [before, after] = [texts.get(base.id) ?? [], texts.get(target.id) ?? []];
    const locales = comparedLocales(base, target);
    const inLocale = (provisions: Provision[], locale: string): Provision[] => provisions.filter((one) => one.locale === locale);
    const fates = fatesBetween(base, inLocale(before, locales.since), target, inLocale(after, locales.version));
    const first = [locales.since, ...base.locales.filter((locale) => locale !== locales.since)];
    return new Carrier({ locales: first, provisions: before }, { locales: target.locales, provisions: after }, fates);
  }
}

function columnsOf(result: CarryResult): object {
  const { fate, place, similarity, parts, mergedFrom, candidates, standsAfter } = result;
  return {
    fate,
    eid: place?.eId ?? null,
    quote: place?.quote ?? null,
    similarity,
    parts,
    merged_from: mergedFrom,
    candidates,
    stands_after: standsAfter,
  };
}
