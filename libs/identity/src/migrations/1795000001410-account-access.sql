-- What sessions show of themselves, personal tokens for scripts, links to set a password or to change an address, and how often was tried.

-- A personal token is a session with a scope: who a token stands for stays one look-up by its hash.
alter table session
  add column last_used_on date,
  add column user_agent text,
  add column scope text check (scope in ('READ', 'WRITE')),
  add column name text check (length(name) between 1 and 200),
  add check ((scope is null) = (name is null));

alter table account add column erased_at timestamptz(3);

create table email_change (
  id uuid primary key,
  account_id uuid not null references account,
  old_email text not null,
  new_email text not null check (length(new_email) between 3 and 254),
  created_at timestamptz(3) not null
);
create index email_change_account on email_change (account_id);
create index sign_up_account on sign_up (account_id, created_at);

alter table one_time_token add column email_change_id uuid references email_change;
alter table one_time_token drop constraint one_time_token_purpose_check;
alter table one_time_token add constraint one_time_token_purpose_check
  check (purpose in ('VERIFY_EMAIL', 'SIGN_IN', 'RESET_PASSWORD', 'CHANGE_EMAIL'));

-- Tries by what they are counted under, as a hash: neither addresses nor networks are kept. All processes count here. Losing the
-- counts in a crash of the database gives an attacker one more window; so they are not written ahead.
create unlogged table attempt_count (
  bucket bytea primary key,
  began_at timestamptz(3) not null,
  tries integer not null
);
create index attempt_count_age on attempt_count (began_at);
