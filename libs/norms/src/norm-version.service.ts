import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { badInput, insist, notFound } from '#platform/refusal.js';
import type { CreateNormVersionInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { Norm } from './norm.entity.js';
import { normPolicy } from './norm.policy.js';
import { NormService } from './norm.service.js';
import { refuseVersionMove } from './norm.rules.js';
import { NormVersion } from './norm-version.entity.js';
import { isHeldFor } from './norm-version.visibility.js';
import { refuseTree } from './provision.rules.js';
import { fromInput, insertProvisions, type NewProvision, type Provision, PROVISION_COLUMNS } from './provision.store.js';

const SUPERSEDE = `update norm_version set status = 'SUPERSEDED'
  where norm_id = $1 and status in ('PUBLISHED', 'ADOPTED') returning id, number`;

/** Versions of a norm: made in WORKING, then published for good. */
@Injectable()
export class NormVersionService {
  constructor(private readonly norms: NormService) {}

  /** Makes the next version of a norm, in WORKING, from provisions that are given. */
  async create(ctx: Ctx, input: CreateNormVersionInput): Promise<NormVersion> {
    const provisions = (input.provisions ?? []).map(fromInput);
    return ctx.db.write(ctx, async (tx) => {
      const norm = await tx.lock(Norm, input.normId, 'norm');
      ctx.require(normPolicy, 'norm.edit', { normId: norm.id });
      return this.cut(tx, norm.id, { label: input.label, locale: input.locale ?? 'en', provisions });
    });
  }

  /** The version within a transaction, if the viewer may see it; NOT_FOUND otherwise. */
  async seen(tx: Tx, versionId: string): Promise<NormVersion> {
    const version = await tx.find(NormVersion, versionId);
    if (!version || !isHeldFor(tx.ctx.actor, version)) throw notFound('version');
    return version;
  }

  /** The version, held against every other writer. */
  held(tx: Tx, versionId: string): Promise<NormVersion> {
    return tx.lock(NormVersion, versionId, 'version');
  }

  /** The provisions of a version in its authoritative language, in document order. */
  async textOf(tx: Tx, versionId: string): Promise<{ locale: string; provisions: Provision[] }> {
    const version = await this.seen(tx, versionId);
    const locale = version.locales[0] ?? 'en';
    const provisions = await tx.query<Provision>(
      `select ${PROVISION_COLUMNS} from provision p where p.version_id = $1 and p.locale = $2 order by p.position`,
      [versionId, locale],
    );
    return { locale, provisions };
  }

  /** Stores the next version of a norm that the caller holds locked. */
  async cut(
    tx: Tx,
    normId: string,
    draft: { label: string; locale: string; provisions: readonly NewProvision[] },
  ): Promise<NormVersion> {
    const label = draft.label.trim();
    if (label.length === 0 || label.length > 200)
      throw badInput('label', 'A label has 1 to 200 characters, for example "Public draft".');
    insist(refuseTree(draft.provisions));
    const last = await tx.one<{ number: number }>(
      'select coalesce(max(number), 0) as number from norm_version where norm_id = $1',
      [normId],
    );
    const number = (last?.number ?? 0) + 1;
    const row = {
      normId,
      number,
      label,
      status: 'WORKING' as const,
      locales: [draft.locale],
      revision: 1,
      createdAt: tx.now,
      publishedAt: null,
    };
    const version = await tx.insert(NormVersion, { id: newId(), ...row });
    await insertProvisions(tx, version.id, draft.locale, draft.provisions);
    await tx.tell({
      action: 'norm_version.created',
      subjectId: version.id,
      normId,
      data: { number, provisions: draft.provisions.length },
    });
    return version;
  }

  /** Freezes the version for good and supersedes the one before. An empty version, or one published already, is refused. */
  async publish(ctx: Ctx, versionId: string): Promise<NormVersion> {
    return ctx.db.write(ctx, async (tx) => {
      const version = await tx.lock(NormVersion, versionId, 'version');
      ctx.require(normPolicy, 'norm.publish', { normId: version.normId });
      return this.publishIn(tx, version);
    });
  }

  /** Publishes a version that the caller holds locked, in the caller's transaction. */
  async publishIn(tx: Tx, version: NormVersion): Promise<NormVersion> {
    insist(refuseVersionMove(version, 'publish'));
    const any = await tx.one('select 1 from provision where version_id = $1 limit 1', [version.id]);
    if (!any) throw badInput('versionId', 'This version has no provision yet. Add or import its text before you publish it.');
    await this.supersede(tx, version);
    const published = await tx.update(NormVersion, version, { status: 'PUBLISHED', publishedAt: tx.now });
    const data = { number: version.number, label: version.label };
    await tx.tell({ action: 'norm_version.published', subjectId: version.id, normId: version.normId, data });
    return published;
  }

  /** What was in force until now is so no longer: told of each, before what takes its place. */
  private async supersede(tx: Tx, { normId, number }: NormVersion): Promise<void> {
    const before = await tx.query<{ id: string; number: number }>(SUPERSEDE, [normId]);
    for (const old of before) {
      const data = { number: old.number, by: number };
      await tx.tell({ action: 'norm_version.superseded', subjectId: old.id, normId, data });
    }
  }

  /** Adopts the published version, and with it the norm. */
  async adopt(ctx: Ctx, versionId: string): Promise<NormVersion> {
    return ctx.db.write(ctx, async (tx) => {
      const version = await tx.lock(NormVersion, versionId, 'version');
      ctx.require(normPolicy, 'norm.publish', { normId: version.normId });
      insist(refuseVersionMove(version, 'adopt'));
      await this.norms.move(tx, version.normId, 'adopt');
      const adopted = await tx.update(NormVersion, version, { status: 'ADOPTED' });
      await tx.tell({
        action: 'norm_version.adopted',
        subjectId: version.id,
        normId: version.normId,
        data: { number: version.number },
      });
      return adopted;
    });
  }
}
