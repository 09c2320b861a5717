-- Behind the second wall: answers and amendments are for the norm's staff until their cycle is concluded.
create function seen_cycles() returns setof uuid language sql stable as $$
  select k.id from review_cycle k
  where k.concluded_at is not null or viewer_is_staff() or k.norm_id = any (viewer_staff_norms())
$$;
do $$
declare t text;
begin
  foreach t in array array['disposition', 'amendment'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy seen on %I for select using ((select wall_is_down()) or cycle_id in (select seen_cycles()))', t);
    execute format('create policy written on %I for insert with check ((select wall_is_down()))', t);
    execute format('create policy changed on %I for update using ((select wall_is_down()))', t);
    execute format('create policy removed on %I for delete using ((select wall_is_down()))', t);
  end loop;
end $$;
alter table disposition_revision enable row level security;
create policy seen on disposition_revision for select using (
  (select wall_is_down()) or exists (select from disposition d where d.id = disposition_id));
create policy written on disposition_revision for insert with check ((select wall_is_down()));
alter table amendment_comment enable row level security;
create policy seen on amendment_comment for select using (
  (select wall_is_down()) or exists (select from amendment m where m.id = amendment_id));
create policy written on amendment_comment for insert with check ((select wall_is_down()));
create policy removed on amendment_comment for delete using ((select wall_is_down()));
