-- What was found out about a file's content: whether a scanner has called it clean, and what it says besides what it shows.
alter table file
  add column safety text not null default 'UNSCANNED' check (safety in ('SCANNING', 'CLEAN', 'UNSCANNED', 'INFECTED')),
  add column metadata text not null default 'UNKNOWN' check (metadata in ('NONE', 'STRIPPED', 'PRESENT', 'UNKNOWN'));
create index file_scanning on file (created_at) where safety = 'SCANNING';
