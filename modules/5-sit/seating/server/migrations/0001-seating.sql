create schema seating;
grant usage on schema seating to jianheng_app;
create extension if not exists btree_gist;
-- A room and a subject together, one row of 考场编排: the same pair has the same id everywhere (in the form of a random UUID).
create function seating.place_of(room uuid, subject uuid) returns uuid language sql immutable strict as
  $$ select overlay(overlay(md5(room::text || subject::text) placing '4' from 13) placing '8' from 17)::uuid $$;
-- 准考证号: one per (plan, site, person), never reused (A10)
create table seating.tickets (
  id uuid primary key default gen_random_uuid(),
  ticket_no text not null constraint ticket_no_unique unique check (ticket_no ~ '^\d{26}$'),
  session_id uuid not null references sessions.sessions,
  site_id uuid not null references sites.sites,
  person_id uuid not null references people.persons,
  school_id uuid not null references organisations.schools,
  host_school_id uuid not null references organisations.schools,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  region_code text not null,
  created_at timestamptz not null default kit.now(),
  constraint ticket_once unique (session_id, site_id, person_id)
);
-- serial of a site within plan and region (3 digits), given with its first candidate
create table seating.site_serials (
  session_id uuid not null references sessions.sessions,
  site_id uuid not null references sites.sites,
  region_code text not null,
  serial int not null check (serial between 1 and 999),
  last_candidate int not null default 0 check (last_candidate between 0 and 99999),
  primary key (session_id, site_id),
  constraint site_serial_unique unique (session_id, region_code, serial)
);
-- 座位: one candidate, one 科目
create table seating.seats (
  id uuid primary key default gen_random_uuid(),
  enrolment_subject_id uuid not null constraint seated_once unique
    constraint seats_enrolment_subject_fkey references enrolments.enrolment_subjects,
  enrolment_id uuid not null references enrolments.enrolments,
  session_id uuid not null references sessions.sessions,
  line_subject_id uuid not null references sessions.line_subjects,
  site_id uuid not null references sites.sites,
  room_id uuid not null constraint seats_room_fkey references rooms.rooms,
  seat_no int not null check (seat_no >= 1),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  person_id uuid not null references people.persons,
  ticket_id uuid not null references seating.tickets,
  school_id uuid not null references organisations.schools,
  host_school_id uuid not null references organisations.schools,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  region_code text not null,
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  place_id uuid not null generated always as (seating.place_of(room_id, line_subject_id)) stored,
  -- No double seat, also over subjects of the room that overlap in time. Judged at the end of a statement: two candidates change
  -- places, and several exam times move, in one.
  constraint no_double_seat exclude using gist (room_id with =, seat_no with =, tstzrange(starts_at, ends_at) with &&) deferrable initially immediate,
  -- nobody sits in two places at once
  constraint no_time_clash exclude using gist (person_id with =, tstzrange(starts_at, ends_at) with &&) deferrable initially immediate
);
create index seats_place on seating.seats (place_id, seat_no);
create index seats_room on seating.seats (room_id, line_subject_id, seat_no);
create index seats_subject on seating.seats (line_subject_id, site_id);
create index seats_session on seating.seats (session_id, site_id);
create index seats_school on seating.seats (school_id, session_id);
create index seats_ticket on seating.seats (ticket_id);
create index seats_enrolment on seating.seats (enrolment_id);
-- 监考安排
create table seating.watches (
  id uuid primary key default gen_random_uuid(),
  room_id uuid not null references rooms.rooms,
  line_subject_id uuid not null references sessions.line_subjects,
  invigilator_id uuid not null references invigilators.invigilators,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  host_school_id uuid not null references organisations.schools,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  created_at timestamptz not null default kit.now(),
  place_id uuid not null generated always as (seating.place_of(room_id, line_subject_id)) stored,
  constraint watches_once unique (room_id, line_subject_id, invigilator_id),
  constraint no_watch_clash exclude using gist (invigilator_id with =, tstzrange(starts_at, ends_at) with &&) deferrable initially immediate
);
create index watches_place on seating.watches (place_id);
-- 座位号 within 考位数, stated by the database too
create function seating.seat_within_room() returns trigger language plpgsql as $$
begin
  if new.seat_no > (select seat_count from rooms.rooms where id = new.room_id) then
    raise exception using errcode = '23514', constraint = 'seat_within_room', message = 'seat number above the room''s seats';
  end if;
  return new;
end $$;
create trigger seat_within_room before insert or update of seat_no, room_id on seating.seats for each row execute function seating.seat_within_room();
call kit.protect('seating.tickets', 'array[school_id, host_school_id, awarding_body_id]', 'region_code');
call kit.protect('seating.seats', 'array[school_id, host_school_id, awarding_body_id]', 'region_code');
call kit.protect('seating.watches', 'array[host_school_id, awarding_body_id]');
call kit.open('seating.site_serials');
