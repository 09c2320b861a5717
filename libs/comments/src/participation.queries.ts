import type { Ctx } from '#platform/ctx.js';
import { evenness, GROUPS, POSITIONS, REGIONS, type Tally, withZeroes } from './participation.rules.js';
import { onlyCoSigning } from './co-signature.queries.js';
import { visibleComments } from './comment.visibility.js';

/** What was said of one provision: by position, and by group. */
export interface ProvisionTally {
  eId: string;
  support: number;
  supportWithChanges: number;
  oppose: number;
  neutral: number;
  byGroup: Tally[];
}

/** The figures of a round (`Participation` of the schema). */
export interface Participation {
  comments: number;
  distinctComments: number;
  submissions: number;
  organizations: number;
  lateComments: number;
  invited: number;
  invitedSilent: number;
  byGroup: Tally[];
  byRegion: Tally[];
  bySector: Tally[];
  byPosition: Tally[];
  byProvision: ProvisionTally[];
  balance: number;
}

type Cut = 'all' | 'group' | 'region' | 'sector' | 'position' | 'eid_position' | 'eid_group';

interface CutRow extends Tally {
  cut: Cut;
  eId: string | null;
  texts: number;
  late: boolean;
}

/** All figures in one pass over the round's comments that the viewer may see; late ones are told apart. */
const figures = (visible: string): string => `
  with counted as (
    select c.*, o.sector, coalesce(cm.cluster_id, c.id) as counted_once
    from comment c join round r on r.id = c.round_id left join organization o on o.id = c.organization_id
      left join cluster_member cm on cm.comment_id = c.id
    where c.round_id = $1 and c.number is not null and c.status <> 'WITHDRAWN' and ${visible}
  )
  select late, case grouping(stakeholder_group, region, sector, position, eid)
      when 31 then 'all' when 15 then 'group' when 23 then 'region' when 27 then 'sector' when 29 then 'position'
      when 28 then 'eid_position' else 'eid_group' end as cut,
    coalesce(stakeholder_group, region, sector, position) as key, eid as "eId", count(*)::int as comments,
    count(distinct submission_id)::int as submissions, count(distinct organization_id)::int as organizations, count(distinct counted_once)::int as texts
  from counted
  group by grouping sets ((late), (late, stakeholder_group), (late, region), (late, sector), (late, position), (late, eid, position), (late, eid, stakeholder_group))
  order by eid, key`;

const INVITED = `select count(*)::int as invited,
    (count(*) filter (where not exists (select 1 from submission s left join account a on a.id = s.account_id
      where s.round_id = i.round_id and s.submitted_at is not null
        and (s.organization_id = i.organization_id or lower(a.email) = lower(i.email)))))::int as silent
  from round_invitation i where i.round_id = $1`;

/** Who took part in a round, as far as the viewer may see what was said: recounted from the comments each time. */
export async function participationOf(ctx: Ctx, roundId: string): Promise<Participation> {
  const visible = visibleComments(ctx.actor, 2);
  const rows = await ctx.db.read<CutRow>(figures(visible.text), [roundId, ...visible.values]);
  const inTime = rows.filter((row) => !row.late);
  const all = inTime.find((row) => row.cut === 'all');
  const byGroup = withZeroes(GROUPS, tallies(inTime, 'group'));
  const invitations = await ctx.db.unwalled.readOne<{ invited: number; silent: number }>(INVITED, [roundId]);
  return {
    comments: all?.comments ?? 0,
    distinctComments: all?.texts ?? 0,
    submissions: all?.submissions ?? 0,
    organizations: (all?.organizations ?? 0) + (await onlyCoSigning(ctx, roundId)),
    lateComments: rows.find((row) => row.late && row.cut === 'all')?.comments ?? 0,
    invited: invitations?.invited ?? 0,
    invitedSilent: invitations?.silent ?? 0,
    byGroup,
    byRegion: withZeroes(REGIONS, tallies(inTime, 'region')),
    bySector: tallies(inTime, 'sector'),
    byPosition: withZeroes(POSITIONS, tallies(inTime, 'position')),
    byProvision: byProvision(inTime),
    balance: evenness(byGroup.map((tally) => tally.submissions)),
  };
}

const toTally = ({ key, comments, submissions, organizations }: Tally): Tally => ({ key, comments, submissions, organizations });

/** The rows of one cut; comments without the key (no sector, no provision) are in the totals alone. */
const tallies = (rows: CutRow[], cut: Cut): Tally[] => rows.filter((row) => row.cut === cut && row.key !== null).map(toTally);

function byProvision(rows: CutRow[]): ProvisionTally[] {
  const eIds = [...new Set(rows.flatMap((row) => (row.cut === 'eid_position' && row.eId !== null ? [row.eId] : [])))];
  return eIds.map((eId) => {
    const own = rows.filter((row) => row.eId === eId);
    const at = (position: string): number => own.find((row) => row.cut === 'eid_position' && row.key === position)?.comments ?? 0;
    const [support, supportWithChanges, oppose, neutral] = POSITIONS.map(at) as [number, number, number, number];
    return { eId, support, supportWithChanges, oppose, neutral, byGroup: tallies(own, 'eid_group') };
  });
}
