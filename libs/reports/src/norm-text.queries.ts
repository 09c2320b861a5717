import type { Database } from '#platform/database.js';
import { found } from '#platform/refusal.js';
import { asChanged, asWritten, type HeldProvision } from './norm-text.rules.js';
import type { WrittenNorm } from './norm-text.types.js';

const VERSION = `select v.number, v.label, v.locales, n.slug, n.title, to_char(n.created_at at time zone 'UTC', 'YYYY-MM-DD') as created_on,
    to_char(v.published_at at time zone 'UTC', 'YYYY-MM-DD') as published_on
  from norm_version v join norm n on n.id = v.norm_id where v.id = $1`;
/** In document order, each in the language asked for or, where it lacks that, in the authoritative one. */
const PROVISIONS = `select o.eid as "eId", o.parent_eid as "parentEId", coalesce(t.number, o.number) as number,
    case when t.eid is null then o.heading else t.heading end as heading, coalesce(t.text, o.text) as text, o.kind,
    o.review_on::text as review_on, o.sunset_on::text as sunset_on
  from norm_version v join provision o on o.version_id = v.id and o.locale = v.locales[1]
  left join provision t on t.version_id = v.id and t.locale = $2 and t.eid = o.eid
  where v.id = $1 order by o.position`;

interface VersionRow {
  number: number;
  label: string;
  locales: string[];
  slug: string;
  title: string;
  createdOn: string;
  publishedOn: string | null;
}

/** Which text is to be written; the caller has checked that the reader may have it. */
export interface TextWanted {
  versionId: string | null;
  locale: string;
  changesSinceVersionId: string | null;
}

/** A version as it is to be written, read in two statements, or in four where changes are marked. */
export async function writtenNorm(db: Database, { versionId, locale, changesSinceVersionId }: TextWanted): Promise<WrittenNorm> {
  const version = found(await db.readOne<VersionRow>(VERSION, [versionId]), 'version');
  const language = version.locales.includes(locale) ? locale : (version.locales[0] ?? 'en');
  const provisionsOf = (id: string | null): Promise<HeldProvision[]> => db.read<HeldProvision>(PROVISIONS, [id, language]);
  const provisions = await provisionsOf(versionId);
  const since = changesSinceVersionId ? await db.readOne<VersionRow>(VERSION, [changesSinceVersionId]) : null;
  const { slug, title, label, number, createdOn, publishedOn } = version;
  return {
    ...{ slug, title, label, number, createdOn, publishedOn, locale: language, isRtl: isRtl(language) },
    since: since && { number: since.number, label: since.label },
    provisions: since ? asChanged(await provisionsOf(changesSinceVersionId), provisions) : asWritten(provisions),
  };
}

/** Whether a language's script is written from right to left. */
function isRtl(locale: string): boolean {
  const { textInfo } = new Intl.Locale(locale) as { textInfo?: { direction?: string } };
  return textInfo?.direction === 'rtl';
}
