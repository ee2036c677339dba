import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '#platform/db'
import { stopPostmaster } from '../src/platform/db/postmaster.ts'
import { crash, enough } from './crashes.ts'
import { makeTestFolder } from './db-server.ts'

const kills = Number(process.env['MOFANG_CRASHES'] ?? 5)

test(`killed ${kills} times at random under load, it lost no acknowledged command, did none twice, and numbers have no holes`, async () => {
  const data = makeTestFolder()
  try {
    const command = ['--import', 'tsx', join(packageRoot, 'src/app/server/cli.ts')]
    const seed = process.env['MOFANG_CRASHES_SEED'] ?? 'first'
    const told = await crash(data, command, kills, seed)
    expect(told.faults, `with MOFANG_CRASHES_SEED=${seed}`).toEqual([])
    expect(told.acknowledged).toBeGreaterThan(kills * enough)
    expect(told.retried).toBeGreaterThan(0)
  } finally {
    await stopPostmaster(join(data, 'postgres'))
    rmSync(data, { recursive: true, force: true })
  }
}, 900_000)
