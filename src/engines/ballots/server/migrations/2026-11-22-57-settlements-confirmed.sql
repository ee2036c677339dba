-- Who is one owner and whose a home is: what the convener put right alone waits for the registry.
alter table vote_settlements
  add column confirmed_by uuid,
  add column confirmed_name text,
  add column confirmed_at timestamptz,
  add check ((confirmed_by is null) = (confirmed_at is null));
grant update (confirmed_by, confirmed_name, confirmed_at) on vote_settlements to mofang_app;
