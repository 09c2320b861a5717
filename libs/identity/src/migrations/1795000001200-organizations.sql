-- Organizations, who belongs to them, and who is staff. Whoever registers an organization is its first approver.
create table organization (
  id uuid primary key,
  name text not null check (length(name) between 1 and 300),
  stakeholder_group text not null check (stakeholder_group in (
    'GOVERNMENT', 'INTERGOVERNMENTAL_ORGANIZATION', 'INDUSTRY', 'ACADEMIA', 'CIVIL_SOCIETY', 'TECHNICAL_COMMUNITY', 'INDIVIDUAL')),
  sector text,
  region text not null check (region in ('AFRICA', 'ASIA_PACIFIC', 'EASTERN_EUROPE', 'LATIN_AMERICA_CARIBBEAN', 'WESTERN_EUROPE_OTHERS', 'GLOBAL')),
  country text check (country ~ '^[A-Z]{2}$'),
  website text,
  statement text,
  vetting text not null default 'PENDING' check (vetting in ('PENDING', 'VERIFIED', 'REJECTED')),
  vetting_reason text,
  created_at timestamptz(3) not null
);
create index organization_name on organization (lower(name), id);

create table membership (
  organization_id uuid not null references organization,
  account_id uuid not null references account,
  role text not null check (role in ('CONTRIBUTOR', 'APPROVER')),
  created_at timestamptz(3) not null,
  primary key (organization_id, account_id)
);
create index membership_account on membership (account_id);

create table staff_grant (
  id uuid primary key,
  account_id uuid not null references account,
  role text not null check (role in ('ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER')),
  norm_id uuid,
  created_at timestamptz(3) not null,
  unique nulls not distinct (account_id, role, norm_id)
);
