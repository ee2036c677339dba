import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { Text } from '#kernel/text'
import { perAccount, sendRefusal, type Actor, type HttpWorld } from '#platform/operations'
import { sheetProblems } from '#platform/sheets'
import { importKindIds, importKinds, registerRefusals, registers as asked } from '#engines/registers/shared'
import { annotateFile } from './annotate-file.ts'
import { largestImport } from './file.ts'
import { findImport, type Import } from './imports.store.ts'
import { seesImport } from './present.ts'
import { receiveFile } from './receive-file.ts'
import type { ImportWorld } from './run-import.ts'
import { templateOf } from './template.ts'

const refusals: Readonly<Record<string, Text>> = { ...registerRefusals, ...sheetProblems }
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Asked = { Params: { street: string; id: string } }

/** What is no JSON about imports: the file on its way in, the same with reasons on its way out, and templates to fill in. */
export async function importRoutes(app: FastifyInstance, http: HttpWorld, world: ImportWorld): Promise<void> {
  async function actorIn(request: FastifyRequest<Asked>, reply: FastifyReply): Promise<Actor | null> {
    const { street } = request.params
    const actor = http.streetExists(street) ? await http.actorOf(request, street) : null
    if (!http.streetExists(street)) sendRefusal(request, reply, 'street_unknown', refusals)
    else if (!actor) sendRefusal(request, reply, 'not_signed_in', refusals)
    else if (!actor.can.has(asked.startImport.name)) sendRefusal(request, reply, 'forbidden', refusals)
    else return actor
    return null
  }

  async function found(request: FastifyRequest<Asked>, actor: Actor): Promise<Import | undefined> {
    const { street, id } = request.params
    if (!z.uuid().safeParse(id).success) return undefined
    const imported = await world.database.transaction(street, (tx) => findImport(tx, street, id))
    return imported && seesImport(actor, imported) ? imported : undefined
  }

  await app.register(async (scope) => {
    // Whatever it is said to be, it is read by what it holds, and never into memory.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body))
    scope.put<Asked>('/api/:street/imports/:id/file', { bodyLimit: largestImport + 1 }, async (request, reply) => {
      const actor = await actorIn(request, reply)
      if (!actor) return reply.header('connection', 'close')
      const imported = await found(request, actor)
      if (!imported || (imported.madeBy !== actor.id && actor.kind === 'staff'))
        return sendRefusal(request, reply.header('connection', 'close'), 'import_not_found', refusals)
      if (Number(request.headers['content-length'] ?? 0) > largestImport)
        return sendRefusal(request, reply.header('connection', 'close'), 'file_too_large', refusals, { status: 413 })
      const received = await receiveFile(
        world,
        request.params.street,
        imported.id,
        (request.body as Readable | undefined) ?? request.raw,
      )
      if (received.ok) return reply.send({ id: imported.id, ...received.value })
      const status = received.error === 'file_too_large' ? 413 : received.error.startsWith('import_') ? undefined : 422
      return sendRefusal(request, reply, received.error, refusals, status ? { status } : {})
    })
  })

  /** GET /api/{street}/imports/{id}/annotated: the same file, a reason beside each row that is wrong or doubtful. */
  app.get<Asked>('/api/:street/imports/:id/annotated', { config: perAccount(http, 30) }, async (request, reply) => {
    const actor = await actorIn(request, reply)
    if (!actor) return reply
    const imported = await found(request, actor)
    if (!imported) return sendRefusal(request, reply, 'import_not_found', refusals)
    const made = await annotateFile(world, request.params.street, imported)
    if (!made.ok) return sendRefusal(request, reply, made.error, refusals, { status: 422 })
    const name = encodeURIComponent(`${imported.fileName.replace(/\.\w{1,5}$/, '')}-核对意见.${made.value.type}`)
    return reply
      .type(made.value.type === 'csv' ? 'text/csv; charset=utf-8' : xlsx)
      .header('content-disposition', `attachment; filename="annotated.${made.value.type}"; filename*=UTF-8''${name}`)
      .header('cache-control', 'no-store')
      .send(made.value.body)
  })

  app.get<{ Params: { street: string; id: string; register: string } }>(
    '/api/:street/registers/:register/template.xlsx',
    async (request, reply) => {
      const actor = await actorIn(request, reply)
      if (!actor) return reply
      const kind = z.enum(importKindIds).safeParse(request.params.register)
      if (!kind.success) return sendRefusal(request, reply, 'route_not_found', refusals)
      const name = encodeURIComponent(`${importKinds[kind.data][0]}-导入模板.xlsx`)
      return reply
        .type(xlsx)
        .header('content-disposition', `attachment; filename="template.xlsx"; filename*=UTF-8''${name}`)
        .send(templateOf(kind.data, world.registers, world.tags))
    },
  )
}
