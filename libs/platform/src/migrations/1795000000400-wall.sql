-- The second wall: what reads for a viewer does so as the role `colloquy_reader`, which row-level security holds to what that viewer may
-- see, and which may not read what is secret at all (docs/adr/0020-row-level-security.md). What writes, and the platform itself, is not held.

-- What nobody reads through a viewer's door: a whole table (column ''), or a column of one. `settle_walls` makes it so.
create table secret (
  table_name text not null,
  column_name text not null default '',
  primary key (table_name, column_name)
);

-- True for the platform itself. It is never true for the reader; where there is no such role, it is true while no viewer is named.
create function wall_is_down() returns boolean language sql stable as $$
  select current_user <> 'colloquy_reader' and coalesce(current_setting('colloquy.viewer', true), '') = ''
$$;

-- Who reads, as the door named them in the same message as the statement: the account (null: nobody signed in), the organizations, and
-- whether and on which norms they hold a staff role, or that of the secretariat.
create function viewer_account() returns uuid language sql stable as $$
  select nullif(nullif(current_setting('colloquy.viewer', true), ''), 'nobody')::uuid
$$;
create function viewer_organizations() returns uuid[] language sql stable as $$
  select coalesce(nullif(current_setting('colloquy.organizations', true), ''), '{}')::uuid[]
$$;
create function viewer_is_staff() returns boolean language sql stable as $$
  select coalesce(current_setting('colloquy.staff', true), '') = '*'
$$;
create function viewer_staff_norms() returns uuid[] language sql stable as $$
  select coalesce(nullif(nullif(current_setting('colloquy.staff', true), ''), '*'), '{}')::uuid[]
$$;
create function viewer_is_secretariat() returns boolean language sql stable as $$
  select coalesce(current_setting('colloquy.secretariat', true), '') = '*'
$$;
create function viewer_secretariat_norms() returns uuid[] language sql stable as $$
  select coalesce(nullif(nullif(current_setting('colloquy.secretariat', true), ''), '*'), '{}')::uuid[]
$$;

-- Whether the user who is connected may act as the reader; tried, and undone.
create function reader_is_usable() returns boolean language plpgsql as $$
begin
  perform set_config('role', 'colloquy_reader', true);
  raise exception using errcode = 'CQ001';
exception
  when sqlstate 'CQ001' then return true;
  when insufficient_privilege or invalid_parameter_value or undefined_object then return false;
end $$;

-- Makes the role where it may, lets it read what is not secret, and puts every table with policies behind the wall: by the role, or, where
-- there can be none, by holding the tables' owner to the policies while a viewer is named. Run at the end of every migration.
create function settle_walls() returns void language plpgsql as $$
declare
  t record;
  usable boolean;
begin
  if to_regrole('colloquy_reader') is null then
    begin
      create role colloquy_reader nologin;
    exception when insufficient_privilege or duplicate_object or unique_violation then null; end;
  end if;
  if to_regrole('colloquy_reader') is not null and not reader_is_usable() then
    begin
      execute format('grant colloquy_reader to %I', current_user);
    exception when insufficient_privilege then null; end;
  end if;
  usable := reader_is_usable();
  for t in
    select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, s.columns from pg_class c
      left join lateral (select array_agg(column_name) as columns from secret where table_name = c.relname) s on true
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
  loop
    if t.relrowsecurity and t.relforcerowsecurity = usable then
      execute format('alter table %I %s row level security', t.relname, case when usable then 'no force' else 'force' end);
    end if;
    continue when not usable;
    if t.columns is null then
      execute format('grant select on %I to colloquy_reader', t.relname);
    else
      execute format('revoke all on %I from colloquy_reader', t.relname);
      if '' <> all (t.columns) then
        execute (select format('grant select (%s) on %I to colloquy_reader', string_agg(quote_ident(a.attname), ', '), t.relname)
          from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attname <> all (t.columns));
      end if;
    end if;
  end loop;
end $$;
