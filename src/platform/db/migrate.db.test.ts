import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyDatabase } from '../../../test/db.ts'
import type { TestDatabase } from '../../../test/db.ts'
import { migrate } from './index.ts'

const appPassword = 'only-for-tests'

let at: TestDatabase
let place: string

beforeEach(async () => {
  at = await emptyDatabase()
  place = mkdtempSync(join(tmpdir(), 'migrations-'))
})

afterEach(async () => {
  await at.drop()
  rmSync(place, { recursive: true, force: true })
})

function write(engine: string, name: string, sql: string): void {
  const folder = join(place, 'engines', engine, 'server', 'migrations')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), sql)
}

async function run(): Promise<readonly string[]> {
  return await migrate(at.ownerUrl, { appPassword, dirs: [place] })
}

async function ask(sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: at.ownerUrl })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('migrations run once, in the order of their names over all engines', async () => {
  write('cases', '2026-03-02-01-cases.sql', 'create table cases (id int references people)')
  write('people', '2026-03-01-01-people.sql', 'create table people (id int primary key); insert into people values (1)')
  expect(await run()).toEqual(['2026-03-01-01-people.sql', '2026-03-02-01-cases.sql'])
  expect(await run()).toEqual([])
  write('people', '2026-03-03-01-more-people.sql', 'insert into people values (2)')
  expect(await run()).toEqual(['2026-03-03-01-more-people.sql'])
  expect(await ask('select id from people order by id')).toEqual([{ id: 1 }, { id: 2 }])
})

test('two starters at the same instant run each migration once', async () => {
  write('people', '2026-03-01-01-people.sql', 'create table people (id int); insert into people values (1)')
  const ran = await Promise.all([run(), run(), run()])
  expect(ran.flat()).toEqual(['2026-03-01-01-people.sql'])
  expect(await ask('select id from people')).toEqual([{ id: 1 }])
})

test('a migration that was changed after it ran stops the start and says what to do', async () => {
  write('people', '2026-03-01-01-people.sql', 'create table people (id int)')
  await run()
  write('people', '2026-03-01-01-people.sql', 'create table people (id bigint)')
  await expect(run()).rejects.toThrow(
    'The migration 2026-03-01-01-people.sql was changed after this database ran it. Put the file back as it was',
  )
})

test('a database that is newer than the program stops the start', async () => {
  write('people', '2026-03-01-01-people.sql', 'create table people (id int)')
  await run()
  rmSync(join(place, 'engines'), { recursive: true })
  await expect(run()).rejects.toThrow('This database is newer than the program: it ran 2026-03-01-01-people.sql')
})

test('a failing migration leaves nothing of itself and names its line', async () => {
  write('people', '2026-03-01-01-people.sql', 'create table people (id int);\nselect nothing from nowhere;\n')
  await expect(run()).rejects.toThrow(
    'The migration 2026-03-01-01-people.sql failed and was undone: relation "nowhere" does not exist (line 2)',
  )
  expect(await ask(`select to_regclass('people') as people`)).toEqual([{ people: null }])
  expect(await ask('select count(*)::int from migrations')).toEqual([{ count: 0 }])
})

test('a name that does not sort, and the same name twice, are refused', async () => {
  write('people', 'people.sql', 'select 1')
  await expect(run()).rejects.toThrow('needs a name like 2026-03-01-01-cases.sql')
  rmSync(join(place, 'engines'), { recursive: true })
  write('people', '2026-03-01-01-people.sql', 'select 1')
  write('cases', '2026-03-01-01-people.sql', 'select 1')
  await expect(run()).rejects.toThrow('Two migrations are named 2026-03-01-01-people.sql')
})

test('the job queue has its tables, and migrations may speak of them', async () => {
  write('jobs', '2026-03-01-01-jobs.sql', 'grant usage on schema graphile_worker to mofang_app')
  await run()
  expect(await ask(`select to_regproc('graphile_worker.add_job') is not null as there`)).toEqual([{ there: true }])
})

test('an owner who may not create roles goes on when the role is there', async () => {
  const name = `migrator_${at.name}`
  await run()
  await ask(`create role ${name} login password 'p'; alter database ${at.name} owner to ${name};
    alter table migrations owner to ${name}; alter schema graphile_worker owner to ${name};
    grant all on all tables in schema graphile_worker to ${name}; alter schema public owner to ${name}`)
  try {
    const url = new URL(at.ownerUrl)
    url.username = name
    url.password = 'p'
    write('people', '2026-03-01-01-people.sql', 'create table people (id int)')
    expect(await migrate(url.href, { appPassword, dirs: [place] })).toEqual(['2026-03-01-01-people.sql'])
  } finally {
    await ask(`reassign owned by ${name} to current_user; drop owned by ${name}; drop role ${name}`)
  }
})
