import { inject } from 'vitest'
import { appUrlOf, openDatabase } from '#platform/db'
import type { Database } from '#platform/db'
import { onServer, withDatabase } from './db-server.ts'

export interface TestDatabase {
  readonly name: string
  readonly ownerUrl: string
  readonly appUrl: string
  /** Opened as the application opens it: held by row-level security. */
  readonly database: Database
  drop(): Promise<void>
}

let count = 0

/** A clean database of the test's own, with every migration run. Drop it when the test is done. */
export async function freshDatabase(): Promise<TestDatabase> {
  const { template } = inject('databaseServer')
  return await createDatabase(`template ${template} strategy file_copy`)
}

/** A database without a single table, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return await createDatabase(`template template0 encoding 'UTF8' strategy file_copy`)
}

/** Runs statements as the owner of the tables, whom row-level security does not hold. */
export async function onOwner(at: Pick<TestDatabase, 'ownerUrl'>, statements: string): Promise<void> {
  await onServer(at.ownerUrl, statements)
}

async function createDatabase(how: string): Promise<TestDatabase> {
  const { serverUrl, template, appPassword } = inject('databaseServer')
  const name = `${template}_${process.pid}_${process.env.VITEST_WORKER_ID ?? '0'}_${++count}_${Date.now().toString(36)}`
  await onServer(serverUrl, `create database ${name} ${how}`)
  const ownerUrl = withDatabase(serverUrl, name)
  const appUrl = appUrlOf(ownerUrl, appPassword)
  const database = openDatabase(appUrl)
  const drop = async () => {
    await database.close()
    await onServer(serverUrl, `drop database ${name} with (force)`)
  }
  return { name, ownerUrl, appUrl, database, drop }
}
