create schema sites;
grant usage on schema sites to jianheng_app;
-- 考核站点 (spec 3.13, S3)
create table sites.sites (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  school_id uuid not null references organisations.schools,
  credential_id uuid not null references credentials.credentials,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  region_code text not null check (region_code ~ '^\d{6}$'),
  address text not null,
  capacity int not null check (capacity between 1 and 99999),
  manager_name text not null,
  manager_mobile text not null,
  facilities text,
  status text not null check (status in ('draft', 'pending', 'approved', 'returned')),
  is_enabled boolean,
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  constraint site_once unique (school_id, credential_id),
  constraint enabled_only_approved check ((status = 'approved') = (is_enabled is not null))
);
create index sites_body on sites.sites (awarding_body_id, created_at desc);
-- 借考: a borrowing school must see where it goes; name and address of a site are no secret, so the table is open and the store scopes.
call kit.open('sites.sites');
