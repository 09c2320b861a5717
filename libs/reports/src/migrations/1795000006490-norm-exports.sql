-- A version of a norm is exported as Markdown too, and with its changes since an earlier version marked.
alter table export drop constraint export_format_check;
alter table export
  add check (format in ('CSV', 'XLSX', 'DOCX', 'PDF', 'JSON', 'JSONLD', 'AKN', 'HTML', 'MARKDOWN')),
  add column changes_since_version_id uuid references norm_version;
