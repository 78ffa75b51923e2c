create schema issuance;
grant usage on schema issuance to jianheng_app;
-- 发证记录 (spec 3.20, S11)
create table issuance.records (
  id uuid primary key default gen_random_uuid(),
  source text not null check (source in ('exam', 'offline', 'history')),
  enrolment_id uuid constraint one_record_per_result unique references enrolments.enrolments,
  session_id uuid references sessions.sessions,
  exam_name text not null,
  exam_date date,
  candidate_id uuid not null references candidates.candidates,
  person_id uuid not null references people.persons,
  credential_id uuid not null references credentials.credentials,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  school_id uuid not null references organisations.schools,
  site_id uuid not null references sites.sites,
  site_school_id uuid not null references organisations.schools,
  region_code text not null,
  -- from the 信息准确 考生 at 确认生成 (A48)
  name text not null, id_type text not null, id_masked text not null, kind text not null, candidate_no text not null, school_name text not null,
  photo_file_id uuid references kit.files,
  status text not null check (status in ('awaiting-awarding-body', 'refused-by-awarding-body', 'awaiting-site', 'refused-by-site', 'ready', 'producing', 'sealing-failed', 'issued')),
  reject_reason text,
  mode text check (mode in ('paper', 'electronic')),
  seal_error text,
  issued_at timestamptz,
  certificate_id uuid references certificates.certificates,
  import_id uuid references kit.imports,
  version int not null default 1,
  created_at timestamptz not null default kit.now()
);
-- A50: one record per person and certificate level outside the two 拒绝签发 states, whatever the source
create unique index one_live_record on issuance.records (person_id, credential_id) where status not in ('refused-by-awarding-body', 'refused-by-site');
create index records_body on issuance.records (awarding_body_id, status, created_at desc, id desc);
create index records_school on issuance.records (school_id, status, created_at desc, id desc);
create index records_site on issuance.records (site_school_id, status, created_at desc, id desc);
-- 签字二维码 (S17): bound to the digest of exactly the list that was shown
create table issuance.sign_sessions (
  id uuid primary key default gen_random_uuid(),
  side text not null check (side in ('awarding-body', 'site')),
  organisation_id uuid not null references organisations.organisations,
  record_ids uuid[] not null,
  digest bytea not null,
  token_hash bytea not null unique,
  opened_by uuid not null references accounts.accounts,
  opened_by_name text not null,
  expires_at timestamptz not null,
  status text not null default 'waiting' check (status in ('waiting', 'signed', 'closed')),
  signer_name text,
  signature_file_id uuid references kit.files,
  signed_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default kit.now()
);
-- A signature is a row: which side signed which record, under which session
create table issuance.signatures (
  record_id uuid not null references issuance.records,
  side text not null check (side in ('awarding-body', 'site')),
  sign_session_id uuid not null references issuance.sign_sessions,
  signer_name text not null,
  at timestamptz not null,
  primary key (record_id, side)
);
call kit.protect('issuance.records', 'array[school_id, site_school_id, awarding_body_id]', 'region_code');
call kit.protect('issuance.sign_sessions', 'array[organisation_id]');
alter table issuance.signatures enable row level security;
alter table issuance.signatures force row level security;
create policy of_seen on issuance.signatures using (exists (select from issuance.records r where r.id = record_id));
grant select, insert on issuance.signatures to jianheng_app;
grant update on issuance.signatures to jianheng_app;
-- A48: the awarding body reads the accurate 考生 of those enrolled in its plans when it fetches 待发证记录.
create policy of_enrolled on candidates.candidates for select using (
  current_setting('app.actor', true) = 'awarding-body' and exists (select from enrolments.enrolments e where e.candidate_id = candidates.id));
-- The drawing of a signature is seen by whoever sees the signed record, though sign sessions are hidden from the other side.
create policy of_the_house on issuance.sign_sessions to current_user using (true) with check (true);
create function issuance.drawing_of(session uuid) returns uuid language sql stable security definer set search_path = issuance, pg_temp as
  $$ select signature_file_id from issuance.sign_sessions where id = session $$;
grant execute on function issuance.drawing_of to jianheng_app;
