-- What the registry attests to owners and residents, and what their wallets showed (domain.md §3, §13).

-- The registry's signing keys. The private half is sealed with the data folder's secret; a retired key still verifies.
create table credential_keys (
  street         text not null,
  id             uuid not null,
  kid            text not null,
  public_jwk     jsonb not null,
  sealed_private text not null,
  made_at        timestamptz not null,
  retired_at     timestamptz,
  primary key (street, id),
  unique (street, kid)
);
create unique index credential_keys_signing on credential_keys (street) where retired_at is null;

-- The number under which an owner of a compound is known to votes; given once and never to another.
create table owner_numbers (
  street   text not null,
  compound uuid not null,
  holder   uuid not null,
  number   integer not null check (number > 0),
  given_at timestamptz not null,
  primary key (street, compound, holder),
  unique (street, compound, number),
  foreign key (street, compound) references register_entries (street, id),
  foreign key (street, holder) references register_entries (street, id)
);

-- A code with which a wallet fetches a credential, given at the counter. Only hashes are kept; a few wrong PINs end it.
create table credential_offers (
  street       text not null,
  id           uuid not null,
  kind         text not null check (kind in ('owner', 'resident', 'age_band')),
  holder       uuid not null,
  compound     uuid,
  -- What the credential will say, as the registers had it when the clerk looked.
  claims       jsonb not null check (jsonb_typeof(claims) = 'object'),
  issuer       text not null,
  code_hash    text not null,
  pin_hash     text not null,
  failures     integer not null default 0,
  token_hash   text,
  token_until  timestamptz,
  issued_by    uuid not null,
  issued_at    timestamptz not null,
  until        timestamptz not null,
  redeemed_at  timestamptz,
  used_at      timestamptz,
  withdrawn_at timestamptz,
  primary key (street, id),
  unique (street, code_hash),
  foreign key (street, holder) references register_entries (street, id),
  check ((token_hash is null) = (redeemed_at is null)),
  check ((kind = 'age_band') = (compound is null))
);
create index credential_offers_of_holder on credential_offers (street, holder, issued_at);
create index credential_offers_by_token on credential_offers (street, token_hash) where token_hash is not null;

create table credentials (
  street       text not null,
  id           uuid not null,
  kind         text not null check (kind in ('owner', 'resident', 'age_band')),
  holder       uuid not null,
  compound     uuid,
  owner_no     text,
  -- In 0.01 m².
  area         bigint,
  issuer       text not null,
  -- RFC 7638 thumbprint of the wallet's key, to which it is bound.
  thumbprint   text not null,
  status_list  integer not null,
  status_index integer not null,
  offer        uuid not null,
  issued_by    uuid not null,
  issued_at    timestamptz not null,
  expires_at   timestamptz not null,
  revoked_at   timestamptz,
  revoked_by   uuid,
  reason       text check (reason in ('lost', 'stolen', 'sold', 'corrected', 'deceased', 'replaced', 'mistaken')),
  primary key (street, id),
  unique (street, status_list, status_index),
  unique (street, offer),
  foreign key (street, holder) references register_entries (street, id),
  foreign key (street, offer) references credential_offers (street, id),
  check ((revoked_at is null) = (reason is null)),
  check ((kind = 'owner') = (owner_no is not null))
);
create index credentials_of_holder on credentials (street, holder, issued_at);
create index credentials_by_thumbprint on credentials (street, thumbprint);
create index credentials_in_force on credentials (street, kind, compound, issued_at) where revoked_at is null;

-- Single-use values that a wallet's proof carried; kept until they are too old to be used again.
create table credential_nonces (
  street text not null,
  hash   text not null,
  until  timestamptz not null,
  primary key (street, hash)
);

-- What the verifier asked a wallet to show. Answered once.
create table credential_requests (
  street      text not null,
  id          uuid not null,
  purpose     text not null check (purpose in ('session', 'voting_key', 'delegation')),
  voting_group text check (voting_group in ('ed25519', 'belenios-2048')),
  nonce       text not null,
  state_hash  text not null,
  audience    text not null,
  made_at     timestamptz not null,
  until       timestamptz not null,
  answered_at timestamptz,
  primary key (street, id),
  check ((purpose = 'voting_key') = (voting_group is not null))
);
create index credential_requests_by_end on credential_requests (street, until);

-- A wallet that showed a credential is known by its token for a short while.
create table credential_sessions (
  street       text not null,
  token_hash   text not null,
  credential   uuid not null,
  holder       uuid not null,
  claims       jsonb not null,
  presented_at timestamptz not null,
  until        timestamptz not null,
  primary key (street, token_hash),
  foreign key (street, credential) references credentials (street, id)
);
create index credential_sessions_by_end on credential_sessions (street, until);

-- The long-term key of an owner, made in the wallet. What was ended stays, for a roll may have been frozen with it.
create table voting_keys (
  street        text not null,
  id            uuid not null,
  holder        uuid not null,
  voting_group  text not null check (voting_group in ('ed25519', 'belenios-2048')),
  public_key    text not null,
  -- Known to the wallet and the registry alone: outsiders cannot link the keys that one owner has in two elections.
  chain_code    text not null,
  credential    uuid not null,
  registered_at timestamptz not null,
  ended_at      timestamptz,
  ended_because text check (ended_because in ('replaced', 'lost', 'stolen', 'deceased', 'mistaken')),
  primary key (street, id),
  unique (street, voting_group, public_key),
  foreign key (street, holder) references register_entries (street, id),
  foreign key (street, credential) references credentials (street, id),
  check ((ended_at is null) = (ended_because is null))
);
create unique index voting_keys_in_force on voting_keys (street, holder, voting_group) where ended_at is null;

-- Signed by the owner's own wallet: someone else may vote for this owner, within the scope said.
create table credential_delegations (
  street        text not null,
  id            uuid not null,
  holder        uuid not null,
  credential    uuid not null,
  delegate      uuid not null,
  delegate_thumbprint text not null,
  compound      uuid not null,
  owner_no      text not null,
  -- Of one election, or of all in the time.
  election      text,
  valid_from    timestamptz not null,
  valid_until   timestamptz not null,
  token         text not null,
  registered_at timestamptz not null,
  revoked_at    timestamptz,
  primary key (street, id),
  foreign key (street, holder) references register_entries (street, id),
  foreign key (street, delegate) references register_entries (street, id),
  foreign key (street, credential) references credentials (street, id),
  check (valid_until > valid_from),
  check (holder <> delegate)
);
create index credential_delegations_of_holder on credential_delegations (street, holder, registered_at);
create index credential_delegations_to on credential_delegations (street, delegate);

do $$
declare t text;
begin
  foreach t in array array['credential_keys', 'owner_numbers', 'credential_offers', 'credentials', 'credential_nonces',
    'credential_requests', 'credential_sessions', 'voting_keys', 'credential_delegations'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (street = current_setting(''app.street'', true))', t || '_of_street', t);
    execute format('grant select, insert on %I to mofang_app', t);
  end loop;
end $$;
grant update (retired_at) on credential_keys to mofang_app;
grant update (failures, token_hash, token_until, redeemed_at, used_at, withdrawn_at) on credential_offers to mofang_app;
grant update (revoked_at, revoked_by, reason) on credentials to mofang_app;
grant update (answered_at) on credential_requests to mofang_app;
grant update (ended_at, ended_because) on voting_keys to mofang_app;
grant update (revoked_at) on credential_delegations to mofang_app;
-- Short-lived and no record of anything: the acts say what was shown.
grant delete on credential_nonces, credential_requests, credential_sessions to mofang_app;
