-- How an organization's people write together: they arrange, support and note among themselves, ask for approval, and get it back.
alter table submission
  add column internal_deadline timestamptz(3),
  add column requested_by uuid references account,
  add column return_reason text;

-- The place that its authors gave a comment in their submission; null: by its place in the document.
alter table comment add column arranged integer;

create table draft_support (
  comment_id uuid not null references comment on delete cascade,
  account_id uuid not null references account,
  at timestamptz(3) not null,
  primary key (comment_id, account_id)
);
create index draft_support_account on draft_support (account_id);

-- AUTHORS: the comment's own side; STAFF: the staff of its norm. Neither reads the other's.
create table internal_note (
  id uuid primary key,
  comment_id uuid not null references comment on delete cascade,
  account_id uuid not null references account,
  side text not null check (side in ('AUTHORS', 'STAFF')),
  body text not null check (length(body) > 0),
  created_at timestamptz(3) not null
);
create index internal_note_comment on internal_note (comment_id, id);
create index internal_note_account on internal_note (account_id);

-- Organizations that put their names to a comment of another. Taking a name off is kept as well.
create table co_signature (
  comment_id uuid not null references comment,
  organization_id uuid not null references organization,
  account_id uuid not null references account,
  signed_at timestamptz(3) not null,
  withdrawn_at timestamptz(3),
  primary key (comment_id, organization_id)
);
create index co_signature_organization on co_signature (organization_id);
create index co_signature_account on co_signature (account_id);
