-- Where an imported comment stood in its table: the second upload of a file finds its rows again, and the place stays as it was written.
create table comment_origin (
  comment_id uuid primary key references comment on delete cascade,
  submission_id uuid not null references submission,
  row_id text,
  row_hash text not null check (row_hash ~ '^[0-9a-f]{64}$'),
  clause text not null,
  paragraph text,
  line text,
  -- The comment's revision when the row was taken: a later one was edited by hand and is not written over.
  comment_revision integer not null
);
create unique index comment_origin_row on comment_origin (submission_id, row_hash);
create unique index comment_origin_row_id on comment_origin (submission_id, row_id) where row_id is not null;

-- What an organization said the columns of its tables hold.
create table import_columns (
  organization_id uuid primary key references organization,
  columns jsonb not null,
  updated_at timestamptz(3) not null
);
