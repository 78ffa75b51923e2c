create schema organisations;
grant usage on schema organisations to jianheng_app;

-- 全国院校库 (platform) and 院校总库 (province, city): spec 3.2
create table organisations.national_schools (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint national_school_name_unique unique,
  code text not null constraint national_school_code_unique unique check (code ~ '^\d{10}$'),
  province_code text not null check (province_code ~ '^\d{6}$'),
  city_code text not null check (city_code ~ '^\d{6}$'),
  version int not null default 1,
  created_at timestamptz not null default kit.now()
);
create table organisations.library_entries (
  id uuid primary key default gen_random_uuid(),
  national_school_id uuid not null constraint library_entry_once unique references organisations.national_schools,
  province_code text not null,
  city_code text not null,
  status text not null default 'enabled' check (status in ('enabled', 'suspended')),
  version int not null default 1,
  created_at timestamptz not null default kit.now()
);

create table organisations.organisations (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('platform', 'province', 'city', 'awarding-body', 'school')),
  name text not null,
  region_code text not null check (region_code ~ '^\d{6}$'),
  parent_id uuid references organisations.organisations,
  status text not null default 'active' check (status in ('active', 'suspended')),
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  constraint organisation_name_unique unique (kind, name)
);
-- one authority per region
create unique index authority_once on organisations.organisations (kind, region_code) where kind in ('province', 'city');

create table organisations.schools (
  id uuid primary key references organisations.organisations,
  library_entry_id uuid not null constraint school_registered_once unique references organisations.library_entries,
  code text not null unique,
  city_code text not null,
  school_type text,
  address text,
  legal_person text,
  contact_name text,
  contact_mobile text,
  contact_email text,
  seal_file_id uuid references kit.files,
  is_base_info_completed boolean not null default false,
  -- P-1-04, S16: kept by the pilots module through organisations' door
  is_pilot boolean not null default false,
  version int not null default 1
);
create table organisations.awarding_bodies (
  id uuid primary key references organisations.organisations,
  org_code text not null constraint awarding_body_code_unique unique check (org_code ~ '^\d{3}$'),
  credit_code text not null constraint awarding_body_credit_code_unique unique,
  contact_name text not null,
  contact_phone text not null,
  address text,
  intro text,
  official_seal_file_id uuid references kit.files,
  signature_seal_file_id uuid references kit.files,
  version int not null default 1
);
call kit.open('organisations.national_schools');
call kit.open('organisations.library_entries');
call kit.open('organisations.organisations');
call kit.open('organisations.schools');
call kit.open('organisations.awarding_bodies');
