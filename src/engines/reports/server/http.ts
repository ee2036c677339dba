import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { newId } from '#kernel/id'
import type { Text } from '#kernel/text'
import { documentProblems, readDocumentText, writeDocx, writePdf } from '#platform/documents'
import { perAccount, sendRefusal, type Actor, type Context, type HttpWorld } from '#platform/operations'
import { reportRefusals, reports } from '#engines/reports/shared'
import { chartPictures } from './chart-pictures.ts'
import type { ReportsDeps } from './deps.ts'
import { figureSheet } from './figure-sheet.ts'
import { openFigures } from './open-figures.ts'
import { paperOf } from './paper.ts'
import { presentEdition, readable } from './present.ts'

const refusals: Readonly<Record<string, Text>> = { ...reportRefusals, ...documentProblems }

const files = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
const Named = z.object({ id: z.uuid(), as: z.enum(['docx', 'pdf', 'xlsx']) })

/** A report of some hundred pages with pictures; larger ones are refused before they are read. */
const largestDocument = 20 * 1024 * 1024

/** What is no JSON about reports: the finished papers on their way out, a text to be checked on its way in. */
export async function reportRoutes(app: FastifyInstance, http: HttpWorld, deps: ReportsDeps): Promise<void> {
  async function actorIn(
    request: FastifyRequest<{ Params: { street: string } }>,
    reply: FastifyReply,
    needs: string,
  ): Promise<Actor | null> {
    const { street } = request.params
    const actor = http.streetExists(street) ? await http.actorOf(request, street) : null
    if (!http.streetExists(street)) sendRefusal(request, reply, 'street_unknown', refusals)
    else if (!actor) sendRefusal(request, reply, 'not_signed_in', refusals)
    else if (!actor.can.has(needs)) sendRefusal(request, reply, 'forbidden', refusals)
    else return actor
    return null
  }

  /** GET /api/{street}/reports/{id}.docx, .pdf or .xlsx */
  app.get<{ Params: { street: string; id: string; as: string } }>(
    '/api/:street/reports/:id.:as',
    { config: perAccount(http, 30) },
    async (request, reply) => {
      const { street } = request.params
      const actor = await actorIn(request, reply, reports.edition.name)
      if (!actor) return reply
      const named = Named.safeParse(request.params)
      if (!named.success) return sendRefusal(request, reply, 'edition_not_found', refusals)
      const { id, as } = named.data
      const found = await http.database.transaction(street, async (tx) => {
        const context = looking(http, { tx, street, actor })
        const edition = await readable(context, id)
        if (!edition) return null
        const view = await presentEdition(context, deps, edition)
        return { view, figures: as === 'xlsx' ? await openFigures(context, deps, edition) : [] }
      })
      if (!found) return sendRefusal(request, reply, 'edition_not_found', refusals)
      const { view, figures } = found
      const name = encodeURIComponent(`${view.title}${as === 'xlsx' ? '-数据' : ''}.${as}`)
      reply
        .type(files[as])
        .header('content-disposition', `attachment; filename="report.${as}"; filename*=UTF-8''${name}`)
        .header('cache-control', 'no-store')
      if (as === 'xlsx') return reply.send(figureSheet(view.title, figures, view.asOf))
      const paper = paperOf(view, await chartPictures(view))
      return reply.send(Buffer.from(as === 'docx' ? await writeDocx(paper) : await writePdf(paper)))
    },
  )

  await app.register(async (scope) => {
    // Whatever it is said to be, it is read by what it holds.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body))
    /** POST /api/{street}/reports/read-document?name={name}: the text of a document; nothing of it is kept. */
    scope.post<{ Params: { street: string }; Querystring: { name?: string } }>(
      '/api/:street/reports/read-document',
      { bodyLimit: largestDocument + 1, config: perAccount(http, 30) },
      async (request, reply) => {
        const actor = await actorIn(request, reply, reports.comparables.name)
        if (!actor) return reply.header('connection', 'close')
        if (Number(request.headers['content-length'] ?? Number.NaN) > largestDocument)
          return sendRefusal(request, reply.header('connection', 'close'), 'file_too_large', tooLarge, { status: 413 })
        const bytes = await bounded((request.body as Readable | undefined) ?? request.raw)
        if (!bytes) return sendRefusal(request, reply.header('connection', 'close'), 'file_too_large', tooLarge, { status: 413 }) // prettier-ignore
        const read = await readDocumentText(bytes, String(request.query.name ?? '').slice(0, 200))
        if (!read.ok) return sendRefusal(request, reply, read.error, refusals, { status: 422 })
        return reply.header('cache-control', 'no-store').send(read.value)
      },
    )
  })
}

const tooLarge: Readonly<Record<string, Text>> = {
  file_too_large: [
    '文件超过 20 MB，请删去图片或拆分后上传。',
    'The file is larger than 20 MB. Take out pictures or split it, and send it again.',
  ],
}

/** The body, unless it is longer than allowed: then the rest of it is not waited for. */
async function bounded(body: Readable): Promise<Buffer | null> {
  let length = 0
  async function* measured() {
    for await (const piece of body as AsyncIterable<Buffer>) {
      length += piece.length
      if (length > largestDocument) return
      yield piece
    }
  }
  const bytes = await buffer(measured())
  return length > largestDocument ? null : bytes
}

function looking(http: HttpWorld, said: Pick<Context, 'tx' | 'street' | 'actor'>): Context {
  const nothing = () => {}
  return { ...said, now: http.now().toISOString(), newId, subject: nothing, changed: nothing, afterCommit: nothing }
}
