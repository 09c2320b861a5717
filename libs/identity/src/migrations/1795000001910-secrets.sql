-- What no statement that reads for a viewer can name, even for their own account: hashes, sealed secrets, and what is written of people who
-- have not shown yet that an address is theirs.
insert into secret values
  ('account', 'password_hash'), ('session', 'token_hash'), ('one_time_token', ''), ('sign_up', ''), ('email_change', ''),
  ('second_factor', 'sealed_secret'), ('recovery_code', 'code_hash'), ('invitation', 'token_hash'), ('passkey', 'public_key'),
  ('passkey_challenge', ''), ('oidc_passage', ''), ('idempotency', ''), ('mail', '');
