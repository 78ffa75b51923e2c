create schema scores;
grant usage on schema scores to jianheng_app;
-- 科目成绩 (spec 3.18, S9): stands on (enrolment, subject) with or without a seat; several are kept, the door's rule says which counts.
create table scores.scores (
  id uuid primary key default gen_random_uuid(),
  enrolment_id uuid not null references enrolments.enrolments,
  enrolment_subject_id uuid not null references enrolments.enrolment_subjects,
  attempt_no int not null default 1,
  session_id uuid not null references sessions.sessions,
  line_subject_id uuid not null references sessions.line_subjects,
  subject_id uuid not null references credentials.subjects,
  school_id uuid not null references organisations.schools,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  region_code text not null,
  -- null = 缺考
  score numeric(4, 1) check (score >= 0),
  full_score numeric(4, 1) not null,
  pass_score numeric(4, 1) not null,
  is_passed boolean not null generated always as (coalesce(score >= pass_score, false)) stored,
  version int not null default 1,
  recorded_at timestamptz not null default kit.now(),
  constraint score_once unique (enrolment_subject_id, attempt_no),
  constraint score_within_full check (score <= full_score)
);
create index scores_session on scores.scores (session_id, line_subject_id);
create index scores_enrolment on scores.scores (enrolment_id);
create table scores.changes (
  id bigint generated always as identity primary key,
  score_id uuid not null references scores.scores,
  -- neither score nor 缺考 before: a forgotten score was entered (S9.4)
  was numeric(4, 1), was_absent boolean not null,
  becomes numeric(4, 1), becomes_absent boolean not null,
  by_account uuid, by_name text not null,
  reason text not null,
  at timestamptz not null default kit.now()
);
create index changes_of on scores.changes (score_id, id);
-- P-5.2.9-07, S9.5: after the 公示期 nobody changes a score, whoever asks and by whatever way.
create function scores.keep_locked() returns trigger language plpgsql security definer set search_path = scores, pg_temp as $$
declare it scores.scores := case when tg_op = 'DELETE' then old else new end;
begin
  if (select kit.now() > s.public_end from sessions.sessions s where s.id = it.session_id) then
    raise exception using errcode = '23514', constraint = 'score_locked', message = 'the scores of this session are locked';
  end if;
  return it;
end $$;
create trigger keep_locked before insert or update or delete on scores.scores for each row execute function scores.keep_locked();
grant usage on all sequences in schema scores to jianheng_app;
call kit.protect('scores.scores', 'array[school_id, awarding_body_id]', 'region_code');
alter table scores.changes enable row level security;
alter table scores.changes force row level security;
create policy of_seen on scores.changes using (exists (select from scores.scores s where s.id = score_id));
grant select, insert on scores.changes to jianheng_app;
