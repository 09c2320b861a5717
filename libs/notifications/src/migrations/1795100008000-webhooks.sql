-- Addresses that somebody has called when something happens that they may see. What calls are signed with is sealed with a key that
-- is not in the database.
create table webhook (
  id uuid primary key,
  account_id uuid not null references account,
  url text not null,
  events text[] not null check (cardinality(events) > 0),
  norm_id uuid references norm,
  sealed_secret bytea not null,
  active boolean not null default true,
  last_status integer,
  failures integer not null default 0,
  failing_since timestamptz(3),
  created_at timestamptz(3) not null,
  check ((failures = 0) = (failing_since is null))
);
comment on column webhook.failing_since is 'When the first of the failures in a row was; a day of them, and the webhook is switched off.';
create index webhook_account on webhook (account_id);
create index webhook_events on webhook using gin (events) where active;

-- The ledger: one row for each webhook and event, and what became of it. The body goes when the row has ended.
create table webhook_call (
  id uuid primary key,
  webhook_id uuid not null references webhook on delete cascade,
  event_id uuid not null references event,
  comment_id uuid,
  status text not null default 'queued' check (status in ('queued', 'delivered', 'failed', 'dropped')),
  body text check ((body is null) = (status <> 'queued')),
  attempts integer not null default 0,
  next_try_at timestamptz(3) not null,
  last_status integer,
  last_error text,
  created_at timestamptz(3) not null,
  ended_at timestamptz(3) check ((ended_at is null) = (status = 'queued')),
  unique (webhook_id, event_id)
);
comment on column webhook_call.comment_id is 'The comment that the call is about: whether the owner may still see it is asked before each try.';
create index webhook_call_due on webhook_call (next_try_at, id) where status = 'queued';
create index webhook_call_waiting on webhook_call (webhook_id) where status = 'queued';
create index webhook_call_ended on webhook_call (ended_at) where status <> 'queued';

alter table webhook enable row level security;
create policy seen on webhook for select using ((select wall_is_down()) or account_id = (select viewer_account()));
create policy written on webhook for insert with check ((select wall_is_down()));
create policy changed on webhook for update using ((select wall_is_down()));
create policy removed on webhook for delete using ((select wall_is_down()));
insert into secret values ('webhook', 'sealed_secret'), ('webhook_call', '');
