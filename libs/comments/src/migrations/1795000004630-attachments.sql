-- The files that came with a comment, in their order. Who may see the comment may download them.
alter table comment add column attachment_ids uuid[] not null default '{}' check (cardinality(attachment_ids) <= 20);
create index comment_attachments on comment using gin (attachment_ids) where attachment_ids <> '{}';

-- Invariant 2, held by the database: as before, and its files do not change either.
create or replace function comment_is_frozen() returns trigger language plpgsql as $$
begin
  if old.status = 'DRAFT' then return case when tg_op = 'DELETE' then old else new end; end if;
  if tg_op = 'UPDATE' and new.status <> 'DRAFT' and
     (new.id, new.round_id, new.submission_id, new.account_id, new.organization_id, new.stakeholder_group, new.region, new.reference,
      new.number, new.place, new.version_id, new.eid, new.quote, new.type, new.position, new.change, new.blocking, new.body, new.rationale,
      new.proposed_text, new.attribution, new.locale, new.late, new.created_at, new.submitted_at, new.attachment_ids)
     is not distinct from
     (old.id, old.round_id, old.submission_id, old.account_id, old.organization_id, old.stakeholder_group, old.region, old.reference,
      old.number, old.place, old.version_id, old.eid, old.quote, old.type, old.position, old.change, old.blocking, old.body, old.rationale,
      old.proposed_text, old.attribution, old.locale, old.late, old.created_at, old.submitted_at, old.attachment_ids) then
    return new;
  end if;
  raise exception 'a submitted comment does not change' using errcode = 'restrict_violation';
end $$;
