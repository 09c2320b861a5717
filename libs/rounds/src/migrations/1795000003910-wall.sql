-- Behind the second wall: what observers note is for the norm's staff until the round is concluded.
alter table process_note enable row level security;
create policy seen on process_note for select using (
  (select wall_is_down()) or (select viewer_is_staff())
  or exists (select from round r where r.id = round_id
    and (r.status = 'CONCLUDED' or r.norm_id = any ((select viewer_staff_norms())::uuid[])))
);
create policy written on process_note for insert with check ((select wall_is_down()));
