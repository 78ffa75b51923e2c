create schema results;
grant usage on schema results to jianheng_app;
-- 考证结果 (spec 3.19, S10): one per enrolment; counts are facts, the verdict follows from them and the clock.
create table results.results (
  enrolment_id uuid primary key references enrolments.enrolments on delete cascade,
  session_id uuid not null references sessions.sessions,
  credential_id uuid not null references credentials.credentials,
  school_id uuid not null references organisations.schools,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  region_code text not null,
  person_id uuid not null references people.persons,
  needed int not null,
  scored int not null default 0,
  passed int not null default 0,
  version int not null default 1,
  updated_at timestamptz not null default kit.now()
);
create index results_session on results.results (session_id, school_id);
create index results_person on results.results (person_id, credential_id);
call kit.protect('results.results', 'array[school_id, awarding_body_id]', 'region_code');
