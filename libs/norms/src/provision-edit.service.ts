import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { badInput, conflict, insist, notFound, Refusal } from '#platform/refusal.js';
import type { RemoveProvisionInput, UndoProvisionChangeInput, UpsertProvisionInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { normPolicy } from './norm.policy.js';
import { refuseEdit, refuseStale } from './norm.rules.js';
import { NormVersion } from './norm-version.entity.js';
import { isHeldFor } from './norm-version.visibility.js';
import { placed, placesOf, restored, subtreeOf } from './outline.rules.js';
import {
  changeOf,
  doubts,
  nowOutOfDate,
  refuseTranslatedPlace,
  refuseWords,
  undone,
  wentWith,
  wordsDiffer,
} from './provision-edit.rules.js';
import * as store from './provision-edit.store.js';
import { fromInput, type NewProvision, type Provision, PROVISION_COLUMNS } from './provision.store.js';
import { localeOf, type Place } from './translation.rules.js';

/** A version after a change, and what deserves a second look. */
export interface Edited {
  version: NormVersion;
  warnings: string[];
}

interface Edit {
  action: store.EditAction;
  eId: string | null;
  locale: string | null;
}

/** Editing of a WORKING version, one provision at a time. Each change is a revision, kept so that it can be undone. */
@Injectable()
export class ProvisionEditService {
  /**
   * Adds, replaces or moves a provision, or its words in another language. What stands in a provision moves along, and eIds
   * stay. BAD_USER_INPUT for a place that there is not; CONFLICT for a stale revision or a published version: nothing changes.
   */
  async upsert(ctx: Ctx, input: UpsertProvisionInput): Promise<Edited> {
    return ctx.db.write(ctx, async (tx) => {
      const version = await this.editable(tx, input.versionId, input.expectedRevision);
      const locale = input.locale ? localeOf(input.locale) : original(version);
      const provision = fromInput(input.provision);
      insist(refuseWords(provision));
      return locale === original(version)
        ? this.write(tx, version, input, provision)
        : this.translate(tx, version, input, { ...provision, locale });
    });
  }

  /** Takes a provision out, with all that stands in it, in every language; the warnings name what went along. */
  async remove(ctx: Ctx, { versionId, eId, expectedRevision }: RemoveProvisionInput): Promise<Edited> {
    return ctx.db.write(ctx, async (tx) => {
      const version = await this.editable(tx, versionId, expectedRevision);
      const outline = await store.outlineIn(tx, versionId, original(version));
      if (!outline.some((place) => place.eId === eId)) throw notFound('provision');
      const family = subtreeOf(outline, eId);
      const rows = await store.rowsIn(tx, versionId, family);
      await store.takeOut(tx, versionId, rows);
      await store.arrange(
        tx,
        versionId,
        outline.filter((place) => !family.includes(place.eId)),
      );
      const before = { rows, added: [], places: placesOf(outline, family), locales: version.locales };
      return this.note(tx, version, { action: 'REMOVED', eId, locale: null }, before, wentWith(eId, family));
    });
  }

  /** Takes the last change back that was not taken back yet, down to the version's making. CONFLICT where there is none. */
  async undo(ctx: Ctx, { versionId, expectedRevision }: UndoProvisionChangeInput): Promise<Edited> {
    return ctx.db.write(ctx, async (tx) => {
      const version = await this.editable(tx, versionId, expectedRevision);
      const last = await store.lastStanding(tx, versionId);
      if (!last) throw conflict('There is no change to undo: the version is as it was made.', `revision ${version.revision}`);
      const { rows, added, places, locales } = last.before;
      const outline = await store.outlineIn(tx, versionId, original(version));
      const gone = added.filter(({ locale }) => locale === original(version)).map(({ eid }) => eid);
      await store.takeOut(tx, versionId, [...added, ...rows]);
      await store.putBack(tx, rows);
      await store.arrange(tx, versionId, restored(outline, gone, places));
      const edited = await tx.update(NormVersion, version, { revision: version.revision + 1, locales });
      await store.noteUndone(tx, versionId, last.revision, edited.revision);
      await this.tell(tx, edited, 'undone', { eId: last.eId, locale: last.locale, undid: last.revision });
      return { version: edited, warnings: [undone(last)] };
    });
  }

  /** The version, held against every other writer, where the caller may edit it as it is. NOT_FOUND, FORBIDDEN, CONFLICT. */
  async editable(tx: Tx, versionId: string, expectedRevision?: number | null): Promise<NormVersion> {
    const version = await tx.lock(NormVersion, versionId, 'version', isHeldFor);
    if (!isHeldFor(tx.ctx.actor, version)) throw notFound('version');
    tx.ctx.require(normPolicy, 'norm.edit', { normId: version.normId });
    insist(refuseEdit(version) ?? refuseStale(version.revision, expectedRevision));
    return version;
  }

  private async write(tx: Tx, version: NormVersion, input: UpsertProvisionInput, provision: NewProvision): Promise<Edited> {
    const locale = original(version);
    const outline = await store.outlineIn(tx, version.id, locale);
    const target = placed(outline, provision.eId, { ...input, parentEId: input.provision.parentEId });
    if (target instanceof Refusal) throw target;
    const rows = await store.rowsIn(tx, version.id, [provision.eId]);
    const [known] = await this.read(tx, version.id, locale, [provision.eId]);
    const kind = changeOf(known, provision, !samePlaces(outline, target));
    if (kind === null) return { version, warnings: [] };
    const isReworded = !known || wordsDiffer(known, provision);
    const textRevision = isReworded ? version.revision + 1 : known.textRevision;
    await store.storeProvision(tx, { versionId: version.id, locale, textRevision }, provision);
    await store.arrange(tx, version.id, target);
    const before = {
      rows,
      added: known ? [] : [{ locale, eid: provision.eId }],
      places: placesOf(outline, known && !samePlaces(outline, target) ? subtreeOf(outline, provision.eId) : []),
      locales: version.locales,
    };
    const stale = isReworded ? rows.map((row) => row.locale).filter((other) => other !== locale) : [];
    const warnings = [...(await this.doubtsOf(tx, version, target, provision)), ...nowOutOfDate(provision.eId, stale)];
    return this.note(tx, version, { action: kind, eId: provision.eId, locale }, before, warnings);
  }

  private async doubtsOf(tx: Tx, version: NormVersion, outline: readonly Place[], provision: NewProvision): Promise<string[]> {
    const parentEId = outline.find((place) => place.eId === provision.eId)?.parentEId;
    const beside = outline.filter((place) => place.parentEId === parentEId).map((place) => place.eId);
    return doubts(provision, await this.read(tx, version.id, original(version), beside));
  }

  private async translate(
    tx: Tx,
    version: NormVersion,
    input: UpsertProvisionInput,
    { locale, ...words }: NewProvision & { locale: string },
  ): Promise<Edited> {
    const [source] = await this.read(tx, version.id, original(version), [words.eId]);
    insist(refuseTranslatedPlace(input, source));
    if (!source) throw badInput('provision.eId', 'The original has no such provision.');
    const rows = await store.rowsIn(tx, version.id, [words.eId], locale);
    const provision = { ...source, number: words.number ?? source.number, heading: words.heading, text: words.text };
    await store.storeProvision(tx, { versionId: version.id, locale, textRevision: version.revision + 1 }, provision);
    await store.arrange(tx, version.id, await store.outlineIn(tx, version.id, original(version)));
    const added = rows.length === 0 ? [{ locale, eid: words.eId }] : [];
    const before = { rows, added, places: [], locales: version.locales };
    const locales = version.locales.includes(locale) ? version.locales : [...version.locales, locale];
    return this.note(tx, { ...version, locales }, { action: 'TRANSLATED', eId: words.eId, locale }, before, []);
  }

  /** Counts the revision up, keeps what the change replaced, and tells of it. */
  async note(tx: Tx, version: NormVersion, edit: Edit, before: store.Before, warnings: string[]): Promise<Edited> {
    const { revision, locales } = { revision: version.revision + 1, locales: version.locales };
    const edited = await tx.update(NormVersion, version, { revision, locales });
    await store.keepChange(tx, { versionId: version.id, revision, ...edit }, before);
    await this.tell(tx, edited, edit.action.toLowerCase(), {
      eId: edit.eId,
      locale: edit.locale,
      provisions: new Set([...before.rows, ...before.added].map((row) => row.eid)).size,
    });
    return { version: edited, warnings };
  }

  private tell(tx: Tx, version: NormVersion, verb: string, data: Record<string, unknown>): Promise<void> {
    const { id, normId, number, revision } = version;
    return tx.tell({ action: `provision.${verb}`, subjectId: id, normId, data: { version: number, revision, ...data } });
  }

  private read(tx: Tx, versionId: string, locale: string, eIds: readonly string[]): Promise<Provision[]> {
    return tx.query<Provision>(
      `select ${PROVISION_COLUMNS} from provision p where version_id = $1 and locale = $2 and eid = any($3)`,
      [versionId, locale, eIds],
    );
  }
}

const original = (version: NormVersion): string => version.locales[0] ?? 'en';

const samePlaces = (a: readonly Place[], b: readonly Place[]): boolean =>
  a.length === b.length && a.every(({ eId, parentEId }, i) => b[i]?.eId === eId && b[i].parentEId === parentEId);
