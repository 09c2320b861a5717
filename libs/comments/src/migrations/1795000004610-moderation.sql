-- What people ask moderators to look at, and what moderators decided. Neither is ever removed.
create table comment_flag (
  id uuid primary key,
  comment_id uuid not null references comment,
  account_id uuid not null references account,
  kind text not null check (kind in ('ABUSE', 'SPAM', 'OFF_TOPIC', 'PRIVATE_DATA', 'FALSE_ATTRIBUTION', 'OTHER')),
  reason text not null check (length(trim(reason)) > 0),
  created_at timestamptz(3) not null,
  decided_at timestamptz(3)
);
-- An account flags a comment once until somebody has looked.
create unique index comment_flag_open on comment_flag (comment_id, account_id) where decided_at is null;
create index comment_flag_account on comment_flag (account_id);
create index comment_flag_comment on comment_flag (comment_id, id);

create table moderation (
  id uuid primary key,
  comment_id uuid not null references comment,
  -- Null where the platform set it aside by itself, pending a check.
  account_id uuid references account,
  decision text not null check (decision in ('PUBLISH', 'WITHHOLD')),
  reason text,
  at timestamptz(3) not null,
  check (decision = 'PUBLISH' or length(trim(reason)) > 0)
);
create index moderation_comment on moderation (comment_id, id);
create index comment_waiting on comment (round_id, number) where status = 'PENDING_MODERATION';
create index comment_withheld on comment (round_id, number) where status = 'WITHHELD';
