-- The ledger of anchors: what became of each comment's place in each later published version. A row is written once by the job that
-- carries comments; a person may say where an ambiguous one stands, and the commenter whether the comment still does.
create table carry (
  comment_id uuid not null references comment,
  version_id uuid not null references norm_version,
  fate text not null check (fate in ('UNCHANGED', 'MOVED', 'REWORDED', 'DELETED', 'AMBIGUOUS')),
  -- Where the words are: the provision, and the quote in it; a quote alone is none.
  eid text,
  quote jsonb,
  similarity double precision not null check (similarity between 0 and 1),
  parts jsonb not null default '[]',
  merged_from text[] not null default '{}',
  candidates jsonb not null default '[]',
  stands_after text,
  made_at timestamptz(3) not null,
  -- A person decided: why, in their words.
  decided_at timestamptz(3),
  reason text,
  asked_at timestamptz(3),
  standing boolean,
  standing_at timestamptz(3),
  primary key (comment_id, version_id),
  check (quote is null or eid is not null),
  check (fate not in ('DELETED', 'AMBIGUOUS') or eid is null),
  check ((decided_at is null) = (reason is null)),
  check ((standing is null) = (standing_at is null))
);
create index carry_undecided on carry (version_id, comment_id) where fate = 'AMBIGUOUS';
create index carry_unasked on carry (version_id, comment_id) where asked_at is null and fate <> 'AMBIGUOUS';
