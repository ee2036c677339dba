import { Readable, type Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { ZipFile } from 'yazl'
import { sendRefusal, type Context, type HttpWorld } from '#platform/operations'
import { ballotRefusals } from '#engines/ballots/shared'
import { findVote, type Vote } from '../votes.store.ts'
import { recordFiles } from './public-record.ts'
import { spool } from './spool.ts'

const Asked = z.object({ street: z.string().regex(/^\d{9}$/), id: z.uuid().toLowerCase() })

const types: Readonly<Record<string, string>> = { json: 'application/json; charset=utf-8', bel: 'application/x-tar' }
const typeOf = (name: string) => types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'

/** One file after the other, each as it is read. */
async function writeZip(context: Pick<Context, 'tx' | 'street'>, vote: Vote, out: Writable): Promise<void> {
  const zip = new ZipFile()
  const zipped = zip.outputStream as Readable
  zip.on('error', (cause: Error) => void zipped.destroy(cause))
  const adding = async () => {
    for await (const { name, pieces } of recordFiles(context, vote)) {
      const content = Readable.from(pieces, { objectMode: false })
      // Where the size stands behind what was stored plain, some programs cannot tell where it ends.
      zip.addReadStream(content, name, { mtime: new Date(vote.frozenAt ?? 0), compressionLevel: 1 })
      await finished(content)
    }
    zip.end()
  }
  const added = adding().catch((cause: Error) => {
    zipped.destroy(cause)
    throw cause
  })
  await Promise.all([added, pipeline(zipped, out)])
}

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
      const found = await http.database.transaction(
        street,
        async (tx) => {
          const vote = await findVote(tx, street, id)
          if (!vote || vote.frozenAt === null) return null
          return { name: vote.electionUuid, ...(await spool((out) => writeZip({ tx, street }, vote, out))) }
        },
        { snapshot: true },
      )
      if (!found) return notFound(request, reply)
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="${found.name}.zip"`)
        .header('content-length', found.size)
        .header('cache-control', 'no-store')
        .send(found.content)
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
      const found = await http.database.transaction(
        street,
        async (tx) => {
          const vote = await findVote(tx, street, id)
          if (!vote || vote.frozenAt === null) return null
          for await (const { name, pieces } of recordFiles({ tx, street }, vote)) {
            if (name !== wanted) continue
            return await spool((out) => pipeline(pieces, out))
          }
          return null
        },
        { snapshot: true },
      )
      if (!found) return notFound(request, reply)
      return reply
        .type(typeOf(wanted))
        .header('content-length', found.size)
        .header('cache-control', 'no-store')
        .send(found.content)
    },
  )
}
