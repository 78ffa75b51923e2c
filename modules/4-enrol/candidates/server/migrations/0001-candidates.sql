create schema candidates;
grant usage on schema candidates to jianheng_app;
-- 考生 (spec 3.12, S5): what one school records about one person.
create table candidates.candidates (
  id uuid primary key default gen_random_uuid(),
  candidate_no text not null constraint candidate_no_unique unique check (candidate_no ~ '^\d{20,26}$'),
  school_id uuid not null references organisations.schools,
  region_code text not null,
  kind text not null check (kind in ('student', 'external')),
  person_id uuid not null references people.persons,
  name text not null,
  name_pinyin text,
  id_type text not null check (id_type in ('身份证', '港澳居民来往内地通行证', '台湾居民来往大陆通行证', '护照')),
  id_masked text not null,
  gender text check (gender in ('男', '女')),
  birth_date date,
  mobile_sealed bytea,
  mobile_masked text,
  major_id uuid references credentials.majors,
  major_name text,
  edu_level text,
  enroll_year int,
  photo_file_id uuid references kit.files,
  status text not null default 'no-photo' check (status in ('no-photo', 'unverified', 'needs-check', 'verified')),
  is_certifying boolean not null default false,
  certify_fail_reason text,
  -- 信息不完善 (A45): any required field is empty
  is_incomplete boolean not null generated always as (
    name_pinyin is null or gender is null or mobile_sealed is null
    or (kind = 'student' and (major_id is null or edu_level is null or enroll_year is null))) stored,
  -- 已报考证书: kept by enrolments and issuance through this module's door
  enrolled_count int not null default 0 check (enrolled_count >= 0),
  import_id uuid references kit.imports,
  version int not null default 1,
  created_at timestamptz not null default kit.now(),
  -- over both tabs; a person is one identity document
  constraint candidate_once_per_school unique (school_id, person_id),
  constraint photo_by_status check ((photo_file_id is null) = (status = 'no-photo'))
);
create index candidates_newest on candidates.candidates (school_id, kind, created_at desc, id desc);
create index candidates_by_status on candidates.candidates (school_id, kind, status, created_at desc, id desc);
-- few at a time; asked again and again by the page while there are any
create index candidates_certifying on candidates.candidates (school_id, kind) where is_certifying;
create index candidates_by_person on candidates.candidates (person_id);
create index candidates_by_import on candidates.candidates (import_id) where import_id is not null;
create sequence candidates.candidate_serials;
grant usage on sequence candidates.candidate_serials to jianheng_app;
call kit.protect('candidates.candidates', 'array[school_id]', 'region_code');
-- Whoever sees the candidate may, through an operation that leaves an access row, see the identity document.
create policy of_seen_candidates on people.persons for select using (exists (select from candidates.candidates c where c.person_id = persons.id));

-- Doors for the modules below, whose actors (an awarding body that enrols, seats, issues) are not shown the table. They run as
-- the owner of the schema, who is not narrowed by the scope; who may ask is decided by the module that asks.
create policy of_the_house on candidates.candidates to current_user using (true) with check (true);

-- Which candidate of the school bears each document; documents nobody bears are left out.
create function candidates.bearers(school uuid, id_types text[], blinds bytea[])
returns table (ord int, id uuid) language sql stable security definer set search_path = candidates, pg_temp as $$
  select t.n::int, c.id from unnest(id_types, blinds) with ordinality as t(id_type, blind, n)
    join people.persons p on p.id_type = t.id_type and p.id_blind = t.blind
    join candidates.candidates c on c.person_id = p.id and c.school_id = school
$$;
create function candidates.by_ids(ids uuid[])
returns setof candidates.candidates language sql stable security definer set search_path = candidates, pg_temp as $$
  select c.* from candidates.candidates c where c.id = any (ids)
$$;
create function candidates.by_numbers(numbers text[])
returns setof candidates.candidates language sql stable security definer set search_path = candidates, pg_temp as $$
  select c.* from candidates.candidates c where c.candidate_no = any (numbers)
$$;
-- 已报考证书 + delta for each mention of an id; locks in one order, so that two imports cannot wait for each other.
create function candidates.count_enrolled(ids uuid[], delta int)
returns int language plpgsql security definer set search_path = candidates, pg_temp as $$
declare counted int;
begin
  perform from candidates.candidates c where c.id = any (ids) order by c.id for no key update;
  update candidates.candidates c set enrolled_count = c.enrolled_count + m.mentions * delta
    from (select i as id, count(*)::int as mentions from unnest(ids) i group by i) m where c.id = m.id;
  get diagnostics counted = row_count;
  return counted;
end $$;
