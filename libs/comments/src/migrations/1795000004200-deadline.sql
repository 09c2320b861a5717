-- Invariant 1 in one place: whether a round takes a submission at an instant, and as what. The caller holds the round's row
-- (FOR SHARE) and takes the instant after it got the lock, so that nothing slips in beside a closing.
create function round_takes(status text, opens_at timestamptz, closes_at timestamptz, late_policy text, grace_minutes integer,
                            begun_at timestamptz, at timestamptz) returns text
language sql immutable parallel safe as $$
  select case
    when status not in ('SCHEDULED', 'OPEN', 'CLOSED') or opens_at is null or at < opens_at then null
    when status <> 'CLOSED' and (closes_at is null or at < closes_at) then 'IN_TIME'
    when begun_at < closes_at and at < closes_at + make_interval(mins => grace_minutes) then 'IN_TIME'
    when late_policy = 'ACCEPT_MARKED' then 'LATE' end
$$;
