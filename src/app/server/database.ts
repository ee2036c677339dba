import pg from 'pg'
import type { Config } from '#platform/config'
import { appUrlOf, migrate, openDatabase, startEmbedded, type Database, type DatabaseOptions } from '#platform/db'
import { keepSecret } from './secret.ts'

export interface OpenedDatabase {
  readonly database: Database
  readonly ownerUrl: string
  readonly appUrl: string
  /** Migrations that this start ran. */
  readonly migrated: readonly string[]
  readonly embedded: boolean
  close(): Promise<void>
}

/** Whether another program of ours works on this database: then its server must outlive us. */
async function isShared(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'mofang closing' })
  client.on('error', () => {})
  try {
    await client.connect()
    // Our own connections, just closed, are a moment in going.
    for (const patience = Date.now() + 1000; ;) {
      const { rows } = await client.query(
        `select 1 from pg_stat_activity where datname = current_database() and application_name = 'mofang' limit 1`,
      )
      if (rows.length === 0 || Date.now() > patience) return rows.length > 0
      await new Promise((settle) => setTimeout(settle, 20))
    }
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** For one street on two cores: JIT costs more than it gives on queries of milliseconds. */
const serverSettings = {
  shared_buffers: '256MB',
  jit: 'off',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  autovacuum_naptime: '10s',
}

/**
 * Lets the planner see what has grown. A plan made while a table was empty finds all its indexes equally cheap, may take
 * the wrong one and, being kept, walks a whole street to find one row; fresh statistics throw such plans away.
 */
export async function analyze(ownerUrl: string, table = ''): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'mofang analyze' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`analyze ${table}`)
  } finally {
    await client.end()
  }
}

/** The database named by DATABASE_URL, or the embedded one in the data folder; migrated and open under the serving role. */
export async function openDatabaseOf(
  config: Config,
  options: DatabaseOptions = { maxConnections: 12 },
): Promise<OpenedDatabase> {
  if (config.databaseUrl) {
    const ownerUrl = config.databaseUrl
    const appPassword = config.databaseAppUrl
      ? decodeURIComponent(new URL(config.databaseAppUrl).password)
      : keepSecret(config.data, 'database-app-password')
    const migrated = await migrate(ownerUrl, { appPassword })
    const appUrl = config.databaseAppUrl ?? appUrlOf(ownerUrl, appPassword)
    const database = openDatabase(appUrl, options)
    return { database, ownerUrl, appUrl, migrated, embedded: false, close: () => database.close() }
  }
  const server = await startEmbedded(config.data, { settings: serverSettings })
  try {
    const migrated = await migrate(server.ownerUrl, { appPassword: server.appPassword })
    const database = openDatabase(server.appUrl, options)
    const close = async () => {
      await database.close()
      if (!(await isShared(server.ownerUrl))) await server.stop()
    }
    return { database, ownerUrl: server.ownerUrl, appUrl: server.appUrl, migrated, embedded: true, close }
  } catch (thrown) {
    if (!server.adopted) await server.stop()
    throw thrown
  }
}
