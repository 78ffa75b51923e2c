create schema fees;
grant usage on schema fees to jianheng_app;
-- 缴费申请单 (spec 3.16, S7)
create table fees.payment_requests (
  id uuid primary key default gen_random_uuid(),
  number text not null constraint payment_number_unique unique,
  session_id uuid not null references sessions.sessions,
  line_id uuid not null references sessions.lines,
  credential_id uuid not null references credentials.credentials,
  awarding_body_id uuid not null references organisations.awarding_bodies,
  school_id uuid not null references organisations.schools,
  region_code text not null,
  mode text not null check (mode in ('certificate', 'subject')),
  headcount int not null check (headcount >= 1),
  unit_fee numeric(10, 2),
  total_fee numeric(12, 2) not null check (total_fee >= 0),
  status text not null default 'pending' check (status in ('pending', 'confirmed')),
  confirmed_by text, confirmed_at timestamptz, remark text,
  version int not null default 1,
  created_at timestamptz not null default kit.now()
);
create index payment_requests_school on fees.payment_requests (school_id, created_at desc, id desc);
create index payment_requests_body on fees.payment_requests (awarding_body_id, created_at desc, id desc);
create table fees.payment_items (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null references fees.payment_requests on delete cascade,
  -- deleting an enrolment that stands in a request is refused here and worded by enrolments' 删除 (P-5.2.6-16)
  enrolment_id uuid not null constraint payment_items_enrolment_fkey references enrolments.enrolments,
  enrolment_subject_id uuid constraint payment_items_subject_fkey references enrolments.enrolment_subjects,
  fee numeric(10, 2) not null check (fee >= 0)
);
-- at most one live request per registration
create unique index one_live_request on fees.payment_items (enrolment_id) where enrolment_subject_id is null;
create unique index one_live_request_per_subject on fees.payment_items (enrolment_subject_id) where enrolment_subject_id is not null;
create index payment_items_request on fees.payment_items (request_id);
create sequence fees.payment_serials;
grant usage on sequence fees.payment_serials to jianheng_app;
call kit.protect('fees.payment_requests', 'array[school_id, awarding_body_id]', 'region_code');
alter table fees.payment_items enable row level security;
alter table fees.payment_items force row level security;
create policy of_seen on fees.payment_items using (exists (select from fees.payment_requests r where r.id = request_id));
grant select, insert, update, delete on fees.payment_items to jianheng_app;
