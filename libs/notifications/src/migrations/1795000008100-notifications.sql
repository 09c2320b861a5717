-- What people are told, and the mails that tell it. Each event reaches each person once, however often its job runs.
create table notification (
  id uuid primary key,
  account_id uuid not null references account,
  event_id uuid not null references event,
  kind text not null,
  title text not null,
  path text not null,
  created_at timestamptz(3) not null,
  read_at timestamptz(3),
  unique (event_id, account_id)
);
create index notification_account on notification (account_id, id desc);

create table mail (
  id uuid primary key,
  event_id uuid not null references event,
  account_id uuid not null references account,
  to_email text not null,
  to_name text not null,
  subject text not null,
  text text not null,
  html text not null,
  locale text not null,
  message_id text not null unique,
  status text not null default 'queued' check (status in ('queued', 'sending', 'sent', 'failed', 'uncertain')),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz(3) not null,
  sent_at timestamptz(3),
  unique (event_id, account_id)
);
create index mail_unsent on mail (event_id) where status in ('queued', 'sending', 'uncertain');
create index mail_newest on mail (id desc);
