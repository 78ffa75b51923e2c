create schema pilots;
grant usage on schema pilots to jianheng_app;
-- 申报计划 (spec 3.8, S1)
create table pilots.plans (
  id uuid primary key default gen_random_uuid(),
  province_code text not null,
  year int not null check (year between 2000 and 2100),
  batch text not null,
  start_at timestamptz not null,
  end_at timestamptz not null,
  is_by_major boolean not null,
  needs_city_review boolean not null,
  scope text not null check (scope in ('all', 'some')),
  status text not null default 'draft' check (status in ('draft', 'published')),
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  constraint pilot_plan_unique unique (province_code, year, batch),
  constraint pilot_plan_window check (end_at > start_at)
);
create table pilots.plan_credentials (
  plan_id uuid not null references pilots.plans on delete cascade,
  credential_id uuid not null references credentials.credentials,
  primary key (plan_id, credential_id)
);
-- 证书试点申报 (spec 3.9, S2)
create table pilots.declarations (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null constraint declarations_plan_fkey references pilots.plans,
  school_id uuid not null references organisations.schools,
  region_code text not null,
  credential_id uuid not null references credentials.credentials,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  year int not null,
  apply_total int check (apply_total between 1 and 99999),
  approved_total int check (approved_total >= 1),
  teacher_info text not null default '',
  site_info text not null default '',
  status text not null check (status in ('draft', 'first-review', 'second-review', 'approved', 'returned')),
  was_returned boolean not null default false,
  supplement_until timestamptz,
  submitted_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  constraint declared_once_a_year unique (school_id, credential_id, year),
  constraint approved_within_applied check (approved_total is null or approved_total <= apply_total),
  constraint approved_has_total check (status <> 'approved' or approved_total is not null)
);
create index declarations_region on pilots.declarations (region_code, created_at desc);
create index declarations_body on pilots.declarations (awarding_body_id, created_at desc);
create table pilots.declaration_majors (
  declaration_id uuid not null references pilots.declarations on delete cascade,
  major_id uuid not null references credentials.majors,
  student_count int check (student_count >= 0),
  teacher_count int check (teacher_count >= 0),
  apply_count int check (apply_count >= 1),
  approved_count int check (approved_count >= 0),
  position int not null default 0,
  primary key (declaration_id, major_id),
  check (approved_count is null or apply_count is null or approved_count <= apply_count)
);
call kit.open('pilots.plans');
call kit.open('pilots.plan_credentials');
call kit.protect('pilots.declarations', 'array[school_id, awarding_body_id]', 'region_code');
alter table pilots.declaration_majors enable row level security;
alter table pilots.declaration_majors force row level security;
create policy of_seen on pilots.declaration_majors using (exists (select from pilots.declarations d where d.id = declaration_id));
grant select, insert, update, delete on pilots.declaration_majors to jianheng_app;
