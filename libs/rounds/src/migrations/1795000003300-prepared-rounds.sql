-- Rounds that the platform prepared, in DRAFT, for people to open: each occasion once, whatever runs twice.
create table prepared_round (
  round_id uuid primary key references round,
  occasion text not null unique,
  milestone_id uuid references milestone on delete set null
);
comment on column prepared_round.occasion is 'adoption:<version> or milestone:<milestone>:<day>';
create index prepared_round_milestone on prepared_round (milestone_id);
