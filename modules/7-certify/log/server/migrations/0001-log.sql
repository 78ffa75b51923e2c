create schema log;
grant usage on schema log to jianheng_app;
-- 存证: RFC 6962 tree. Leaves carry salted commitments, never names or numbers.
create table log.leaves (
  index bigint primary key check (index >= 0),
  leaf_hash bytea not null check (length(leaf_hash) = 32),
  body text not null,
  at timestamptz not null default kit.now()
);
create table log.nodes (
  level int not null,
  index bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (level, index)
);
create table log.heads (
  size bigint primary key check (size >= 1),
  root bytea not null check (length(root) = 32),
  signed text not null,
  at timestamptz not null default kit.now()
);
grant select, insert on log.leaves, log.nodes, log.heads to jianheng_app;
-- append-only, also for the owner
create function log.never() returns trigger language plpgsql as $$ begin raise exception 'the log is append-only'; end $$;
create trigger append_only before update or delete or truncate on log.leaves for each statement execute function log.never();
create trigger append_only before update or delete or truncate on log.nodes for each statement execute function log.never();
create trigger append_only before update or delete or truncate on log.heads for each statement execute function log.never();
