-- What was attached, apart from its bytes: those are kept once by their SHA-256, whoever sent them.
create table attachments (
  street          text not null check (street ~ '^\d{9}$'),
  id              uuid not null,
  -- Of the bytes as they came, so that sending them again is known to change nothing.
  original_sha256 text not null check (original_sha256 ~ '^[0-9a-f]{64}$'),
  sha256          text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  small_sha256    text check (small_sha256 ~ '^[0-9a-f]{64}$'),
  mime            text not null check (mime in ('image/jpeg', 'application/pdf')),
  bytes           integer not null,
  width           integer,
  height          integer,
  taken_at        timestamptz,
  lng             double precision check (lng between -180 and 180),
  lat             double precision check (lat between -90 and 90),
  -- Null: someone without an account.
  uploaded_by     uuid,
  uploaded_at     timestamptz not null,
  case_id         uuid,
  primary key (street, id)
);
create index attachments_by_case on attachments (street, case_id) where case_id is not null;

alter table attachments enable row level security;
create policy attachments_of_street on attachments using (street = current_setting('app.street', true));
grant select, insert on attachments to mofang_app;
grant update (case_id) on attachments to mofang_app;
