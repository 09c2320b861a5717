-- Uploaded and produced files: their content lies in the file store under the SHA-256 of its bytes.
create table file (
  id uuid primary key,
  owner_id uuid not null,
  file_name text not null check (length(file_name) between 1 and 255),
  media_type text not null,
  size bigint not null check (size >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz(3) not null
);
