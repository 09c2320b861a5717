-- A link to an institution has a name of its own, by which its owner takes it off.
alter table oidc_identity add column id uuid not null unique default gen_random_uuid();
