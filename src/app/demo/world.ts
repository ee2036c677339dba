import { sql } from 'kysely'
import type { Database } from '#platform/db'
import type { Implementation } from '#platform/operations'
import type { CredentialsDeps } from '#engines/credentials'
import { streets } from '#engines/registers/shared'
import { analyze } from '../server/database.ts'
import { fillCommittees } from './committees.ts'
import { fillLiving } from './living.ts'
import { fillRegisters } from './registers.ts'
import { fillResidents } from './residents/fill-residents.ts'
import { judgeDoubts } from './residents/judge-doubts.ts'
import { fillTargets } from './targets.ts'
import { fillTaxes } from './taxes.ts'
import { fillVotes } from './votes.ts'

export interface DemoSteps {
  readonly ownerUrl: string
  readonly database: Database
  readonly implementations: readonly Implementation[]
  readonly credentials: CredentialsDeps
  readonly dataFolder: string
  readonly now: Date
  say(line: string): void
  progress(done: number, total: number): void
}

/** Whether nobody has set up a street here yet. */
export async function isEmpty(database: Database): Promise<boolean> {
  const { rows } = await sql`select 1 from streets limit 1`.execute(database.kysely)
  return rows.length === 0
}

export async function hasDemo(database: Database): Promise<boolean> {
  const { rows } = await sql`select 1 from streets where demo limit 1`.execute(database.kysely)
  return rows.length > 0
}

export async function buildDemoWorld({
  ownerUrl,
  database,
  implementations,
  credentials,
  dataFolder,
  now,
  say,
  progress,
}: DemoSteps): Promise<void> {
  say('布置演示街道：居委会、网格、地址、单位、人员 / Setting up the demonstration subdistricts')
  await fillRegisters(ownerUrl, database, now)
  say('演示底仓：小区、楼栋、居民、企业 / Filling the registers with invented people and firms')
  for (const { code } of streets) {
    await fillResidents(database, code, now, () => analyze(ownerUrl, 'register_entries'))
    await judgeDoubts(database, implementations, code, now)
  }
  say('演示案件按真实流程办理 / Performing the demonstration cases')
  await fillLiving(database, implementations, dataFolder, now, progress)
  await fillTaxes(database, implementations, now)
  await fillTargets(database, implementations, now)
  await fillCommittees(database, implementations, now)
  say('演示业主表决：各类事项、各个阶段 / Holding the demonstration votes')
  await fillVotes({ database, implementations, credentials, dataFolder, now })
}
