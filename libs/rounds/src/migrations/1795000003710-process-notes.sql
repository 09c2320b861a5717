-- What observers note on how a round is run. A note is never changed or removed; it is public once the round is concluded.
create table process_note (
  id uuid primary key,
  round_id uuid not null references round,
  author_id uuid not null references account,
  body text not null check (length(trim(body)) between 1 and 20000),
  created_at timestamptz(3) not null
);
create index process_note_round on process_note (round_id, id);
