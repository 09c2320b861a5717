-- What is still to be done for which event. The queue may lose a job, as a Redis that is emptied does; this table does not: it is
-- written before the job is handed to the queue, and the row goes when the job is done. A job that failed for good stays, parked.
create table job_pending (
  job text not null,
  event_id uuid not null references event,
  lane text not null,
  since timestamptz(3) not null,
  runs integer not null default 0,
  parked_at timestamptz(3),
  error text,
  primary key (job, event_id),
  check ((parked_at is null) = (error is null))
);
comment on column job_pending.runs is 'How often the job was put into the queue again; part of its id there, so that each time is a new one.';
create index job_pending_undone on job_pending (since) where parked_at is null;
create index job_pending_parked on job_pending (parked_at) where parked_at is not null;
