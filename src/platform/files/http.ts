import { join } from 'node:path'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { platformErrors } from '#kernel/operation'
import type { Text } from '#kernel/text'
import type { Database, Tx } from '#platform/db'
import { openLimiter, refuseWith } from '#platform/identity'
import { fieldsOf, type Actor } from '#platform/operations'
import { addAttachment, findAttachment } from './attachments.store.ts'
import { openDiskStore, sha256Of, type BlobStore } from './blob-store.ts'
import { fileRefusals, largestFile, type FileError } from './refusals.ts'
import { ready, receive, type Readied, type Sent } from './upload.ts'

export interface FilesDeps {
  readonly database: Database
  /** The data folder; files are kept below it unless another store is given. */
  readonly data: string
  readonly store?: BlobStore
  readonly now: () => Date
  streetExists(street: string): boolean
  actorOf(request: FastifyRequest, street: string): Promise<Actor | null>
  /** Whether a member of staff may see a file of their street; by default who may see cases. */
  maySee?(tx: Tx, actor: Actor, file: { id: string; caseId: string | null }): Promise<boolean>
  /** Whether a follow code belongs to the case that has the file. */
  mayFollow?(tx: Tx, street: string, attachmentId: string, code: string): Promise<boolean>
}

interface Asked {
  Params: { street: string; id: string }
  Querystring: { size?: unknown; code?: unknown }
}

const tenMinutes = 600_000
const maxAge = 600

/** Sends and shows attachments: PUT and GET /api/{street}/files/{id}. */
export async function filesRoutes(app: FastifyInstance, deps: FilesDeps): Promise<void> {
  const { database } = deps
  const store = deps.store ?? openDiskStore(join(deps.data, 'files'))
  const maySee = deps.maySee ?? (async (_tx: Tx, actor: Actor) => actor.can.has('cases.get'))
  const byStaff = openLimiter(1000, tenMinutes)
  const byResidents = openLimiter(40, tenMinutes)
  const wrongCodes = openLimiter(60, tenMinutes)

  async function put(request: FastifyRequest<Asked>, reply: FastifyReply): Promise<FastifyReply> {
    const place = placeOf(request)
    if (typeof place === 'string') return refuse(request, reply, place)
    const actor = await deps.actorOf(request, place.street)
    if (!(actor ? byStaff.take(actor.id ?? '') : byResidents.take(request.ip))) return tooMany(request, reply)
    const sent = await receive(request)
    if (!sent.ok)
      return typeof sent.error === 'string' ? refuse(request, reply, sent.error) : invalid(request, reply, sent.error)
    const originalSha256 = sha256Of(sent.value.data)
    const before = await find(place)
    if (before)
      return before.originalSha256 === originalSha256
        ? reply.send({ id: place.id })
        : refuse(request, reply, 'id_taken')
    const readied = await ready(sent.value.data, { documents: actor !== null })
    if (!readied.ok) return refuse(request, reply, readied.error)
    const isKept = await keep(place, originalSha256, readied.value, sent.value, actor)
    return isKept ? reply.code(201).send({ id: place.id }) : refuse(request, reply, 'id_taken')
  }

  function find({ street, id }: Place) {
    return database.transaction(street, (tx) => findAttachment(tx, street, id))
  }

  async function keep(
    place: Place,
    originalSha256: string,
    file: Readied,
    { said }: Sent,
    actor: Actor | null,
  ): Promise<boolean> {
    const sha256 = await store.put(file.data)
    const smallSha256 = file.small && (await store.put(file.small))
    const now = deps.now()
    const isSaid = said.lng !== undefined && said.lat !== undefined
    const row = {
      ...place,
      original_sha256: originalSha256,
      sha256,
      small_sha256: smallSha256,
      mime: file.mime,
      bytes: file.data.length,
      width: file.width,
      height: file.height,
      taken_at: said.takenAt ?? believable(file.seen.takenAt, now),
      lng: isSaid ? (said.lng ?? null) : file.seen.lng,
      lat: isSaid ? (said.lat ?? null) : file.seen.lat,
      uploaded_by: actor?.id ?? null,
      uploaded_at: now.toISOString(),
    }
    const isAdded = await database.transaction(place.street, (tx) => addAttachment(tx, row))
    return isAdded || (await find(place))?.originalSha256 === originalSha256
  }

  async function get(request: FastifyRequest<Asked>, reply: FastifyReply): Promise<FastifyReply> {
    const place = placeOf(request)
    if (typeof place === 'string') return refuse(request, reply, place)
    const { street, id } = place
    const { size, code } = request.query
    const actor = await deps.actorOf(request, street)
    if (!actor && typeof code !== 'string') {
      return refuseWith(request, reply, 401, 'not_signed_in', platformErrors.not_signed_in)
    }
    if (!actor && wrongCodes.isFull(request.ip)) return tooMany(request, reply)
    const found = await database.transaction(street, async (tx) => {
      const file = await findAttachment(tx, street, id)
      if (!file) return undefined
      if (actor && (await maySee(tx, actor, file))) return file
      const isFollowed = typeof code === 'string' && code.length <= 40 && (await deps.mayFollow?.(tx, street, id, code))
      return isFollowed ? file : undefined
    })
    if (!found) {
      if (!actor) wrongCodes.take(request.ip)
      return refuse(request, reply, 'file_unknown')
    }
    const isSmall = size === 'small' && found.smallSha256 !== null
    return await show(request, reply, isSmall ? (found.smallSha256 ?? found.sha256) : found.sha256, found.mime)
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    sha256: string,
    mime: string,
  ): Promise<FastifyReply> {
    const etag = `"${sha256}"`
    reply.headers({
      etag,
      'cache-control': `private, max-age=${maxAge}`,
      'content-type': mime,
      'x-content-type-options': 'nosniff',
      'content-disposition': mime.startsWith('image/') ? 'inline' : `attachment; filename="${sha256.slice(0, 12)}.pdf"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    })
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    const body = await store.get(sha256)
    if (body) return reply.send(body)
    request.log.error({ sha256 }, 'a file that the database knows is not in the store; put it back from the backup')
    for (const name of ['etag', 'cache-control', 'content-type', 'content-disposition']) reply.removeHeader(name)
    return refuse(request, reply, 'file_unknown')
  }

  interface Place {
    readonly street: string
    readonly id: string
  }

  function placeOf(request: FastifyRequest<Asked>): Place | 'street_unknown' | 'id_malformed' {
    const { street, id } = request.params
    if (!/^\d{9}$/.test(street) || !deps.streetExists(street)) return 'street_unknown'
    return z.uuid().safeParse(id).success ? { street, id: id.toLowerCase() } : 'id_malformed'
  }

  // A context of its own, so that no other route accepts multipart bodies.
  await app.register(async (scope) => {
    await scope.register(multipart, {
      throwFileSizeLimit: true,
      limits: {
        fileSize: largestFile,
        files: 1,
        fields: 6,
        parts: 8,
        fieldSize: 200,
        fieldNameSize: 40,
        headerPairs: 40,
      },
    })
    scope.put<Asked>('/api/:street/files/:id', put)
    scope.get<Asked>('/api/:street/files/:id', get)
  })
}

/** A camera whose clock was never set would date the photo to its making. */
function believable(takenAt: string | null, now: Date): string | null {
  if (takenAt === null || takenAt < '2000') return null
  return Date.parse(takenAt) <= now.getTime() + 86_400_000 ? takenAt : null
}

const statuses: Readonly<Record<FileError, number>> = {
  file_missing: 422,
  file_too_large: 413,
  file_type_refused: 415,
  file_broken: 422,
  file_unknown: 404,
  id_malformed: 400,
  id_taken: 409,
  street_unknown: 404,
}

function refuse(request: FastifyRequest, reply: FastifyReply, code: FileError): FastifyReply {
  const text: Text = fileRefusals[code]
  return refuseWith(request, reply, statuses[code], code, text)
}

function tooMany(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return refuseWith(request, reply, 429, 'too_many_requests', platformErrors.too_many_requests)
}

function invalid(request: FastifyRequest, reply: FastifyReply, error: z.ZodError): FastifyReply {
  return refuseWith(request, reply, 422, 'invalid_input', platformErrors.invalid_input, fieldsOf(error))
}
