import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { newId } from '#kernel/id'
import type { Text } from '#kernel/text'
import { perAccount, perform, sendRefusal, type Actor, type HttpWorld, type Implementation } from '#platform/operations'
import { unitsOf } from '#engines/registers'
import { indicators, judgeRows, targetRefusals, type BookView } from '#engines/indicators/shared'
import { findBook } from './books.store.ts'
import { exportBook } from './export-book.ts'
import { largestBookFile, readTable, tableProblems } from './read-table.ts'

const refusals: Readonly<Record<string, Text>> = { ...targetRefusals, ...tableProblems }
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Asked = { Params: { street: string; id: string }; Querystring: { name?: string } }

async function bytesOf(body: Readable): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body) {
    size += (part as Buffer).length
    if (size > largestBookFile) return null
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

/** What is no JSON about target books: a table of tasks on its way in, judged and not yet written; the book on its way out. */
export async function targetRoutes(
  app: FastifyInstance,
  http: HttpWorld,
  implementations: readonly Implementation[],
  measured: readonly { readonly key: string }[],
): Promise<void> {
  const measures = new Set(measured.map((each) => each.key))
  const seeing = implementations.find((each) => each.operation.name === indicators.book.name)!
  const limited = perAccount(http, 30)

  async function actorIn(request: FastifyRequest<Asked>, reply: FastifyReply, needed: string): Promise<Actor | null> {
    const { street, id } = request.params
    const isKnown = http.streetExists(street)
    const actor = isKnown ? await http.actorOf(request, street) : null
    if (!isKnown) sendRefusal(request, reply, 'street_unknown', refusals)
    else if (!actor) sendRefusal(request, reply, 'not_signed_in', refusals)
    else if (!actor.can.has(needed)) sendRefusal(request, reply, 'forbidden', refusals)
    else if (!z.uuid().safeParse(id).success) sendRefusal(request, reply, 'book_not_found', refusals)
    else return actor
    return null
  }

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body))
    scope.put<Asked>(
      '/api/:street/target-books/:id/table',
      { bodyLimit: largestBookFile + 1, config: limited },
      async (request, reply) => {
        const { street, id } = request.params
        if (!(await actorIn(request, reply, indicators.fillBook.name))) return reply.header('connection', 'close')
        const file = await http.database.transaction(street, (tx) => findBook(tx, street, id))
        if (!file) return sendRefusal(request, reply.header('connection', 'close'), 'book_not_found', refusals)
        const bytes = await bytesOf((request.body as Readable | undefined) ?? request.raw)
        if (!bytes)
          return sendRefusal(request, reply.header('connection', 'close'), 'file_too_large', refusals, { status: 413 })
        const read = await readTable(bytes, String(request.query.name ?? 'book.xlsx'))
        if (!read.ok) return sendRefusal(request, reply, read.error, refusals, { status: 422 })
        const units = await http.database.transaction(street, (tx) => unitsOf(tx, street))
        const judged = judgeRows(read.value, { year: file.book.year, units, measures })
        if (judged.length > 500) return sendRefusal(request, reply, 'too_many_tasks', refusals, { status: 422 })
        return reply.send({
          items: judged.map((each) => ({
            ...each,
            id: newId(),
            goals: each.goals.map((goal) => ({ ...goal, id: newId() })),
            milestones: each.milestones.map((milestone) => ({ ...milestone, id: newId() })),
          })),
        })
      },
    )
  })

  app.get<Asked>('/api/:street/target-books/:id/book.xlsx', { config: limited }, async (request, reply) => {
    const { street, id } = request.params
    const actor = await actorIn(request, reply, indicators.book.name)
    if (!actor) return reply
    const seen = await perform(http, seeing, { street, actor, input: { bookId: id } })
    if (!seen.ok) return sendRefusal(request, reply, seen.error, refusals)
    const view = seen.value as BookView
    const units = await http.database.transaction(street, (tx) => unitsOf(tx, street))
    const names = new Map<string, string>(units.map((unit) => [unit.id, unit.name]))
    const name = encodeURIComponent(`${view.book.title}.xlsx`)
    return reply
      .type(xlsx)
      .header('content-disposition', `attachment; filename="book.xlsx"; filename*=UTF-8''${name}`)
      .header('cache-control', 'no-store')
      .send(exportBook(view, (unit) => (unit && names.get(unit)) || ''))
  })
}
