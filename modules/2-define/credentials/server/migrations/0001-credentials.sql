create schema credentials;
grant usage on schema credentials to jianheng_app;
create table credentials.majors (
  id uuid primary key default gen_random_uuid(),
  code text not null check (code ~ '^\d{6}$'),
  version_name text not null,
  name text not null,
  edu_level text not null check (edu_level in ('中职', '高职专科', '高职本科', '应用型本科')),
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  constraint major_unique unique (code, version_name)
);
-- 证书信息: one row = one certificate at one level (spec 3.6)
create table credentials.credentials (
  id uuid primary key default gen_random_uuid(),
  cert_no text not null constraint cert_no_unique unique check (cert_no ~ '^\d{8}$'),
  name text not null,
  level text not null check (level in ('初级', '中级', '高级')),
  awarding_body_id uuid not null references organisations.awarding_bodies,
  pass_condition text not null default '全科合格' check (pass_condition in ('全科合格')),
  status text not null default 'draft' check (status in ('draft', 'published', 'suspended')),
  -- 上链信息, answered by the log that stands below; all or none
  leaf_index bigint,
  log_height bigint check (log_height >= 0),
  log_block_hash text check (log_block_hash ~ '^[0-9a-f]{64}$'),
  log_tx_hash text check (log_tx_hash ~ '^[0-9a-f]{64}$'),
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  constraint credential_unique unique (awarding_body_id, name, level),
  constraint log_proof_whole check (num_nulls(leaf_index, log_height, log_block_hash, log_tx_hash) in (0, 4))
);
create table credentials.credential_majors (
  credential_id uuid not null references credentials.credentials,
  major_id uuid not null references credentials.majors,
  primary key (credential_id, major_id)
);
create table credentials.target_types (
  id uuid primary key default gen_random_uuid(),
  credential_id uuid not null references credentials.credentials,
  name text not null,
  constraint target_type_unique unique (credential_id, name)
);
create table credentials.subjects (
  id uuid primary key default gen_random_uuid(),
  subject_no text not null constraint subject_no_unique unique check (subject_no ~ '^\d{11}$'),
  name text not null,
  credential_id uuid not null references credentials.credentials,
  mode text not null check (mode in ('笔试', '实操', '机考')),
  room_type text not null check (room_type in ('笔试考场', '实操考场', '机考考场')),
  full_score numeric(4, 1) not null check (full_score >= 0),
  pass_score numeric(4, 1) not null check (pass_score >= 0),
  status text not null default 'draft' check (status in ('draft', 'published', 'suspended')),
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  constraint subject_name_unique unique (credential_id, name),
  constraint pass_not_over_full check (pass_score <= full_score)
);
-- 参考对象; none = 所有考生
create table credentials.subject_targets (
  subject_id uuid not null references credentials.subjects,
  target_type_id uuid not null references credentials.target_types,
  primary key (subject_id, target_type_id)
);
create table credentials.standards (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('skill', 'site')),
  credential_id uuid not null references credentials.credentials,
  title text not null,
  version_no text not null,
  publish_date date not null,
  content text not null,
  -- name and size stand beside the id: the file's own row is shown to its owner only
  file_id uuid references kit.files,
  file_name text,
  file_size bigint,
  status text not null check (status in ('draft', 'published', 'enabled', 'suspended')),
  -- S18: a site standard is shown to schools from its first 启用 on
  was_enabled boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  constraint standard_version_unique unique (kind, credential_id, version_no),
  constraint state_of_its_kind check (case kind when 'skill' then status <> 'enabled' else status in ('enabled', 'suspended') end)
);
create unique index one_enabled_site_standard on credentials.standards (credential_id) where kind = 'site' and status = 'enabled';
call kit.open('credentials.majors');
call kit.open('credentials.credentials');
call kit.open('credentials.credential_majors');
call kit.open('credentials.target_types');
call kit.open('credentials.subjects');
call kit.open('credentials.subject_targets');
call kit.open('credentials.standards');
