-- Summaries of a round and exported files. Each is made by a job, once for the event that asked for it.
create table feedback_summary (
  id uuid primary key,
  round_id uuid not null references round,
  event_id uuid unique references event,
  status text not null check (status in ('QUEUED', 'RUNNING', 'READY', 'FAILED')),
  progress real not null default 0 check (progress between 0 and 1),
  error text,
  input_hash text,
  method text,
  result jsonb,
  published_at timestamptz(3),
  created_at timestamptz(3) not null,
  check ((status = 'READY') = (result is not null))
);
create index feedback_summary_round on feedback_summary (round_id, id desc);

create table export (
  id uuid primary key,
  requester_id uuid not null references account,
  kind text not null check (kind in ('COMMENTS', 'DISPOSITIONS')),
  format text not null check (format in ('CSV', 'XLSX')),
  tier text not null check (tier in ('PUBLIC', 'SECRETARIAT')),
  round_id uuid not null references round,
  status text not null check (status in ('QUEUED', 'RUNNING', 'READY', 'FAILED')),
  progress real not null default 0 check (progress between 0 and 1),
  error text,
  rows integer,
  bytes bigint,
  sha256 text,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  check ((status = 'READY') = (sha256 is not null))
);
