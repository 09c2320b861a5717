-- A draft is kept from its first keystroke, which may be in another field than its text.
alter table comment drop constraint comment_body_check;
alter table comment add constraint comment_body_check check (status = 'DRAFT' or length(body) > 0);
