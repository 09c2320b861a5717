-- Editing: what each change of a WORKING version replaced, so that it can be undone, and when the words of a provision last changed.

-- In the authoritative language: the version's revision in which the words last changed. In another: the revision that was
-- translated. A translation is out of date where the first is the greater.
alter table provision add column text_revision integer not null default 1;

create table provision_change (
  version_id uuid not null references norm_version,
  revision integer not null,
  action text not null check (action in ('ADDED', 'CHANGED', 'MOVED', 'REMOVED', 'TRANSLATED')),
  eid text,
  locale text,
  before jsonb not null,
  at timestamptz(3) not null,
  undone_in integer,
  primary key (version_id, revision)
);
comment on table provision_change is 'What undoing puts back: rows as they were, keys that were not there, and places. `eid` is null for a whole translation.';
create index provision_change_standing on provision_change (version_id, revision) where undone_in is null;

-- Errata: a new version with a note, of the version that it corrects.
alter table norm_version add column erratum_of uuid references norm_version;
alter table norm_version add column erratum_note text;
alter table norm_version add check ((erratum_of is null) = (erratum_note is null) and length(trim(erratum_note)) > 0);

-- Invariant 2. Of a published version every column stays, but its status moves on, and a language may be added (ADR 0029): one at
-- a time, at the end, and only with every provision of the original.
create or replace function version_is_frozen() returns trigger language plpgsql as $$
declare added text := new.locales[cardinality(new.locales)];
begin
  if old.status = 'WORKING' and tg_op = 'UPDATE' then return new; end if;
  if tg_op = 'UPDATE' and to_jsonb(new) - array['status', 'locales'] = to_jsonb(old) - array['status', 'locales']
     and (new.status = old.status or (old.status = 'PUBLISHED' and new.status in ('SUPERSEDED', 'ADOPTED'))
          or (old.status = 'ADOPTED' and new.status = 'SUPERSEDED'))
     and (new.locales = old.locales or (new.locales = old.locales || added and not added = any (old.locales)
          and (select count(*) from provision where version_id = new.id and locale = added)
            = (select count(*) from provision where version_id = new.id and locale = old.locales[1]))) then
    return new;
  end if;
  raise exception 'a published version does not change' using errcode = 'restrict_violation';
end $$;

-- `for share` waits for one who is publishing, and makes him wait: with a weaker lock, text written in one transaction could slip
-- into a version that another one publishes at the same time.
create or replace function provision_is_frozen() returns trigger language plpgsql as $$
declare v record;
begin
  select status, locales into v from norm_version where id = case when tg_op = 'INSERT' then new.version_id else old.version_id end for share;
  if v.status = 'WORKING' and (tg_op <> 'UPDATE' or new.version_id = old.version_id) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'INSERT' and not new.locale = any (v.locales) and exists (
       select 1 from provision o where o.version_id = new.version_id and o.locale = v.locales[1] and o.eid = new.eid
         and (o.position, o.parent_eid, o.kind, o.review_on, o.sunset_on)
           is not distinct from (new.position, new.parent_eid, new.kind, new.review_on, new.sunset_on)) then
    return new;
  end if;
  raise exception 'the text of a published version does not change' using errcode = 'restrict_violation';
end $$;

-- Words in a language that the published version does not list would lie there unseen: at the end of the transaction it lists them.
create function provision_is_listed() returns trigger language plpgsql as $$
begin
  if exists (select 1 from norm_version where id = new.version_id and status <> 'WORKING' and not new.locale = any (locales)) then
    raise exception 'the text of a published version does not change' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create constraint trigger provision_listed after insert on provision deferrable initially deferred
  for each row execute function provision_is_listed();
