import type { FastifyBaseLogger } from 'fastify'
import { Logger, makeWorkerUtils, parseCronItems, run, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import { advanceVotes } from '#engines/ballots'
import { remindOfDue } from '#engines/cases'
import { purgeCredentials } from '#engines/credentials'
import { ensureAllMeasures, foldMeasures, makeDueLedgers, type MeasuresDeps } from '#engines/indicators'
import { anchorLogs, cosignLogs, sealLogs, type Chain } from '#engines/notary'
import {
  abandonedImports,
  pauseFailed,
  purgeImports,
  runImport,
  settleRegisters,
  type ImportWorld,
} from '#engines/registers'
import type { Implementation, World } from '#platform/operations'
import { openPool, streetsOf } from '#platform/db'
import { ledgers } from '#faces'
import type { ImportQueue } from './composition.ts'

interface Measuring {
  readonly measures: MeasuresDeps
  readonly said: (line: string) => void
  /** Tells the planner of the cells that a count has filled. */
  readonly analyze: () => Promise<void>
  readonly signal: AbortSignal
}

/**
 * What recurs without anyone asking. Each job is retried up to its bound with growing pauses, runs once however many
 * processes there are, and stays visible in the queue's own tables, and as a metric, until it has succeeded.
 */
function tasksOf(
  world: World,
  implementations: readonly Implementation[],
  imports: ImportWorld,
  chain: Chain | undefined,
  measuring: Measuring,
): TaskList {
  let isCounting = false
  // What a chain for development lost when it was killed is looked for once, when all begins.
  let recheck = chain?.kind === 'anvil'
  return {
    /** Sessions end by themselves; their rows are swept so that the table does not grow for ever. */
    async sweep_sessions(_payload, { logger }) {
      const { numAffectedRows } =
        await sql`delete from auth_sessions where expires_at < now() - interval '1 day'`.execute(world.database.kysely)
      logger.info(`sessions swept: ${numAffectedRows ?? 0n}`)
    },
    async remind_of_due(_payload, { logger }) {
      for (const code of await streetsOf(world.database))
        logger.info(`${code}: reminded of ${await remindOfDue(world, implementations, code)}`)
    },
    /** Judges, writes or undoes an import to its end, or until it is paused. */
    async run_import(payload, { job }) {
      const { street, id } = payload as { street: string; id: string }
      try {
        await runImport(imports, street, id)
      } catch (thrown) {
        if (job.attempts >= job.max_attempts) await pauseFailed(imports, street, id)
        throw thrown
      }
    },
    /** Imports whose process is gone without having ended. */
    async resume_imports(_payload, { addJob }) {
      const before = new Date(world.now().getTime() - 60_000).toISOString()
      for (const street of await streetsOf(world.database))
        for (const id of await abandonedImports(world.database, street, before))
          await addJob('run_import', { street, id }, { maxAttempts: 3 })
    },
    async purge_imports(_payload, { logger }) {
      for (const street of await streetsOf(world.database)) {
        const purged = await purgeImports(imports, street)
        if (purged > 0) logger.info(`${street}: rows of ${purged} imports purged`)
      }
    },
    /** Questions to wallets and sessions that are over. */
    async purge_credentials(_payload, { logger }) {
      for (const street of await streetsOf(world.database))
        logger.info(`${street}: ${await purgeCredentials(world.database, street, world.now())} of credentials purged`)
    },
    /** What a process that ended left unfolded. */
    async fold_measures() {
      for (const street of await streetsOf(world.database)) await foldMeasures(world, street)
    },
    /**
     * What is declared anew or otherwise than before, counted while everybody reads and writes. What was broken off, by a crash
     * as well, the next gets on with.
     */
    async count_measures() {
      // Counting takes minutes; this comes every minute.
      if (isCounting) return
      isCounting = true
      try {
        const { measures, said, analyze, signal } = measuring
        const counted = await ensureAllMeasures(world.database, measures, said, signal)
        if (counted > 0) await analyze()
      } finally {
        isCounting = false
      }
    },
    /** Votes open and close when their notice says, whoever looks. */
    async advance_votes(_payload, { logger }) {
      for (const street of await streetsOf(world.database)) {
        const due = await advanceVotes(world, implementations, street)
        if (due > 0) logger.info(`${street}: ${due} votes opened or closed`)
      }
    },
    /** Sheets of ledgers that are due; what was missed while the program stood still is made up for. */
    async make_ledgers(_payload, { logger }) {
      for (const street of await streetsOf(world.database))
        logger.info(
          `${street}: ${await makeDueLedgers(world, implementations, { ...measuring.measures, ledgers }, street)} ledgers made`,
        )
    },
    /** What was appended is sealed soon after its act; here what a process that ended left unsealed. */
    async seal_logs(_payload, { logger }) {
      for (const street of await streetsOf(world.database)) {
        await sealLogs(world.database, street)
        for (const { log, witness, refusal } of await cosignLogs(world.database, street))
          logger.warn(`${street}: ${witness} did not cosign ${log}: ${refusal}`)
      }
    },
    async anchor_logs(_payload, { logger }) {
      if (!chain) return
      for (const street of await streetsOf(world.database)) {
        const { anchored, troubles } = await anchorLogs(world.database, chain, street, { recheck })
        if (anchored > 0) logger.info(`${street}: ${anchored} checkpoints anchored`)
        for (const trouble of troubles) logger.warn(`${street}: ${trouble}`)
        if (troubles.length > 0) return
      }
      recheck = false
    },
    /** After a change of trust; what is under way in another process is left to it. */
    async settle_registers(_payload, { logger }) {
      for (const code of await streetsOf(world.database)) {
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

export interface ImportJobs extends Pick<ImportWorld, 'data' | 'registers' | 'tags'> {
  readonly queue: ImportQueue
  readonly chain: Chain | undefined
  readonly measuring: Omit<Measuring, 'signal'>
}

export async function startJobs(
  ownerUrl: string,
  world: World,
  implementations: readonly Implementation[],
  log: FastifyBaseLogger,
  { queue, chain, measuring, ...deps }: ImportJobs,
): Promise<Jobs> {
  const logger = new Logger((scope) => (level, message, meta) => {
    if (level === 'error') log.error({ ...meta, job: scope.label }, message)
    else log.debug({ job: scope.label }, message)
  })
  const stopping = new AbortController()
  const imports: ImportWorld = { ...world, ...deps, signal: stopping.signal }
  // Ours, as the queue's own would stop listening for errors before it is closed; under our name, so that a command that ends
  // sees that someone still works on the database it would stop.
  const pgPool = openPool({ connectionString: ownerUrl, application_name: 'mofang' }, (error) =>
    log.error(`connection of the jobs lost: ${error.message}`),
  )
  const utils = await makeWorkerUtils({ pgPool, logger })
  const runner = await run({
    pgPool,
    // An import holds one for minutes; what recurs must not wait for it.
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 2000,
    logger,
    taskList: tasksOf(world, implementations, imports, chain, { ...measuring, signal: stopping.signal }),
    parsedCronItems: parseCronItems([
      { task: 'resume_imports', match: '* * * * *', options: { maxAttempts: 1, backfillPeriod: 0 } },
      {
        task: 'advance_votes',
        match: '* * * * *',
        options: { maxAttempts: 3, backfillPeriod: 0, jobKey: 'advance_votes' },
      },
      {
        task: 'fold_measures',
        match: '* * * * *',
        options: { maxAttempts: 3, backfillPeriod: 0, jobKey: 'fold_measures' },
      },
      {
        task: 'count_measures',
        match: '* * * * *',
        options: { maxAttempts: 1, backfillPeriod: 0, jobKey: 'count_measures' },
      },
      // Ten past midnight in Shanghai, and hourly for what was missed.
      {
        task: 'make_ledgers',
        match: '10 * * * *',
        options: { maxAttempts: 5, backfillPeriod: 0, jobKey: 'make_ledgers' },
      },
      { task: 'seal_logs', match: '* * * * *', options: { maxAttempts: 3, backfillPeriod: 0, jobKey: 'seal_logs' } },
      {
        task: 'anchor_logs',
        match: '* * * * *',
        options: { maxAttempts: 3, backfillPeriod: 0, jobKey: 'anchor_logs' },
      },
      { task: 'purge_imports', match: '43 2 * * *', options: { maxAttempts: 5, backfillPeriod: 0 } },
      { task: 'purge_credentials', match: '29 * * * *', options: { maxAttempts: 5, backfillPeriod: 0 } },
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
  const wake = async (street: string, id: string) => {
    await utils.addJob('run_import', { street, id }, { maxAttempts: 3 })
  }
  queue.wake = (street, id) => void wake(street, id).catch((cause: unknown) => log.error(cause, 'import not queued'))
  await utils.addJob('count_measures', {}, { maxAttempts: 1, jobKey: 'count_measures' })
  // What a process left behind that was killed goes on at once; it writes nothing more if it still lives.
  for (const street of await streetsOf(world.database))
    for (const id of await abandonedImports(world.database, street, world.now().toISOString())) await wake(street, id)
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
      stopping.abort()
      delete queue.wake
      await runner.stop()
      await utils.release()
      await pgPool.end()
    },
  }
}
