import type { Ctx } from '#platform/ctx.js';
import { type Page, type PageArgs, sliceOf, toPage } from '#platform/page.js';
import type { ProvisionKind } from '#platform/schema.types.js';
import type { NormVersion } from './norm-version.entity.js';
import { servedLocale } from './translation.queries.js';

/** A provision in the outline: all but its words. */
export interface OutlineRow {
  position: number;
  total: number;
  eId: string;
  parentEId: string | null;
  number: string | null;
  heading: string | null;
  kind: ProvisionKind;
  locale: string;
  depth: number;
  children: number;
  missingIn: string[];
  outOfDateIn: string[];
}

const PAGE = `with recursive page as (
    select eid, parent_eid, position, number, heading, kind, text_revision from provision
    where version_id = $1 and locale = $2 and position > $3 order by position limit $4
  ), up as (
    select eid, parent_eid as at, 0 as depth from page
    union all select up.eid, p.parent_eid, up.depth + 1 from up join provision p on p.version_id = $1 and p.locale = $2 and p.eid = up.at
  )
  select page.position, (select count(*)::int from provision where version_id = $1 and locale = $2) as total,
    page.eid as "eId", page.parent_eid as "parentEId", coalesce(t.number, page.number) as number,
    case when t.eid is null then page.heading else t.heading end as heading, page.kind, coalesce(t.locale, $2) as locale,
    (select max(depth) from up where up.eid = page.eid) as depth, coalesce(c.n, 0) as children, s.missing_in, s.out_of_date_in
  from page
  left join (select parent_eid, count(*)::int as n from provision where version_id = $1 and locale = $2
    and parent_eid in (select eid from page) group by parent_eid) c on c.parent_eid = page.eid
  left join provision t on t.version_id = $1 and t.locale = $5 and t.eid = page.eid
  cross join lateral (
    select coalesce(array_agg(l.locale order by l.place) filter (where w.eid is null), '{}') as missing_in,
      coalesce(array_agg(l.locale order by l.place) filter (where w.text_revision < page.text_revision), '{}') as out_of_date_in
    from unnest($6::text[]) with ordinality as l (locale, place)
    left join provision w on w.version_id = $1 and w.locale = l.locale and w.eid = page.eid) s
  order by page.position`;

/** A page of a version's outline: one statement, whatever the number of provisions, and none of their words read. */
export async function outlineOf(
  ctx: Ctx,
  { id, locales }: NormVersion,
  args: PageArgs & { locale?: string | null },
): Promise<Page<OutlineRow>> {
  const slice = sliceOf(args);
  const after = Number(slice.key?.[0] ?? 0);
  const values = [id, locales[0], after, slice.limit + 1, servedLocale(locales, args.locale), locales.slice(1)];
  const rows = await ctx.db.read<OutlineRow>(PAGE, values);
  const total = (): Promise<number> => (rows[0] ? Promise.resolve(rows[0].total) : countOf(ctx, id, locales[0]));
  return toPage(rows, slice, (row) => [row.position], total);
}

async function countOf(ctx: Ctx, versionId: string, locale: string | undefined): Promise<number> {
  const text = 'select count(*)::int as total from provision where version_id = $1 and locale = $2';
  return (await ctx.db.readOne<{ total: number }>(text, [versionId, locale]))?.total ?? 0;
}
