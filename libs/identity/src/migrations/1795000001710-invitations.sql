-- Invitations into an organization. The secret of the link is made with the mail and kept as SHA-256 only, so an invitation has none
-- until its mail is written. It is open until it is accepted, withdrawn or expired.
create table invitation (
  id uuid primary key,
  organization_id uuid not null references organization,
  email text not null check (length(email) between 3 and 254),
  role text not null check (role in ('CONTRIBUTOR', 'APPROVER')),
  invited_by uuid not null references account,
  token_hash bytea unique check (octet_length(token_hash) = 32),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at > created_at),
  accepted_at timestamptz(3),
  accepted_by uuid references account,
  withdrawn_at timestamptz(3),
  check ((accepted_at is null) = (accepted_by is null)),
  check (accepted_at is null or withdrawn_at is null)
);
create index invitation_open on invitation (organization_id, id) where accepted_at is null and withdrawn_at is null;
create index invitation_address on invitation (organization_id, lower(email), created_at);
