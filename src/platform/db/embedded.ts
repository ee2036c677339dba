import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import * as fs from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { appUrlOf } from './app-role.ts'
import { findLauncher } from './embedded-binaries.ts'
import type { Launcher } from './embedded-binaries.ts'
import { findPostmaster, forgetDeadPostmaster, stopPostmaster } from './postmaster.ts'
import { keepSecrets } from './secrets.ts'

export interface EmbeddedDatabase {
  readonly ownerUrl: string
  readonly appUrl: string
  /** What migrate() shall let the application's role log in with. */
  readonly appPassword: string
  /** The server was running already, left behind by a killed parent or started by a living one. */
  readonly adopted: boolean
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Settings of postgresql.conf, for a server that has to be started. */
  readonly settings?: Readonly<Record<string, string>>
}

type UrlAt = (port: number, database: string) => string

const owner = 'mofang'
const database = 'mofang'

/** Runs the PostgreSQL that npm brought, with its cluster, log and passwords in the data folder. */
export async function startEmbedded(dataFolder: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const folder = resolve(dataFolder)
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const cluster = join(folder, 'postgres')
  const release = await lock(folder)
  try {
    const secrets = keepSecrets(folder, fs.existsSync(cluster))
    const urlAt = (port: number, name: string) =>
      `postgres://${owner}:${secrets.databaseOwnerPassword}@127.0.0.1:${port}/${name}`
    const running = await waitUntilReady(folder, urlAt, () => findPostmaster(cluster) !== undefined)
    const port = running ?? (await startServer(folder, secrets.databaseOwnerPassword, options.settings ?? {}, urlAt))
    await ensureDatabase(urlAt(port, 'postgres'))
    const ownerUrl = urlAt(port, database)
    return {
      ownerUrl,
      appUrl: appUrlOf(ownerUrl, secrets.databaseAppPassword),
      appPassword: secrets.databaseAppPassword,
      adopted: running !== undefined,
      stop: () => stopPostmaster(cluster),
    }
  } finally {
    release()
  }
}

/** Made in a sibling folder and renamed, so that a first start that is killed leaves nothing half made. */
async function createCluster(launcher: Launcher, folder: string, password: string): Promise<void> {
  const half = join(folder, 'postgres.new')
  fs.rmSync(half, { recursive: true, force: true })
  fs.mkdirSync(half, { mode: 0o700 })
  const handOver = fs.mkdtempSync(join(tmpdir(), 'mofang-'))
  const passwordFile = join(handOver, 'password')
  fs.writeFileSync(passwordFile, password, { mode: 0o600 })
  for (const path of [half, handOver, passwordFile]) giveTo(launcher, path)
  try {
    // With the locale C the word search would find nothing in Chinese.
    const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8', '--encoding=UTF8']
    const access = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`, `--username=${owner}`]
    const initdb = launch(launcher, folder, 'initdb', ['-D', half, ...locale, ...access])
    if ((await exitCode(initdb)) !== 0) {
      throw new Error(`PostgreSQL could not make its files. ${hintFor(launcher)}${lastWords(folder)}`)
    }
  } finally {
    fs.rmSync(handOver, { recursive: true, force: true })
  }
  fs.renameSync(half, join(folder, 'postgres'))
}

async function startServer(
  folder: string,
  password: string,
  settings: Readonly<Record<string, string>>,
  urlAt: UrlAt,
): Promise<number> {
  const launcher = findLauncher()
  // Only the way through the user nobody needs a folder that others may enter.
  if (launcher.fileOwner !== undefined) fs.chmodSync(folder, 0o711)
  const cluster = join(folder, 'postgres')
  if (!fs.existsSync(cluster)) await createCluster(launcher, folder, password)

  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...smallSharedMemory(), ...settings }
  const given = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const patience = Date.now() + 30_000
  for (;;) {
    forgetDeadPostmaster(cluster)
    const server = launch(launcher, folder, 'postgres', ['-D', cluster, '-p', String(await freePort()), ...given])
    let gone = false
    server.on('exit', () => (gone = true))
    server.on('error', () => (gone = true))
    server.unref()
    const port = await waitUntilReady(folder, urlAt, () => !gone)
    if (port !== undefined) return port
    // The processes of a killed server leave a moment after it; and a free port may be taken before we are there.
    const passing = /shared memory block|Address already in use/.test(lastWords(folder))
    if (!passing || Date.now() > patience) throw new Error(`PostgreSQL did not start. ${lastWords(folder)}`)
    await new Promise((settle) => setTimeout(settle, 200))
  }
}

/** Parallel queries keep their shared memory in /dev/shm, which in a container is often 64 MB. */
function smallSharedMemory(): Record<string, string> {
  const roomy = fs.existsSync('/dev/shm') && freeBytes('/dev/shm') > 256 * 1024 * 1024
  return roomy ? {} : { dynamic_shared_memory_type: 'mmap' }
}

function freeBytes(path: string): number {
  const { bavail, bsize } = fs.statfsSync(path)
  return bavail * bsize
}

function launch(launcher: Launcher, folder: string, program: string, args: readonly string[]): ChildProcess {
  const [command = '', ...rest] = [...launcher.prefix, join(launcher.bin, program), ...args]
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'))
  const env = { ...Object.fromEntries(inherited), LC_ALL: 'C.UTF-8', TZ: 'UTC' }
  // A log on a pipe would fill it one day and stop the server.
  const log = fs.openSync(logOf(folder), 'a', 0o600)
  try {
    return spawn(command, rest, { env, cwd: '/', stdio: ['ignore', log, log], detached: true })
  } finally {
    fs.closeSync(log)
  }
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  return await new Promise((settle, reject) => {
    child.on('error', reject)
    child.on('exit', settle)
  })
}

/** Answers the port, once the server takes our password (after a crash it first repairs its files), or that it went. */
async function waitUntilReady(folder: string, urlAt: UrlAt, isAlive: () => boolean): Promise<number | undefined> {
  const patience = Date.now() + 300_000
  while (isAlive()) {
    const server = findPostmaster(join(folder, 'postgres'))
    if (server && (await accepts(urlAt(server.port, 'postgres'), folder))) return server.port
    if (Date.now() > patience) throw new Error(`PostgreSQL takes no connection. ${lastWords(folder)}`)
    await new Promise((settle) => setTimeout(settle, 10))
  }
  return undefined
}

async function accepts(url: string, folder: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return true
  } catch (thrown) {
    if (thrown instanceof pg.DatabaseError && thrown.code === '28P01') {
      throw new Error(
        `The database in ${folder} does not take the password in its secrets.json. Put that file back from the backup.`,
      )
    }
    return false
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
}

function hintFor(launcher: Launcher): string {
  if (launcher.fileOwner === undefined) return ''
  return 'Root can only step down to the user nobody here, who must be able to enter the program and data folders. '
}

function giveTo(launcher: Launcher, path: string): void {
  if (launcher.fileOwner !== undefined) fs.chownSync(path, launcher.fileOwner, launcher.fileOwner)
}

function logOf(folder: string): string {
  return join(folder, 'postgres.log')
}

function lastWords(folder: string): string {
  const lines = fs.readFileSync(logOf(folder), 'utf8').trimEnd().split('\n').slice(-5).join('\n')
  return `The end of ${logOf(folder)} says why:\n${lines}`
}

async function freePort(): Promise<number> {
  const server = await listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.address() as AddressInfo
  await new Promise((settle) => server.close(settle))
  return port
}

/** One starter at a time in a data folder. The kernel frees this lock with the process that held it. */
async function lock(folder: string): Promise<() => void> {
  const patience = Date.now() + 120_000
  for (;;) {
    try {
      const held = await listen({ path: `\0mofang-start-${folder}` })
      return () => held.close()
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw thrown
      if (Date.now() > patience) throw new Error(`Another process has been starting in ${folder} for two minutes.`)
      await new Promise((settle) => setTimeout(settle, 50))
    }
  }
}

async function listen(at: { host: string; port: number } | { path: string }): Promise<Server> {
  return await new Promise((settle, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(at, () => settle(server))
  })
}
