-- What mails say, and to whom they go, is no statement's to read that reads for a viewer.
insert into secret values ('mail_body', ''), ('mail_suppression', ''), ('mail_sender', ''), ('mail_pace', '');
