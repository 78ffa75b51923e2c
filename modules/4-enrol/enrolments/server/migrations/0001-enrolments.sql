create schema enrolments;
grant usage on schema enrolments to jianheng_app;
-- 报考: candidate × session line; the candidate block is frozen at 报考 (spec 3.15).
create table enrolments.enrolments (
  id uuid primary key default gen_random_uuid(),
  session_id uuid not null references sessions.sessions,
  line_id uuid not null references sessions.lines,
  credential_id uuid not null references credentials.credentials,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  school_id uuid not null references organisations.schools,
  region_code text not null,
  candidate_id uuid not null constraint enrolments_candidate_fkey references candidates.candidates,
  person_id uuid not null references people.persons,
  mode text not null check (mode in ('certificate', 'subject')),
  target_type_id uuid references credentials.target_types,
  name text not null, name_pinyin text, id_type text not null, id_masked text not null, gender text,
  mobile_sealed bytea, mobile_masked text, major_id uuid references credentials.majors, major_name text, edu_level text, enroll_year int,
  kind text not null check (kind in ('student', 'external')),
  candidate_no text not null, school_name text not null,
  -- 按证书: the 缴费标识. 按科目: paid when every subject is.
  pay_status text not null default 'unpaid' check (pay_status in ('unpaid', 'paid')),
  import_id uuid references kit.imports,
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  -- identity over all schools: one per plan, certificate and person
  constraint enrolled_once unique (line_id, person_id)
);
create index enrolments_school on enrolments.enrolments (school_id, created_at desc, id desc);
create index enrolments_session on enrolments.enrolments (session_id, line_id, school_id);
create index enrolments_body on enrolments.enrolments (awarding_body_id, created_at desc, id desc);
create index enrolments_candidate on enrolments.enrolments (candidate_id);
create table enrolments.enrolment_subjects (
  id uuid primary key default gen_random_uuid(),
  enrolment_id uuid not null references enrolments.enrolments on delete cascade,
  line_subject_id uuid not null references sessions.line_subjects,
  subject_id uuid not null references credentials.subjects,
  session_id uuid not null references sessions.sessions,
  school_id uuid not null references organisations.schools,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  region_code text not null,
  person_id uuid not null,
  -- 缴费标识 of the row in both modes; of a 按证书 registration all its subjects carry the same
  pay_status text not null default 'unpaid' check (pay_status in ('unpaid', 'paid')),
  -- 缴费单号 of the live 缴费申请单, kept by fees through this module's door
  payment_number text,
  -- when a seat was given, kept by seating through this module's door; null = 未排考 (S6)
  seated_at timestamptz,
  import_id uuid references kit.imports,
  created_at timestamptz not null default kit.now(),
  constraint enrolled_subject_once unique (enrolment_id, line_subject_id),
  constraint paid_by_request check (pay_status = 'unpaid' or payment_number is not null)
);
create index enrolment_subjects_school on enrolments.enrolment_subjects (school_id, created_at desc, id desc);
create index enrolment_subjects_line on enrolments.enrolment_subjects (line_subject_id);
create index enrolment_subjects_body on enrolments.enrolment_subjects (awarding_body_id, created_at desc, id desc);
create index enrolment_subjects_payment on enrolments.enrolment_subjects (payment_number) where payment_number is not null;
call kit.protect('enrolments.enrolments', 'array[school_id, awarding_body_id]', 'region_code');
call kit.protect('enrolments.enrolment_subjects', 'array[school_id, awarding_body_id]', 'region_code');
create policy of_seen_enrolments on people.persons for select using (exists (select from enrolments.enrolments e where e.person_id = persons.id));

-- Who is enrolled is asked over all schools (P-5.2.6-08); a school is shown its own rows only. The function runs as the owner of
-- the schema and answers about the pairs it is asked for, nothing else.
create policy of_the_house on enrolments.enrolments to current_user using (true) with check (true);
create policy of_the_house on enrolments.enrolment_subjects to current_user using (true) with check (true);
create function enrolments.taken(lines uuid[], persons uuid[])
returns table (line_id uuid, person_id uuid, enrolment_id uuid, school_id uuid, mode text, target_type_id uuid, line_subject_ids uuid[])
language sql stable security definer set search_path = enrolments, pg_temp as $$
  select e.line_id, e.person_id, e.id, e.school_id, e.mode, e.target_type_id,
         array(select es.line_subject_id from enrolments.enrolment_subjects es where es.enrolment_id = e.id)
  from (select distinct l, p from unnest(lines, persons) as t(l, p)) asked
  join enrolments.enrolments e on e.line_id = asked.l and e.person_id = asked.p
$$;
