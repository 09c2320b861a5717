-- What an organizer had reminded: whom, so that whoever makes the mails works out the same people.
create table round_nudge (
  id uuid primary key,
  round_id uuid not null references round,
  groups text[],
  only_without_submission boolean not null,
  told_at timestamptz(3) not null
);
create index round_nudge_round on round_nudge (round_id, id);
insert into secret values ('round_nudge', '');
