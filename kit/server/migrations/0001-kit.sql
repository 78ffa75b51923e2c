-- The ground every module stands on: one clock, the application role, audit, steps, idempotency, jobs, files, imports.

do $$ begin
  if not exists (select from pg_roles where rolname = 'jianheng_app') then
    begin
      create role jianheng_app nologin;
    exception when duplicate_object or unique_violation then null;
    end;
  end if;
end $$;
grant usage on schema kit to jianheng_app;
-- An external owner that is no superuser must be a member to step down to the role.
do $$ begin
  execute format('grant jianheng_app to %I', current_user);
exception when others then null;
end $$;

create table kit.world (
  only_one boolean primary key default true check (only_one),
  kind text not null check (kind in ('production', 'demo', 'test')),
  -- 演示时钟: a production world cannot shift its clock, and the database itself says so.
  clock_offset interval not null default '0',
  -- a test stops the clock at the edge of a window
  frozen_at timestamptz,
  constraint production_clock_is_true check (kind <> 'production' or clock_offset = '0'),
  constraint only_a_test_stops_time check (kind = 'test' or frozen_at is null)
);
insert into kit.world (kind) values ('production');

create function kit.now() returns timestamptz language sql stable as
  $$ select coalesce(frozen_at, date_trunc('milliseconds', clock_timestamp()) + clock_offset) from kit.world $$;

-- Row policies ask these. A setting that is missing sees nothing.
create function kit.org() returns uuid language sql stable as
  $$ select nullif(current_setting('app.org', true), '')::uuid $$;
create function kit.may_see(owners uuid[], region text) returns boolean language sql stable as $$
  select case current_setting('app.actor', true)
    when 'system' then true
    when 'platform' then true
    when 'school' then nullif(current_setting('app.org', true), '')::uuid = any (owners)
    when 'awarding-body' then nullif(current_setting('app.org', true), '')::uuid = any (owners)
    when 'province' then left(region, 2) = left(nullif(current_setting('app.region', true), ''), 2)
    when 'city' then left(region, 4) = left(nullif(current_setting('app.region', true), ''), 4)
    else false end
$$;
create function kit.is_system() returns boolean language sql stable as
  $$ select coalesce(current_setting('app.actor', true) = 'system', false) $$;

create table kit.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default kit.now(),
  account_id uuid,
  account_name text not null,
  actor text not null,
  role_name text not null default '',
  organisation_id uuid,
  operation text not null,
  label text not null,
  entity text,
  entity_id uuid,
  from_state text,
  to_state text,
  reason text,
  changes jsonb,
  ip text
);
create index audit_at on kit.audit (at desc, id desc);
create index audit_entity on kit.audit (entity, entity_id);
create index audit_account on kit.audit (account_id, at desc);

-- A decision is a row: every move of every workflow, the source of 审批流程及意见.
create table kit.steps (
  id bigint generated always as identity primary key,
  workflow text not null,
  entity_id uuid not null,
  step text not null,
  label text not null,
  from_state text,
  to_state text not null,
  at timestamptz not null default kit.now(),
  by_account uuid,
  by_name text not null,
  by_organisation text not null default '',
  reason text,
  detail jsonb
);
create index steps_entity on kit.steps (workflow, entity_id, id);

-- An answer is kept with its key in the same transaction: a repeated press gets the same answer.
create table kit.answers (
  account text not null,
  key text not null,
  operation text not null,
  input_hash bytea not null,
  -- sealed: an answer may hold what is shown once (a first password)
  answer bytea,
  at timestamptz not null default clock_timestamp(),
  primary key (account, key)
);
create index answers_at on kit.answers (at);

create table kit.jobs (
  id bigint generated always as identity primary key,
  name text not null,
  payload jsonb not null,
  key text,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  run_at timestamptz not null default clock_timestamp(),
  tries int not null default 0,
  max_tries int not null default 5,
  -- advisory lock number of the worker that runs it; when nobody holds that lock the worker is dead and the job is free.
  worker int,
  progress jsonb,
  error text,
  made_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz
);
create unique index jobs_one_live_per_key on kit.jobs (name, key) where key is not null and state in ('waiting', 'running');
create index jobs_ready on kit.jobs (run_at, id) where state in ('waiting', 'running');
create sequence kit.worker_numbers as int cycle;

create table kit.files (
  id uuid primary key default gen_random_uuid(),
  purpose text not null,
  name text not null,
  type text not null,
  size bigint not null,
  -- keyed digest of the content; also where the sealed bytes lie
  digest bytea not null,
  owner_organisation uuid,
  made_by uuid,
  made_at timestamptz not null default kit.now(),
  expires_at timestamptz
);
create index files_digest on kit.files (digest);

create table kit.imports (
  id uuid primary key default gen_random_uuid(),
  sheet text not null,
  given jsonb not null,
  file_id uuid not null references kit.files,
  file_name text not null,
  organisation_id uuid,
  account_id uuid,
  account_name text not null,
  role_name text not null,
  at timestamptz not null default kit.now(),
  state text not null default 'checking'
    check (state in ('checking', 'checked', 'refused', 'applying', 'applied', 'undoing', 'undone', 'discarded')),
  refusal text,
  headers jsonb,
  unknown_columns text[],
  rows_total int not null default 0,
  rows_good int not null default 0,
  rows_bad int not null default 0,
  rows_done int not null default 0,
  ok_count int not null default 0,
  fail_count int not null default 0,
  notes jsonb not null default '{}'
);
create index imports_by_org on kit.imports (organisation_id, sheet, at desc);
-- Chunks of parsed rows, sealed: what a file says about people is never in clear in the database.
create table kit.import_chunks (
  import_id uuid not null references kit.imports on delete cascade,
  number int not null,
  first_row int not null,
  sealed bytea not null,
  good int not null,
  bad int not null,
  applied_at timestamptz,
  made uuid[],
  undone_at timestamptz,
  primary key (import_id, number)
);

-- What is made for a person to download: lists as Excel files, printed papers, zips.
create table kit.exports (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('export', 'print')),
  -- <module>.<name> of what the room declares
  code text not null,
  title text not null,
  -- sealed: a filter may hold a name or an ID number
  input bytea not null,
  account_id uuid not null,
  organisation_id uuid,
  at timestamptz not null default kit.now(),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  rows_done int not null default 0,
  file_id uuid references kit.files on delete set null,
  file_name text,
  expires_at timestamptz,
  warning text,
  error text
);
create index exports_by_account on kit.exports (account_id, at desc);

grant select, insert on kit.audit, kit.steps to jianheng_app;
grant select, insert, update on kit.jobs, kit.imports, kit.import_chunks, kit.exports to jianheng_app;
grant select, insert, update, delete on kit.answers to jianheng_app;
grant select, insert, delete on kit.files to jianheng_app;
grant delete on kit.import_chunks to jianheng_app;
grant select on kit.world, kit.migrations to jianheng_app;
grant usage on all sequences in schema kit to jianheng_app;
grant execute on all functions in schema kit to jianheng_app;

alter table kit.imports enable row level security;
alter table kit.imports force row level security;
create policy own on kit.imports using (kit.is_system() or organisation_id is not distinct from kit.org());
alter table kit.import_chunks enable row level security;
alter table kit.import_chunks force row level security;
create policy own on kit.import_chunks using (exists (select from kit.imports i where i.id = import_id));
alter table kit.exports enable row level security;
alter table kit.exports force row level security;
create policy own on kit.exports using (kit.is_system() or organisation_id is not distinct from kit.org());
alter table kit.files enable row level security;
alter table kit.files force row level security;
create policy own on kit.files using (kit.is_system() or owner_organisation is not distinct from kit.org());

-- How a module hands a table to the application role: with forced row policies, or open (catalogue data nobody owns).
create procedure kit.protect(tbl regclass, owners text, region text default 'null') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tbl);
  execute format('alter table %s force row level security', tbl);
  execute format('create policy scope on %s using (kit.may_see(%s, %s))', tbl, owners, region);
  execute format('grant select, insert, update, delete on %s to jianheng_app', tbl);
end $$;
create procedure kit.open(tbl regclass) language plpgsql as $$
begin
  execute format('grant select, insert, update, delete on %s to jianheng_app', tbl);
end $$;

-- 演示时钟: the application role may move the clock only through this, and the check of kit.world still holds.
create function kit.shift_clock(by interval) returns timestamptz language plpgsql security definer set search_path = kit, pg_temp as $$
begin
  update kit.world set clock_offset = clock_offset + by;
  return kit.now();
end $$;
grant execute on function kit.shift_clock to jianheng_app;

-- 短信 and mail leave through here; addresses and texts are sealed.
create table kit.outbox (
  id uuid primary key default gen_random_uuid(),
  channel text not null check (channel in ('sms', 'mail')),
  to_sealed bytea not null,
  to_masked text not null,
  subject text,
  text_sealed bytea not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  tries int not null default 0,
  error text,
  made_at timestamptz not null default kit.now(),
  sent_at timestamptz
);
create index outbox_recent on kit.outbox (made_at desc);
alter table kit.outbox enable row level security;
alter table kit.outbox force row level security;
create policy put on kit.outbox for insert with check (true);
create policy carry on kit.outbox using (kit.is_system() or current_setting('app.actor', true) = 'platform');
grant select, insert, update on kit.outbox to jianheng_app;
