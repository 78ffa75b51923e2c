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
-- 短信 and mail leave through here; addresses and texts are sealed.
create table messages.outbox (
  id uuid primary key default gen_random_uuid(),
  channel text not null check (channel in ('sms', 'mail')),
  to_sealed bytea not null,
  to_masked text not null,
  subject text,
  text_sealed bytea not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  tries int not null default 0,
  error text,
  made_at timestamptz not null default kit.now(),
  sent_at timestamptz
);
create index outbox_recent on messages.outbox (made_at desc);
-- Anyone may be told something; only the receiver reads it.
alter table messages.messages enable row level security;
alter table messages.messages force row level security;
create policy tell on messages.messages for insert with check (true);
create policy receive on messages.messages for select using (kit.is_system() or to_organisation = kit.org());
grant select, insert on messages.messages to jianheng_app;
call kit.open('messages.readings');
alter table messages.outbox enable row level security;
alter table messages.outbox force row level security;
create policy put on messages.outbox for insert with check (true);
create policy carry on messages.outbox using (kit.is_system() or current_setting('app.actor', true) = 'platform');
grant select, insert, update on messages.outbox to jianheng_app;
