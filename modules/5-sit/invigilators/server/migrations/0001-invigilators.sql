create schema invigilators;
grant usage on schema invigilators to jianheng_app;
-- 监考人员 (spec 3.21, S12)
create table invigilators.invigilators (
  id uuid primary key default gen_random_uuid(),
  teacher_no text not null constraint teacher_no_unique unique check (teacher_no ~ '^JE\d{5,}$'),
  school_id uuid not null references organisations.schools,
  region_code text not null,
  person_id uuid not null references people.persons,
  name text not null,
  id_type text not null,
  id_masked text not null,
  mobile_sealed bytea not null,
  mobile_masked text not null,
  import_id uuid references kit.imports,
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  constraint invigilator_once unique (school_id, person_id)
);
create table invigilators.qualifications (
  id uuid primary key default gen_random_uuid(),
  invigilator_id uuid not null references invigilators.invigilators on delete cascade,
  credential_id uuid not null references credentials.credentials,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  school_id uuid not null references organisations.schools,
  region_code text not null,
  status text not null default 'pending' check (status in ('pending', 'certified', 'refused')),
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  import_id uuid references kit.imports,
  constraint qualification_once unique (invigilator_id, credential_id)
);
create index invigilators_newest on invigilators.invigilators (school_id, created_at desc, id desc);
create index qualifications_body on invigilators.qualifications (awarding_body_id, status, created_at desc, id desc);
create sequence invigilators.teacher_serials start 10000;
grant usage on sequence invigilators.teacher_serials to jianheng_app;
call kit.protect('invigilators.qualifications', 'array[school_id, awarding_body_id]', 'region_code');
alter table invigilators.invigilators enable row level security;
alter table invigilators.invigilators force row level security;
create policy scope on invigilators.invigilators using (kit.may_see(array[school_id], region_code)
  or exists (select from invigilators.qualifications q where q.invigilator_id = invigilators.id));
grant select, insert, update, delete on invigilators.invigilators to jianheng_app;
create policy of_seen_invigilators on people.persons for select using (exists (select from invigilators.invigilators i where i.person_id = persons.id));
