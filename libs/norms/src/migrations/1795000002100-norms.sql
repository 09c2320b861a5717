-- Norms, their versions and provisions. What was published cannot be changed, whoever asks.
create table norm (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120),
  title text not null check (length(title) between 1 and 500),
  abstract text,
  status text not null default 'DRAFTING'
    check (status in ('DRAFTING', 'IN_CONSULTATION', 'UNDER_REVIEW', 'ADOPTED', 'EXPIRED', 'WITHDRAWN')),
  created_at timestamptz(3) not null
);

create table norm_version (
  id uuid primary key,
  norm_id uuid not null references norm,
  number integer not null check (number > 0),
  label text not null check (length(label) between 1 and 200),
  status text not null default 'WORKING' check (status in ('WORKING', 'PUBLISHED', 'SUPERSEDED', 'ADOPTED')),
  locales text[] not null check (cardinality(locales) > 0),
  revision integer not null default 1,
  created_at timestamptz(3) not null,
  published_at timestamptz(3),
  unique (norm_id, number),
  check ((status = 'WORKING') = (published_at is null))
);

create table provision (
  version_id uuid not null references norm_version,
  locale text not null,
  eid text not null check (length(eid) between 1 and 255),
  position integer not null,
  parent_eid text,
  number text,
  heading text,
  text text not null,
  kind text not null check (kind in ('PREAMBLE', 'DEFINITION', 'SCOPE', 'COMMITMENT', 'PROHIBITION', 'THRESHOLD', 'PERMITTED_RESPONSE',
    'ESCALATION_CHANNEL', 'CONFIDENCE_BUILDING', 'VERIFICATION', 'IMPLEMENTATION', 'DISPUTE_SETTLEMENT', 'REVIEW_CLAUSE', 'SUNSET_CLAUSE', 'OTHER')),
  review_on date,
  sunset_on date,
  primary key (version_id, locale, eid)
);
create index provision_order on provision (version_id, locale, position);

-- Invariant 2, held by the database: a published version keeps its text; only its place in the life of the norm moves on.
create function version_is_frozen() returns trigger language plpgsql as $$
begin
  if old.status = 'WORKING' and tg_op = 'UPDATE' then return new; end if;
  if tg_op = 'UPDATE' and (new.id, new.norm_id, new.number, new.label, new.locales, new.revision, new.created_at, new.published_at)
       is not distinct from (old.id, old.norm_id, old.number, old.label, old.locales, old.revision, old.created_at, old.published_at)
     and (new.status = old.status or (old.status = 'PUBLISHED' and new.status in ('SUPERSEDED', 'ADOPTED'))
          or (old.status = 'ADOPTED' and new.status = 'SUPERSEDED')) then
    return new;
  end if;
  raise exception 'a published version does not change' using errcode = 'restrict_violation';
end $$;
create trigger norm_version_frozen before update or delete on norm_version for each row execute function version_is_frozen();

create function provision_is_frozen() returns trigger language plpgsql as $$
declare frozen boolean;
begin
  select status <> 'WORKING' into frozen from norm_version
    where id = case when tg_op = 'INSERT' then new.version_id else old.version_id end for key share;
  if frozen or (tg_op = 'UPDATE' and new.version_id <> old.version_id) then
    raise exception 'the text of a published version does not change' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger provision_frozen before insert or update or delete on provision for each row execute function provision_is_frozen();
create function nothing_is_truncated() returns trigger language plpgsql as $$
begin raise exception 'published text is not truncated' using errcode = 'restrict_violation'; end $$;
create trigger provision_no_truncate before truncate on provision for each statement execute function nothing_is_truncated();
