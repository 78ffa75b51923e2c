create schema exam_plans;
grant usage on schema exam_plans to jianheng_app;
-- What the pilot door adds to a session: 参考院校, 费用标准, 须知, 考核站点分配.
create table exam_plans.plans (
  session_id uuid primary key references sessions.sessions on delete cascade,
  is_all_schools boolean not null default true,
  is_pay_required boolean not null default false,
  pay_method text,
  notice text
);
create table exam_plans.plan_schools (
  session_id uuid not null references exam_plans.plans on delete cascade,
  school_id uuid not null references organisations.schools,
  primary key (session_id, school_id)
);
create table exam_plans.line_fees (
  line_id uuid primary key references sessions.lines on delete cascade,
  allows_by_certificate boolean not null default true,
  allows_by_subject boolean not null default true,
  fee numeric(10, 2) check (fee >= 0)
);
create table exam_plans.subject_fees (
  line_subject_id uuid primary key references sessions.line_subjects on delete cascade,
  fee numeric(10, 2) check (fee >= 0)
);
create table exam_plans.site_assignments (
  id uuid primary key default gen_random_uuid(),
  session_id uuid not null references exam_plans.plans,
  credential_id uuid not null references credentials.credentials,
  school_id uuid not null references organisations.schools,
  site_id uuid not null references sites.sites,
  host_school_id uuid not null references organisations.schools,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  assigned_by text not null,
  assigned_at timestamptz not null default kit.now(),
  constraint assigned_once unique (session_id, credential_id, school_id)
);
call kit.open('exam_plans.plans');
call kit.open('exam_plans.plan_schools');
call kit.open('exam_plans.line_fees');
call kit.open('exam_plans.subject_fees');
call kit.protect('exam_plans.site_assignments', 'array[school_id, host_school_id, awarding_body_id]');
