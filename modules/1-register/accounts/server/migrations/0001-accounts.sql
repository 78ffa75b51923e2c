create schema accounts;
grant usage on schema accounts to jianheng_app;

-- Roles and rights are data kept by the platform (A30).
create table accounts.roles (
  id uuid primary key default gen_random_uuid(),
  actor text not null check (actor in ('school', 'awarding-body', 'province', 'city', 'platform')),
  name text not null,
  rights text[] not null default '{}',
  is_admin boolean not null default false,
  status text not null default 'active' check (status in ('active', 'suspended')),
  version int not null default 1,
  constraint role_name_unique unique (actor, name)
);
create table accounts.accounts (
  id uuid primary key default gen_random_uuid(),
  login_name text not null check (login_name ~ '^[A-Za-z0-9_]{4,30}$'),
  name text not null,
  mobile_sealed bytea,
  mobile_masked text,
  role_id uuid not null constraint accounts_role_fkey references accounts.roles,
  organisation_id uuid not null references organisations.organisations,
  is_admin boolean not null default false,
  is_cert_manager boolean not null default false,
  -- 负责的证书; null = all (spec 1.3.1). Checked by the module that knows the certificates.
  charge uuid[],
  password_hash text,
  -- A first, reset or derivable password opens nothing but its own change.
  must_change_password boolean not null default true,
  status text not null default 'active' check (status in ('active', 'suspended', 'deleted')),
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  created_by text
);
create unique index account_login_unique on accounts.accounts (lower(login_name)) where status <> 'deleted';
create unique index one_admin on accounts.accounts (organisation_id) where is_admin and status <> 'deleted';
create index accounts_by_org on accounts.accounts (organisation_id, created_at desc);

create table accounts.sessions (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique,
  account_id uuid not null references accounts.accounts,
  made_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  ip text,
  device text,
  ended_at timestamptz,
  ended_why text
);
create index sessions_by_account on accounts.sessions (account_id) where ended_at is null;
create table accounts.logins (
  id bigint generated always as identity primary key,
  at timestamptz not null default kit.now(),
  account_id uuid references accounts.accounts,
  login_name text not null,
  entrance text not null,
  is_ok boolean not null,
  why text,
  ip text,
  device text
);
create index logins_by_account on accounts.logins (account_id, at desc);
create index logins_by_ip on accounts.logins (ip, at desc);
create table accounts.picture_codes (
  id uuid primary key default gen_random_uuid(),
  answer_hash bytea not null,
  made_at timestamptz not null default clock_timestamp(),
  used_at timestamptz
);
create table accounts.mobile_codes (
  id uuid primary key default gen_random_uuid(),
  mobile_blind bytea not null,
  purpose text not null,
  code_hash bytea not null,
  made_at timestamptz not null default kit.now(),
  tries int not null default 0,
  used_at timestamptz
);
create index mobile_codes_recent on accounts.mobile_codes (mobile_blind, purpose, made_at desc);
call kit.open('accounts.roles');
call kit.protect('accounts.accounts', 'array[organisation_id]', '(select o.region_code from organisations.organisations o where o.id = organisation_id)');
call kit.protect('accounts.sessions', 'array[]::uuid[]');
call kit.protect('accounts.logins', 'array[]::uuid[]');
call kit.protect('accounts.picture_codes', 'array[]::uuid[]');
call kit.protect('accounts.mobile_codes', 'array[]::uuid[]');
-- Own sessions end by own hand or the administrator's, through functions of this module only.
create policy of_own_accounts on accounts.sessions using (exists (select from accounts.accounts a where a.id = account_id));
create policy of_own_accounts on accounts.logins for select using (exists (select from accounts.accounts a where a.id = account_id));
create policy signed_in on accounts.mobile_codes using (current_setting('app.actor', true) <> 'public');
grant usage on all sequences in schema accounts to jianheng_app;
