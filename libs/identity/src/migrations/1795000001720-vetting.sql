-- Who decided on an organization last, and the one appeal that a rejection may have. The history of it is the log's.
alter table organization
  add column vetted_by uuid references account,
  add column appeal_grounds text check (length(appeal_grounds) between 1 and 4000),
  add column appealed_at timestamptz(3),
  add column appeal_decided_at timestamptz(3),
  add check ((appeal_grounds is null) = (appealed_at is null)),
  add check (appeal_decided_at is null or appealed_at is not null);
