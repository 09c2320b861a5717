-- The key from which pseudonyms are made: the same person keeps one within a round, and cannot be followed to another.
create table pseudonym_key (key bytea not null);
insert into pseudonym_key values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

create function pseudonym(round_id uuid, who uuid) returns text language sql stable as $$
  select 'Participant ' || upper(left(encode(sha256((select key from pseudonym_key) || uuid_send(round_id) || uuid_send(who)), 'hex'), 6))
$$;
