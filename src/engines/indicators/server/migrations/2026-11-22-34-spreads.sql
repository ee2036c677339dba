-- Where the middle of a cell lies, so that a median reads a few of its amounts and not all: how many amounts fall into each
-- bucket. A bucket is one amount below 32, then a sixteenth of an octave (32 to 63 by twos, 64 to 127 by fours …).
create function measures_octave(amount integer) returns integer language sql immutable parallel safe
  return width_bucket(amount, array[16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144, 524288, 1048576,
    2097152, 4194304, 8388608, 16777216, 33554432, 67108864, 134217728, 268435456, 536870912, 1073741824]);
create function measures_bucket(amount integer) returns integer language sql immutable parallel safe
  return case when amount < 16 then amount
    else measures_octave(amount) * 16 + (amount >> (measures_octave(amount) - 1)) - 16 end;

-- A count at its place in a number of eight digits for each: to add such numbers is to add all their counts at once.
create function measures_packed(place integer, counted bigint) returns numeric language sql immutable parallel safe
  return counted * ('1e' || 8 * place)::numeric;

-- Buckets, and the same by whole octaves.
create table measure_spreads (
  street     text not null,
  definition integer not null,
  grain      "char" not null check (grain in ('d', 'm')),
  dimension  "char" not null check (dimension in ('a', 'c', 'g', 'u', 'k', 's', 'h')),
  day        date not null,
  member     text collate "C" not null,
  octaves    numeric not null,
  buckets    numeric not null,
  primary key (street, grain, dimension, definition, day, member)
) with (fillfactor = 70, toast_tuple_target = 8160);

-- The amounts between which the middle one lies, and how many are below them. Where there are few, all are as soon read.
create function measures_middle(octaves numeric, buckets numeric, out total bigint, out below bigint, out low integer, out high integer)
language plpgsql immutable parallel safe as $$
declare
  octave integer := 0;
  bucket integer := 0;
  up_to bigint;
  half bigint;
  digits text;
  places integer;
begin
  below := 0;
  low := 0;
  high := 2147483647;
  -- Casting out: what the groups of eight digits add up to.
  total := octaves % 99999999;
  if total <= 32 or buckets <= 0 then return; end if;
  half := (total + 1) / 2;
  digits := octaves::text;
  places := length(digits) - 7;
  loop
    up_to := below + substr(digits, places, 8)::bigint;
    exit when up_to >= half or places <= 1;
    below := up_to;
    places := places - 8;
    octave := octave + 1;
  end loop;
  -- As bytes: a text of thousands of digits is walked from its start to find a place in it.
  digits := buckets::text;
  digits := encode(substr(digits::bytea, octet_length(digits) - 127 - 128 * octave, 128), 'escape');
  places := length(digits) - 7;
  loop
    up_to := below + substr(digits, places, 8)::bigint;
    exit when up_to >= half or places <= 1;
    below := up_to;
    places := places - 8;
    bucket := bucket + 1;
  end loop;
  if octave = 0 then
    low := bucket;
    high := bucket;
  else
    low := (16 + bucket) << (octave - 1);
    high := low + (1 << (octave - 1)) - 1;
  end if;
end $$;

insert into measure_spreads (street, definition, grain, dimension, day, member, octaves, buckets)
select street, definition, grain, dimension, day, member,
  sum(measures_packed(measures_bucket(heap) / 16, counted)), sum(measures_packed(measures_bucket(heap), counted))
from measure_heaps group by 1, 2, 3, 4, 5, 6;

alter table measure_spreads enable row level security;
create policy measure_spreads_of_street on measure_spreads using (street = current_setting('app.street', true));
grant select, insert, update on measure_spreads to mofang_app;
