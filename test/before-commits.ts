import type { Database, Tx } from '#platform/db'

/** A database that does something more in each transaction, after all was written and before anything is kept. */
export const beforeCommits = (database: Database, does: (tx: Tx) => void | Promise<void>): Database => ({
  ...database,
  transaction: (where, run, how) =>
    database.transaction(
      where,
      async (tx, last) => {
        const value = await run(tx, last)
        await does(tx)
        return value
      },
      how,
    ),
})

/** A database whose power fails in some transactions. */
export const failingWhen = (database: Database, fails: () => boolean): Database =>
  beforeCommits(database, () => {
    if (fails()) throw new Error('the power fails')
  })
