import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate, startEmbedded } from '#platform/db'
import { stopPostmaster } from '../src/platform/db/postmaster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: TestServer
  }
}

/** A server and the database on it that every test's own is copied from. */
export interface TestServer {
  readonly serverUrl: string
  readonly template: string
  readonly appPassword: string
}

const quickButForgetful = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' }
const folderPrefix = 'mofang-test-'

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const own = process.env.TEST_DATABASE_URL
  const embedded = own === undefined ? await startInMemory() : undefined
  const serverUrl = own ?? embedded?.ownerUrl ?? ''
  const template = `mofang_test_${process.pid}`
  const server = { serverUrl, template, appPassword: 'only-for-tests' }

  await onServer(serverUrl, `create database ${template} template template0 encoding 'UTF8'`)
  await migrate(withDatabase(serverUrl, template), { appPassword: server.appPassword })
  project.provide('databaseServer', server)

  return async () => {
    if (embedded) return await embedded.remove()
    for (const name of await databasesOf(server)) await onServer(serverUrl, `drop database ${name} with (force)`)
  }
}

async function startInMemory(): Promise<{ ownerUrl: string; remove: () => Promise<void> }> {
  await sweep()
  const folder = makeTestFolder()
  const server = await startEmbedded(folder, { settings: quickButForgetful })
  const remove = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ownerUrl: server.ownerUrl, remove }
}

/** A data folder that the next test run clears away, its server first, should this one be killed. */
export function makeTestFolder(): string {
  return mkdtempSync(join(roomyFolder(), `${folderPrefix}${process.pid}-`))
}

/** In memory a copied database costs 14 ms instead of 50 to 300; but containers often have only 64 MB of it. */
function roomyFolder(): string {
  if (!existsSync('/dev/shm')) return tmpdir()
  const { bavail, bsize } = statfsSync('/dev/shm')
  return bavail * bsize > 1024 ** 3 ? '/dev/shm' : tmpdir()
}

async function sweep(): Promise<void> {
  const place = roomyFolder()
  for (const name of readdirSync(place).filter((entry) => entry.startsWith(folderPrefix))) {
    const runner = name.slice(folderPrefix.length).split('-')[0] ?? ''
    if (isAlive(runner)) continue
    await stopPostmaster(join(place, name, 'postgres'))
    rmSync(join(place, name), { recursive: true, force: true })
  }
}

function isAlive(pid: string): boolean {
  try {
    // Empty for a process that ended and that nobody has asked about since.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''
  } catch {
    return false
  }
}

async function databasesOf(server: TestServer): Promise<readonly string[]> {
  const sql = 'select datname as name from pg_database where starts_with(datname, $1) order by datname desc'
  return (await onServer<{ name: string }>(server.serverUrl, sql, [server.template])).map((row) => row.name)
}

export async function onServer<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql, [...values])).rows
  } finally {
    await client.end()
  }
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
