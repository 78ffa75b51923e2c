create schema messages;
grant usage on schema messages to jianheng_app;
create table messages.messages (
  id uuid primary key default gen_random_uuid(),
  to_organisation uuid not null references organisations.organisations,
  -- null = everyone of the organisation who may read the area
  area text,
  to_account uuid references accounts.accounts,
  title text not null,
  text text not null,
  link text,
  at timestamptz not null default kit.now()
);
create index messages_by_org on messages.messages (to_organisation, at desc, id desc);
create table messages.readings (
  message_id uuid not null references messages.messages on delete cascade,
  account_id uuid not null references accounts.accounts,
  at timestamptz not null default kit.now(),
  primary key (message_id, account_id)
);
-- Anyone may be told something; only the receiver reads it.
alter table messages.messages enable row level security;
alter table messages.messages force row level security;
create policy tell on messages.messages for insert with check (true);
create policy receive on messages.messages for select using (kit.is_system() or to_organisation = kit.org());
grant select, insert on messages.messages to jianheng_app;
call kit.open('messages.readings');
