import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { holds } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import type { Round } from '#rounds/round.entity.js';
import { onlyCoSigning } from './co-signature.queries.js';
import { BEFORE_CLOSE } from './comment.visibility.js';
import { distinctTexts } from './distinct-texts.queries.js';
import { type Cells, type Cut, type CutRow, type Participation, publicCells, toFigures } from './participation-figures.rules.js';
import type { View } from './participation.rules.js';

/** The figures of a round, by every cut at once, from the counts that are kept as comments come; late ones are told apart. */
const FIGURES = `
  with side as materialized (
    select p.view, p.late, p.organization_id, p.stakeholder_group, p.region, o.sector, sum(p.comments)::int as comments, sum(p.submissions)::int as submissions
    from participation_count p left join organization o on o.id = p.organization_id
    where p.round_id = $1 and p.cut = 'WHO' group by 1, 2, 3, 4, 5, 6
  ), said as materialized (
    select view, late, stakeholder_group, eid, position, sum(comments)::int as comments, sum(submissions)::int as submissions,
      sum(organizations)::int as organizations, sum(position_submissions)::int as position_submissions, sum(position_organizations)::int as position_organizations
    from participation_count where round_id = $1 and cut = 'WHAT' group by 1, 2, 3, 4, 5
  ), places as (
    select eid, min(position) as place from provision where version_id = $2 group by eid
  )
  select f.* from (
  select view, late, case grouping(stakeholder_group, region, sector) when 7 then 'all' when 3 then 'group' when 5 then 'region' else 'sector' end as cut,
    coalesce(stakeholder_group, region, sector) as key, null as "eId", sum(comments)::int as comments, sum(submissions)::int as submissions,
    (count(distinct organization_id) filter (where comments > 0))::int as organizations
  from side group by grouping sets ((view, late), (view, late, stakeholder_group), (view, late, region), (view, late, sector))
  union all
  select view, late, case when grouping(eid) = 1 then 'position' when grouping(position) = 0 then 'eid_position' else 'eid_group' end,
    case when grouping(position) = 0 then position else stakeholder_group end, eid, sum(comments)::int,
    case when grouping(eid) = 1 then sum(position_submissions)::int else sum(submissions)::int end,
    case when grouping(eid) = 1 then sum(position_organizations)::int else sum(organizations)::int end
  from said group by grouping sets ((view, late, position), (view, late, eid, position), (view, late, eid, stakeholder_group))
  ) f left join places p on p.eid = f."eId" order by p.place, f.key`;

/** Of the invitation `i`: neither the organization, nor the person of the address, has handed in anything that was not taken back. */
const SILENT = `not exists (select 1 from submission s where s.round_id = i.round_id and s.status = 'SUBMITTED' and case
    when i.organization_id is not null then s.organization_id = i.organization_id
    else s.account_id = (select a.id from account a where lower(a.email) = lower(i.email)) end)`;

const INVITED = `select count(*)::int as invited,
    (count(*) filter (where ${SILENT}))::int as silent
  from round_invitation i where i.round_id = $1`;

/** Whether the viewer is told exact figures: the norm's staff is; to others what is confidential is counted in whole threes. */
export const toldExactly = (actor: Actor, normId: string): boolean =>
  actor.kind === 'system' || holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'], normId);

type Counted = Pick<Round, 'id' | 'normId' | 'versionId' | 'publication' | 'status'>;

/** What of a round counts as readable by everybody: nothing while it is blind. */
const isBlind = ({ publication, status }: Counted): boolean => publication === 'AFTER_CLOSE' && BEFORE_CLOSE.includes(status);

/**
 * Who took part in a round, exactly for its staff, and for others so that no figure gives away a single confidential comment. While a
 * round is blind, positions and provisions are told to nobody. It reads sums that were kept as comments came, never the comments.
 */
export async function participationFor(ctx: Ctx, round: Counted): Promise<Participation> {
  return figuresOf(ctx, round, toldExactly(ctx.actor, round.normId) ? 'ALL' : 'PUBLIC');
}

/** The same in one of the two views, with the number of distinct texts: for a summary, which keeps its figures. */
export async function participationIn(
  ctx: Ctx,
  round: Counted,
  view: View,
): Promise<Participation & { distinctComments: number }> {
  const figures = await figuresOf(ctx, round, view);
  return { ...figures, distinctComments: await distinctCommentsOf(ctx.db, round, view) };
}

/** How many in-time comments there are, near-identical ones counted once. */
export const distinctCommentsOf = (db: Database, round: Counted, view: View): Promise<number> =>
  view === 'PUBLIC' && isBlind(round) ? Promise.resolve(0) : distinctTexts(db.unwalled, round.id, view);

async function figuresOf(ctx: Ctx, round: Counted, view: View): Promise<Participation> {
  // Past the wall: figures over what is hidden. What of them the viewer is told, `publicCells` decides.
  const rows = await ctx.db.unwalled.readOne<{ invited: number; silent: number }>(INVITED, [round.id]);
  const counts = await ctx.db.unwalled.read<CutRow>(FIGURES, [round.id, round.versionId]);
  const all = cellsOf(counts.filter((row) => row.view === 'ALL'));
  const readable = isBlind(round) ? new Map<string, never>() : cellsOf(counts.filter((row) => row.view === 'PUBLIC'));
  const cells = view === 'ALL' ? all : publicCells(all, readable);
  const shown = isBlind(round) ? withoutWords(cells) : cells;
  return toFigures(shown, {
    exact: view === 'ALL',
    coSigning: await onlyCoSigning(ctx, round.id),
    invited: rows?.invited ?? 0,
    invitedSilent: rows?.silent ?? 0,
  });
}

const WORDS: readonly Cut[] = ['position', 'eid_position', 'eid_group'];

const cellsOf = (rows: CutRow[]): Cells =>
  new Map(rows.map((row) => [`${row.late ? 'late ' : ''}${row.cut} ${row.eId ?? ''} ${row.key ?? ''}`, row]));

const withoutWords = (cells: Cells): Cells => new Map([...cells].filter(([, { cut }]) => !WORDS.includes(cut)));

/** Who was invited and has handed in nothing. */
export interface SilentInvitee {
  id: string;
  organizationId: string | null;
  email: string | null;
  invitedAt: Date;
}

const LONGEST_PAGE = 1000;

/** The silent invited of a round in the order of their ids; for its staff alone, which the caller has asked. */
export const silentInvitees = (
  ctx: Ctx,
  roundId: string,
  { first, after }: { first: number; after: string | null },
): Promise<SilentInvitee[]> =>
  ctx.db.unwalled.read<SilentInvitee>(
    `select i.id, i.organization_id, i.email, i.invited_at from round_invitation i
     where i.round_id = $1 and ($2::uuid is null or i.id > $2) and ${SILENT} order by i.id limit $3`,
    [roundId, after, Math.min(Math.max(first, 0), LONGEST_PAGE)],
  );
