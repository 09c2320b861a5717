-- What a request hands in is noted as differences; thousands of comments in one statement are cheaper to count anew, round by round.
create function come_in_bulk(counted bigint) returns boolean language sql immutable as $$ select counted > 2000 $$;

-- Whoever notes differences holds the table until the commit: once it is ours, all that was noted is seen, and nobody notes meanwhile.
create function recount_rounds(rounds uuid[]) returns void language plpgsql as $$
declare
  round uuid;
begin
  lock table participation_count in exclusive mode;
  foreach round in array rounds loop perform recount_participation(round); end loop;
end $$;

create or replace function comments_come() returns trigger language plpgsql as $$
declare
  changes jsonb;
  of_view text;
  counted bigint;
  sides uuid[];
begin
  select count(*), array_agg(distinct organization_id) filter (where organization_id is not null) into counted, sides from new_rows where number is not null;
  if counted = 0 then return null; end if;
  if come_in_bulk(counted) then
    perform recount_rounds(array(select distinct round_id from new_rows where number is not null));
    return null;
  end if;
  if sides is not null then perform hold_sides(sides); end if;
  -- The one comment of an individual, the most frequent submission of all: it is the first in each of its cells, and of no side.
  if counted = 1 and sides is null and not exists (select from new_rows n join comment c on c.submission_id = n.submission_id and c.id <> n.id) then
    insert into participation_count (round_id, view, late, cut, stakeholder_group, region, eid, position, comments, submissions,
      organizations, position_submissions, position_organizations)
    select n.round_id, v.view, n.late, v.cut, n.stakeholder_group, case v.cut when 'WHO' then n.region end, case v.cut when 'WHAT' then n.eid end,
      case v.cut when 'WHAT' then n.position end, 1, 1, 0, case v.cut when 'WHAT' then 1 else 0 end, 0
    from new_rows n cross join (values ('ALL', 'WHO'), ('ALL', 'WHAT'), ('PUBLIC', 'WHO'), ('PUBLIC', 'WHAT')) v (view, cut)
    where counts_in(v.view, n.status, n.number, n.tlp);
    return null;
  end if;
  foreach of_view in array array['ALL', 'PUBLIC'] loop
    select jsonb_agg(as_change(n::comment, 1)) into changes from new_rows n where counts_in(of_view, n.status, n.number, n.tlp);
    if changes is not null then perform note_participation(of_view, changes); end if;
  end loop;
  return null;
end $$;

create or replace function comments_change() returns trigger language plpgsql as $$
declare
  changes jsonb;
  of_view text;
  counted bigint;
  sides uuid[];
begin
  select count(*), array_agg(distinct coalesce(n.organization_id, n.submission_id)) into counted, sides from new_rows n join old_rows o on o.id = n.id
    where (n.status, n.number, n.tlp) is distinct from (o.status, o.number, o.tlp);
  if counted = 0 then return null; end if;
  if come_in_bulk(counted) then
    perform recount_rounds(array(select distinct n.round_id from new_rows n join old_rows o on o.id = n.id
      where (n.status, n.number, n.tlp) is distinct from (o.status, o.number, o.tlp)));
    return null;
  end if;
  perform hold_sides(sides);
  foreach of_view in array array['ALL', 'PUBLIC'] loop
    select jsonb_agg(as_change(n::comment, case when counts_in(of_view, n.status, n.number, n.tlp) then 1 else -1 end)) into changes
    from new_rows n join old_rows o on o.id = n.id
    where counts_in(of_view, n.status, n.number, n.tlp) <> counts_in(of_view, o.status, o.number, o.tlp);
    if changes is not null then perform note_participation(of_view, changes); end if;
  end loop;
  return null;
end $$;
