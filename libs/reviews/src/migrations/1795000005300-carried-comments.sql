-- What a prepared round takes along from the rounds before it: objections that are open still, and comments put off until now.
create table carried_comment (
  round_id uuid not null references round,
  comment_id uuid not null references comment,
  reason text not null check (reason in ('OBJECTION', 'DEFERRED')),
  primary key (round_id, comment_id)
);
create index carried_comment_comment on carried_comment (comment_id);
