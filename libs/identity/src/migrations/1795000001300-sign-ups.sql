-- What was given with a sign-up counts only for the link that it caused: whoever else signs up with the same address in between
-- sets no password for whoever follows that link.
create table sign_up (
  id uuid primary key,
  account_id uuid not null references account,
  password_hash text not null,
  display_name text not null,
  created_at timestamptz(3) not null
);
alter table one_time_token add column sign_up_id uuid references sign_up;
