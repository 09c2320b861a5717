import { Injectable } from '@nestjs/common';
import { badInput, conflict, insist, notFound } from '#platform/refusal.js';
import type { Tx } from '#platform/tx.js';
import { normPolicy } from './norm.policy.js';
import { NormVersion } from './norm-version.entity.js';
import { isHeldFor } from './norm-version.visibility.js';
import { ProvisionEditService } from './provision-edit.service.js';
import { outlineIn, rowsIn, takeOut } from './provision-edit.store.js';
import type { ProvisionDraft } from './provision.types.js';
import { localeOf, refuseTranslation } from './translation.rules.js';

const INSERT = `insert into provision (version_id, locale, eid, position, parent_eid, number, heading, text, kind, review_on, sunset_on, text_revision)
  select o.version_id, $3, o.eid, o.position, o.parent_eid, coalesce(t.number, o.number), t.heading, t.text, o.kind, o.review_on, o.sunset_on, $4
  from provision o join unnest($5::text[], $6::text[], $7::text[], $8::text[]) as t (eid, number, heading, text) on t.eid = o.eid
  where o.version_id = $1 and o.locale = $2`;

/** Whole translations of a version. Single provisions are translated by `ProvisionEditService`. */
@Injectable()
export class TranslationService {
  constructor(private readonly edits: ProvisionEditService) {}

  /**
   * Stores a version's text in another language: all its provisions or nothing. Of a WORKING version it replaces what was there,
   * and can be undone. A published version takes a language that it does not have yet, once and for good (ADR 0029); one that it
   * has is CONFLICT. BAD_USER_INPUT names each provision by which the translation differs from its original.
   */
  async add(
    tx: Tx,
    of: { normId: string; versionId?: string | null },
    tag: string,
    provisions: readonly ProvisionDraft[],
  ): Promise<NormVersion> {
    const version = await tx.lock(NormVersion, of.versionId ?? '', 'version', isHeldFor);
    if (version.normId !== of.normId || !isHeldFor(tx.ctx.actor, version)) throw notFound('version');
    tx.ctx.require(normPolicy, 'norm.edit', { normId: version.normId });
    const locale = localeOf(tag);
    const [original = ''] = version.locales;
    if (locale === original) throw badInput('locale', `${locale} is the language of the original. Name another one.`);
    insist(refuseTranslation(await outlineIn(tx, version.id, original), provisions));
    return version.status === 'WORKING'
      ? this.replace(tx, version, locale, provisions)
      : this.addForGood(tx, version, locale, provisions);
  }

  private async replace(
    tx: Tx,
    version: NormVersion,
    locale: string,
    provisions: readonly ProvisionDraft[],
  ): Promise<NormVersion> {
    const eIds = provisions.map(({ eId }) => eId);
    const rows = await rowsIn(tx, version.id, eIds, locale);
    await takeOut(tx, version.id, rows);
    await this.insert(tx, version, locale, version.revision + 1, provisions);
    const added = eIds.filter((eId) => !rows.some((row) => row.eid === eId)).map((eid) => ({ locale, eid }));
    const before = { rows, added, places: [], locales: version.locales };
    const edit = { action: 'TRANSLATED' as const, eId: null, locale };
    return (await this.edits.note(tx, { ...version, locales: withLocale(version, locale) }, edit, before, [])).version;
  }

  private async addForGood(
    tx: Tx,
    version: NormVersion,
    locale: string,
    provisions: readonly ProvisionDraft[],
  ): Promise<NormVersion> {
    if (version.locales.includes(locale))
      throw conflict(`The ${locale} text of a published version does not change. Correct it by an erratum.`, version.status);
    await this.insert(tx, version, locale, version.revision, provisions);
    const translated = await tx.update(NormVersion, version, { locales: withLocale(version, locale) });
    const data = { version: version.number, locale, provisions: provisions.length };
    await tx.tell({ action: 'norm_version.translated', subjectId: version.id, normId: version.normId, data });
    return translated;
  }

  private async insert(
    tx: Tx,
    { id, locales }: NormVersion,
    locale: string,
    revision: number,
    provisions: readonly ProvisionDraft[],
  ): Promise<void> {
    const column = <K extends keyof ProvisionDraft>(key: K): unknown[] => provisions.map((provision) => provision[key]);
    const words = [column('eId'), column('number'), column('heading'), column('text')];
    await tx.query(INSERT, [id, locales[0], locale, revision, ...words]);
  }
}

const withLocale = ({ locales }: NormVersion, locale: string): string[] =>
  locales.includes(locale) ? locales : [...locales, locale];
