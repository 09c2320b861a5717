-- The commenting template is offered with the comments of a draft submission in it.
alter table export add column submission_id uuid references submission;
