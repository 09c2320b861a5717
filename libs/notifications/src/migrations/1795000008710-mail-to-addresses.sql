-- A mail may go to an address that has no account, as an invitation does; an event still reaches each recipient once.
alter table mail alter column account_id drop not null;
alter table mail drop constraint mail_event_id_account_id_key;
alter table mail add constraint mail_once unique nulls not distinct (event_id, account_id);
