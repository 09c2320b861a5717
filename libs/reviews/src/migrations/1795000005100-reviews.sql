-- Review cycles: every comment of their rounds gets a disposition, accepted ones become amendments, amendments the next version.
create table review_cycle (
  id uuid primary key,
  norm_id uuid not null references norm,
  kind text not null check (kind in ('POST_CONSULTATION', 'PERIODIC', 'TRIGGERED')),
  base_version_id uuid not null references norm_version,
  result_version_id uuid references norm_version,
  status text not null default 'OPEN' check (status in ('OPEN', 'DRAFTING', 'CONCLUDED')),
  started_at timestamptz(3) not null,
  concluded_at timestamptz(3),
  check ((status = 'CONCLUDED') = (concluded_at is not null))
);
create unique index review_cycle_unconcluded on review_cycle (norm_id) where status <> 'CONCLUDED';
create index review_cycle_norm on review_cycle (norm_id, id);

create table review_cycle_round (
  cycle_id uuid not null references review_cycle,
  round_id uuid not null unique references round,
  primary key (cycle_id, round_id)
);

create table disposition (
  id uuid primary key,
  comment_id uuid not null unique references comment,
  cycle_id uuid not null references review_cycle,
  outcome text not null check (outcome in ('ACCEPTED', 'ACCEPTED_WITH_MODIFICATION', 'NOTED', 'NOT_ACCEPTED', 'OUT_OF_SCOPE', 'DEFERRED', 'DUPLICATE')),
  response text not null,
  status text not null check (status in ('PROPOSED', 'CONFIRMED', 'APPEALED', 'UPHELD', 'REVISED')),
  proposed_by uuid not null references account,
  confirmed_by uuid references account,
  duplicate_of uuid references comment,
  decided_at timestamptz(3),
  -- Invariant 6, held by the database: nobody confirms what they proposed.
  check (confirmed_by is distinct from proposed_by),
  check (status = 'PROPOSED' or confirmed_by is not null),
  -- All but ACCEPTED and NOTED owe a reason.
  check (outcome in ('ACCEPTED', 'NOTED') or length(trim(response)) > 0)
);
create index disposition_cycle on disposition (cycle_id, status);

create table disposition_revision (
  disposition_id uuid not null references disposition,
  revision integer not null,
  outcome text not null,
  response text not null,
  by_account uuid references account,
  at timestamptz(3) not null,
  primary key (disposition_id, revision)
);

create table amendment (
  id uuid primary key,
  cycle_id uuid not null references review_cycle,
  op text not null check (op in ('REPLACE', 'INSERT_AFTER', 'DELETE')),
  eid text not null,
  text text,
  heading text,
  number text,
  new_eid text,
  kind text,
  created_by uuid not null references account,
  created_at timestamptz(3) not null,
  check ((op = 'DELETE') = (text is null)),
  check ((op = 'INSERT_AFTER') = (new_eid is not null))
);
create index amendment_cycle on amendment (cycle_id, id);
create unique index amendment_new_eid on amendment (cycle_id, new_eid) where new_eid is not null;

create table amendment_comment (
  amendment_id uuid not null references amendment,
  comment_id uuid not null references comment,
  primary key (amendment_id, comment_id)
);
create index amendment_comment_comment on amendment_comment (comment_id);
