-- Behind the second wall: comments and submissions, by the rules of comment.visibility.ts and submission.queries.ts once more, with no
-- regard to what a statement asks. Sets are worked out once a statement, so that a page or a count pays nothing per row for them.

-- The norms to a round of which somebody handed in something, themselves or by an organization of theirs. It looks behind the wall: as
-- the tables' owner, and with no viewer named meanwhile, for where the owner is held too.
create function norms_taken_part_in(account uuid, organizations uuid[]) returns uuid[]
language plpgsql stable security definer set search_path from current as $$
declare
  viewer text := current_setting('colloquy.viewer', true);
  norms uuid[];
begin
  perform set_config('colloquy.viewer', '', true);
  select coalesce(array_agg(distinct r.norm_id), '{}') into norms from submission s join round r on r.id = s.round_id
    where s.status = 'SUBMITTED' and (s.account_id = account or s.organization_id = any(organizations));
  perform set_config('colloquy.viewer', viewer, true);
  return norms;
end $$;

alter table comment enable row level security;
create policy seen on comment for select using (
  (select wall_is_down())
  or case when organization_id is null then account_id = (select viewer_account())
    else organization_id = any ((select viewer_organizations())::uuid[])
      and (account_id = (select viewer_account()) or tlp <> 'RED' or status = 'DRAFT') end
  or (status <> 'DRAFT'
    and round_id not in (select r.id from round r where r.publication = 'AFTER_CLOSE'
      and round_status(r.status, r.opens_at, r.closes_at, clock_now()) in ('DRAFT', 'SCHEDULED', 'OPEN', 'PAUSED'))
    and (status = 'PUBLISHED' or (select viewer_is_staff())
      or round_id in (select r.id from round r where r.norm_id = any ((select viewer_staff_norms())::uuid[])))
    and case tlp
      when 'CLEAR' then true
      when 'GREEN' then (select viewer_is_staff())
        or round_id in (select r.id from round r where r.norm_id = any ((select viewer_staff_norms())::uuid[]))
        or round_id in (select r.id from round r
          where r.norm_id = any ((select norms_taken_part_in(viewer_account(), viewer_organizations()))::uuid[]))
      when 'AMBER' then (select viewer_is_staff())
        or round_id in (select r.id from round r where r.norm_id = any ((select viewer_staff_norms())::uuid[]))
      else (select viewer_is_secretariat())
        or round_id in (select r.id from round r where r.norm_id = any ((select viewer_secretariat_norms())::uuid[])) end)
);
create policy written on comment for insert with check ((select wall_is_down()));
create policy changed on comment for update using ((select wall_is_down()));
create policy removed on comment for delete using ((select wall_is_down()));

-- A submission: a draft for its own side; what was handed in also for the norm's staff, and for whoever sees one of its comments.
alter table submission enable row level security;
create policy seen on submission for select using (
  (select wall_is_down())
  or case when organization_id is null then account_id = (select viewer_account())
    else organization_id = any ((select viewer_organizations())::uuid[]) end
  or (submitted_at is not null
    and ((select viewer_is_staff())
      or round_id in (select r.id from round r where r.norm_id = any ((select viewer_staff_norms())::uuid[]))
      or exists (select from comment c where c.submission_id = submission.id)))
);
create policy written on submission for insert with check ((select wall_is_down()));
create policy changed on submission for update using ((select wall_is_down()));
create policy removed on submission for delete using ((select wall_is_down()));

-- The blind rounds that are not closed yet: few, and asked for with every comment.
create index round_blind on round (id) where publication = 'AFTER_CLOSE';

-- The salt is the submitter's; nobody else's statement can name it.
insert into secret values ('submission', 'salt'), ('pseudonym_key', '');
create function own_salt(id uuid) returns text language sql stable security definer set search_path from current as $$
  select s.salt from submission s where s.id = own_salt.id
    and (case when s.organization_id is null then s.account_id = viewer_account() else s.organization_id = any (viewer_organizations()) end
      or (viewer_account() is null and coalesce(current_setting('colloquy.viewer', true), '') = ''))
$$;
alter function pseudonym(uuid, uuid) security definer;
