-- Of what comments and decisions a round's clusters were made: whoever counts by clusters sees whether they are those of today.
alter table round_clustering
  add column made_of text not null default '',
  -- The highest number of a comment that was grouped.
  add column last_number integer not null default 0;
alter table round_clustering drop column comments;
