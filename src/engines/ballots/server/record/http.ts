import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { ZipFile } from 'yazl'
import { sendRefusal, type HttpWorld } from '#platform/operations'
import { ballotRefusals } from '#engines/ballots/shared'
import { findVote } from '../votes.store.ts'
import { recordFiles } from './public-record.ts'

const Asked = z.object({ street: z.string().regex(/^\d{9}$/), id: z.uuid().toLowerCase() })

const types: Readonly<Record<string, string>> = { json: 'application/json; charset=utf-8', bel: 'application/x-tar' }
const typeOf = (name: string) => types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'

/** Anyone downloads the public record of a vote: as one archive, or file by file. */
export function recordRoutes(app: FastifyInstance, http: HttpWorld): void {
  const config = { rateLimit: { max: 120, timeWindow: 60_000 } }
  const notFound = (request: Parameters<typeof sendRefusal>[0], reply: FastifyReply) =>
    sendRefusal(request, reply, 'vote_not_found', ballotRefusals)

  /** GET /api/{street}/votes/{id}/record.zip */
  app.get<{ Params: { street: string; id: string } }>(
    '/api/:street/votes/:id/record.zip',
    { config },
    async (request, reply) => {
      const asked = Asked.safeParse(request.params)
      if (!asked.success || !http.streetExists(asked.data.street)) return notFound(request, reply)
      const { street, id } = asked.data
      const zip = new ZipFile()
      const name = await http.database.transaction(street, async (tx) => {
        const vote = await findVote(tx, street, id)
        if (!vote || vote.frozenAt === null) return null
        for await (const { name: file, pieces } of recordFiles({ tx, street }, vote)) {
          // Read within the transaction: what comes later stands on the same moment as what came first.
          const parts: Uint8Array[] = []
          for await (const piece of pieces) parts.push(piece)
          zip.addBuffer(Buffer.concat(parts), file, {
            compress: !file.endsWith('.bel'),
            mtime: new Date(vote.frozenAt),
          })
        }
        return vote.electionUuid
      })
      if (name === null) return notFound(request, reply)
      zip.end()
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="${name}.zip"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(zip.outputStream as AsyncIterable<Buffer>))
    },
  )

  /** GET /api/{street}/votes/{id}/record/{file} */
  app.get<{ Params: { street: string; id: string; '*': string } }>(
    '/api/:street/votes/:id/record/*',
    { config },
    async (request, reply) => {
      const asked = Asked.safeParse(request.params)
      if (!asked.success || !http.streetExists(asked.data.street)) return notFound(request, reply)
      const { street, id } = asked.data
      const wanted = request.params['*']
      const found = await http.database.transaction(street, async (tx) => {
        const vote = await findVote(tx, street, id)
        if (!vote || vote.frozenAt === null) return null
        for await (const { name, pieces } of recordFiles({ tx, street }, vote)) {
          if (name !== wanted) continue
          const parts: Uint8Array[] = []
          for await (const piece of pieces) parts.push(piece)
          return Buffer.concat(parts)
        }
        return null
      })
      if (!found) return notFound(request, reply)
      return reply.type(typeOf(wanted)).header('cache-control', 'no-store').send(found)
    },
  )
}
