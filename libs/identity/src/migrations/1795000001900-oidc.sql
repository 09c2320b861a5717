-- Who somebody is at an institution or at ORCID: an account is known again by issuer and subject, never by an address.
create table oidc_identity (
  issuer text not null,
  subject text not null,
  account_id uuid not null references account,
  created_at timestamptz(3) not null,
  primary key (issuer, subject)
);
create index oidc_identity_account on oidc_identity (account_id);

-- A way to an issuer and back, good once. LINK: asked for by `account_id` through the API. SIGN_IN: begun in the browser that
-- holds the secret as a cookie; with `account_id`, what comes back is linked to that account.
create table oidc_passage (
  secret_hash bytea primary key,
  kind text not null check (kind in ('LINK', 'SIGN_IN')),
  issuer_id text not null,
  account_id uuid references account,
  expires_at timestamptz(3) not null
);
create index oidc_passage_expiry on oidc_passage (expires_at);
