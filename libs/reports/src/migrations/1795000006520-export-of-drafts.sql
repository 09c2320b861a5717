-- The commenting template is offered with the comments of a draft submission in it.
alter table export add column submission_id uuid references submission;
-- A draft that goes with its author is looked for here.
create index export_submission on export (submission_id) where submission_id is not null;
