import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/db.ts'
import { onServer } from '../../../test/db-server.ts'
import { foundingOf } from '../demo/registers.ts'
import { found, readFounding } from './founding.ts'

const now = new Date('2026-03-02T01:00:00Z')
let at: TestDatabase
beforeEach(async () => {
  at = await freshDatabase()
})
afterEach(() => at.drop())

const query = (statement: string) => onServer(at.ownerUrl, statement)

test('a founded street has its areas, its units, and three administrators who each have to change their password', async () => {
  const accounts = await found({ ownerUrl: at.ownerUrl, database: at.database }, foundingOf('310107015'), now)
  expect(accounts.map((account) => account.username)).toEqual([
    'system-310107015',
    'security-310107015',
    'audit-310107015',
  ])
  expect(new Set(accounts.map((account) => account.password)).size).toBe(3)
  expect(await query('select demo from streets')).toEqual([{ demo: false }])
  expect(await query('select role from staff_roles order by 1')).toEqual([
    { role: 'audit_admin' },
    { role: 'security_admin' },
    { role: 'system_admin' },
  ])
  expect(await query('select password_due_at from auth_accounts where password_due_at is null')).toEqual([])
  await expect(found({ ownerUrl: at.ownerUrl, database: at.database }, foundingOf('310107015'), now)).rejects.toThrow(
    '已存在',
  )
})

test('a street whose grids name no committee is refused, and nothing of it stays', async () => {
  const founding = foundingOf('310107015')
  const grids = founding.grids.map((grid) => ({ ...grid, committee: '310107015999' }))
  await expect(found({ ownerUrl: at.ownerUrl, database: at.database }, { ...founding, grids }, now)).rejects.toThrow()
  expect(await query('select code from streets')).toEqual([])
})

test('what is wrong in the description of a street is said with its place', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mofang-founding-'))
  try {
    const file = join(folder, 'street.json')
    await expect(readFounding(file)).rejects.toThrow('cannot read')
    await writeFile(file, '{')
    await expect(readFounding(file)).rejects.toThrow('JSON')
    await writeFile(
      file,
      JSON.stringify({ ...foundingOf('310107015'), units: [{ code: 'x', name: 'x', kind: 'shop' }] }),
    )
    await expect(readFounding(file)).rejects.toThrow('units.0.kind')
  } finally {
    await rm(folder, { recursive: true })
  }
})
