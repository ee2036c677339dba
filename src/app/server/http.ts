import { existsSync } from 'node:fs'
import { join } from 'node:path'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import serveStatic from '@fastify/static'
import Fastify, { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { sql } from 'kysely'
import type { Config } from '#platform/config'
import { packageRoot, streetsOf, type Database } from '#platform/db'
import { filesRoutes, openS3Store } from '#platform/files'
import { identityRoutes } from '#platform/identity'
import { mountOperations, openApiOf, openLiveStream, sendRefusal, type HttpWorld } from '#platform/operations'
import { isPublicDocument, maySeeOfVotes, recordRoutes } from '#engines/ballots'
import { mayFollow, maySee } from '#engines/cases'
import { credentialRoutes } from '#engines/credentials'
import { targetRoutes } from '#engines/indicators'
import { notaryRoutes } from '#engines/notary'
import { importRoutes } from '#engines/registers'
import { reportRoutes } from '#engines/reports'
import { refusals, registersDeps, type Composition } from './composition.ts'
import { areasExportRoutes } from './areas-export.ts'
import { exportRoutes } from './export.ts'
import { ledgersExportRoutes } from './ledgers-export.ts'
import type { JobCount } from './jobs.ts'
import { mayReadMetrics, openMetrics } from './metrics.ts'
import { liveRoutes } from './live.ts'
import { openLog } from './log.ts'
import { measuresExportRoutes } from './measures-export.ts'
import { registersExportRoutes } from './registers-export.ts'

export interface HttpOptions {
  readonly config: Pick<Config, 'data' | 'trustProxy' | 'log' | 's3'> & Partial<Pick<Config, 'metricsToken'>>
  readonly database: Database
  readonly composition: Composition
  readonly now: () => Date
  readonly demoAccounts: readonly { username: string; password: string; label: readonly [string, string] }[]
  readonly jobCounts?: () => Promise<readonly JobCount[]>
  /** Told of every act beside the live stream. */
  readonly onAct?: (street: string) => void
}

const isPage = /^\/(desk|field|me|vote|screen|open)?(\/|$)/

/** The web server: operations, files, live stream, pages, health and metrics. */
export async function buildHttp({
  config,
  database,
  composition,
  now,
  demoAccounts,
  jobCounts = async () => [],
  onAct,
}: HttpOptions): Promise<FastifyInstance> {
  const options: FastifyServerOptions = {
    trustProxy: config.trustProxy,
    bodyLimit: 1_048_576,
    // `true` would cut off what is being answered.
    forceCloseConnections: 'idle',
    // A body that does not come ends; 12 MB over a bad line still do.
    requestTimeout: 300_000,
    frameworkErrors: (_error, request, reply) => void sendRefusal(request, reply, 'route_not_found', refusals),
    // One line for each request, when it is answered: see the hook below.
    logController: new LogController({ disableRequestLogging: true }),
    logger:
      config.log === 'silent'
        ? false
        : {
            level: config.log,
            stream: openLog(),
            redact: ['req.headers.cookie', 'req.headers.authorization'],
            serializers: { req: (request) => ({ method: request.method, url: request.url?.split('?')[0] ?? '' }) },
          },
  }
  const app: FastifyInstance = Fastify(options)
  const streets = new Set(await streetsOf(database))

  const live = openLiveStream(database, (cause) => app.log.error(cause, 'live stream'))
  const metrics = openMetrics(database, jobCounts)
  const world: HttpWorld = {
    database,
    now,
    refusals,
    streetExists: (street) => streets.has(street),
    actorOf: (request, street) => composition.identity.actorOf(request, street),
    onAct(street) {
      live.wake(street)
      onAct?.(street)
    },
    onFailure: (operation, cause) => {
      metrics.failures.inc({ operation })
      app.log.error(cause, `operation ${operation} failed`)
    },
  }

  const safety = await safetyHeaders(config.trustProxy)
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(safety)
    done()
  })
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: () => Object.assign(new Error('too_many_requests'), { statusCode: 429 }),
  })
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status === 429) return sendRefusal(request, reply, 'too_many_requests', refusals)
    // Who broke off an upload hears no answer, and nothing failed here.
    const isBrokenOff = request.raw.destroyed && !request.raw.complete
    if (isBrokenOff) return sendRefusal(request, reply, 'body_unreadable', refusals, { status: 400 })
    if (status >= 400 && status < 500) return sendRefusal(request, reply, 'body_unreadable', refusals, { status })
    request.log.error(error, 'request failed')
    return sendRefusal(request, reply, 'failed', refusals)
  })
  let isStopping = false
  app.addHook('preClose', (done) => {
    isStopping = true
    done()
  })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // Kept alive, the connection of the last answer would hold the stopping server up for a minute.
    if (isStopping) reply.header('connection', 'close')
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    metrics.requests.observe(
      { route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
    request.log.info({ req: request, res: reply, ms: Math.round(reply.elapsedTime) }, 'answered')
    done()
  })

  await identityRoutes(app, { identity: composition.identity })
  mountOperations(app, world, composition.implementations)
  const store = config.s3 && (await openS3Store(config.s3))
  await filesRoutes(app, {
    ...(store && { store }),
    maySee: async (tx, actor, file) => (await maySee(tx, actor, file)) || (await maySeeOfVotes(tx, actor, file)),
    database,
    data: config.data,
    actorOf: world.actorOf,
    streetExists: world.streetExists,
    now,
    // The code is a case's, or the id of the vote whose notice the file belongs to.
    mayFollow: async (tx, street, id, code) =>
      (await mayFollow(tx, street, id, code)) || (await isPublicDocument(tx, street, id, code)),
  })
  liveRoutes(app, world, live)
  exportRoutes(app, world)
  ledgersExportRoutes(app, world, composition.implementations)
  areasExportRoutes(app, world)
  measuresExportRoutes(app, world, composition.implementations)
  registersExportRoutes(app, world, registersDeps, composition.implementations)
  await targetRoutes(app, world, composition.implementations, composition.measures.measures)
  await reportRoutes(app, world, composition.reports)
  await credentialRoutes(app, world, composition.credentials)
  await notaryRoutes(app, world)
  recordRoutes(app, world)
  await importRoutes(app, world, { ...registersDeps, database, data: config.data, now })

  const openApi = openApiOf(
    composition.implementations.map((each) => each.operation),
    '1',
  )
  app.get('/api/openapi.json', () => openApi)
  app.get('/api/demo', (request, reply) =>
    demoAccounts.length > 0
      ? { accounts: demoAccounts }
      : sendRefusal(request, reply, 'route_not_found', refusals).code(404),
  )
  app.get('/health', async (_request, reply) => {
    try {
      await sql`select 1`.execute(database.kysely)
      return { status: 'ok' }
    } catch {
      return reply.code(503).send({ status: 'database away' })
    }
  })
  app.get('/metrics', async (request, reply) =>
    mayReadMetrics(request, config.metricsToken)
      ? reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
      : sendRefusal(request, reply, 'route_not_found', refusals).code(404),
  )
  await pages(app)
  return app
}

/** What helmet would set on each answer. It never differs, so it is asked for once. */
async function safetyHeaders(isBehindTls: boolean): Promise<Record<string, string>> {
  const probe = Fastify()
  await probe.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        imgSrc: ["'self'", 'data:', 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        manifestSrc: ["'self'"],
      },
    },
    strictTransportSecurity: isBehindTls,
    referrerPolicy: { policy: 'same-origin' },
  })
  const { headers } = await probe.get('/', async () => '').inject('/')
  await probe.close()
  const ofTheAnswer = ['content-length', 'content-type', 'connection', 'date']
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (ofTheAnswer.includes(name) ? [] : [[name, String(value)]])),
  )
}

/** The built pages: each surface has its own; anything else below it is the page's own business. */
async function pages(app: FastifyInstance): Promise<void> {
  const root = join(packageRoot, 'dist/web')
  const built = existsSync(join(root, 'index.html'))
  if (built)
    await app.register(serveStatic, {
      root,
      wildcard: true,
      preCompressed: true,
      // Built names carry their content's hash; pages and the service worker must be asked for anew.
      setHeaders: (reply, path) =>
        void reply.header(
          'cache-control',
          /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    if (built && request.method === 'GET' && isPage.test(path) && !path.includes('.')) {
      const page = `${/^\/(field|me|vote|open)(\/|$)/.exec(path)?.[1] ?? 'index'}.html`
      // Away while the pages are built anew: sent nevertheless, it would be refused in plain text.
      if (existsSync(join(root, page))) return reply.header('cache-control', 'no-cache').sendFile(page)
    }
    sendRefusal(request, reply, 'route_not_found', refusals)
    return reply.code(404)
  })
}
