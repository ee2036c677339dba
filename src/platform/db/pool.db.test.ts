import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/db.ts'
import type { TestDatabase } from '../../../test/db.ts'
import { openDatabase } from './index.ts'
import type { Tx } from './index.ts'

declare module '#platform/db' {
  interface Schema {
    pool_test_notes: { street: string; id: number; body: string }
  }
}

let at: TestDatabase

beforeEach(async () => {
  at = await freshDatabase()
  await asOwner(`
    create table pool_test_notes (street text, id int, body text not null, primary key (street, id));
    alter table pool_test_notes enable row level security;
    create policy street on pool_test_notes using (street = current_setting('app.street', true));
    grant select, insert, update, delete on pool_test_notes to mofang_app`)
})

afterEach(() => at.drop())

async function asOwner(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: at.ownerUrl })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

async function write(tx: Tx, street: string, id: number): Promise<void> {
  await tx.insertInto('pool_test_notes').values({ street, id, body: '漏水' }).execute()
}

async function readAll(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.selectFrom('pool_test_notes').select(['street', 'id']).orderBy('id').execute()
  return rows.map((row) => `${row.street}/${row.id}`)
}

test('a transaction sees and writes its own street only', async () => {
  const { database } = at
  await database.transaction('310107015', (tx) => write(tx, '310107015', 1))
  await database.transaction('310105008', (tx) => write(tx, '310105008', 2))
  expect(await database.transaction('310107015', readAll)).toEqual(['310107015/1'])
  expect(await database.transaction('310105008', readAll)).toEqual(['310105008/2'])
  await expect(database.transaction('310107015', (tx) => write(tx, '310105008', 3))).rejects.toThrow(
    'row-level security',
  )
})

test('outside of a transaction no street is seen, also on a connection that just served one', async () => {
  const database = openDatabase(at.appUrl, { maxConnections: 1 })
  try {
    await database.transaction('310107015', (tx) => write(tx, '310107015', 1))
    expect(await database.kysely.selectFrom('pool_test_notes').select('id').execute()).toEqual([])
  } finally {
    await database.close()
  }
})

test('a street with a quote in its name stays text', async () => {
  const street = `x', true); drop table pool_test_notes; --\\`
  await at.database.transaction(street, (tx) => write(tx, street, 1))
  expect(await at.database.transaction(street, readAll)).toEqual([`${street}/1`])
})

test('what throws leaves nothing', async () => {
  const { database } = at
  const run = database.transaction('310107015', async (tx) => {
    await write(tx, '310107015', 1)
    throw new Error('refused')
  })
  await expect(run).rejects.toThrow('refused')
  expect(await database.transaction('310107015', readAll)).toEqual([])
})

test('a transaction whose failed query was swallowed does not pass for saved', async () => {
  const { database } = at
  const run = database.transaction('310107015', async (tx) => {
    await write(tx, '310107015', 1)
    await sql`select 1 / 0`.execute(tx).catch(() => {})
  })
  await expect(run).rejects.toThrow('nothing was saved')
  expect(await database.transaction('310107015', readAll)).toEqual([])
})

test('a last statement that fails undoes what was done before it, and says why', async () => {
  const { database } = at
  const insert = (id: number) => sql`insert into pool_test_notes (street, id, body) values ('310107015', ${id}, '漏水')`
  const run = (first: number, closing: number) =>
    database.transaction('310107015', async (tx, last) => {
      last(insert(closing))
      await write(tx, '310107015', first)
    })
  await run(1, 2)
  await expect(run(3, 1)).rejects.toMatchObject({ code: '23505' })
  expect(await database.transaction('310107015', readAll)).toEqual(['310107015/1', '310107015/2'])
})

test('a transaction that asks nothing is none', async () => {
  expect(await at.database.transaction('310107015', () => Promise.resolve(1))).toBe(1)
})

test('a lost connection is an error of the transaction that used it, and the next one works', async () => {
  const database = openDatabase(at.appUrl, { maxConnections: 1, onIdleError: () => {} })
  try {
    const run = database.transaction('310107015', async (tx) => {
      await write(tx, '310107015', 1)
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await asOwner(`select pg_terminate_backend(${rows[0]?.pid ?? 0})`)
      return await readAll(tx)
    })
    await expect(run).rejects.toThrow(/terminat|Connection/i)
    expect(await database.transaction('310107015', readAll)).toEqual([])
  } finally {
    await database.close()
  }
})

test('an idle connection that breaks is reported and replaced', async () => {
  const reported: string[] = []
  const database = openDatabase(at.appUrl, { maxConnections: 1, onIdleError: (error) => reported.push(error.message) })
  try {
    const { rows } = await database.pool.query<{ pid: number }>('select pg_backend_pid() as pid')
    await asOwner(`select pg_terminate_backend(${rows[0]?.pid ?? 0})`)
    await expect.poll(() => reported.length).toBe(1)
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  } finally {
    await database.close()
  }
})

test('numbers, dates and amounts arrive as what they are', async () => {
  const { pool } = at.database
  const { rows } = await pool.query(`select 9007199254740991::int8 as big, count(*) as many, '2026-02-28'::date as day,
    1.10::numeric as area, array[1, null]::int8[] as bigs, array['2026-02-28'::date] as days,
    array[1.10]::numeric[] as areas, '2026-02-28T16:00:00Z'::timestamptz as instant`)
  expect(rows).toEqual([
    {
      big: 9007199254740991,
      many: 1,
      day: '2026-02-28',
      area: '1.10',
      bigs: [1, null],
      days: ['2026-02-28'],
      areas: ['1.10'],
      instant: '2026-02-28T16:00:00.000Z',
    },
  ])
  await expect(pool.query('select 9007199254740993::int8')).rejects.toThrow('too large for a number')
})
