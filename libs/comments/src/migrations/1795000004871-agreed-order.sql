-- A key over an expression cannot be walked behind the wall: the minus is not leakproof, so that a page far down read all before it.
-- The new index is built first: until the old one goes, which takes a moment, pages are read by it.
create index comment_most_agreed on comment (round_id, agree, number) where number is not null;
drop index comment_agreed_order;
