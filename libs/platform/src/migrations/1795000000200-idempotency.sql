-- What a mutation gave under an Idempotency-Key, written in the mutation's own transaction: a retry finds it or runs, never both.
create table idempotency (
  account_id uuid not null,
  key text not null check (length(key) between 1 and 255),
  write integer not null,
  body_hash text not null,
  result jsonb,
  created_at timestamptz(3) not null,
  primary key (account_id, key, write)
);
create index idempotency_age on idempotency (created_at);
