-- What was told before a closing, once for each closing time: a round that is extended is told of again before its new one.
create table round_reminder (
  round_id uuid not null references round,
  closes_at timestamptz(3) not null,
  hours integer not null,
  told_at timestamptz(3) not null,
  primary key (round_id, closes_at, hours)
);
