-- Answers to a round's questions; as the comments of a submission, they do not change once it was handed in.
create table submission_answer (
  submission_id uuid not null references submission,
  question_id uuid not null references round_question,
  value jsonb not null,
  answered_at timestamptz(3) not null,
  primary key (submission_id, question_id)
);
create index submission_answer_question on submission_answer (question_id);

create function submission_answer_is_frozen() returns trigger language plpgsql as $$
begin
  if exists (select 1 from submission s where s.id = case when tg_op = 'DELETE' then old.submission_id else new.submission_id end
             and s.submitted_at is not null) then
    raise exception 'an answer that was handed in does not change' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger submission_answer_frozen before insert or update or delete on submission_answer
  for each row execute function submission_answer_is_frozen();
