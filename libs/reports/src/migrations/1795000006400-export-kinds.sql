-- Every kind and format of the contract may be exported; an export keeps what it is about and in which language.
alter table export drop constraint export_kind_check, drop constraint export_format_check;
alter table export
  add check (kind in ('COMMENTS', 'DISPOSITIONS', 'SUMMARY', 'RECORD', 'NORM', 'COMMENT_TEMPLATE')),
  add check (format in ('CSV', 'XLSX', 'DOCX', 'PDF', 'JSON', 'JSONLD', 'AKN', 'HTML')),
  alter column round_id drop not null,
  add column review_cycle_id uuid references review_cycle,
  add column summary_id uuid references feedback_summary,
  add column version_id uuid references norm_version,
  add column filter jsonb,
  add column locale text not null default 'en',
  add check (num_nonnulls(round_id, review_cycle_id, summary_id, version_id) = 1);
