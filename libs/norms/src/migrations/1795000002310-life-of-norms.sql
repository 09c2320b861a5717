-- Life after adoption: the dates of a norm, what was told of them, and the day on which it ends unless it is renewed.
create table milestone (
  id uuid primary key,
  norm_id uuid not null references norm,
  kind text not null check (kind in ('PHASE', 'REVIEW', 'SUNSET')),
  title text not null check (length(trim(title)) between 1 and 300),
  due_on date not null,
  done_at timestamptz(3),
  eids text[] not null default '{}',
  from_text boolean not null default false,
  ends_norm boolean not null default false,
  set_at timestamptz(3) not null,
  check (kind = 'SUNSET' or not ends_norm)
);
comment on column milestone.from_text is 'Made at adoption from the dates of provisions; the next adoption makes them anew.';
comment on column milestone.ends_norm is 'The sunset of the norm itself, not of some of its provisions alone.';
comment on column milestone.set_at is 'When the date was last set: reminders whose day was over by then are not told.';
create index milestone_norm on milestone (norm_id, due_on, id);
create index milestone_open on milestone (due_on) where done_at is null;

-- Each reminder of a date is told once; another date has reminders of its own.
create table milestone_reminder (
  milestone_id uuid not null references milestone on delete cascade,
  due_on date not null,
  days_before integer not null check (days_before >= 0),
  told_at timestamptz(3) not null,
  primary key (milestone_id, due_on, days_before)
);

-- The earliest sunset that is not over. What a norm is at an instant is decided by the clock, whether or not it is written down.
alter table norm add column sunset_on date;
create index norm_sunset on norm (sunset_on) where status = 'ADOPTED' and sunset_on is not null;
create function norm_status(status text, sunset_on date, at timestamptz) returns text
language sql immutable parallel safe as $$
  select case when status = 'ADOPTED' and sunset_on < (at at time zone 'UTC')::date then 'EXPIRED' else status end
$$;
