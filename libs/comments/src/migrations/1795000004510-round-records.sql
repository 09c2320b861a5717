-- The seal on a closed round (invariant 9): the root of the Merkle tree over its in-time receipts, and the roots of its runs of
-- 1,024 leaves, so that a proof reads one run and not the whole tree.
create table round_record (
  round_id uuid primary key references round,
  merkle_root text not null check (merkle_root ~ '^[0-9a-f]{64}$'),
  size integer not null check (size >= 0),
  closed_at timestamptz(3) not null,
  sealed_at timestamptz(3) not null
);
create table round_record_run (
  round_id uuid not null references round_record,
  place integer not null,
  first_receipt text not null,
  root text not null check (root ~ '^[0-9a-f]{64}$'),
  primary key (round_id, place)
);

create function round_record_is_fixed() returns trigger language plpgsql as $$
begin
  raise exception 'the record of a round is fixed' using errcode = 'restrict_violation';
end $$;
create trigger round_record_fixed before update or delete on round_record for each row execute function round_record_is_fixed();
create trigger round_record_no_truncate before truncate on round_record for each statement execute function round_record_is_fixed();
create trigger round_record_run_fixed before update or delete on round_record_run for each row execute function round_record_is_fixed();

-- The order of the leaves: by the receipts' numbers.
create index submission_receipts on submission (round_id, length(receipt_number), receipt_number)
  where receipt_number is not null and not late;

-- Nothing slips in behind the seal, whoever writes it.
create function submission_is_before_the_seal() returns trigger language plpgsql as $$
begin
  if exists (select 1 from round_record where round_id = new.round_id) then
    raise exception 'the record of this round is sealed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger submission_unsealed_insert before insert on submission
  for each row when (new.receipt_number is not null and not new.late) execute function submission_is_before_the_seal();
create trigger submission_unsealed_update before update on submission
  for each row when (old.receipt_number is null and new.receipt_number is not null and not new.late)
  execute function submission_is_before_the_seal();
