import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { provisionsByVersion } from './norm-version.queries.js';
import type { Provision } from './provision.store.js';
import { canonicalLocale, isOutOfDate } from './translation.rules.js';

/** How far a version is in one language. */
export interface VersionTranslation {
  versionId: string;
  locale: string;
  current: number;
  outOfDate: number;
  missing: number;
}

const PROGRESS = `select v.id as version_id, l.locale,
    (count(*) filter (where o.text_revision <= t.text_revision))::int as current,
    (count(*) filter (where o.text_revision > t.text_revision))::int as out_of_date,
    (count(*) filter (where o.eid is not null and t.eid is null))::int as missing
  from norm_version v cross join unnest(v.locales[2:]) with ordinality as l (locale, place)
  left join provision o on o.version_id = v.id and o.locale = v.locales[1]
  left join provision t on t.version_id = v.id and t.locale = l.locale and t.eid = o.eid
  where v.id = any($1) group by v.id, l.locale, l.place order by v.id, l.place`;

/** How far each version is in each of its languages but the authoritative one. */
export async function translationsByVersion(
  db: Database,
  _ctx: Ctx,
  versionIds: readonly string[],
): Promise<Map<string, VersionTranslation[]>> {
  const rows = await db.read<VersionTranslation>(PROGRESS, [versionIds]);
  return new Map(versionIds.map((id) => [id, rows.filter((row) => row.versionId === id)]));
}

/** A provision beside its words in one other language. */
export interface ProvisionTranslation {
  locale: string;
  present: boolean;
  outOfDate: boolean;
  translatedRevision: number | null;
  number: string | null;
  heading: string | null;
  text: string | null;
}

/** The rows of each version by eId, out of the same statement as its provisions. */
export async function rowsByEId(
  _db: Database,
  ctx: Ctx,
  versionIds: readonly string[],
): Promise<Map<string, Map<string, Provision[]>>> {
  const each = versionIds.map(async (id): Promise<[string, Map<string, Provision[]>]> => {
    const rows = new Map<string, Provision[]>();
    for (const row of (await ctx.load(provisionsByVersion, id)) ?? []) rows.set(row.eId, [...(rows.get(row.eId) ?? []), row]);
    return [id, rows];
  });
  return new Map(await Promise.all(each));
}

/** One provision in every language but the first, out of its rows. */
export function sideBySide(locales: readonly string[], rows: readonly Provision[]): ProvisionTranslation[] {
  const original = rows.find((row) => row.locale === locales[0]);
  return locales.slice(1).map((locale) => {
    const words = rows.find((row) => row.locale === locale);
    if (!words || !original)
      return { locale, present: false, outOfDate: false, translatedRevision: null, number: null, heading: null, text: null };
    const { textRevision: translatedRevision, number, heading, text } = words;
    return { locale, present: true, outOfDate: isOutOfDate(original, words), translatedRevision, number, heading, text };
  });
}

/** The language of those that there are which serves best who asks for one: it itself, or its language alone (RFC 4647, 3.4). */
export function servedLocale(locales: readonly string[], wanted: string | null | undefined): string {
  const parts = (wanted ? (canonicalLocale(wanted) ?? '') : '').split('-');
  for (let length = parts.length; length > 0; length--) {
    const tag = parts.slice(0, length).join('-');
    if (locales.includes(tag)) return tag;
  }
  return locales[0] ?? 'en';
}

/** The provisions in document order, each in the language that is asked for or else in the authoritative one. */
export function inLocale(locales: readonly string[], rows: readonly Provision[], wanted: string | null | undefined): Provision[] {
  const locale = servedLocale(locales, wanted);
  const translated = new Map(rows.filter((row) => row.locale === locale).map((row) => [row.eId, row]));
  return rows.filter((row) => row.locale === locales[0]).map((row) => translated.get(row.eId) ?? row);
}
