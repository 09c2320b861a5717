-- Whoever looks at their list of notifications is told at once that it grew. What is announced is the event that they were told of,
-- once for each transaction, however many its recipients: an announcement's queue is shared by the whole database.

create function announce_inbox() returns trigger language plpgsql as $$
begin
  perform pg_notify('colloquy_inbox', event_id::text) from (select distinct event_id from added where event_id is not null) e;
  return null;
end $$;

create trigger notification_announced after insert on notification
  referencing new table as added for each statement execute function announce_inbox();
