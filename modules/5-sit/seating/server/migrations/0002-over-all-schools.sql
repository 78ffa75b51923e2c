-- Questions that must be answered over all schools of a plan, although a school is shown its own rows only: how far the arranging
-- is, who is busy, who sits in a room. Each sees every row while it runs, and answers no more than its caller (`viewer`, an
-- organisation) may know: counts, or the fields of D1–D3 for those who sit at the viewer's site.

-- S8: T and N of a subject.
create function seating.enrolled_count(subject uuid) returns int language sql stable
  set search_path = seating, pg_temp set app.actor = 'system' as
  $$ select count(*)::int from enrolments.enrolment_subjects es where es.line_subject_id = subject $$;
create function seating.seated_count(subject uuid) returns int language sql stable
  set search_path = seating, pg_temp set app.actor = 'system' as
  $$ select count(*)::int from seating.seats t where t.line_subject_id = subject $$;
create function seating.has_seated(subject uuid) returns boolean language sql stable
  set search_path = seating, pg_temp set app.actor = 'system' as
  $$ select exists (select from seating.seats t where t.line_subject_id = subject) $$;
create function seating.has_unseated(subject uuid) returns boolean language sql stable
  set search_path = seating, pg_temp set app.actor = 'system' as
  $$ select exists (select from enrolments.enrolment_subjects es where es.line_subject_id = subject and es.seated_at is null) $$;

-- Registrations of a subject by school with the site they come to: the assignment, else the own site that can be used
-- (P-5.2.4.2-03). For the awarding body all; for a school its own and those of its sites.
create function seating.tally(subject uuid, viewer uuid)
returns table (school_id uuid, site_id uuid, enrolled int, seated int) language sql stable
  set search_path = seating, pg_temp set app.actor = 'system' as $$
  select x.school_id, t.id, x.enrolled, x.seated
  from (select es.school_id, es.session_id, es.awarding_body_id, count(*)::int as enrolled, count(es.seated_at)::int as seated
        from enrolments.enrolment_subjects es where es.line_subject_id = subject group by 1, 2, 3) x
  join sessions.line_subjects ls on ls.id = subject join sessions.lines l on l.id = ls.line_id
  left join exam_plans.site_assignments a on a.session_id = x.session_id and a.credential_id = l.credential_id and a.school_id = x.school_id
  left join sites.sites own on own.school_id = x.school_id and own.credential_id = l.credential_id and own.status = 'approved' and own.is_enabled
  left join sites.sites t on t.id = coalesce(a.site_id, own.id)
  where viewer in (x.awarding_body_id, x.school_id) or t.school_id = viewer
$$;

-- A24: sites at which a candidate of the subject has no seat yet, for subjects in which the viewer has seats; only while 排考时间
-- runs, since afterwards nothing waits for anybody.
create function seating.unfinished(viewer uuid, at timestamptz)
returns table (line_subject_id uuid, site_id uuid) language sql stable
  set search_path = seating, pg_temp set app.actor = 'system' as $$
  select distinct es.line_subject_id, coalesce(a.site_id, own.id)
  from sessions.sessions s join sessions.lines l on l.session_id = s.id join sessions.line_subjects ls on ls.line_id = l.id
  join enrolments.enrolment_subjects es on es.line_subject_id = ls.id and es.seated_at is null
  left join exam_plans.site_assignments a on a.session_id = s.id and a.credential_id = l.credential_id and a.school_id = es.school_id
  left join sites.sites own on own.school_id = es.school_id and own.credential_id = l.credential_id and own.status = 'approved' and own.is_enabled
  where s.status = 'published' and at between s.arrange_start and s.arrange_end
    and exists (select from seating.seats t where t.session_id = s.id and viewer in (t.school_id, t.host_school_id, t.awarding_body_id))
    and coalesce(a.site_id, own.id) is not null
$$;

-- The frozen block of those who sit in rooms, as far as the viewer may see the seat: host and awarding body all, a school its own.
create function seating.sitters(places uuid[], viewer uuid)
returns table (seat_id uuid, enrolment_id uuid, candidate_id uuid, name text, gender text, candidate_no text, id_type text, id_masked text, school_name text)
  language sql stable set search_path = seating, pg_temp set app.actor = 'system' as $$
  select t.id, e.id, e.candidate_id, e.name, e.gender, e.candidate_no, e.id_type, e.id_masked, e.school_name
  from seating.seats t join enrolments.enrolments e on e.id = t.enrolment_id
  where t.place_id = any (places) and viewer in (t.school_id, t.host_school_id, t.awarding_body_id)
$$;
-- Who watches in rooms where the viewer sees a seat.
create function seating.watchers(places uuid[], viewer uuid)
returns table (id uuid, place_id uuid, teacher_no text, name text, school_name text, region_code text) language sql stable
  set search_path = seating, pg_temp set app.actor = 'system' as $$
  select w.id, w.place_id, i.teacher_no, i.name, o.name, i.region_code
  from seating.watches w join invigilators.invigilators i on i.id = w.invigilator_id join organisations.organisations o on o.id = i.school_id
  where w.place_id = any (places)
    and exists (select from seating.seats t where t.place_id = w.place_id and viewer in (t.school_id, t.host_school_id, t.awarding_body_id))
$$;

-- Of some people, those who sit (or watch) anywhere in the time: also in plans of others, of which nothing else is told.
create function seating.seated_in(persons uuid[], begins timestamptz, ends timestamptz) returns setof uuid language sql stable
  set search_path = seating, pg_temp set app.actor = 'system' as $$
  select distinct t.person_id from seating.seats t where t.person_id = any (persons) and tstzrange(t.starts_at, t.ends_at) && tstzrange(begins, ends)
$$;
create function seating.watching_in(teachers uuid[], begins timestamptz, ends timestamptz) returns setof uuid language sql stable
  set search_path = seating, pg_temp set app.actor = 'system' as $$
  select distinct w.invigilator_id from seating.watches w where w.invigilator_id = any (teachers) and tstzrange(w.starts_at, w.ends_at) && tstzrange(begins, ends)
$$;
-- S3.8, S3.10: has the site seats in a plan that is not finished?
create function seating.has_unfinished_seats(site uuid, at timestamptz) returns boolean language sql stable
  set search_path = seating, pg_temp set app.actor = 'system' as $$
  select exists (select from seating.seats t join sessions.sessions s on s.id = t.session_id where t.site_id = site and s.last_end >= at)
$$;
grant execute on all functions in schema seating to jianheng_app;
