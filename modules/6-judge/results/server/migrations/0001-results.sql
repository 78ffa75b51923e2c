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
  -- the 科目 needed, as they stood at 报考; `needed` is their number (P-5.2.10-04)
  subject_ids uuid[] not null default '{}',
  needed int not null check (needed > 0),
  -- of the needed ones: with a score or 缺考, with a pass; an earlier pass of a 按科目 candidate is both (A27)
  scored int not null default 0,
  passed int not null default 0,
  -- own 科目 with a score that is not 缺考; above 0 is 参考 (A35)
  attended int not null default 0,
  -- an earlier pass that is counted is itself locked only after this; before it nothing is said
  waits_until timestamptz,
  version int not null default 1,
  updated_at timestamptz not null default kit.now()
);
create index results_session on results.results (session_id, school_id);
create index results_person on results.results (person_id, credential_id);
create index results_school on results.results (school_id, session_id);
create index results_body on results.results (awarding_body_id, session_id);
call kit.protect('results.results', 'array[school_id, awarding_body_id]', 'region_code');

-- An earlier pass may have been made at another school, whose rows a school is not shown. The function runs as the owner of the
-- schema and answers which 科目 the asked registrations have passed before, nothing else.
create policy of_the_house on results.results to current_user using (true) with check (true);
create policy of_the_house on scores.scores to current_user using (true) with check (true);
create function results.earlier_passes(asked uuid[])
returns table (enrolment_id uuid, subject_id uuid, locks_at timestamptz)
language sql stable security definer set search_path = results, pg_temp as $$
  select e.id, sc.subject_id, min(os.public_end)
  from enrolments.enrolments e join sessions.sessions es on es.id = e.session_id
  join results.results o on o.person_id = e.person_id and o.credential_id = e.credential_id and o.enrolment_id <> e.id
  join sessions.sessions os on os.id = o.session_id and os.public_end < es.public_end
  join scores.scores sc on sc.enrolment_id = o.enrolment_id and sc.is_passed
  where e.id = any (asked)
    -- 按证书 sits all its 科目 anew; only what the plan does not examine counts from before
    and (e.mode = 'subject' or not exists (select from enrolments.enrolment_subjects s where s.enrolment_id = e.id and s.subject_id = sc.subject_id))
  group by 1, 2
$$;

-- 成绩查询 is asked by anybody: 10 tries per hour and address (P-5.2.9-05). Addresses are kept blind.
create table results.tries (
  id bigint generated always as identity primary key,
  address bytea not null,
  at timestamptz not null default kit.now()
);
create index tries_of on results.tries (address, at);
grant usage on all sequences in schema results to jianheng_app;
call kit.open('results.tries');
