-- Who wants to be told of what, how soon, and what became of it: for each event and person one row (`notification`), told by one
-- mail, which tells one event or, as a digest, many.
create table notification_preference (
  account_id uuid not null references account,
  kind text not null,
  delivery text not null check (delivery in ('IMMEDIATE', 'DAILY', 'WEEKLY', 'OFF')),
  primary key (account_id, kind)
);

create table watch (
  account_id uuid not null references account,
  subject_id uuid not null,
  created_at timestamptz(3) not null,
  primary key (account_id, subject_id)
);
create index watch_subject on watch (subject_id, account_id);

-- When each person last got a mail that they may do without: the next one waits for its time, and for what else there is by then.
create table mail_pace (
  account_id uuid primary key references account,
  last_at timestamptz(3) not null
);

alter table notification
  add column norm_id uuid,
  add column place text,
  add column note text,
  add column due_at timestamptz(3),
  add column mail_id uuid;
comment on column notification.due_at is 'When a mail is to tell it; null where none is wanted.';
create index notification_due on notification (due_at, account_id) where mail_id is null and due_at is not null;

-- What mails say. Those to many people share one for each language; the slots in it are filled for each of them.
create table mail_body (
  id uuid primary key,
  event_id uuid references event,
  words text not null,
  locale text not null,
  subject text not null,
  text text not null,
  html text not null,
  created_at timestamptz(3) not null
);
create unique index mail_body_shared on mail_body (event_id, words, locale) where event_id is not null;

alter table mail
  add column body_id uuid references mail_body,
  add column kind text,
  add column next_try_at timestamptz(3),
  add column claimed_by uuid;
insert into mail_body (id, words, locale, subject, text, html, created_at)
  select id, 'KEPT', locale, subject, text, html, created_at from mail;
update mail set body_id = id, next_try_at = created_at;
alter table mail
  alter column body_id set not null,
  alter column next_try_at set not null,
  alter column event_id drop not null,
  drop column subject,
  drop column text,
  drop column html,
  drop constraint mail_once,
  drop constraint mail_status_check,
  add constraint mail_status_check
    check (status in ('queued', 'sending', 'sent', 'failed', 'bounced', 'suppressed', 'uncertain'));
create unique index mail_once on mail (event_id, coalesce(account_id::text, lower(to_email))) where event_id is not null;
drop index mail_unsent;
create index mail_due on mail (next_try_at, id) where status in ('queued', 'uncertain');
create index mail_claimed on mail (claimed_by) where status = 'sending';
create index mail_account on mail (account_id) where account_id is not null;

-- Whoever sends shows that it lives; what a dead sender had in its hands is uncertain.
create table mail_sender (
  id uuid primary key,
  seen_at timestamptz(3) not null
);

-- Addresses that a mail server said it will never take mail for.
create table mail_suppression (
  email text primary key check (email = lower(email)),
  reason text not null,
  at timestamptz(3) not null
);

-- What the links to leave a list are signed with.
create table unsubscribe_key (key bytea not null);
insert into unsubscribe_key values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

-- What people wish and watch is theirs alone; what goes out by mail no read may bring.
alter table notification_preference enable row level security;
create policy seen on notification_preference for select using ((select wall_is_down()) or account_id = (select viewer_account()));
create policy written on notification_preference for insert with check ((select wall_is_down()));
create policy changed on notification_preference for update using ((select wall_is_down()));
create policy removed on notification_preference for delete using ((select wall_is_down()));
alter table watch enable row level security;
create policy seen on watch for select using ((select wall_is_down()) or account_id = (select viewer_account()));
create policy written on watch for insert with check ((select wall_is_down()));
create policy changed on watch for update using ((select wall_is_down()));
create policy removed on watch for delete using ((select wall_is_down()));
insert into secret values ('mail_body', ''), ('mail_pace', ''), ('mail_sender', ''), ('mail_suppression', ''), ('unsubscribe_key', '');
