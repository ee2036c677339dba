import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '#platform/db'
import type { JobCount } from './jobs.ts'

const isLoopback = (address = '') => /^(127\.|::1$|::ffff:127\.)/.test(address)
const digest = (said: string) => createHash('sha256').update(said).digest()

/**
 * How busy the street is and where it fails is for those who run the program: with the token that was set, or, where
 * none is, from the machine itself and not through a proxy on it.
 */
export function mayReadMetrics({ headers, socket }: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined) return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`))
  return isLoopback(socket.remoteAddress) && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined
}

export function openMetrics(database: Database, jobCounts: () => Promise<readonly JobCount[]>) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'mofang_request_seconds',
    help: 'Time to answer',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.5, 2],
    registers: [registry],
  })
  const failures = new Counter({
    name: 'mofang_failures_total',
    help: 'Operations that broke',
    labelNames: ['operation'],
    registers: [registry],
  })
  registry.registerMetric(
    new Gauge({
      name: 'mofang_database_connections',
      help: 'Connections of the pool',
      labelNames: ['state'],
      registers: [],
      collect() {
        this.set({ state: 'total' }, database.pool.totalCount)
        this.set({ state: 'waiting' }, database.pool.waitingCount)
      },
    }),
  )
  registry.registerMetric(
    new Gauge({
      name: 'mofang_jobs',
      help: 'Jobs in the queue',
      labelNames: ['task', 'state'],
      registers: [],
      async collect() {
        this.reset()
        for (const { task, waiting, failing } of await jobCounts()) {
          this.set({ task, state: 'waiting' }, waiting)
          this.set({ task, state: 'failing' }, failing)
        }
      },
    }),
  )
  return { registry, requests, failures }
}
