import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { canonicalJson } from '#kernel/canonical-json'
import type { Text } from '#kernel/text'
import type { Database, Tx } from '#platform/db'
import { sendRefusal } from '#platform/operations'
import {
  bundle,
  keyKinds,
  notaryRefusals,
  parseAddCheckpoint,
  parseTilePath,
  parseVerifierKey,
  tileWidth,
  verifierKey,
  witnessRefusals,
} from '#engines/notary/shared'
import { cosign } from './cosign.ts'
import { anchorFile, exportLog, keysFile, leavesFile } from './export-log.ts'
import { notary } from './keys.ts'
import { findLog, findLogByOrigin, leavesOf, type LogRow } from './logs.store.ts'
import { cosignedNote, latestCheckpoint } from './proofs.ts'
import { tilesAt } from './tiles.store.ts'
import { ensureStreetWitness } from './witnesses.ts'
import { zipOf } from './zip.ts'

const refusals: Readonly<Record<string, Text>> = notaryRefusals

export interface NotaryWorld {
  readonly database: Database
  streetExists(street: string): boolean
}

interface OfLog {
  Params: { street: string; log: string; '*'?: string }
}

/** Full tiles never change; whatever else is asked for may have grown. */
const immutable = 'public, max-age=31536000, immutable'
const fresh = 'public, max-age=1'
const bytes = 'application/octet-stream'
const text = 'text/plain; charset=utf-8'

/** Logs for everyone to read, laid out as C2SP tlog-tiles has it; and the subdistrict's witness for logs elsewhere. */
export async function notaryRoutes(app: FastifyInstance, { database, streetExists }: NotaryWorld): Promise<void> {
  // A reader of a long log asks for a thousand files within seconds.
  const config = { rateLimit: { max: 3000, timeWindow: 60_000 } }

  function read(path: string, answer: (tx: Tx, log: LogRow, rest: string) => Promise<Answer | undefined>): void {
    app.get<OfLog>(`/notary/:street/:log${path}`, { config }, async (request, reply) => {
      const { street, log: id, '*': rest } = request.params
      if (!streetExists(street)) return absent(request, reply)
      const found = await database.transaction(street, async (tx) => {
        const log = await findLog(tx, street, id)
        return log && (await answer(tx, log, rest ?? ''))
      })
      if (!found) return absent(request, reply)
      reply.type(found.type).header('cache-control', found.cache ?? fresh)
      // Anyone may verify from a page of their own.
      reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')
      if (found.name) reply.header('content-disposition', `attachment; filename="${found.name}"`)
      return reply.send(found.body)
    })
  }

  read('/checkpoint', async (tx, log) => {
    const checkpoint = await latestCheckpoint(tx, log.street, log.id)
    return checkpoint && { type: text, body: await cosignedNote(tx, log.street, log.id, checkpoint) }
  })
  read('/tile/*', async (tx, log, rest) => {
    const asked = parseTilePath(rest)
    const size = (await latestCheckpoint(tx, log.street, log.id))?.size ?? 0
    if (!asked) return undefined
    const held = Math.floor(size / tileWidth ** (asked.level ?? 0)) - asked.index * tileWidth
    if (held < asked.width) return undefined
    const answer = { type: bytes, cache: immutable }
    if (asked.level === null) {
      const from = asked.index * tileWidth
      const leaves = await leavesOf(tx, log.street, log.id, from, from + asked.width)
      return { ...answer, body: Buffer.from(bundle(leaves.map((leaf) => leaf.body))) }
    }
    const tile = await tilesAt(tx, log.street, log.id, [{ level: asked.level, index: asked.index }])
    const hashes = tile(asked.level, asked.index)
    return hashes && { ...answer, body: Buffer.from(hashes.subarray(0, asked.width * 32)) }
  })
  const json = async (tx: Tx, log: LogRow, make: (size: number) => Promise<unknown>) => {
    const checkpoint = await latestCheckpoint(tx, log.street, log.id)
    return checkpoint && { type: 'application/json; charset=utf-8', body: canonicalJson(await make(checkpoint.size)) }
  }
  read('/keys.json', (tx, log) => json(tx, log, () => keysFile(tx, log.street, log)))
  read('/leaves.json', (tx, log) => json(tx, log, (size) => leavesFile(tx, log.street, log.id, size)))
  read('/anchor.json', (tx, log) => json(tx, log, (size) => anchorFile(tx, log.street, log, size)))
  read('/log.zip', async (tx, log) => {
    const files = await exportLog(tx, log.street, log.id)
    if (files.size === 0) return undefined
    return { type: 'application/zip', cache: 'no-store', name: `log-${log.id}.zip`, body: await zipOf(files) }
  })

  /** GET /notary/{street}/witness: the verifier key of the subdistrict's witness. */
  app.get<{ Params: { street: string } }>('/notary/:street/witness', { config }, async (request, reply) => {
    const { street } = request.params
    if (!streetExists(street)) return absent(request, reply)
    const key = await database.transaction(street, async (tx) => {
      const witness = await ensureStreetWitness(tx, street)
      return verifierKey(witness.name, keyKinds.witness, witness.public_key)
    })
    return reply.type(text).header('cache-control', fresh).send(`${key}\n`)
  })

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    /** POST /notary/{street}/witness/add-checkpoint: C2SP tlog-witness. */
    scope.post<{ Params: { street: string }; Body: string | undefined }>(
      '/notary/:street/witness/add-checkpoint',
      { bodyLimit: 16_384, config: { rateLimit: { max: 120, timeWindow: 60_000 } } },
      async (request, reply) => {
        const { street } = request.params
        if (!streetExists(street)) return absent(request, reply)
        const asked = parseAddCheckpoint(request.body ?? '')
        if (!asked) return reply.code(400).type(text).send('This is no request of tlog-witness.\n')
        const answer = await database.transaction(street, async (tx) => {
          const witness = await ensureStreetWitness(tx, street)
          const origin = asked.checkpoint.split('\n')[0] ?? ''
          const own = await findLogByOrigin(tx, street, origin)
          const keys = notary().witnessed.filter((key) => parseVerifierKey(key)?.name === origin)
          if (own) keys.push(verifierKey(origin, keyKinds.log, own.public_key))
          return await cosign(tx, street, witness, () => keys, asked)
        })
        if ('line' in answer) return reply.type(text).send(answer.line)
        reply.code(witnessRefusals[answer.refusal])
        if (reply.statusCode === 409) return reply.type('text/x.tlog.size').send(`${answer.size}\n`)
        return reply.type(text).send(`${answer.refusal}\n`)
      },
    )
  })
}

interface Answer {
  readonly type: string
  readonly body: string | Buffer
  readonly cache?: string
  readonly name?: string
}

const absent = (request: FastifyRequest, reply: FastifyReply) =>
  sendRefusal(request, reply, 'log_not_found', refusals).code(404)
