import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from './db.ts'
import { onServer } from './db-server.ts'

// What keeps streets apart and lets them be spread over machines (Citus), asked of the catalogue: a new table that
// forgets it fails here.

let at: TestDatabase
beforeAll(async () => {
  at = await freshDatabase()
})
afterAll(() => at.drop())

const rows = <Row extends Record<string, unknown>>(sql: string, values: readonly unknown[] = []) =>
  onServer<Row>(at.ownerUrl, sql, values)

/** Tables without a street, with the reason; they stay on one machine or are copied to all. */
const everywhere: Readonly<Record<string, string>> = {
  streets: 'the list of tenants itself: a reference table',
  auth_accounts: 'one account may serve in several streets',
  auth_credentials: 'of an account',
  auth_sessions: 'of an account, looked up before a street is named',
  auth_verifications: 'of an account',
  auth_attempts: 'counted by the name that was typed',
  auth_password_history: 'of an account',
  auth_events: 'of an account, before a street is named',
  migrations: 'of the database itself',
}

const tables = `
  select c.oid, c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
    exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'street' and not a.attisdropped) as of_street
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') order by c.relname`

test('every table belongs to streets, or is known not to', async () => {
  const found = await rows<{ name: string; of_street: boolean }>(tables)
  expect(
    found
      .filter((table) => !table.of_street)
      .map((table) => table.name)
      .filter((name) => !(name in everywhere)),
  ).toEqual([])
  expect(found.filter((table) => table.of_street).length).toBeGreaterThan(15)
})

test('every table of streets is held by row-level security, for every act', async () => {
  const bare = await rows(`
    select t.name from (${tables}) t where t.of_street and (not t.secured or not exists (
      select 1 from pg_policy p where p.polrelid = t.oid and p.polcmd = '*' and p.polpermissive
        and pg_get_expr(p.polqual, p.polrelid) like '%street = current_setting(''app.street''%'))`)
  expect(bare).toEqual([])
  const others = await rows(`
    select p.polname, pg_get_expr(p.polqual, p.polrelid) as qual, pg_get_expr(p.polwithcheck, p.polrelid) as checked
    from pg_policy p where pg_get_expr(p.polqual, p.polrelid) <> '(street = current_setting(''app.street''::text, true))' or p.polwithcheck is not null`)
  // Of restricted tags a transaction sees none but the kinds that it has named, besides being held to its street.
  expect(others).toEqual([
    {
      polname: 'restricted_tags_opened',
      qual: `((street = current_setting('app.street'::text, true)) AND (tag = ANY (string_to_array(current_setting('app.restricted_tags'::text, true), ','::text))))`,
      checked: null,
    },
    // Besides the street's policy: of a target book nothing is removed that was once issued.
    { polname: 'targets_of_draft', qual: '(issued_deadline IS NULL)', checked: null },
    { polname: 'target_goals_of_draft', qual: '((issued_district IS NULL) AND (issued_own IS NULL))', checked: null },
    { polname: 'target_milestones_of_draft', qual: '(issued_due IS NULL)', checked: null },
  ])
})

test('the role that serves requests owns nothing, and is above no policy', async () => {
  expect(
    await rows(`select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'mofang_app'`),
  ).toEqual([])
  expect(
    await rows(
      `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication from pg_roles where rolname = 'mofang_app'`,
    ),
  ).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false }])
  const may = await rows<{ what: string }>(`
    select table_name || ' ' || lower(privilege_type) as what from information_schema.role_table_grants
    where grantee = 'mofang_app' and privilege_type in ('DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES') order by 1`)
  // What may be removed is no record of anything: sessions, failures, roles given, words for a search. Keys and finds of
  // registers are reckoned from their entries, and go when those say something else; what a file said row by row is kept
  // no longer than it is of use, and an open doubt goes with the import that raised it. What an act did to measures is moved to
  // their ledger; of a target book only what was never issued goes; of what a wallet showed, the acts tell.
  expect(
    may
      .map((each) => each.what)
      .filter(
        (what) =>
          !/^(auth_sessions|auth_verifications|auth_attempts|auth_password_history|staff_roles|jobs?|attachments|uploads|register_keys|register_finds|register_doubts|register_import_rows|measure_changes|credential_nonces|credential_requests|credential_sessions|targets|target_goals|target_milestones) delete$/.test(
            what,
          ),
      ),
  ).toEqual([])
})

test('every key begins with the street', async () => {
  const strays = await rows(`
    select i.indrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as index
    from pg_index i join (${tables}) t on t.oid = i.indrelid
    where t.of_street and i.indisunique and (select a.attname from pg_attribute a where a.attrelid = i.indrelid and a.attnum = i.indkey[0]) is distinct from 'street'`)
  expect(strays).toEqual([])
  const keyless = await rows(
    `select t.name from (${tables}) t where not exists (select 1 from pg_index i where i.indrelid = t.oid and i.indisprimary)`,
  )
  expect(keyless).toEqual([])
})

test('a table of streets refers along the street, or to the list of streets; nothing refers into it from outside', async () => {
  const references = await rows<{
    from: string
    to: string
    columns: string[]
    targets: string[]
    of_street: boolean
  }>(`
    select c.conrelid::regclass::text as from, c.confrelid::regclass::text as to,
      array(select a.attname::text from unnest(c.conkey) with ordinality k(n, i) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by k.i) as columns,
      array(select a.attname::text from unnest(c.confkey) with ordinality k(n, i) join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by k.i) as targets,
      t.of_street
    from pg_constraint c join (${tables}) t on t.oid = c.conrelid where c.contype = 'f'`)
  expect(references.length).toBeGreaterThan(15)
  const wrong = references.filter(({ to, columns, targets, of_street }) => {
    if (!of_street) return !(to in everywhere)
    if (to === 'streets') return columns.length !== 1 || columns[0] !== 'street'
    return columns[0] !== 'street' || targets[0] !== 'street' || columns.length < 2
  })
  expect(wrong).toEqual([])
})

test('nothing that a spread database refuses: no triggers, no keys that set null or default, no sequences', async () => {
  expect(await rows(`select tgname from pg_trigger where not tgisinternal`)).toEqual([])
  expect(
    await rows(
      `select conname from pg_constraint where contype = 'f' and (confdeltype in ('n', 'd') or confupdtype <> 'a')`,
    ),
  ).toEqual([])
  expect(
    await rows(
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'S'`,
    ),
  ).toEqual([])
})

test('a function that runs as the owner names its street and its search path, and is not for everyone', async () => {
  const loose = await rows(`
    select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and p.prosecdef and (
      not coalesce(array_to_string(p.proconfig, ',') like '%search_path=%', false) or has_function_privilege('public', p.oid, 'execute'))`)
  expect(loose).toEqual([])
})

test('with one street set, no row of another is seen, written or changed, in any table', async () => {
  const [here, there] = ['310107015', '310105008']
  const found = await rows<{ name: string }>(`select t.name from (${tables}) t where t.of_street`)
  const setUp = `insert into streets (code, name, district, lng, lat, phone) values ('${here}', '[]', '[]', 0, 0, ''), ('${there}', '[]', '[]', 0, 0, '');`
  // One row of each table in each street, without keys and checks: what is tried here is the policy alone.
  const fill = found.map(
    ({ name }) => `
    do $fill$ declare columns text; begin
      select string_agg(format('%I', a.attname), ',') into columns from pg_attribute a
        where a.attrelid = '${name}'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and (a.attnotnull or a.attname = 'street');
      execute (select format('insert into ${name} (%s) select %s from unnest(array[''${here}'', ''${there}'']) s(street)', columns,
        (select string_agg(case
          when a.attname = 'street' then 's.street'
          when t.typname in ('json', 'jsonb') then '''[]'''
          when t.typname = 'uuid' then 'gen_random_uuid()'
          when t.typname in ('timestamptz', 'date', 'timestamp') then 'now()'
          when t.typname = 'bool' then 'false'
          when t.typname in ('int2', 'int4', 'int8', 'float8', 'numeric') then '1'
          when t.typname = 'xid8' then 'pg_current_xact_id()'
          when t.typname = 'bytea' then '''x'''
          when left(t.typname, 1) = '_' then '''{}'''
          else 'gen_random_uuid()::text' end, ',' order by a.attnum)
          from pg_attribute a join pg_type t on t.oid = a.atttypid
          where a.attrelid = '${name}'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and (a.attnotnull or a.attname = 'street'))));
    end $fill$;`,
  )
  const drop = `
    do $drop$ declare k record; begin
      for k in select conrelid::regclass as name, conname from pg_constraint where contype in ('f', 'c') and conrelid <> 0 and connamespace = 'public'::regnamespace
        loop execute format('alter table %s drop constraint %I', k.name, k.conname); end loop;
    end $drop$;`
  await onServer(at.ownerUrl, `${setUp}${drop}${fill.join('')}`)
  for (const { name } of found) {
    expect([name, await rows(`select count(*)::int as n from ${name}`)]).toEqual([name, [{ n: 2 }]])
    const client = await at.database.pool.connect()
    try {
      // As a keeper of the kind, so that what is tried is to leave the street.
      const kinds = name === 'restricted_tags' ? await rows<{ tag: string }>(`select tag from restricted_tags`) : []
      await client.query(
        `begin; select set_config('app.street', '${here}', true), set_config('app.restricted_tags', '${kinds.map(({ tag }) => tag).join(',')}', true)`,
      )
      const tried = async (sql: string) => {
        await client.query('savepoint s')
        try {
          return (await client.query(sql)).rowCount
        } catch (cause) {
          return (cause as { code: string }).code
        } finally {
          await client.query('rollback to savepoint s')
        }
      }
      const seen = await tried(`select from ${name} where street = '${there}'`)
      // A table that the role may not even read is no worse.
      expect([name, seen === 0 || seen === '42501']).toEqual([name, true])
      const moved = await tried(`update ${name} set street = '${there}'`)
      expect([name, moved]).toEqual([name, '42501'])
      expect([
        name,
        [0, '42501'].includes(
          (await tried(`update ${name} set street = '${here}' where street = '${there}'`)) as never,
        ),
      ]).toEqual([name, true])
      expect([
        name,
        [0, '42501'].includes((await tried(`delete from ${name} where street = '${there}'`)) as never),
      ]).toEqual([name, true])
      const columns = await rows<{ list: string }>(
        `select string_agg(format('%I', attname), ',' order by attnum) as list from pg_attribute where attrelid = '${name}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      )
      const list = columns[0]!.list
      // A row of one's own, sent to another street.
      expect([
        name,
        await tried(`insert into ${name} (${list}) select ${list.replace(/\bstreet\b/, `'${there}'`)} from ${name}`),
      ]).toEqual([name, '42501'])
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
})
