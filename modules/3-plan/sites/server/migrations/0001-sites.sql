create schema sites;
grant usage on schema sites to jianheng_app;
-- 考核站点 (spec 3.13, S3)
create table sites.sites (
  id uuid primary key default gen_random_uuid(),
  -- made of school, certificate and level when it is declared; not changed when the school is renamed (P-5.2.4.1-03)
  name text not null,
  school_id uuid not null references organisations.schools,
  credential_id uuid not null references credentials.credentials,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  region_code text not null check (region_code ~ '^\d{6}$'),
  address text,
  capacity int check (capacity between 1 and 99999),
  manager_name text,
  manager_mobile text,
  facilities text,
  status text not null check (status in ('draft', 'pending', 'approved', 'returned')),
  is_enabled boolean,
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  constraint site_once unique (school_id, credential_id),
  constraint enabled_only_approved check ((status = 'approved') = (is_enabled is not null)),
  -- a draft may be unfinished, what was submitted is whole
  constraint submitted_is_whole check (status in ('draft', 'returned') or num_nulls(address, capacity, manager_name, manager_mobile) = 0)
);
create index sites_body on sites.sites (awarding_body_id, created_at desc);
-- 审核通过 sets 已启用 at once, any other 审核状态 empties 考核站点状态 (A19, S3.4, S3.10)
create function sites.enabled_follows_status() returns trigger language plpgsql as $$
begin
  new.is_enabled := case when new.status = 'approved' then coalesce(new.is_enabled, true) end;
  return new;
end $$;
create trigger enabled_follows_status before insert or update of status on sites.sites
  for each row execute function sites.enabled_follows_status();
create table sites.attachments (
  site_id uuid not null references sites.sites on delete cascade,
  file_id uuid not null references kit.files,
  -- name and size stand beside the id: the file's own row is shown to its owner only
  name text not null,
  size bigint not null,
  position int not null,
  primary key (site_id, file_id)
);
-- 借考: a borrowing school must see where it goes; name and address of a site are no secret, so the table is open and the store scopes.
call kit.open('sites.sites');
call kit.open('sites.attachments');
