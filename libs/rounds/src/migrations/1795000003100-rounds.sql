-- Rounds: when a version is open to comment, and under which rules. Their instants are decided by the database's clock.
create table round (
  id uuid primary key,
  reference text not null unique check (reference ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$' and length(reference) <= 40),
  norm_id uuid not null references norm,
  version_id uuid not null references norm_version,
  kind text not null check (kind in ('DRAFT_REVIEW', 'STANDING')),
  title text not null check (length(title) between 1 and 300),
  guidance text,
  status text not null default 'DRAFT'
    check (status in ('DRAFT', 'SCHEDULED', 'OPEN', 'PAUSED', 'CLOSED', 'IN_REVIEW', 'CONCLUDED', 'CANCELLED')),
  audience text not null check (audience in ('PUBLIC', 'INVITED')),
  publication text not null check (publication in ('IMMEDIATE', 'AFTER_MODERATION', 'AFTER_CLOSE')),
  late_policy text not null check (late_policy in ('REFUSE', 'ACCEPT_MARKED')),
  grace_minutes integer not null check (grace_minutes between 0 and 1440),
  vetted_only boolean not null,
  balance_targets jsonb not null default '[]',
  opens_at timestamptz(3),
  closes_at timestamptz(3),
  closed_at timestamptz(3),
  revision integer not null default 1,
  created_at timestamptz(3) not null,
  check (closes_at is null or opens_at is null or closes_at > opens_at),
  check (status <> 'SCHEDULED' or opens_at is not null),
  check (status not in ('OPEN', 'PAUSED', 'CLOSED', 'IN_REVIEW', 'CONCLUDED') or opens_at is not null),
  check ((closed_at is not null) = (status in ('CLOSED', 'IN_REVIEW', 'CONCLUDED')))
);
create index round_norm on round (norm_id, id desc);
create index round_due on round (status) where status in ('SCHEDULED', 'OPEN');

-- What a round is at an instant: it opens and closes by the clock, whether or not anybody has written that down yet.
create function round_status(status text, opens_at timestamptz, closes_at timestamptz, at timestamptz) returns text
language sql immutable parallel safe as $$
  select case
    when status in ('SCHEDULED', 'OPEN') and closes_at <= at then 'CLOSED'
    when status = 'SCHEDULED' and opens_at <= at then 'OPEN'
    else status end
$$;

create table round_question (
  id uuid primary key,
  round_id uuid not null references round,
  position integer not null,
  kind text not null check (kind in ('TEXT', 'SINGLE_CHOICE', 'MULTIPLE_CHOICE', 'SCALE')),
  prompt text not null check (length(prompt) between 1 and 2000),
  required boolean not null,
  options text[] not null,
  min integer,
  max integer,
  unique (round_id, position) deferrable initially deferred
);

create table round_extension (
  id uuid primary key,
  round_id uuid not null references round,
  from_at timestamptz(3) not null,
  to_at timestamptz(3) not null,
  reason text not null check (length(trim(reason)) > 0),
  at timestamptz(3) not null,
  check (to_at > from_at)
);
create index round_extension_round on round_extension (round_id, at);

create table round_invitation (
  id uuid primary key,
  round_id uuid not null references round,
  organization_id uuid references organization,
  email text,
  message text,
  invited_at timestamptz(3) not null,
  check ((organization_id is null) <> (email is null))
);
create unique index round_invitation_organization on round_invitation (round_id, organization_id) where organization_id is not null;
create unique index round_invitation_email on round_invitation (round_id, lower(email)) where email is not null;
