import { Kysely, PostgresDialect } from 'kysely'
import type { CompiledQuery, PostgresPoolClient, RawBuilder, Transaction } from 'kysely'
import pg from 'pg'
import type { Schema } from './schema.ts'
import { columnTypes } from './column-types.ts'

export type Tx = Transaction<Schema>

/** Keeps a statement back until the commit and sends both in one go. When it fails, nothing is saved. */
export type Last = (statement: RawBuilder<unknown>) => void

export interface Database {
  /** Queries outside of any street: row-level security shows them no row of a street. */
  readonly kysely: Kysely<Schema>
  readonly pool: pg.Pool
  /**
   * All or nothing, and only what belongs to the street. `prepared` keeps each statement ready on its connection:
   * right for statements that come again and again in few shapes, wrong for filters that users put together.
   */
  transaction<T>(street: string, run: (tx: Tx, last: Last) => Promise<T>, how?: TransactionManner): Promise<T>
  close(): Promise<void>
}

export interface TransactionManner {
  readonly prepared?: boolean
  /** Everything is read as it stood at the first look, whatever others write meanwhile. */
  readonly snapshot?: boolean
}

export interface DatabaseOptions {
  readonly maxConnections?: number
  /** A commit answers before it is on disk: for work that can be done again, never for what someone was told is kept. */
  readonly asynchronousCommit?: boolean
  /** Told when a connection that nobody was using broke. The pool replaces it by itself. */
  readonly onIdleError?: (error: Error) => void
}

/**
 * A pool that outlives the loss of any of its connections, also while it is being ended: `end()` of a pool answers before the
 * server has heard of it, and an error that nobody listens for ends the process.
 */
export function openPool(config: pg.PoolConfig, onIdleError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool(config)
  // The pool hears of the connections that rest, the connections in use tell their next query.
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', onIdleError)
  return pool
}

export function openDatabase(appUrl: string, options: DatabaseOptions = {}): Database {
  const config = {
    connectionString: appUrl,
    max: options.maxConnections ?? 10,
    types: columnTypes,
    application_name: 'mofang',
    // What need not wait for an answer is sent at once: the first statement behind its begin, the commit behind the last.
    pipeline: true,
    // Instants are read as text: they must come in UTC whatever the server's own zone is.
    options: `-c timezone=UTC${options.asynchronousCommit ? ' -c synchronous_commit=off' : ''}`,
  }
  const pool = openPool(
    config,
    options.onIdleError ?? ((error) => console.error(`database connection lost: ${error.message}`)),
  )

  return {
    kysely: kyselyOver(pool, {}),
    pool,
    transaction(street, run, { prepared = false, snapshot = false } = {}) {
      let closing: CompiledQuery | undefined
      const begun = kyselyOver(pool, { street, prepared, closing: () => closing }).transaction()
      return (snapshot ? begun.setIsolationLevel('repeatable read') : begun).execute((tx) =>
        run(tx, (statement) => void (closing = statement.compile(tx))),
      )
    },
    close: () => pool.end(),
  }
}

interface Manner {
  readonly street?: string
  readonly prepared?: boolean
  readonly closing?: () => CompiledQuery | undefined
}

function kyselyOver(pool: pg.Pool, manner: Manner): Kysely<Schema> {
  const connect = async () => guard(await pool.connect(), manner)
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: { connect, end: async () => {} } }) })
}

const statementNames = new Map<string, string>()
const mostStatements = 500

/** The name under which a statement is kept ready; past a bound, none: each connection holds them all. */
function nameOf(text: string): string | undefined {
  const known = statementNames.get(text)
  if (known || statementNames.size >= mostStatements) return known
  const name = `s${statementNames.size}`
  statementNames.set(text, name)
  return name
}

function guard(client: pg.PoolClient, { street, prepared = false, closing }: Manner): PostgresPoolClient {
  let broken = false
  let beginning: Promise<unknown> | undefined

  async function query(sql: string, parameters: readonly unknown[]): Promise<unknown> {
    if (sql === 'begin' || sql.startsWith('start transaction')) return await begin(sql)
    if (sql === 'commit') return await commit()
    if (sql === 'rollback') return await rollback()
    return await begun(send(sql, parameters))
  }

  function send(sql: string, parameters: readonly unknown[] = []): Promise<pg.QueryResult> {
    const name = prepared ? nameOf(sql) : undefined
    return client.query({ text: sql, values: [...parameters], ...(name && { name }) })
  }

  /** Were the beginning to fail alone, what follows it would meet row-level security without a street: no row is seen or written. */
  async function begun<T>(sent: Promise<T>): Promise<T> {
    if (!beginning) return await sent
    const both = Promise.all([sent, beginning])
    beginning = undefined
    return (await both)[0]
  }

  async function begin(sql: string): Promise<unknown> {
    if (street === undefined) return await client.query(sql)
    // One round trip for both: PostgreSQL parses the whole string before it begins anything.
    beginning = client.query(`${sql}; select set_config('app.street', ${pg.escapeLiteral(street)}, true)`)
    beginning.catch(() => (broken = true))
    return { command: 'BEGIN', rowCount: 0, rows: [] }
  }

  async function commit(): Promise<unknown> {
    const last = closing?.()
    const sent = last && send(last.sql, last.parameters)
    const [result] = await Promise.all([begun(client.query('commit')), sent])
    // PostgreSQL answers the commit of a failed transaction with a quiet rollback.
    if (result.command !== 'COMMIT') throw new Error('The transaction had failed before its commit: nothing was saved.')
    return result
  }

  async function rollback(): Promise<unknown> {
    try {
      return await begun(client.query('rollback'))
    } catch {
      // The connection is gone and its transaction with it; the error that led here is the one to report.
      broken = true
      return { command: 'ROLLBACK', rowCount: 0, rows: [] }
    }
  }

  return { query, release: () => client.release(broken) } as PostgresPoolClient
}
