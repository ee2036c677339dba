import { expect, test } from 'vitest'
import { freshDatabase } from './db.ts'
import { onServer } from './db-server.ts'

test('each test has a migrated database of its own, and drops it', async () => {
  const [one, two] = await Promise.all([freshDatabase(), freshDatabase()])
  expect(one.name).not.toBe(two.name)
  await onServer(one.ownerUrl, 'create table mine (id int)')
  expect(await onServer(two.ownerUrl, `select to_regclass('mine') as mine`)).toEqual([{ mine: null }])
  const { rows } = await two.database.pool.query('select current_user as who, current_database() as what')
  expect(rows).toEqual([{ who: 'mofang_app', what: two.name }])
  await expect(two.database.pool.query('create table mine (id int)')).rejects.toThrow('permission denied')

  await two.drop()
  expect(await onServer(one.ownerUrl, 'select 1 from pg_database where datname = $1', [two.name])).toEqual([])
  await one.drop()
})
