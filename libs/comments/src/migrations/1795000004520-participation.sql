-- Participation, counted as comments come: a round of a million comments is told without reading them again. Every statement that
-- changes what counts adds rows of differences in its own transaction, so nobody who submits waits for a counter; the rows of a round
-- are summed where it is read, and from time to time folded into one row for each cell. It is without foreign keys, for the same economy.
create table participation_count (
  round_id uuid not null,
  -- ALL: what counts (not withheld, not withdrawn). PUBLIC: what everybody may read of it.
  view text not null,
  late boolean not null,
  -- WHO: by the author's side. WHAT: by provision and position.
  cut text not null,
  organization_id uuid,
  stakeholder_group text not null,
  region text,
  eid text,
  position text,
  comments integer not null,
  -- WHO: of this side. WHAT: with a comment of this group on this provision.
  submissions integer not null,
  organizations integer not null,
  -- WHAT: with a comment of this position.
  position_submissions integer not null,
  position_organizations integer not null,
  folded boolean not null default false
);
create index participation_count_round on participation_count (round_id);
create index participation_count_unfolded on participation_count (round_id) where not folded;
insert into secret values ('participation_count', '');

create index comment_side on comment (round_id, organization_id) where organization_id is not null and number is not null;

create function counts_in(view text, status text, number bigint, tlp text) returns boolean language sql immutable as $$
  select number is not null and case view when 'ALL' then status in ('PUBLISHED', 'PENDING_MODERATION') else status = 'PUBLISHED' and tlp = 'CLEAR' end
$$;

-- Adds the differences that a change of some comments makes in a view. Submissions and organizations are counted once in each cell: they
-- come with their first comment there, and go with their last, so what matters is whether the cell has others that count and do not change.
create function note_participation(of_view text, changes jsonb) returns void language plpgsql as $$
declare
  ids uuid[] := array(select (x->>'id')::uuid from jsonb_array_elements(changes) x);
begin
  insert into participation_count (round_id, view, late, cut, organization_id, stakeholder_group, region, eid, position, comments, submissions,
    organizations, position_submissions, position_organizations)
  with changed as materialized (
    select x.*, coalesce(x.eid, '') as place from jsonb_to_recordset(changes) as x (id uuid, round_id uuid, submission_id uuid, organization_id uuid,
      late boolean, stakeholder_group text, region text, eid text, position text, difference integer)
  ), submitted as (
    select d.*, exists (select from comment c where c.submission_id = d.submission_id and counts_in(of_view, c.status, c.number, c.tlp) and c.id <> all (ids)) as stays
    from (select distinct submission_id from changed) d
  ), submitted_position as (
    select d.*, exists (select from comment c where c.submission_id = d.submission_id and c.position = d.position
      and counts_in(of_view, c.status, c.number, c.tlp) and c.id <> all (ids)) as stays
    from (select distinct submission_id, position from changed) d
  ), submitted_place as (
    select d.*, exists (select from comment c where c.submission_id = d.submission_id and coalesce(c.eid, '') = d.place
      and counts_in(of_view, c.status, c.number, c.tlp) and c.id <> all (ids)) as stays
    from (select distinct submission_id, place from changed) d
  ), organization_position as (
    select d.*, exists (select from comment c where c.round_id = d.round_id and c.organization_id = d.organization_id and c.number is not null and c.late = d.late
      and c.position = d.position and counts_in(of_view, c.status, c.number, c.tlp) and c.id <> all (ids)) as stays
    from (select distinct round_id, organization_id, late, position from changed where organization_id is not null) d
  ), organization_place as (
    select d.*, exists (select from comment c where c.round_id = d.round_id and c.organization_id = d.organization_id and c.number is not null and c.late = d.late
      and coalesce(c.eid, '') = d.place and c.stakeholder_group = d.stakeholder_group and counts_in(of_view, c.status, c.number, c.tlp) and c.id <> all (ids)) as stays
    from (select distinct round_id, organization_id, late, place, stakeholder_group from changed where organization_id is not null) d
  ), firsts as (
    select x.*,
      case when not s.stays and row_number() over (partition by x.submission_id, x.difference order by x.id) = 1 then x.difference else 0 end as in_submission,
      case when not sp.stays and row_number() over (partition by x.submission_id, x.position, x.difference order by x.id) = 1 then x.difference else 0 end as of_position,
      case when not sl.stays and row_number() over (partition by x.submission_id, x.place, x.difference order by x.id) = 1 then x.difference else 0 end as on_provision,
      case when not op.stays and row_number() over (partition by x.round_id, x.organization_id, x.late, x.position, x.difference order by x.id) = 1
        then x.difference else 0 end as organization_of_position,
      case when not ol.stays and row_number() over (partition by x.round_id, x.organization_id, x.late, x.place, x.stakeholder_group, x.difference order by x.id) = 1
        then x.difference else 0 end as organization_on_provision
    from changed x join submitted s using (submission_id) join submitted_position sp using (submission_id, position) join submitted_place sl using (submission_id, place)
      left join organization_position op on (op.round_id, op.organization_id, op.late, op.position) = (x.round_id, x.organization_id, x.late, x.position)
      left join organization_place ol on (ol.round_id, ol.organization_id, ol.late, ol.place, ol.stakeholder_group)
        = (x.round_id, x.organization_id, x.late, x.place, x.stakeholder_group)
  )
  select round_id, of_view, late, 'WHO', organization_id, stakeholder_group, region, null::text, null::text, sum(difference), sum(in_submission), 0, 0, 0
  from firsts group by round_id, late, organization_id, stakeholder_group, region
  union all
  select round_id, of_view, late, 'WHAT', null, stakeholder_group, null, eid, position, sum(difference), sum(on_provision), sum(organization_on_provision),
    sum(of_position), sum(organization_of_position)
  from firsts group by round_id, late, stakeholder_group, eid, position;
end $$;

-- Two changes of one side are noted one after the other, each seeing what the other did.
create function hold_sides(sides uuid[]) returns void language plpgsql as $$
begin
  if cardinality(sides) > 1000 then lock table participation_count in exclusive mode; -- so many at once come from no request
  else perform pg_advisory_xact_lock(hashtextextended(side::text, 795004520)) from (select unnest(sides) as side order by 1) s;
  end if;
end $$;

create function as_change(c comment, difference integer) returns jsonb language sql immutable as $$
  select jsonb_build_object('id', c.id, 'round_id', c.round_id, 'submission_id', c.submission_id, 'organization_id', c.organization_id, 'late', c.late,
    'stakeholder_group', c.stakeholder_group, 'region', c.region, 'eid', c.eid, 'position', c.position, 'difference', difference)
$$;

create function comments_come() returns trigger language plpgsql as $$
declare
  changes jsonb;
  of_view text;
  sides uuid[] := array(select distinct organization_id from new_rows where number is not null and organization_id is not null);
begin
  if sides <> '{}' then perform hold_sides(sides); end if;
  foreach of_view in array array['ALL', 'PUBLIC'] loop
    select jsonb_agg(as_change(n::comment, 1)) into changes from new_rows n where counts_in(of_view, n.status, n.number, n.tlp);
    if changes is not null then perform note_participation(of_view, changes); end if;
  end loop;
  return null;
end $$;
create trigger comment_counted_insert after insert on comment referencing new table as new_rows for each statement execute function comments_come();

create function comments_change() returns trigger language plpgsql as $$
declare
  changes jsonb;
  of_view text;
  sides uuid[] := array(select distinct coalesce(n.organization_id, n.submission_id) from new_rows n join old_rows o on o.id = n.id
    where (n.status, n.number, n.tlp) is distinct from (o.status, o.number, o.tlp));
begin
  if sides = '{}' then return null; end if;
  perform hold_sides(sides);
  foreach of_view in array array['ALL', 'PUBLIC'] loop
    select jsonb_agg(as_change(n::comment, case when counts_in(of_view, n.status, n.number, n.tlp) then 1 else -1 end)) into changes
    from new_rows n join old_rows o on o.id = n.id
    where counts_in(of_view, n.status, n.number, n.tlp) <> counts_in(of_view, o.status, o.number, o.tlp);
    if changes is not null then perform note_participation(of_view, changes); end if;
  end loop;
  return null;
end $$;
create trigger comment_counted_update after update on comment referencing old table as old_rows new table as new_rows
  for each statement execute function comments_change();

-- Counts a round from its comments anew, in place of what was noted: for rounds from before, and to check.
create function recount_participation(round uuid) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(round::text, 795004521));
  with gone as (delete from participation_count where round_id = round)
  insert into participation_count (round_id, view, late, cut, organization_id, stakeholder_group, region, eid, position, comments, submissions,
    organizations, position_submissions, position_organizations, folded)
  with counted as materialized (
    select c.*, v.view from comment c cross join (values ('ALL'), ('PUBLIC')) v (view)
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
select recount_participation(id) from round;
