import { spawn, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeTestFolder } from '../../../test/db-server.ts'
import { migrate, openDatabase, packageRoot, startEmbedded } from './index.ts'
import { findPostmaster, stopPostmaster } from './postmaster.ts'

const isRoot = process.getuid?.() === 0

let folder: string

beforeEach(() => {
  folder = makeTestFolder()
})

afterEach(async () => {
  await stopPostmaster(join(folder, 'postgres'))
  fs.rmSync(folder, { recursive: true, force: true })
})

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return (rows as unknown[][])[0]?.[0]
  } finally {
    await client.end()
  }
}

const startInChild = `
  const { startEmbedded } = await import('#platform/db')
  const server = await startEmbedded(process.env.FOLDER)
  console.log(JSON.stringify(server))
  if (process.env.STAY) setInterval(() => {}, 1000)
`

function childArguments(): readonly string[] {
  return ['--import', 'tsx', '--input-type=module', '--eval', startInChild]
}

test('the first start makes the cluster, its secrets and its log, for this machine only', async () => {
  const server = await startEmbedded(folder)
  expect(server.adopted).toBe(false)
  expect(await ask(server.ownerUrl, 'select 1')).toBe(1)
  expect(await ask(server.ownerUrl, 'show listen_addresses')).toBe('127.0.0.1')
  expect(await ask(server.ownerUrl, 'show fsync')).toBe('on')
  const provider = 'select datlocprovider from pg_database where datname = current_database()'
  expect(await ask(server.ownerUrl, provider)).toBe('b')
  const secrets = join(folder, 'secrets.json')
  expect(fs.statSync(secrets).mode & 0o777).toBe(0o600)
  expect(Object.keys(JSON.parse(fs.readFileSync(secrets, 'utf8')))).toEqual([
    'databaseOwnerPassword',
    'databaseAppPassword',
  ])
  expect(fs.readFileSync(join(folder, 'postgres.log'), 'utf8')).toContain('ready to accept connections')
  expect(fs.existsSync(join(folder, 'postgres.new'))).toBe(false)
})

test('nobody gets in with a wrong password', async () => {
  const server = await startEmbedded(folder)
  const url = new URL(server.ownerUrl)
  url.password = 'wrong'
  await expect(ask(url.href, 'select 1')).rejects.toThrow('password authentication failed')
})

test('a restart keeps the data', async () => {
  const first = await startEmbedded(folder)
  await ask(first.ownerUrl, `create table kept as select '长寿路街道' as name`)
  await first.stop()
  expect(findPostmaster(join(folder, 'postgres'))).toBeUndefined()

  const second = await startEmbedded(folder)
  expect(second.adopted).toBe(false)
  expect(await ask(second.ownerUrl, 'select name from kept')).toBe('长寿路街道')
})

test('a server whose parent was killed is adopted, with what it knew', async () => {
  const env = { ...process.env, FOLDER: folder, STAY: '1' }
  const child = spawn(process.execPath, childArguments(), {
    cwd: packageRoot,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = await new Promise<string>((settle) => child.stdout.on('data', (chunk) => settle(String(chunk))))
  const { ownerUrl } = JSON.parse(said) as { ownerUrl: string }
  await ask(ownerUrl, 'create table seen as select 7 as number')

  const dead = new Promise((settle) => child.on('exit', settle))
  child.kill('SIGKILL')
  await dead

  const server = await startEmbedded(folder)
  expect(server.adopted).toBe(true)
  expect(server.ownerUrl).toBe(ownerUrl)
  expect(await ask(server.ownerUrl, 'select number from seen')).toBe(7)
  await server.stop()
  await expect(ask(server.ownerUrl, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('two that start at the same instant share one server', async () => {
  const [one, two] = await Promise.all([startEmbedded(folder), startEmbedded(folder)])
  expect(one.ownerUrl).toBe(two.ownerUrl)
  expect([one, two].filter((server) => server.adopted)).toHaveLength(1)
})

test('a killed server repairs itself at the next start', async () => {
  const first = await startEmbedded(folder)
  await ask(first.ownerUrl, 'create table kept as select 1 as one')
  process.kill(findPostmaster(join(folder, 'postgres'))?.pid ?? 0, 'SIGKILL')
  const second = await startEmbedded(folder)
  expect(await ask(second.ownerUrl, 'select one from kept')).toBe(1)
})

test('a number in postmaster.pid that now is another process does not keep the server from starting', async () => {
  await (await startEmbedded(folder)).stop()
  const stale = `${process.ppid}\n${join(folder, 'postgres')}\n1\n5432\n\n127.0.0.1\n0 0\nready\n`
  fs.writeFileSync(join(folder, 'postgres', 'postmaster.pid'), stale)
  const server = await startEmbedded(folder)
  expect(server.adopted).toBe(false)
  expect(await ask(server.ownerUrl, 'select 1')).toBe(1)
})

test('a first start that was killed halfway is begun again', async () => {
  fs.mkdirSync(join(folder, 'postgres.new'), { recursive: true })
  fs.writeFileSync(join(folder, 'postgres.new', 'PG_VERSION'), '18')
  const server = await startEmbedded(folder)
  expect(await ask(server.ownerUrl, 'select 1')).toBe(1)
})

test('a lost secrets.json is said, with what to do', async () => {
  await (await startEmbedded(folder)).stop()
  fs.rmSync(join(folder, 'secrets.json'))
  await expect(startEmbedded(folder)).rejects.toThrow('Put the file back from the backup')
})

test('a server that cannot start says why, out of its log', async () => {
  await expect(startEmbedded(folder, { settings: { shared_buffers: 'plenty' } })).rejects.toThrow(
    /did not start[\s\S]*shared_buffers/,
  )
})

test.runIf(isRoot)('where user namespaces are forbidden, root steps down to nobody', () => {
  const programs = join(folder, 'bin')
  fs.mkdirSync(programs)
  fs.writeFileSync(join(programs, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
  const env = { ...process.env, PATH: `${programs}:${process.env.PATH}`, FOLDER: folder }
  const child = spawnSync(process.execPath, childArguments(), { cwd: packageRoot, env, encoding: 'utf8' })
  expect(child.stderr).toBe('')
  expect(fs.statSync(join(folder, 'postgres')).uid).toBe(65534)
  const pid = findPostmaster(join(folder, 'postgres'))?.pid ?? 0
  expect(fs.readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Uid:\t65534\t/m)
})

test('the application is not the owner, and row-level security holds it', async () => {
  const server = await startEmbedded(folder)
  await migrate(server.ownerUrl, { appPassword: server.appPassword, dirs: [] })
  const database = openDatabase(server.appUrl)
  try {
    const { rows } = await database.pool.query(
      'select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user',
    )
    expect(rows).toEqual([
      { rolname: 'mofang_app', rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
    ])
    await expect(database.pool.query('create table mine ()')).rejects.toThrow('permission denied')
    await expect(database.pool.query('select * from migrations')).rejects.toThrow('permission denied')
  } finally {
    await database.close()
  }
})
