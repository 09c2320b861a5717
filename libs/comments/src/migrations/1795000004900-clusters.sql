-- Near-identical comments. All but the decisions can be made again from the comments at any time.
create table cluster (
  -- Made from the id of its first comment, so that the same comments always give the same cluster.
  id uuid primary key,
  round_id uuid not null references round
);
create index cluster_round on cluster (round_id);

create table cluster_member (
  comment_id uuid primary key references comment,
  cluster_id uuid not null references cluster on delete cascade,
  text_hash bigint not null,
  similarity real not null check (similarity between 0 and 1),
  typicality real not null,
  own_words text[] not null
);
create index cluster_member_cluster on cluster_member (cluster_id);

-- How far a round's comments are in clusters. Whoever writes clusters of a round holds its row.
create table round_clustering (
  round_id uuid primary key references round,
  comments integer not null default 0
);

-- What people decided: comments that belong together, and comments that stand alone. Taken back, never removed.
create table cluster_adjustment (
  id uuid primary key,
  round_id uuid not null references round,
  merged uuid[] not null,
  removed uuid[] not null,
  reason text not null check (length(trim(reason)) > 0),
  account_id uuid not null references account,
  at timestamptz(3) not null,
  reverted_at timestamptz(3)
);
create index cluster_adjustment_round on cluster_adjustment (round_id, id);
create index cluster_adjustment_account on cluster_adjustment (account_id);

-- Behind the second wall: a member is seen by whoever sees its comment, a cluster by whoever sees a member.
do $$
declare
  t text;
  rule text;
begin
  for t, rule in values
    ('cluster_member', 'exists (select from comment c where c.id = comment_id)'),
    ('cluster', 'exists (select from cluster_member m where m.cluster_id = cluster.id)')
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy seen on %I for select using ((select wall_is_down()) or %s)', t, rule);
    execute format('create policy written on %I for insert with check ((select wall_is_down()))', t);
    execute format('create policy changed on %I for update using ((select wall_is_down()))', t);
    execute format('create policy removed on %I for delete using ((select wall_is_down()))', t);
  end loop;
end $$;
insert into secret values ('round_clustering', ''), ('cluster_adjustment', '');
