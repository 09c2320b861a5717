-- The clock that every deadline is decided by, and the append-only log that is history, audit and outbox in one.

-- Milliseconds of the database's clock. A session may shift its own view of it by the setting colloquy.clock_offset
-- (an interval); nothing but tests and rehearsals sets it, and only who can already run SQL can.
create function clock_now() returns timestamptz
language sql volatile parallel safe as $$
  select date_trunc('milliseconds', clock_timestamp())
       + coalesce(nullif(current_setting('colloquy.clock_offset', true), ''), '0')::interval
$$;

create table event (
  id uuid primary key,
  at timestamptz(3) not null,
  action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
  actor_id uuid,
  subject_id uuid not null,
  norm_id uuid,
  round_id uuid,
  data jsonb not null default '{}',
  sequence bigint unique,
  hash bytea check (octet_length(hash) = 32),
  check ((sequence is null) = (hash is null))
);
comment on table event is 'Every state change, written in its own transaction; numbered and chained by hash right after, by one writer.';

create index event_unchained on event (id) where sequence is null;
create index event_of_norm on event (norm_id, sequence desc) where norm_id is not null;
create index event_of_round on event (round_id, sequence desc) where round_id is not null;

-- An entry may be given its number and hash once; beyond that nothing can be changed or removed.
create function event_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.sequence is null and new.sequence is not null
     and (new.id, new.at, new.action, new.actor_id, new.subject_id, new.norm_id, new.round_id, new.data)
         is not distinct from (old.id, old.at, old.action, old.actor_id, old.subject_id, old.norm_id, old.round_id, old.data) then
    return new;
  end if;
  raise exception 'the log is append-only' using errcode = 'restrict_violation';
end $$;
create trigger event_append_only before update or delete on event for each row execute function event_is_append_only();
create trigger event_no_truncate before truncate on event for each statement execute function event_is_append_only();

-- How far the relay has turned entries into jobs.
create table event_relay (
  name text primary key,
  sequence bigint not null
);
insert into event_relay values ('jobs', 0);
