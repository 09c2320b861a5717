import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { badInput, insist, notFound } from '#platform/refusal.js';
import type { CreateErratumInput, CreateNormVersionInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { MilestoneService } from './milestone.service.js';
import type { Norm } from './norm.entity.js';
import { normPolicy } from './norm.policy.js';
import { NormService } from './norm.service.js';
import { refuseErratum, refuseNewVersion, refuseVersionMove } from './norm.rules.js';
import { NormVersion } from './norm-version.entity.js';
import { isHeldFor } from './norm-version.visibility.js';
import { refuseTree } from './provision.rules.js';
import { fromInput, insertProvisions, type NewProvision, type Provision, PROVISION_COLUMNS } from './provision.store.js';
import { localeOf } from './translation.rules.js';

/** What a version takes the place of: the published ones before it, and the one that it corrects or, adopted, the one in force. */
const SUPERSEDE = `update norm_version set status = 'SUPERSEDED'
  where norm_id = $1 and id <> $2 and status in ('PUBLISHED', 'ADOPTED') and (status = 'PUBLISHED' or id = $3 or $4) returning id, number`;

/** The words of the base in its other languages: current where they were, and where the original says the same in both. */
const TRANSLATIONS = `insert into provision (version_id, locale, eid, position, parent_eid, number, heading, text, kind, review_on, sunset_on, text_revision)
  select n.version_id, t.locale, n.eid, n.position, n.parent_eid, t.number, t.heading, t.text, n.kind, n.review_on, n.sunset_on,
    case when t.text_revision >= o.text_revision and (o.number, o.heading, o.text) is not distinct from (n.number, n.heading, n.text)
      then 1 else 0 end
  from provision n join provision o on o.version_id = $1 and o.locale = n.locale and o.eid = n.eid
  join provision t on t.version_id = $1 and t.locale <> n.locale and t.eid = n.eid
  where n.version_id = $2 and n.locale = $3`;

/** The text of a version to be. */
export interface VersionDraft {
  label: string;
  locale: string;
  provisions: readonly NewProvision[];
  /** The version that it goes on from: its translations come along. */
  base?: NormVersion;
  /** Why the base is corrected, where it is. */
  erratumNote?: string;
}

/** Versions of a norm: made in WORKING, then published for good. */
@Injectable()
export class NormVersionService {
  constructor(
    private readonly norms: NormService,
    private readonly milestones: MilestoneService,
  ) {}

  /** Makes the next version of a norm, in WORKING, from provisions that are given. */
  async create(ctx: Ctx, input: CreateNormVersionInput): Promise<NormVersion> {
    const provisions = (input.provisions ?? []).map(fromInput);
    return ctx.db.write(ctx, async (tx) => {
      const norm = await this.norms.held(tx, input.normId);
      ctx.require(normPolicy, 'norm.edit', { normId: norm.id });
      insist(refuseNewVersion(norm));
      return this.cut(tx, norm.id, { label: input.label, locale: input.locale ?? 'en', provisions });
    });
  }

  /** The version within a transaction, if the viewer may see it; NOT_FOUND otherwise. */
  async seen(tx: Tx, versionId: string): Promise<NormVersion> {
    const version = await tx.find(NormVersion, versionId);
    if (!version || !isHeldFor(tx.ctx.actor, version)) throw notFound('version');
    return version;
  }

  /** The version, if the viewer may see it, held against every other writer; NOT_FOUND otherwise. */
  held(tx: Tx, versionId: string): Promise<NormVersion> {
    return tx.lock(NormVersion, versionId, 'version', isHeldFor);
  }

  /** Begins the correction of the newest published version, in WORKING, with its text and a note that says what is corrected. */
  async createErratum(ctx: Ctx, { versionId, label, note }: CreateErratumInput): Promise<NormVersion> {
    return ctx.db.write(ctx, async (tx) => {
      const base = await this.held(tx, versionId);
      const norm = await this.norms.held(tx, base.normId);
      ctx.require(normPolicy, 'norm.edit', { normId: base.normId });
      insist(refuseNewVersion(norm) ?? refuseErratum(base, note));
      const text = await this.textOf(tx, versionId);
      return this.cut(tx, base.normId, { ...text, label, erratumNote: note.trim() });
    });
  }

  /** The provisions of a version in its authoritative language, in document order. */
  async textOf(tx: Tx, versionId: string): Promise<{ base: NormVersion; locale: string; provisions: Provision[] }> {
    const version = await this.seen(tx, versionId);
    const locale = version.locales[0] ?? 'en';
    const provisions = await tx.query<Provision>(
      `select ${PROVISION_COLUMNS} from provision p where p.version_id = $1 and p.locale = $2 order by p.position`,
      [versionId, locale],
    );
    return { base: version, locale, provisions };
  }

  /** Stores the next version of a norm that the caller holds locked. */
  async cut(tx: Tx, normId: string, draft: VersionDraft): Promise<NormVersion> {
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
      locales: [localeOf(draft.locale)],
      revision: 1,
      createdAt: tx.now,
      publishedAt: null,
      erratumOf: draft.erratumNote && draft.base ? draft.base.id : null,
      erratumNote: draft.erratumNote ?? null,
    };
    const version = await tx.insert(NormVersion, { id: newId(), ...row });
    await insertProvisions(tx, version.id, version.locales[0] ?? '', draft.provisions);
    await tx.tell({
      action: 'norm_version.created',
      subjectId: version.id,
      normId,
      data: { number, provisions: draft.provisions.length, ...(version.erratumOf ? { erratumOf: version.erratumOf } : {}) },
    });
    return draft.base ? this.withTranslations(tx, draft.base, version) : version;
  }

  private async withTranslations(tx: Tx, base: NormVersion, version: NormVersion): Promise<NormVersion> {
    if (base.locales.length === 1 || base.locales[0] !== version.locales[0]) return version;
    await tx.query(TRANSLATIONS, [base.id, version.id, base.locales[0]]);
    return tx.update(NormVersion, version, { locales: base.locales });
  }

  /** Freezes the version for good and supersedes the one before. An empty version, or one published already, is refused. */
  async publish(ctx: Ctx, versionId: string): Promise<NormVersion> {
    return ctx.db.write(ctx, async (tx) => {
      const version = await this.held(tx, versionId);
      ctx.require(normPolicy, 'norm.publish', { normId: version.normId });
      return this.publishIn(tx, version);
    });
  }

  /** Publishes a version that the caller holds locked, in the caller's transaction. */
  async publishIn(tx: Tx, version: NormVersion): Promise<NormVersion> {
    insist(refuseVersionMove(version, 'publish'));
    const any = await tx.one('select 1 from provision where version_id = $1 limit 1', [version.id]);
    if (!any) throw badInput('versionId', 'This version has no provision yet. Add or import its text before you publish it.');
    const corrected = version.erratumOf ? await this.held(tx, version.erratumOf) : null;
    if (corrected) insist(refuseErratum(corrected, version.erratumNote ?? ''));
    await this.supersede(tx, version, false);
    const published = await tx.update(NormVersion, version, { status: 'PUBLISHED', publishedAt: tx.now });
    const data = { number: version.number, label: version.label };
    await tx.tell({ action: 'norm_version.published', subjectId: version.id, normId: version.normId, data });
    return corrected?.status === 'ADOPTED' ? this.adoptIn(tx, published, await this.norms.held(tx, version.normId)) : published;
  }

  /** What it takes the place of is so no longer: told of each, before what takes its place. */
  private async supersede(tx: Tx, { id, normId, number, erratumOf }: NormVersion, inForce: boolean): Promise<void> {
    const before = await tx.query<{ id: string; number: number }>(SUPERSEDE, [normId, id, erratumOf, inForce]);
    for (const old of before) {
      const data = { number: old.number, by: number };
      await tx.tell({ action: 'norm_version.superseded', subjectId: old.id, normId, data });
    }
  }

  /** Adopts the published version, and with it the norm. */
  async adopt(ctx: Ctx, versionId: string): Promise<NormVersion> {
    return ctx.db.write(ctx, async (tx) => {
      const version = await this.held(tx, versionId);
      ctx.require(normPolicy, 'norm.publish', { normId: version.normId });
      insist(refuseVersionMove(version, 'adopt'));
      return this.adoptIn(tx, version, await this.norms.move(tx, version.normId, 'adopt'));
    });
  }

  /** The version is in force from now on, and the dates that its text names are the norm's. */
  private async adoptIn(tx: Tx, version: NormVersion, norm: Norm): Promise<NormVersion> {
    await this.supersede(tx, version, true);
    const adopted = await tx.update(NormVersion, version, { status: 'ADOPTED' });
    await tx.tell({
      action: 'norm_version.adopted',
      subjectId: version.id,
      normId: version.normId,
      data: { number: version.number },
    });
    await this.milestones.followText(tx, norm, adopted);
    return adopted;
  }
}
