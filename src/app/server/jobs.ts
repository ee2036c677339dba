import type { FastifyBaseLogger } from 'fastify'
import { Logger, makeWorkerUtils, parseCronItems, run, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import { remindOfDue } from '#engines/cases'
import { settleRegisters } from '#engines/registers'
import type { Implementation, World } from '#platform/operations'

/**
 * What recurs without anyone asking. Each job is retried up to its bound with growing pauses, runs once however many
 * processes there are, and stays visible in the queue's own tables, and as a metric, until it has succeeded.
 */
function tasksOf(world: World, implementations: readonly Implementation[]): TaskList {
  return {
    /** Sessions end by themselves; their rows are swept so that the table does not grow for ever. */
    async sweep_sessions(_payload, { logger }) {
      const { numAffectedRows } =
        await sql`delete from auth_sessions where expires_at < now() - interval '1 day'`.execute(world.database.kysely)
      logger.info(`sessions swept: ${numAffectedRows ?? 0n}`)
    },
    async remind_of_due(_payload, { logger }) {
      const { rows } = await sql<{ code: string }>`select code from streets order by code`.execute(
        world.database.kysely,
      )
      for (const { code } of rows)
        logger.info(`${code}: reminded of ${await remindOfDue(world, implementations, code)}`)
    },
    /** After a change of trust; what is under way in another process is left to it. */
    async settle_registers(_payload, { logger }) {
      const { rows } = await sql<{ code: string }>`select code from streets order by code`.execute(
        world.database.kysely,
      )
      for (const { code } of rows) {
        const changed = await settleRegisters(world, code)
        if (changed > 0) logger.info(`${code}: ${changed} entries came out otherwise`)
      }
    },
  }
}

export interface JobCount {
  readonly task: string
  readonly waiting: number
  /** Tried at least once and not yet done. */
  readonly failing: number
}

export interface Jobs {
  counts(): Promise<readonly JobCount[]>
  stop(): Promise<void>
}

export async function startJobs(
  ownerUrl: string,
  world: World,
  implementations: readonly Implementation[],
  log: FastifyBaseLogger,
): Promise<Jobs> {
  const logger = new Logger((scope) => (level, message, meta) => {
    if (level === 'error') log.error({ ...meta, job: scope.label }, message)
    else log.debug({ job: scope.label }, message)
  })
  const utils = await makeWorkerUtils({ connectionString: ownerUrl, logger })
  const runner = await run({
    connectionString: ownerUrl,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2000,
    logger,
    taskList: tasksOf(world, implementations),
    parsedCronItems: parseCronItems([
      { task: 'sweep_sessions', match: '17 3 * * *', options: { maxAttempts: 5, backfillPeriod: 0 } },
      {
        task: 'remind_of_due',
        match: '*/5 * * * *',
        options: { maxAttempts: 3, backfillPeriod: 0, jobKey: 'remind_of_due' },
      },
      {
        task: 'settle_registers',
        match: '* * * * *',
        options: { maxAttempts: 5, backfillPeriod: 0, jobKey: 'settle_registers' },
      },
    ]),
  })
  return {
    counts: () =>
      utils.withPgClient(async (client) => {
        const { rows } = await client.query<JobCount>(
          `select task_identifier as task, count(*) filter (where attempts = 0)::int as waiting,
             count(*) filter (where attempts > 0)::int as failing from graphile_worker.jobs group by 1`,
        )
        return rows
      }),
    async stop() {
      await runner.stop()
      await utils.release()
    },
  }
}
