-- Invitations go out in batches: one entry of the log, one letter to each who was newly invited with it.
alter table round_invitation add column batch_id uuid;
create index round_invitation_batch on round_invitation (batch_id);
create index round_invitation_address on round_invitation (lower(email), round_id) where email is not null;
