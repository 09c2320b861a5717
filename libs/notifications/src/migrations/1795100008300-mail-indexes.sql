-- Mails by the hundred thousand: an index costs more than the mail's own row. A primary key is read backwards as well as forwards, and
-- the Message-ID is made of the id, so that it is as unique as that.
drop index mail_newest;
alter table mail drop constraint mail_message_id_key;
