import pg from 'pg'
import type { Database } from '#platform/db'
import { describe } from '../src/app/demo/descriptions.ts'
import { knownAddresses, placeFor } from '../src/app/demo/living.ts'
import { readPlan } from '../src/app/demo/replay.ts'
import { makeRng, pick } from '../src/app/demo/rng.ts'

/** Words of the search that the texts have many times, now and then, a few times and never. */
export const rareWord = '鳄鱼'
export const missingWord = '犀牛'

const kinds = 20_000
const days = 1000

export interface Filling {
  readonly street: string
  readonly total: number
  readonly open: number
  readonly now: Date
}

/** Texts as the demonstration tells them, in the proportions of a real year, at the street's own addresses. */
async function textsOf(database: Database, street: string): Promise<readonly (readonly unknown[])[]> {
  const { flows } = readPlan('changshou-2023')
  const addresses = await knownAddresses(database, street)
  const rng = makeRng('bench texts')
  const drawn = flows.flatMap((flow) => {
    const share = flow.found / flows.reduce((sum, each) => sum + each.found, 0)
    return Array.from({ length: Math.ceil(share * kinds) }, () => flow)
  })
  return drawn.map((flow, n) => {
    const categories = Object.entries(flow.categories).flatMap(([key, weight]) =>
      Array.from({ length: weight }, () => key),
    )
    const category = pick(rng, categories)
    const address = placeFor(addresses, category, rng)
    const { title, text } = describe(category, address, rng, flow.source === 'hotline' ? 'caller' : 'patrol')
    return [
      n,
      flow.type,
      flow.source,
      category,
      title.slice(0, 100),
      text,
      address.id,
      address.text,
      address.committee,
      address.grid,
    ]
  })
}

async function insertMany(
  client: pg.Client,
  table: string,
  types: readonly string[],
  rows: readonly (readonly unknown[])[],
) {
  const arrays = types.map((type, at) => `$${at + 1}::${type}[]`).join(', ')
  await client.query(
    `insert into ${table} select * from unnest(${arrays})`,
    types.map((_, at) => rows.map((row) => row[at])),
  )
}

/** Fills one street with cases as years would leave them: nearly all closed, the newest still open. */
export async function fillCases(
  ownerUrl: string,
  database: Database,
  { street, total, open, now }: Filling,
): Promise<void> {
  const texts = await textsOf(database, street)
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`set synchronous_commit = off; set maintenance_work_mem = '512MB'; set timezone = 'UTC'`)
    // References were right where the rows were made; checking a million of them is not what is measured.
    await client.query(`set session_replication_role = replica; select setseed(0.42)`)
    await client.query(`create temp table texts (n int primary key, type text, source text, category text, title text,
      description text, address_id uuid, place text, committee text, grid text)`)
    const types = ['int', 'text', 'text', 'text', 'text', 'text', 'uuid', 'text', 'text', 'text']
    await insertMany(client, 'texts', types, texts)
    await client.query(`create temp table hands as select row_number() over () - 1 as n, u.id as unit, s.id as hand
      from units u join lateral (select id from staff s where s.street = u.street and s.unit = u.id order by id limit 1) s on true
      where u.street = '${street}'`)
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select indexname as name, indexdef as definition from pg_indexes
       where schemaname = 'public' and tablename in ('cases', 'case_words', 'tasks') and indexdef not like 'CREATE UNIQUE%'`,
    )
    for (const { name } of indexes) await client.query(`drop index ${name}`)
    await client.query(insertCases, [street, total, open, now.toISOString(), days, texts.length, rareWord])
    await client.query(insertWords, [street])
    await client.query(insertTasks, [street])
    for (const { definition } of indexes) await client.query(definition)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

const insertCases = `
  with drawn as (
    select n, random() as a, random() as b, random() as c, floor(random() * $6::int)::int as text,
      floor(random() * (select count(*) from hands))::int as hand,
      date_trunc('milliseconds', $4::timestamptz - interval '1 hour' - (($2::int - n)::float8 / $2::int) * $5::int * interval '1 day') as reported_at
    from generate_series(1, $2::int) n
  ), shaped as (
    select d.*, t.*, h.unit, h.hand as person, d.n > $2::int - $3::int as is_open, d.n as nth,
      (lpad(to_hex((extract(epoch from d.reported_at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(floor(random() * 4096)::int), 3, '0')
        || 'b' || substr(md5(random()::text), 1, 15))::uuid as id,
      to_char(d.reported_at, 'YYYYMMDD') || $1 || 'G' || lpad(d.n::text, 7, '0') as number,
      case when d.n % greatest($2::int / 12, 1) = 7 then '，有居民称见到' || $7::text else '' end as rare,
      case when d.b < 0.05 then 'reported' when d.b < 0.08 then 'accepted' when d.b < 0.12 then 'registered'
        when d.b < 0.25 then 'dispatched' when d.b < 0.8 then 'disposing' when d.b < 0.93 then 'checking' else 'visiting' end as open_state
    from drawn d join texts t on t.n = d.text join hands h on h.n = d.hand
  )
  insert into cases (street, id, number, type, type_version, state, open, source, upstream_no, title, description, category, answers,
    address_id, place, lng, lat, committee, grid, lead_unit, handler, created_by, returned_count, rework_count, extension_count, reopen_count,
    supervised, parked, difficult, self_disposed, on_time, satisfaction, next_kind, next_due, next_half, next_orange, reported_at, accepted_at,
    registered_at, dispatched_at, signed_at, fed_back_at, checked_at, closed_at, checked_by, follow_code, version,
    to_dispose_at, disposed_at, disposed_on_time, to_close_at, closed_on_time, registered_on_time, dispatched_on_time, checked_on_time)
  select $1, id, number, type, 1, case when is_open then open_state else 'closed' end, is_open, source,
    case when source <> 'inspector' then upper(substr(type, 1, 2)) || lpad(nth::text, 9, '0') end, title, description || rare, category, '{}',
    address_id, place, 121.43 + a * 0.02, 31.23 + c * 0.02, committee, grid,
    case when not is_open or open_state not in ('reported', 'accepted', 'registered') then unit end,
    case when not is_open or open_state in ('disposing', 'checking', 'visiting') then person end, null,
    (a < 0.03)::int, (c < 0.02)::int, 0, 0, case when c < 0.01 then 2 else 0 end, is_open and c > 0.98, false, a < 0.5 and not is_open,
    case when not is_open then a < 0.97 end, case when not is_open and source = 'hotline' then case when c < 0.9 then 'satisfied' else 'fair' end end,
    case when is_open then 'dispose' end,
    case when is_open then $4::timestamptz + (b - 0.1) * interval '10 days' end, case when is_open then $4::timestamptz + (b - 0.3) * interval '10 days' end,
    case when is_open then $4::timestamptz + (b - 0.15) * interval '10 days' end,
    reported_at, reported_at + interval '5 min', reported_at + interval '9 min', reported_at + interval '20 min', reported_at + interval '1 hour',
    case when not is_open then reported_at + a * interval '2 days' end, case when not is_open then reported_at + a * interval '3 days' end,
    case when not is_open then reported_at + a * interval '3 days' end, case when not is_open then gen_random_uuid() end,
    upper(substr(md5(id::text), 1, 12)), 5,
    reported_at + least(a, 0.9) * interval '2 days', case when not is_open then reported_at + a * interval '2 days' end, case when not is_open then a < 0.97 end,
    reported_at + least(a, 0.9) * interval '3 days', case when not is_open then a < 0.97 end, b < 0.95, c < 0.95, case when not is_open then b < 0.9 end
  from shaped order by nth`

const insertWords = `
  insert into case_words (street, case_id, reported_at, words, created_by)
  select street, id, reported_at, lower(concat_ws(' ', number, upstream_no, title, place, left(description, 1000))), created_by from cases
  where street = $1 order by reported_at`

const insertTasks = `
  insert into tasks (street, id, case_id, unit, role, state, handler, step, dispatched_at, signed_at, fed_back_at, case_open)
  select street, gen_random_uuid(), id, lead_unit, 'lead',
    case when state = 'dispatched' then 'dispatched' when state = 'disposing' then 'signed' else 'fed_back' end,
    handler, 0, dispatched_at, signed_at, case when state not in ('dispatched', 'disposing') then coalesce(fed_back_at, signed_at) end, open
  from cases where street = $1 and lead_unit is not null`
