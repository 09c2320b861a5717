-- A key over an expression cannot be walked behind the wall: the minus is not leakproof, so that a page far down read all before it.
drop index comment_agreed_order;
create index comment_agreed_order on comment (round_id, agree, number) where number is not null;
