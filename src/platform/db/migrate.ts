import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { Logger, runMigrations as migrateJobs } from 'graphile-worker'
import pg from 'pg'
import { ensureAppRole } from './app-role.ts'
import { packageRoot } from './package-root.ts'
import { openPool } from './pool.ts'

export interface MigrateOptions {
  /** The password that the role mofang_app shall log in with. */
  readonly appPassword: string
  /** Folders whose `migrations/*.sql`, however deep, are run; relative ones stand in the package. */
  readonly dirs?: readonly string[]
}

interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

// Any fixed number will do, as long as nothing else in the database locks by it.
const migrationLock = 640_073_001

/** Brings the database up to this program: the role, the job queue's tables, then every migration not yet run. */
export async function migrate(ownerUrl: string, options: MigrateOptions): Promise<readonly string[]> {
  const migrations = collect(options.dirs ?? ['src'])
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'mofang migrate' })
  client.on('error', () => {})
  await client.connect()
  try {
    await requireVersion(client)
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await ensureAppRole(client, options.appPassword)
    await migrateJobsOf(ownerUrl)
    return await runAll(client, migrations)
  } finally {
    await client.end()
  }
}

const silent = new Logger(() => () => {})

/** With a pool of our own: the one it would make stops listening for errors before it is closed. */
async function migrateJobsOf(ownerUrl: string): Promise<void> {
  const pool = openPool({ connectionString: ownerUrl, max: 2, application_name: 'mofang migrate' }, () => {})
  try {
    await migrateJobs({ pgPool: pool, logger: silent })
  } finally {
    await pool.end()
  }
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    `select current_setting('server_version_num')::int as version`,
  )
  const version = rows[0]?.version ?? 0
  if (version < 150_000) {
    throw new Error(
      `PostgreSQL ${Math.floor(version / 10_000)} is too old. Let DATABASE_URL name a PostgreSQL 15 or newer.`,
    )
  }
}

async function runAll(client: pg.Client, migrations: readonly Migration[]): Promise<readonly string[]> {
  await client.query(
    `create table if not exists migrations (
       name text primary key, checksum text not null, applied_at timestamptz not null default now())`,
  )
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migrations')
  const applied = new Map(rows.map((row) => [row.name, row.checksum]))
  refuseDrift(migrations, applied)

  const pending = migrations.filter((migration) => !applied.has(migration.name))
  for (const migration of pending) await run(client, migration)
  return pending.map((migration) => migration.name)
}

function refuseDrift(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): void {
  for (const { name, checksum } of migrations) {
    const before = applied.get(name)
    if (before !== undefined && before !== checksum) {
      throw new Error(
        `The migration ${name} was changed after this database ran it. ` +
          'Put the file back as it was and write the change as a new migration.',
      )
    }
  }
  const known = new Set(migrations.map((migration) => migration.name))
  const unknown = [...applied.keys()].filter((name) => !known.has(name))
  if (unknown.length > 0) {
    throw new Error(
      `This database is newer than the program: it ran ${unknown.sort().join(', ')}, which the program does not have. ` +
        'Start the newer program again, or restore the backup that was made before the upgrade.',
    )
  }
}

async function run(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [migration.name, migration.checksum])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => {})
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The migration ${migration.name} failed and was undone: ${why}${lineOf(cause, migration.sql)}`, {
      cause,
    })
  }
}

function lineOf(cause: unknown, sql: string): string {
  const position = cause instanceof pg.DatabaseError ? Number(cause.position) : NaN
  return Number.isNaN(position) ? '' : ` (line ${sql.slice(0, position).split('\n').length})`
}

function collect(dirs: readonly string[]): readonly Migration[] {
  const files = [...new Set(dirs.flatMap((dir) => findSql(resolve(packageRoot, dir))))]
  const found = new Map<string, Migration>()
  for (const file of files) {
    const name = basename(file)
    if (!/^\d{4}-\d{2}-\d{2}-\d{2}-[a-z0-9-]+\.sql$/.test(name)) {
      throw new Error(`The migration ${file} needs a name like 2026-03-01-01-cases.sql.`)
    }
    if (found.has(name)) throw new Error(`Two migrations are named ${name}. Give one of them the next number.`)
    const sql = readFileSync(file, 'utf8')
    found.set(name, { name, sql, checksum: createHash('sha256').update(sql).digest('hex') })
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function findSql(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sql') && basename(entry.parentPath) === 'migrations')
    .map((entry) => join(entry.parentPath, entry.name))
}
