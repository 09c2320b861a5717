-- Passkeys (WebAuthn): the public half of a key that never leaves its authenticator, and the number of times it signed.
create table passkey (
  id uuid primary key,
  account_id uuid not null references account,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3)
);
create index passkey_account on passkey (account_id);

-- What an authenticator is asked to sign: good once, for a few minutes, kept as SHA-256. `account_id` null: for a sign-in.
create table passkey_challenge (
  challenge_hash bytea primary key,
  account_id uuid references account,
  expires_at timestamptz(3) not null
);
create index passkey_challenge_expiry on passkey_challenge (expires_at);
