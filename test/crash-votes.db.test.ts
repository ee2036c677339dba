import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '#platform/db'
import { stopPostmaster } from '../src/platform/db/postmaster.ts'
import { crashCasting } from './crash-votes.ts'
import { makeTestFolder } from './db-server.ts'

const owners = 60

test.each([
  ['each owner votes once', 4, false],
  ['some vote again', 3, true],
] as const)(
  'where %s and the server is killed %d times, no ballot is lost or counted twice',
  async (_, kills, revotes) => {
    const data = makeTestFolder()
    const seed = process.env['MOFANG_CRASHES_SEED'] ?? 'first'
    try {
      const command = ['--import', 'tsx', join(packageRoot, 'src/app/server/cli.ts')]
      const told = await crashCasting(data, command, { owners, kills, revotes, seed })
      expect(told.faults, `with MOFANG_CRASHES_SEED=${seed}`).toEqual([])
      expect(told.acknowledged).toBe(owners + (revotes ? owners / 4 : 0))
      expect(told.retried).toBeGreaterThan(0)
    } finally {
      await stopPostmaster(join(data, 'postgres'))
      rmSync(data, { recursive: true, force: true })
    }
  },
  900_000,
)
