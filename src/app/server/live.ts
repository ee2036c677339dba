import type { FastifyInstance } from 'fastify'
import { seenBy } from '#engines/cases'
import { cases } from '#engines/cases/shared'
import { engineOf } from '#kernel/operation'
import {
  cursorPattern,
  ledgerPosition,
  sendRefusal,
  type Actor,
  type HttpWorld,
  type openLiveStream,
  type Seen,
} from '#platform/operations'
import { follows } from '../follows.ts'
import { refusals } from './composition.ts'

/** Pages that one member of staff may have open at once. */
const mostStreams = 20

/**
 * GET /api/{street}/live: server-sent events, one `act` for each thing done, whose id is its place in the ledger.
 * A browser that was cut off names the last one it had, and goes on after it: none is missed, none comes twice.
 * Who listens hears of what concerns the work they may do, and learns which case it was if they may see it.
 */
export function liveRoutes(app: FastifyInstance, world: HttpWorld, live: ReturnType<typeof openLiveStream>): void {
  const open = new Set<AbortController>()
  const listeners = new Map<string, number>()
  app.addHook('preClose', async () => {
    for (const stream of open) stream.abort()
  })
  app.get<{ Params: { street: string } }>('/api/:street/live', async (request, reply) => {
    const { street } = request.params
    if (!world.streetExists(street)) return sendRefusal(request, reply, 'street_unknown', refusals)
    const actor = await world.actorOf(request, street)
    if (!actor) return sendRefusal(request, reply, 'not_signed_in', refusals)
    if (actor.can.size === 0) return sendRefusal(request, reply, 'forbidden', refusals)
    const held = listeners.get(actor.id ?? '') ?? 0
    if (held >= mostStreams) return sendRefusal(request, reply, 'too_many_requests', refusals)
    const last = String(request.headers['last-event-id'] ?? '')
    const cursor = cursorPattern.test(last) ? last : await ledgerPosition(world.database, street)

    const stream = new AbortController()
    open.add(stream)
    listeners.set(actor.id ?? '', held + 1)
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    })
    raw.write(`retry: 1000\nid: ${cursor}\nevent: ready\ndata: {}\n\n`)
    // Proxies drop a silent connection; a comment every 20 seconds keeps it.
    const pulse = setInterval(() => raw.write(': \n\n'), 20_000)
    raw.on('close', () => stream.abort())
    // Whose session or right has ended must stop hearing: it is looked up again now and then.
    let listener = actor
    const check = setInterval(
      () =>
        void world.actorOf(request, street).then(
          (still) => {
            if (still && still.can.size > 0) listener = still
            else stream.abort()
          },
          () => {},
        ),
      60_000,
    )
    await live.listen(
      street,
      cursor,
      async (acts) => {
        const heard = hearingOf(listener)
        const concerning = acts.filter(({ operation }) => heard(engineOf(operation)))
        const seen = await seenAmong(world, street, listener, concerning)
        for (const { cursor: id, operation, subject } of concerning) {
          const told = { operation, subject: subject !== null && seen.has(subject) ? subject : null }
          raw.write(`id: ${id}\nevent: act\ndata: ${JSON.stringify(told)}\n\n`)
        }
      },
      stream.signal,
    )
    clearInterval(pulse)
    clearInterval(check)
    open.delete(stream)
    listeners.set(actor.id ?? '', (listeners.get(actor.id ?? '') ?? 1) - 1)
    raw.end()
  })
}

/** Of which engines someone hears: of those they work with, and of those that what they look at follows. */
function hearingOf(listener: Actor): (engine: string) => boolean {
  const own = new Set([...listener.can].map(engineOf))
  return (engine) => own.has(engine) || (follows[engine]?.some((query) => listener.can.has(query)) ?? false)
}

const nothing: ReadonlySet<string> = new Set()

/** The cases among the acts of which the listener may learn; who sees those of the whole street is spared the question. */
async function seenAmong(
  world: HttpWorld,
  street: string,
  listener: Actor,
  acts: readonly Seen[],
): Promise<ReadonlySet<string>> {
  if (!listener.can.has(cases.list.name)) return nothing
  const ofCases = acts.filter(({ operation }) => engineOf(operation) === 'cases')
  const subjects = [...new Set(ofCases.flatMap((act) => act.subject ?? []))]
  if (subjects.length === 0) return nothing
  if (listener.scope?.kind === 'street') return new Set(subjects)
  return world.database.transaction(street, (tx) => seenBy(tx, street, listener, subjects))
}
