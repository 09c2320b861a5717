-- Which comment an entry is about: when a digest tells it, its marking and whether it is still shown are asked of the comment itself.
alter table notification add column comment_id uuid;
