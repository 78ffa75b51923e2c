create schema sessions;
grant usage on schema sessions to jianheng_app;
-- The spine: 场次, its lines, their subjects, the sittings. Procedures of three doors bring sessions into being.
create table sessions.sessions (
  id uuid primary key default gen_random_uuid(),
  door text not null check (door in ('pilot', 'industry', 'school')),
  number text not null constraint session_number_unique unique,
  name text not null,
  year int not null,
  organiser_id uuid not null references organisations.organisations,
  status text not null default 'draft' check (status in ('draft', 'published', 'cancelled')),
  register_start timestamptz, register_end timestamptz,
  arrange_start timestamptz, arrange_end timestamptz,
  score_start timestamptz, score_end timestamptz,
  public_start timestamptz, public_end timestamptz,
  -- bounds of the sittings, kept by the one function that writes sittings
  first_start timestamptz, last_end timestamptz,
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  constraint session_name_unique unique (organiser_id, name),
  constraint register_window check (register_end > register_start),
  constraint arrange_window check (arrange_end > arrange_start),
  constraint score_window check (score_end > score_start),
  constraint public_window check (public_end > public_start),
  constraint register_before_arrange check (register_end <= arrange_start),
  constraint arrange_before_exam check (arrange_end <= first_start),
  constraint exam_before_score check (last_end <= score_start),
  constraint score_before_public check (score_end <= public_start)
);
create table sessions.lines (
  id uuid primary key default gen_random_uuid(),
  session_id uuid not null references sessions.sessions on delete cascade,
  credential_id uuid not null references credentials.credentials,
  -- a line may close by itself and happen on another day than planned (industry door)
  register_start timestamptz, register_end timestamptz,
  planned_on date, actual_on date,
  constraint line_once unique (session_id, credential_id)
);
create table sessions.line_subjects (
  id uuid primary key default gen_random_uuid(),
  line_id uuid not null references sessions.lines on delete cascade,
  subject_id uuid not null references credentials.subjects,
  constraint line_subject_once unique (line_id, subject_id)
);
create table sessions.sittings (
  id uuid primary key default gen_random_uuid(),
  line_subject_id uuid not null references sessions.line_subjects on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  constraint sitting_window check (ends_at > starts_at)
);
create index sittings_of on sessions.sittings (line_subject_id);
call kit.open('sessions.sessions');
call kit.open('sessions.lines');
call kit.open('sessions.line_subjects');
call kit.open('sessions.sittings');
