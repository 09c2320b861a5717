-- Accounts, their sessions and the one-time tokens that go out by mail. Tokens are kept as SHA-256 only.
create table account (
  id uuid primary key,
  email text not null check (length(email) between 3 and 254),
  email_verified_at timestamptz(3),
  display_name text not null check (length(display_name) between 1 and 200),
  locale text not null default 'en',
  country text check (country ~ '^[A-Z]{2}$'),
  region text check (region in ('AFRICA', 'ASIA_PACIFIC', 'EASTERN_EUROPE', 'LATIN_AMERICA_CARIBBEAN', 'WESTERN_EUROPE_OTHERS', 'GLOBAL')),
  password_hash text not null,
  created_at timestamptz(3) not null
);
create unique index account_email on account (lower(email));

create table session (
  id uuid primary key,
  account_id uuid not null references account,
  token_hash bytea not null unique,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);
create index session_account on session (account_id);

create table one_time_token (
  id uuid primary key,
  account_id uuid not null references account,
  purpose text not null check (purpose in ('VERIFY_EMAIL', 'SIGN_IN')),
  token_hash bytea not null unique,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create index one_time_token_account on one_time_token (account_id);
