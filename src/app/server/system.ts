import type { FastifyInstance } from 'fastify'
import type { Config } from '#platform/config'
import { streetsOf, type DatabaseOptions } from '#platform/db'
import { ensureAllMeasures, openFolding, type Folding } from '#engines/indicators'
import { openChain, openSealing, type Sealing } from '#engines/notary'
import { layTrustRules } from '#engines/registers'
import { playedClock } from '../demo/clock.ts'
import { demoAccounts, demoPassword } from '../demo/staff.ts'
import { fillReports } from '../demo/reports.ts'
import { buildDemoWorld, hasDemo, isEmpty } from '../demo/world.ts'
import { compose, registersDeps, type Composition } from './composition.ts'
import { analyze, openDatabaseOf, type OpenedDatabase } from './database.ts'
import { buildHttp } from './http.ts'
import { startJobs, type Jobs } from './jobs.ts'
import { keepSecret } from './secret.ts'

export interface Said {
  say(line: string): void
  progress(done: number, total: number): void
}

export interface Opened {
  readonly opened: OpenedDatabase
  readonly composition: Composition
}

/** Streets that were set up before there were rules of trust get those of a first day. */
async function layTrust({ database }: OpenedDatabase, now: Date): Promise<void> {
  for (const code of await streetsOf(database))
    await database.transaction(code, (tx) => layTrustRules(tx, code, now.toISOString()))
}

/** The database and everything that can be asked of it, without a web server: what the commands work with. */
export async function openSystem(
  config: Config,
  said: Said,
  now: () => Date,
  options?: DatabaseOptions,
): Promise<Opened> {
  const system = await openUncounted(config, said, now, options)
  try {
    await countAll(system, said)
    return system
  } catch (thrown) {
    await system.opened.close()
    throw thrown
  }
}

const cellTables = 'measure_cells, measure_heaps, measure_spreads'

async function countAll({ opened, composition }: Opened, said: Said): Promise<void> {
  if ((await ensureAllMeasures(opened.database, composition.measures, said.say)) > 0)
    await analyze(opened.ownerUrl, cellTables)
}

/** As far as a demonstration does not need them, what is declared anew or otherwise than before is left to be counted. */
async function openUncounted(config: Config, said: Said, now: () => Date, options?: DatabaseOptions): Promise<Opened> {
  said.say(
    config.databaseUrl
      ? '连接数据库 / Connecting to the database'
      : '启动内置 PostgreSQL / Starting the embedded PostgreSQL',
  )
  const opened = await openDatabaseOf(config, options)
  try {
    if (opened.migrated.length > 0)
      said.say(`数据库结构已更新（${opened.migrated.length} 步）/ Database migrated (${opened.migrated.length} steps)`)
    await layTrust(opened, now())
    const composition = compose(opened.database, {
      secret: keepSecret(config.data, 'session-secret'),
      name: opened.ownerUrl,
      now: playedClock(now),
      notary: config.notary,
      chain: config.chain.kind,
    })
    const isNewDemo = config.demo && (await isEmpty(opened.database))
    if (isNewDemo) {
      await buildDemoWorld({
        ...opened,
        implementations: composition.implementations,
        credentials: composition.credentials,
        dataFolder: config.data,
        now: now(),
        ...said,
      })
      await analyze(opened.ownerUrl)
      // Its reports are filled with what was counted.
      await countAll({ opened, composition }, said)
      await fillReports(opened.database, composition.implementations, now())
    }
    return { opened, composition }
  } catch (thrown) {
    await opened.close()
    throw thrown
  }
}

export interface Running {
  readonly app: FastifyInstance
  readonly url: string
  readonly accounts: readonly { username: string; password: string; label: readonly [string, string] }[]
  /** Answers what is under way, then stops the jobs, the pool and the embedded database. */
  stop(): Promise<void>
}

export async function startSystem(config: Config, said: Said, now: () => Date = () => new Date()): Promise<Running> {
  const { opened, composition } = await openUncounted(config, said, now)
  const demo = await hasDemo(opened.database)
  const accounts = demo ? demoAccounts.map(({ username, label }) => ({ username, password: demoPassword, label })) : []
  // The metrics are mounted before there are jobs to count.
  const queue: { jobs?: Jobs; folding?: Folding; sealing?: Sealing } = {}
  const app = await buildHttp({
    config,
    database: opened.database,
    composition,
    now,
    demoAccounts: accounts,
    onAct(street) {
      queue.folding?.wake(street)
      queue.sealing?.wake(street)
    },
    jobCounts: async () => (await queue.jobs?.counts()) ?? [],
  })
  const chain = openChain({ ...config.chain, data: config.data })
  const jobs = await startJobs(
    opened.ownerUrl,
    { database: opened.database, now },
    composition.implementations,
    app.log,
    {
      ...registersDeps,
      data: config.data,
      queue: composition.importQueue,
      chain,
      measuring: {
        measures: composition.measures,
        said: said.say,
        analyze: () => analyze(opened.ownerUrl, cellTables),
      },
    },
  )
  queue.jobs = jobs
  const folding = openFolding(opened.database, (cause) => app.log.error(cause, 'measures not folded'))
  queue.folding = folding
  const sealing = openSealing(opened.database, (cause) => app.log.error(cause, 'logs not sealed'))
  queue.sealing = sealing
  const url = await app.listen({ port: config.port, host: config.host })
  // Nobody waits for the chain: what it does not take now is anchored later.
  void chain?.read('').catch((cause: Error) => {
    said.say(`链暂不可用，存证待其恢复后上链 / The chain is away, anchors wait: ${cause.message}`)
  })
  return {
    app,
    url,
    accounts,
    async stop() {
      // What hangs must not hold the rest up for ever.
      const late = setTimeout(() => app.server.closeAllConnections(), 10_000)
      await app.close()
      clearTimeout(late)
      await jobs.stop()
      await folding.stop()
      await sealing.stop()
      await chain?.stop()
      await opened.close()
    },
  }
}
