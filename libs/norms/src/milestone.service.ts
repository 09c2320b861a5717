import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { badInput, insist, notFound } from '#platform/refusal.js';
import type { SetMilestoneInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { Milestone } from './milestone.entity.js';
import { type Dated, milestonesOf, refuseMilestone, type TextMilestone } from './milestone.rules.js';
import type { Norm } from './norm.entity.js';
import { normPolicy } from './norm.policy.js';
import { NormService } from './norm.service.js';

/** The dates of norms: set by people, or by the text that was adopted. */
@Injectable()
export class MilestoneService {
  constructor(private readonly norms: NormService) {}

  /** Adds a date, or changes one. Another sunset of a norm in force is a renewal, or the opposite, and told as such. */
  async set(ctx: Ctx, input: SetMilestoneInput): Promise<Norm> {
    return ctx.db.write(ctx, async (tx) => {
      const norm = await this.norms.held(tx, input.normId);
      ctx.require(normPolicy, 'norm.plan', { normId: norm.id });
      insist(refuseMilestone(norm.status, input, tx.now));
      await this.insistOnProvisions(tx, norm.id, input.eIds ?? []);
      await (input.milestoneId ? this.change(tx, norm, input.milestoneId, input) : this.add(tx, norm, input));
      return this.norms.withSunset(tx, norm, null);
    });
  }

  /** The dates that the adopted text names take the place of those that the text before it named. */
  async followText(tx: Tx, norm: Norm, version: { id: string; locales: string[] }): Promise<Norm> {
    const wanted = milestonesOf(await this.datesOf(tx, version));
    const open = await tx.query<{ id: string; kind: string; dueOn: string; endsNorm: boolean }>(
      `select id, kind, due_on::text as due_on, ends_norm from milestone where norm_id = $1 and from_text and done_at is null order by id`,
      [norm.id],
    );
    const kept = open.filter((row) => wanted.some((milestone) => isSame(row, milestone)));
    await this.drop(
      tx,
      norm,
      open.filter((row) => !kept.includes(row)),
    );
    for (const milestone of wanted) {
      const row = kept.find((candidate) => isSame(candidate, milestone));
      const { eIds, title } = milestone;
      if (row) await tx.query('update milestone set eids = $2, title = $3 where id = $1', [row.id, eIds, title]);
      else await this.insert(tx, norm, { ...milestone, doneAt: null, fromText: true });
    }
    return this.norms.withSunset(tx, norm, null);
  }

  private add(tx: Tx, norm: Norm, { kind, title, dueOn, eIds, done }: SetMilestoneInput): Promise<Milestone> {
    const about = eIds ?? [];
    const endsNorm = kind === 'SUNSET' && about.length === 0;
    return this.insert(tx, norm, { kind, title, dueOn, eIds: about, endsNorm, doneAt: done ? tx.now : null, fromText: false });
  }

  private async insert(
    tx: Tx,
    norm: Norm,
    milestone: TextMilestone & Pick<Milestone, 'doneAt' | 'fromText'>,
  ): Promise<Milestone> {
    const row = await tx.insert(Milestone, {
      ...milestone,
      title: milestone.title.trim(),
      id: newId(),
      normId: norm.id,
      setAt: tx.now,
    });
    await this.tell(tx, 'set', row);
    return row;
  }

  private async change(tx: Tx, norm: Norm, id: string, input: SetMilestoneInput): Promise<void> {
    const row = await tx.find(Milestone, id);
    if (row?.normId !== norm.id) throw notFound('milestone');
    const { kind, dueOn, done } = input;
    const eIds = input.eIds ?? row.eIds;
    const endsNorm = kind === 'SUNSET' && (eIds.length === 0 || row.endsNorm);
    const doneAt = done === true ? (row.doneAt ?? tx.now) : done === false ? null : row.doneAt;
    const setAt = dueOn === row.dueOn ? row.setAt : tx.now;
    const changed = await tx.update(Milestone, row, { kind, title: input.title.trim(), dueOn, eIds, endsNorm, doneAt, setAt });
    const verb = Boolean(doneAt) === Boolean(row.doneAt) ? 'changed' : doneAt ? 'done' : 'reopened';
    await this.tell(tx, verb, changed, dueOn === row.dueOn ? {} : { from: row.dueOn });
  }

  private async drop(tx: Tx, norm: Norm, rows: readonly { id: string; kind: string; dueOn: string }[]): Promise<void> {
    for (const { id, kind, dueOn } of rows) {
      await tx.query('delete from milestone where id = $1', [id]);
      await tx.tell({ action: 'milestone.dropped', subjectId: id, normId: norm.id, data: { kind, dueOn } });
    }
  }

  private tell(tx: Tx, verb: string, { id, normId, kind, title, dueOn, eIds }: Milestone, more: object = {}): Promise<void> {
    return tx.tell({ action: `milestone.${verb}`, subjectId: id, normId, data: { kind, title, dueOn, eIds, ...more } });
  }

  private datesOf(tx: Tx, { id, locales }: { id: string; locales: string[] }): Promise<Dated[]> {
    return tx.query<Dated>(
      `select eid as "eId", number, heading, kind, review_on::text as review_on, sunset_on::text as sunset_on from provision
       where version_id = $1 and locale = $2 and (review_on is not null or sunset_on is not null) order by position`,
      [id, locales[0]],
    );
  }

  private async insistOnProvisions(tx: Tx, normId: string, eIds: readonly string[]): Promise<void> {
    const [unknown] = await tx.query<{ eId: string }>(
      `select e as "eId" from unnest($2::text[]) e where not exists (
         select 1 from provision p join norm_version v on v.id = p.version_id where v.norm_id = $1 and p.eid = e)`,
      [normId, eIds],
    );
    if (unknown) throw badInput('eIds', `No version of the norm has the provision ${unknown.eId}.`);
  }
}

const isSame = (row: { kind: string; dueOn: string; endsNorm: boolean }, { kind, dueOn, endsNorm }: TextMilestone): boolean =>
  row.kind === kind && row.dueOn === dueOn && row.endsNorm === endsNorm;
