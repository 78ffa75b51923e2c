create schema certificates;
grant usage on schema certificates to jianheng_app;
create table certificates.certificates (
  id uuid primary key default gen_random_uuid(),
  serial_no text not null constraint certificate_number_unique unique check (serial_no ~ '^\d{20}$'),
  -- what the QR carries: random, cannot be enumerated
  code text not null constraint certificate_code_unique unique check (length(code) >= 22),
  category text not null default 'skill',
  door text not null default 'pilot' check (door in ('pilot', 'industry', 'school')),
  enrolment_id uuid references enrolments.enrolments,
  person_id uuid not null references people.persons,
  candidate_id uuid references candidates.candidates,
  credential_id uuid not null references credentials.credentials,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  school_id uuid not null references organisations.schools,
  site_school_id uuid references organisations.schools,
  region_code text not null,
  holder_name text not null,
  id_masked text not null,
  status text not null default 'valid' check (status in ('valid', 'revoked', 'replaced')),
  status_reason text,
  mode text not null check (mode in ('paper', 'electronic')),
  issued_at timestamptz,
  pdf_version int not null default 0,
  version int not null default 1,
  created_at timestamptz not null default kit.now()
);
create unique index one_live_certificate on certificates.certificates (person_id, credential_id, category) where status = 'valid';
create index certificates_school on certificates.certificates (school_id, created_at desc);
create index certificates_body on certificates.certificates (awarding_body_id, created_at desc);
-- Every finished PDF; old versions are kept, only the newest is given out.
create table certificates.versions (
  certificate_id uuid not null references certificates.certificates,
  pdf_version int not null,
  file_id uuid not null references kit.files,
  sha256 bytea not null,
  salt bytea not null,
  leaf_index bigint references log.leaves,
  at timestamptz not null default kit.now(),
  primary key (certificate_id, pdf_version)
);
create index versions_by_bytes on certificates.versions (sha256);
create table certificates.serials (credential_id uuid not null references credentials.credentials, year int not null, last int not null default 0, primary key (credential_id, year));
call kit.protect('certificates.certificates', 'array[school_id, site_school_id, awarding_body_id]', 'region_code');
alter table certificates.versions enable row level security;
alter table certificates.versions force row level security;
create policy of_seen on certificates.versions using (exists (select from certificates.certificates c where c.id = certificate_id));
grant select, insert, update on certificates.versions to jianheng_app;
call kit.open('certificates.serials');
-- Keys of the seals and of the platform's own authority (organisation null), sealed with the master key.
create table certificates.seal_keys (
  organisation_id uuid references organisations.organisations,
  kind text not null check (kind in ('authority', 'official', 'signature')),
  key_sealed bytea not null,
  certificate_der bytea not null,
  made_at timestamptz not null default kit.now(),
  constraint seal_key_once unique nulls not distinct (organisation_id, kind)
);
call kit.protect('certificates.seal_keys', 'array[]::uuid[]');
