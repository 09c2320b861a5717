-- Of what comments and decisions a round's clusters were made: whoever counts by clusters sees whether they are those of today. The
-- number of comments stays for workers that still run as they were; nothing reads it any more.
alter table round_clustering
  add column made_of text not null default '',
  -- The highest number of a comment that was grouped.
  add column last_number integer not null default 0;
