import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#platform/config'
import { openVerifyPool } from '#engines/ballots'
import { openNotary } from '#engines/notary'
import { openDatabaseOf, type OpenedDatabase } from '../server/database.ts'
import { aCompound, type Compound } from './compound.ts'
import type { Clock } from './vote.ts'

export interface SimulatedWorld {
  readonly opened: OpenedDatabase
  readonly database: OpenedDatabase['database']
  readonly compound: Compound
  readonly clock: Clock
  readonly deps: { readonly verify: ReturnType<typeof openVerifyPool>['verify'] }
  readonly secret: string
  close(): Promise<void>
}

/** A database of its own, gone afterwards, with one compound in it. */
export async function aSimulatedWorld(owners: number, trustees: number): Promise<SimulatedWorld> {
  const data = mkdtempSync(join(tmpdir(), 'mofang-simulation-'))
  const { databaseUrl: _, databaseAppUrl: __, ...config } = readConfig({})
  const clock: Clock = { now: '2026-11-02T01:00:00.000Z' }
  const secret = 'a simulation keeps no secrets, but needs one'
  const opened = await openDatabaseOf({ ...config, data } as ReturnType<typeof readConfig>)
  const pool = openVerifyPool()
  const close = async () => {
    await pool.close()
    await opened.close()
    rmSync(data, { recursive: true, force: true })
  }
  try {
    openNotary({ secret, now: () => new Date(clock.now) })
    const compound = await aCompound(opened.database, opened.ownerUrl, owners, trustees)
    return { opened, database: opened.database, compound, clock, deps: { verify: pool.verify }, secret, close }
  } catch (thrown) {
    await close()
    throw thrown
  }
}
