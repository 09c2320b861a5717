-- Where an imported comment stood in somebody's own table: for whoever may see the comment, at most.
alter table comment_origin enable row level security;
create policy seen on comment_origin for select using (
  (select wall_is_down()) or exists (select from comment c where c.id = comment_id));
create policy written on comment_origin for insert with check ((select wall_is_down()));
create policy changed on comment_origin for update using ((select wall_is_down()));
create policy removed on comment_origin for delete using ((select wall_is_down()));
