-- Drafts are offered in the commenting template and come back with it: from which revision on the row was last rewritten by a file, so
-- that the same file can come back again while an older one does not undo what was written since.
alter table comment_origin add column offered_revision integer;
