-- Submissions and comments. What was submitted does not change: a withdrawal or a withholding hides, it does not delete.
create table submission (
  id uuid primary key,
  round_id uuid not null references round,
  organization_id uuid references organization,
  account_id uuid not null references account,
  status text not null default 'DRAFT' check (status in ('DRAFT', 'AWAITING_APPROVAL', 'SUBMITTED', 'WITHDRAWN')),
  revision integer not null default 1,
  late boolean not null default false,
  created_at timestamptz(3) not null,
  submitted_at timestamptz(3),
  receipt_number text unique,
  content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
  salt text check (salt ~ '^[0-9a-f]{64}$'),
  check ((submitted_at is not null) = (receipt_number is not null) and (submitted_at is not null) = (content_hash is not null)),
  check (status not in ('SUBMITTED', 'WITHDRAWN') or submitted_at is not null)
);
-- One unsent draft for each organization, and for each person who speaks for none.
create unique index submission_draft_of_organization on submission (round_id, organization_id)
  where organization_id is not null and status in ('DRAFT', 'AWAITING_APPROVAL');
create unique index submission_draft_of_account on submission (round_id, account_id)
  where organization_id is null and status in ('DRAFT', 'AWAITING_APPROVAL');
create index submission_account on submission (account_id, round_id);
create index submission_organization on submission (organization_id, round_id) where organization_id is not null;
create index submission_round on submission (round_id, status);

create table comment (
  id uuid primary key,
  round_id uuid not null references round,
  submission_id uuid not null references submission,
  account_id uuid not null references account,
  organization_id uuid references organization,
  -- How the author was counted when the comment was submitted.
  stakeholder_group text not null,
  region text not null,
  reference text unique,
  number bigint,
  place integer not null default 0,
  version_id uuid not null references norm_version,
  eid text,
  quote jsonb,
  type text not null check (type in ('GENERAL', 'SUBSTANTIVE', 'TECHNICAL', 'EDITORIAL', 'TRANSLATION', 'LESSON_LEARNED')),
  position text not null check (position in ('SUPPORT', 'SUPPORT_WITH_CHANGES', 'OPPOSE', 'NEUTRAL')),
  change text not null check (change in ('NONE', 'KEEP', 'MODIFY', 'ADD', 'DELETE')),
  blocking boolean not null,
  body text not null check (length(body) > 0),
  rationale text,
  proposed_text text,
  tlp text not null check (tlp in ('CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED')),
  attribution text not null check (attribution in ('NAMED', 'ORGANIZATION_ONLY', 'PSEUDONYMOUS')),
  locale text not null,
  status text not null check (status in ('DRAFT', 'PENDING_MODERATION', 'PUBLISHED', 'WITHHELD', 'WITHDRAWN')),
  late boolean not null default false,
  withheld_reason text,
  agree integer not null default 0,
  disagree integer not null default 0,
  pass integer not null default 0,
  revision integer not null default 1,
  created_at timestamptz(3) not null,
  submitted_at timestamptz(3),
  check ((status = 'DRAFT') = (reference is null)),
  check ((reference is null) = (number is null) and (reference is null) = (submitted_at is null))
);
create unique index comment_order on comment (round_id, number);
create index comment_document_order on comment (round_id, place, number) where number is not null;
create index comment_agreed_order on comment (round_id, agree desc, number) where number is not null;
create index comment_submission on comment (submission_id);
create index comment_provision on comment (version_id, eid, round_id);

-- Invariant 2, held by the database.
create function comment_is_frozen() returns trigger language plpgsql as $$
begin
  if old.status = 'DRAFT' then return case when tg_op = 'DELETE' then old else new end; end if;
  if tg_op = 'UPDATE' and new.status <> 'DRAFT' and
     (new.id, new.round_id, new.submission_id, new.account_id, new.organization_id, new.stakeholder_group, new.region, new.reference,
      new.number, new.place, new.version_id, new.eid, new.quote, new.type, new.position, new.change, new.blocking, new.body, new.rationale,
      new.proposed_text, new.attribution, new.locale, new.late, new.created_at, new.submitted_at)
     is not distinct from
     (old.id, old.round_id, old.submission_id, old.account_id, old.organization_id, old.stakeholder_group, old.region, old.reference,
      old.number, old.place, old.version_id, old.eid, old.quote, old.type, old.position, old.change, old.blocking, old.body, old.rationale,
      old.proposed_text, old.attribution, old.locale, old.late, old.created_at, old.submitted_at) then
    return new;
  end if;
  raise exception 'a submitted comment does not change' using errcode = 'restrict_violation';
end $$;
create trigger comment_frozen before update or delete on comment for each row execute function comment_is_frozen();
create trigger comment_no_truncate before truncate on comment for each statement execute function nothing_is_truncated();

create function submission_is_frozen() returns trigger language plpgsql as $$
begin
  if old.submitted_at is null then return case when tg_op = 'DELETE' then old else new end; end if;
  if tg_op = 'UPDATE' and new.status in ('SUBMITTED', 'WITHDRAWN') and
     (new.id, new.round_id, new.organization_id, new.account_id, new.late, new.submitted_at, new.receipt_number, new.content_hash)
     is not distinct from
     (old.id, old.round_id, old.organization_id, old.account_id, old.late, old.submitted_at, old.receipt_number, old.content_hash) then
    return new;
  end if;
  raise exception 'a submission that was accepted does not change' using errcode = 'restrict_violation';
end $$;
create trigger submission_frozen before update or delete on submission for each row execute function submission_is_frozen();
