create schema people;
grant usage on schema people to jianheng_app;
-- One natural person by identity document, known once to the whole platform.
create table people.persons (
  id uuid primary key default gen_random_uuid(),
  id_type text not null,
  id_blind bytea not null,
  id_sealed bytea not null,
  made_at timestamptz not null default kit.now(),
  constraint person_once unique (id_type, id_blind)
);
create table people.unmaskings (
  id bigint generated always as identity primary key,
  at timestamptz not null default kit.now(),
  account_id uuid,
  account_name text not null,
  organisation_id uuid,
  person_id uuid not null references people.persons,
  what text not null,
  why text not null
);
call kit.protect('people.persons', 'array[]::uuid[]');
alter table people.unmaskings enable row level security;
alter table people.unmaskings force row level security;
create policy leave on people.unmaskings for insert with check (true);
create policy look on people.unmaskings for select using (kit.is_system() or current_setting('app.actor', true) = 'platform' or organisation_id = kit.org());
grant select, insert on people.unmaskings to jianheng_app;
grant usage on all sequences in schema people to jianheng_app;

-- The owner of the schema, as which the function below runs, is not narrowed by the scope.
create policy of_the_house on people.persons to current_user using (true) with check (true);

-- Finds or adds persons without showing anybody else's: the only way in for those who hold an identity number.
create function people.persons_of(id_types text[], blinds bytea[], sealeds bytea[])
returns table (ord int, id uuid) language plpgsql security definer set search_path = people, pg_temp as $$
begin
  insert into people.persons (id_type, id_blind, id_sealed)
    select distinct on (t.id_type, t.blind) t.id_type, t.blind, t.sealed
    from unnest(id_types, blinds, sealeds) as t(id_type, blind, sealed) order by t.id_type, t.blind
    on conflict on constraint person_once do nothing;
  return query select t.n::int, p.id from unnest(id_types, blinds) with ordinality as t(id_type, blind, n)
    join people.persons p on p.id_type = t.id_type and p.id_blind = t.blind order by t.n;
end $$;
