-- Logs that can only grow. What a leaf says may be read by anyone: no leaf holds personal data.
create table notary_logs (
  street      text not null references streets,
  id          text not null check (id ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
  -- The name by which the log signs; never used for another (C2SP tlog-checkpoint).
  origin      text not null check (origin ~ '^[!-*,-~]{3,200}$'),
  title       jsonb not null,
  public_key  bytea not null,
  -- Encrypted under the data folder's secret, as all private keys here.
  private_key bytea not null,
  sm2_public  text,
  sm2_private bytea,
  -- Leaves so far. Who appends holds the row until the commit: indexes have no holes and become visible in order.
  size        bigint not null default 0 check (size >= 0),
  opened_at   timestamptz not null,
  -- Someone wants what was appended by then on the chain soon.
  anchor_wanted bigint not null default 0,
  anchor_trouble text,
  anchor_tried_at timestamptz,
  primary key (street, id),
  unique (street, origin),
  check ((sm2_public is null) = (sm2_private is null))
);

create table notary_leaves (
  street    text not null,
  log       text not null,
  index     bigint not null check (index >= 0),
  kind      text not null,
  -- The bytes that are hashed: canonical JSON. Bundles of entries count lengths in two bytes (C2SP tlog-tiles).
  body      bytea not null check (octet_length(body) between 2 and 65535),
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  at        timestamptz not null,
  primary key (street, log, index),
  foreign key (street, log) references notary_logs (street, id)
);

-- How far a log is integrated; apart from the log, so that sealing and appending do not wait for each other.
create table notary_trees (
  street text not null,
  log    text not null,
  size   bigint not null default 0 check (size >= 0),
  primary key (street, log),
  foreign key (street, log) references notary_logs (street, id)
);

-- Tiles of 256 hashes. The last of each level is not full yet and is only ever added to.
create table notary_tiles (
  street text not null,
  log    text not null,
  level  int not null check (level between 0 and 7),
  index  bigint not null check (index >= 0),
  hashes bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
  primary key (street, log, level, index),
  foreign key (street, log) references notary_logs (street, id)
);

create table notary_checkpoints (
  street text not null,
  log    text not null,
  size   bigint not null check (size > 0),
  root   bytea not null check (octet_length(root) = 32),
  -- The signed note, with the log's own signatures and no other.
  note   text not null,
  at     timestamptz not null,
  primary key (street, log, size),
  foreign key (street, log) references notary_logs (street, id)
);

create table notary_cosignatures (
  street  text not null,
  log     text not null,
  size    bigint not null,
  witness text not null,
  -- The signature line as it stands under the note.
  line    text not null,
  at      timestamptz not null,
  primary key (street, log, size, witness),
  foreign key (street, log, size) references notary_checkpoints (street, log, size)
);

-- Witnesses of this installation: the subdistrict's, and one beside each log.
create table notary_witnesses (
  street      text not null references streets,
  name        text not null check (name ~ '^[!-*,-~]{3,220}$'),
  title       jsonb not null,
  -- The log whose keepers it speaks for; none for the subdistrict's.
  log         text,
  public_key  bytea not null,
  private_key bytea not null,
  primary key (street, name),
  foreign key (street, log) references notary_logs (street, id)
);

-- The newest that a witness has signed of a log. It goes forward only.
create table notary_witnessed (
  street  text not null,
  witness text not null,
  origin  text not null,
  size    bigint not null check (size >= 0),
  root    bytea not null check (octet_length(root) = 32),
  at      timestamptz not null,
  primary key (street, witness, origin),
  foreign key (street, witness) references notary_witnesses (street, name)
);

-- A checkpoint that a chain holds.
create table notary_anchors (
  street      text not null,
  log         text not null,
  size        bigint not null,
  root        bytea not null check (octet_length(root) = 32),
  chain       text not null,
  chain_id    text not null,
  contract    text not null,
  transaction text not null,
  block       bigint not null,
  at          timestamptz not null,
  primary key (street, log, size, transaction),
  foreign key (street, log, size) references notary_checkpoints (street, log, size)
);

do $$
declare t text;
begin
  foreach t in array array['notary_logs', 'notary_leaves', 'notary_trees', 'notary_tiles', 'notary_checkpoints', 'notary_cosignatures',
      'notary_witnesses', 'notary_witnessed', 'notary_anchors'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (street = current_setting(''app.street'', true))', t || '_of_street', t);
    execute format('grant select, insert on %I to mofang_app', t);
  end loop;
end $$;
grant update (size, anchor_wanted, anchor_trouble, anchor_tried_at) on notary_logs to mofang_app;
grant update (size) on notary_trees to mofang_app;
grant update (hashes) on notary_tiles to mofang_app;
grant update (size, root, at) on notary_witnessed to mofang_app;
