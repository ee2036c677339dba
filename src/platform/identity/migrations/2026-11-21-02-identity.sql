-- Accounts, how they prove themselves, and their sessions. No street: one account may serve in several,
-- and nobody has said which when a session is looked up.
create table auth_accounts (
  id              uuid primary key,
  username        text not null unique check (username = lower(username)),
  name            text not null,
  email           text,
  email_verified  boolean not null default false,
  image           text,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  -- From this instant on the password must be changed before anything else; null: never (demonstration accounts).
  password_due_at timestamptz,
  last_sign_in_at timestamptz
);

create table auth_credentials (
  id                       uuid primary key,
  user_id                  uuid not null references auth_accounts (id),
  provider_id              text not null,
  account_id               text not null,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  password                 text,
  created_at               timestamptz not null,
  updated_at               timestamptz not null,
  unique (provider_id, account_id)
);
create index auth_credentials_by_user on auth_credentials (user_id);

create table auth_sessions (
  id         uuid primary key,
  user_id    uuid not null references auth_accounts (id),
  token      text not null unique,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text
);
create index auth_sessions_by_user on auth_sessions (user_id, created_at);

create table auth_verifications (
  id         uuid primary key,
  identifier text not null,
  value      text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_verifications_by_identifier on auth_verifications (identifier);

-- Failures are counted by the name that was typed, whether or not there is such an account:
-- else the lock itself would tell who has one.
create table auth_attempts (
  username     text primary key,
  failures     integer not null,
  last_at      timestamptz not null,
  locked_until timestamptz
);
create index auth_attempts_by_time on auth_attempts (last_at);

create table auth_password_history (
  account_id uuid not null references auth_accounts (id),
  at         timestamptz not null,
  hash       text not null,
  primary key (account_id, at)
);

-- Who came in, who was turned away. A name without an account is not kept: people type passwords there.
create table auth_events (
  id         uuid primary key,
  at         timestamptz not null,
  account_id uuid,
  operation  text not null,
  outcome    text not null,
  address    inet
);
create index auth_events_by_account on auth_events (account_id, at desc);

-- No foreign key to auth_accounts: staff is spread over machines by street, accounts are not.
create table staff (
  street     text not null check (street ~ '^\d{9}$'),
  id         uuid not null,
  account_id uuid,
  name       text not null,
  post       text not null,
  unit       uuid,
  scope_kind text not null check (scope_kind in ('street', 'committee', 'grid', 'unit')),
  scope_code text check ((scope_code is not null) = (scope_kind in ('committee', 'grid'))),
  active     boolean not null default true,
  created_at timestamptz not null,
  primary key (street, id),
  unique (street, account_id)
);
create index staff_by_account on staff (account_id);

create table staff_roles (
  street   text not null,
  staff_id uuid not null,
  role     text not null,
  primary key (street, staff_id, role),
  foreign key (street, staff_id) references staff (street, id) on delete cascade
);

alter table staff enable row level security;
alter table staff_roles enable row level security;
create policy staff_of_street on staff using (street = current_setting('app.street', true));
create policy staff_roles_of_street on staff_roles using (street = current_setting('app.street', true));

-- At sign-in nobody has named a street yet. This answers for one account, and is the only look across streets.
create function memberships_of(account uuid)
  returns table (street text, id uuid, name text, post text, unit uuid, scope_kind text, scope_code text, roles text[])
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select s.street, s.id, s.name, s.post, s.unit, s.scope_kind, s.scope_code,
    coalesce((select array_agg(r.role order by r.role) from public.staff_roles r where r.street = s.street and r.staff_id = s.id), '{}')
  from public.staff s
  where s.account_id = account and s.active
  order by s.street
$$;
revoke all on function memberships_of(uuid) from public;

grant execute on function memberships_of(uuid) to mofang_app;
grant select, insert on auth_accounts to mofang_app;
grant update (password_due_at, last_sign_in_at, updated_at) on auth_accounts to mofang_app;
grant select, insert on auth_credentials to mofang_app;
grant update (password, updated_at) on auth_credentials to mofang_app;
grant select, insert, update, delete on auth_sessions, auth_verifications, auth_attempts to mofang_app;
grant select, insert, delete on auth_password_history to mofang_app;
grant select, insert on auth_events to mofang_app;
grant select, insert on staff to mofang_app;
grant update (name, post, unit, scope_kind, scope_code, active) on staff to mofang_app;
grant select, insert, delete on staff_roles to mofang_app;
