-- What others say of a comment: one reaction an account, and answers. The counts of reactions stand in the comment's row.
create table reaction (
  comment_id uuid not null references comment,
  account_id uuid not null references account,
  kind text not null check (kind in ('AGREE', 'DISAGREE', 'PASS')),
  at timestamptz(3) not null,
  primary key (comment_id, account_id)
);
create index reaction_account on reaction (account_id);

create table reply (
  id uuid primary key,
  comment_id uuid not null references comment,
  account_id uuid not null references account,
  organization_id uuid references organization,
  -- As the author was counted when they answered.
  stakeholder_group text not null,
  region text not null,
  attribution text not null check (attribution in ('NAMED', 'ORGANIZATION_ONLY', 'PSEUDONYMOUS')),
  body text not null check (length(body) > 0),
  created_at timestamptz(3) not null
);
create index reply_comment on reply (comment_id, id);
create index reply_account on reply (account_id);

-- By agreement, highest first, in the order in which pages are walked.
drop index comment_agreed_order;
create index comment_agreed_order on comment (round_id, (-agree), number) where number is not null;
