-- The groups of which the staff was told that they are under their target: once for each round and group.
create table balance_told (
  round_id uuid not null references round,
  stakeholder_group text not null,
  told_at timestamptz(3) not null,
  primary key (round_id, stakeholder_group)
);
insert into secret values ('balance_told', '');
