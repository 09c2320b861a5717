-- Behind the second wall: what is said about comments, by the rules of its queries once more.

-- Whose comment it is, where that is not told by its marking: its organization, or its author.
create function viewer_is_side_of(c comment) returns boolean language sql stable as $$
  select case when c.organization_id is null then c.account_id = viewer_account()
    else c.organization_id = any (viewer_organizations()) and (c.account_id = viewer_account() or c.tlp <> 'RED' or c.status = 'DRAFT') end
$$;
create function viewer_is_staff_of(round_id uuid) returns boolean language sql stable as $$
  select viewer_is_staff() or exists (select from round r where r.id = round_id and r.norm_id = any (viewer_staff_norms()))
$$;

do $$
declare
  t text;
  rule text;
begin
  for t, rule in values
    ('internal_note', $r$exists (select from comment c where c.id = comment_id
       and case side when 'AUTHORS' then viewer_is_side_of(c) else viewer_is_staff_of(c.round_id) end)$r$),
    ('draft_support', 'exists (select from comment c where c.id = comment_id and viewer_is_side_of(c))'),
    ('comment_flag', $r$account_id = (select viewer_account())
       or exists (select from comment c where c.id = comment_id and viewer_is_staff_of(c.round_id))$r$),
    ('reply', 'exists (select from comment c where c.id = comment_id)'),
    ('co_signature', 'exists (select from comment c where c.id = comment_id)'),
    ('reaction', 'account_id = (select viewer_account())'),
    ('submission_answer', 'exists (select from submission s where s.id = submission_id)')
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy seen on %I for select using ((select wall_is_down()) or %s)', t, rule);
    execute format('create policy written on %I for insert with check ((select wall_is_down()))', t);
    execute format('create policy changed on %I for update using ((select wall_is_down()))', t);
    execute format('create policy removed on %I for delete using ((select wall_is_down()))', t);
  end loop;
end $$;

insert into secret values ('moderation', ''), ('job_pending', '');
