-- The words of submitted comments, each in its own language, written by a job right after the submission: taking a comment does not
-- wait for it (docs/adr/0038-full-text-search.md). Nobody reads the table itself; it is asked by `found_comments`.
create table comment_search (
  comment_id uuid primary key references comment,
  round_id uuid not null references round,
  language text not null check (language in ('ar', 'en', 'es', 'fr', 'ru', 'zh', 'other')),
  words tsvector not null
);
create index comment_search_words on comment_search using gin (words);
create index comment_search_round on comment_search (round_id, language);
insert into secret values ('comment_search', '');

create function search_configuration(language text) returns regconfig language sql immutable as $$
  select case language when 'ar' then 'pg_catalog.arabic' when 'en' then 'pg_catalog.english' when 'es' then 'pg_catalog.spanish'
    when 'fr' then 'pg_catalog.french' when 'ru' then 'pg_catalog.russian' else 'pg_catalog.simple' end::regconfig
$$;

-- The comments of a round in which the words stand, and how well they fit where that is asked. It tells ids alone: what is shown of
-- them, and whether, is decided where they are joined. It looks behind the wall as the tables' owner.
create function found_comments(in_round uuid, languages text[], queries text[], ranked boolean)
returns table (comment_id uuid, rank real)
language sql stable security definer rows 500 set search_path from current as $$
  select s.comment_id, case when ranked then ts_rank_cd(s.words, q.query) else 0 end
  from (select language, websearch_to_tsquery(search_configuration(language), query) as query from unnest(languages, queries) t (language, query)) q
  join comment_search s on s.words @@ q.query and s.language = q.language and s.round_id = in_round
$$;

-- Pages of a round by one group, one position or one provision, in the order in which they are walked.
create index comment_group_order on comment (round_id, stakeholder_group, number) where number is not null;
create index comment_position_order on comment (round_id, position, number) where number is not null;
create index comment_provision_order on comment (round_id, eid, number) where number is not null;
