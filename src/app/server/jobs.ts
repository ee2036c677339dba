import type { FastifyBaseLogger } from 'fastify'
import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import type { Database } from '#platform/db'

/**
 * What recurs without anyone asking. Each job is retried up to its bound with growing pauses, runs once however many
 * processes there are, and stays visible in the queue's own tables until it has succeeded.
 */
function tasksOf(database: Database): TaskList {
  return {
    /** Sessions end by themselves; their rows are swept so that the table does not grow for ever. */
    async sweep_sessions(_payload, { logger }) {
      const { numAffectedRows } =
        await sql`delete from auth_sessions where expires_at < now() - interval '1 day'`.execute(database.kysely)
      logger.info(`sessions swept: ${numAffectedRows ?? 0n}`)
    },
  }
}

export async function startJobs(
  ownerUrl: string,
  database: Database,
  log: FastifyBaseLogger,
): Promise<{ stop(): Promise<void> }> {
  const logger = new Logger((scope) => (level, message, meta) => {
    if (level === 'error') log.error({ ...meta, job: scope.label }, message)
    else log.debug({ job: scope.label }, message)
  })
  const runner = await run({
    connectionString: ownerUrl,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2000,
    logger,
    taskList: tasksOf(database),
    parsedCronItems: parseCronItems([
      { task: 'sweep_sessions', match: '17 3 * * *', options: { maxAttempts: 5, backfillPeriod: 0 } },
    ]),
  })
  return { stop: () => runner.stop() }
}
