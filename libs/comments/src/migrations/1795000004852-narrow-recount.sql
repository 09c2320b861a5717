-- A recount sets aside what it counts by, never the words of the comments: of a large round these were hundreds of megabytes.
create or replace function recount_participation(round uuid) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(round::text, 795004521));
  with gone as (delete from participation_count where round_id = round)
  insert into participation_count (round_id, view, late, cut, organization_id, stakeholder_group, region, eid, position, comments, submissions,
    organizations, position_submissions, position_organizations, folded)
  with counted as materialized (
    select v.view, c.late, c.organization_id, c.stakeholder_group, c.region, c.eid, c.position, c.submission_id from comment c cross join (values ('ALL'), ('PUBLIC')) v (view)
    where c.round_id = round and counts_in(v.view, c.status, c.number, c.tlp)
  )
  select round, view, late, 'WHO', organization_id, stakeholder_group, region, null::text, null::text, count(*), count(distinct submission_id), 0, 0, 0, true
  from counted group by view, late, organization_id, stakeholder_group, region
  union all
  select round, view, late, 'WHAT', null, stakeholder_group, null, eid, position, count(*), 0, 0, 0, 0, true
  from counted group by view, late, stakeholder_group, eid, position
  union all
  select round, view, late, 'WHAT', null, stakeholder_group, null, eid, null, 0, count(distinct submission_id), count(distinct organization_id), 0, 0, true
  from counted group by view, late, stakeholder_group, eid
  union all
  select round, view, late, 'WHAT', null, '', null, null, position, 0, 0, 0, count(distinct submission_id), count(distinct organization_id), true
  from counted group by view, late, position;
end $$;
