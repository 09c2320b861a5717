-- In which time zone a person lives: daily mails come in their morning.
alter table account add column time_zone text not null default 'UTC';
