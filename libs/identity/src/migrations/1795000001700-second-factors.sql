-- The second factor of an account: the secret of its one-time codes is sealed with a key that is not in the database, recovery
-- codes are kept as SHA-256 only. `last_step` is the 30-second step that was used last: no step is taken twice.
create table second_factor (
  account_id uuid primary key references account,
  sealed_secret bytea not null,
  created_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  last_step bigint not null default 0,
  failures int not null default 0,
  failed_at timestamptz(3)
);

create table recovery_code (
  account_id uuid not null references second_factor on delete cascade,
  code_hash bytea not null,
  used_at timestamptz(3),
  primary key (account_id, code_hash)
);

-- When the session's second factor was shown; null where it was not.
alter table session add column second_factor_at timestamptz(3);
