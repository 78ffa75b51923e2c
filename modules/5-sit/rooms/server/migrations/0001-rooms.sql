create schema rooms;
grant usage on schema rooms to jianheng_app;
-- 考场 (spec 3.14, S4): set anew for every plan.
create table rooms.rooms (
  id uuid primary key default gen_random_uuid(),
  session_id uuid not null references sessions.sessions,
  line_id uuid not null references sessions.lines,
  site_id uuid not null references sites.sites,
  school_id uuid not null references organisations.schools,
  credential_id uuid not null references credentials.credentials,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  region_code text not null,
  name text not null,
  seat_count int not null check (seat_count between 1 and 9999),
  room_type text not null,
  address text,
  import_id uuid references kit.imports,
  version int not null default 1,
  created_at timestamptz not null default kit.now()
);
-- 注意1: unique in plan, site and certificate; trimmed, case-insensitive
create unique index room_name_unique on rooms.rooms (session_id, site_id, credential_id, lower(btrim(name)));
create index rooms_school on rooms.rooms (school_id, created_at desc, id desc);
create index rooms_site on rooms.rooms (session_id, site_id);
create table rooms.room_subjects (
  room_id uuid not null references rooms.rooms on delete cascade,
  line_subject_id uuid not null references sessions.line_subjects,
  primary key (room_id, line_subject_id)
);
-- A room is seen by its host, the awarding body, and (through seating) by schools that sit in it: open, scoped by the store.
call kit.open('rooms.rooms');
call kit.open('rooms.room_subjects');
