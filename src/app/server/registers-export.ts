import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'
import { openExport, placesOf, unitsOf, writeExport, type RegistersDeps } from '#engines/registers'
import { registerIds, registers, type RegisterId } from '#engines/registers/shared'
import {
  fieldsOf,
  perAccount,
  perform,
  sendRefusal,
  type Actor,
  type HttpWorld,
  type Implementation,
} from '#platform/operations'
import { refusals } from './composition.ts'

const Named = z.object({ id: z.uuid(), as: z.enum(['xlsx', 'csv']) })
const mapped = ['building', 'compound', 'facility'] as const satisfies readonly RegisterId[]

/** Lists of the registers as files, for who asked for them and while they may be taken; places for a map. */
export function registersExportRoutes(
  app: FastifyInstance,
  world: HttpWorld,
  deps: RegistersDeps,
  implementations: readonly Implementation[],
): void {
  const take = implementations.find(({ operation }) => operation.name === registers.takeExport.name)
  if (!take) throw new Error('Nothing implements registers.takeExport.')

  async function actorIn(request: FastifyRequest, reply: FastifyReply, street: string): Promise<Actor | null> {
    if (!world.streetExists(street)) {
      sendRefusal(request, reply, 'street_unknown', refusals)
      return null
    }
    const actor = await world.actorOf(request, street)
    if (!actor) sendRefusal(request, reply, 'not_signed_in', refusals)
    return actor
  }
  // A look is written for each taking: what only asks for the head takes nothing.
  const config = { exposeHeadRoute: false, config: perAccount(world, 60) }

  /** GET /api/{street}/registers/exports/{id}.xlsx or .csv */
  app.get<{ Params: { street: string; id: string; as: string } }>(
    '/api/:street/registers/exports/:id.:as',
    config,
    async (request, reply) => {
      const { street } = request.params
      const actor = await actorIn(request, reply, street)
      if (!actor) return reply
      const named = Named.safeParse(request.params)
      if (!named.success) return sendRefusal(request, reply, 'export_not_found', refusals)
      const { id, as } = named.data
      const outcome = await perform(world, take, { street, actor, input: { id }, address: request.ip })
      if (!outcome.ok) return sendRefusal(request, reply, outcome.error, refusals, { fields: outcome.fields })
      const { look, rows } = outcome.value as z.output<typeof registers.takeExport.output>
      const at = world.now().toISOString()
      const file = await openExport(world.database, deps, { street, actor, now: at, newId }, { id, look })
      const units = await world.database.transaction(street, (tx) => unitsOf(tx, street))
      const unit = units.find((each) => each.id === actor.unit)?.name ?? '街道'
      const mark = { by: actor.name ?? '—', unit, at, rows }
      const title = `${deps.registers[file.export.register].label[0]}-${shanghaiDate(new Date(at))}`
      return reply
        .type(
          as === 'csv'
            ? 'text/csv; charset=utf-8'
            : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        )
        .header(
          'content-disposition',
          `attachment; filename="registers.${as}"; filename*=UTF-8''${encodeURIComponent(`${title}.${as}`)}`,
        ) // prettier-ignore
        .header('cache-control', 'no-store')
        .send(writeExport(file, { ...mark, title }, as))
    },
  )

  /** GET /api/{street}/registers/{register}.geojson: where things lie, with what is public of them. */
  app.get<{ Params: { street: string; register: string } }>(
    '/api/:street/registers/:register.geojson',
    config,
    async (request, reply) => {
      const { street } = request.params
      const actor = await actorIn(request, reply, street)
      if (!actor) return reply
      if (!actor.can.has(registers.entries.name)) return sendRefusal(request, reply, 'forbidden', refusals)
      const asked = z.enum(registerIds).safeParse(request.params.register)
      if (!asked.success)
        return sendRefusal(request, reply, 'invalid_input', refusals, { fields: fieldsOf(asked.error) })
      const register = mapped.find((each) => each === asked.data)
      if (!register) return sendRefusal(request, reply, 'forbidden', refusals)
      const places = placesOf(world.database, deps, { street, actor, now: world.now().toISOString() }, register)
      return reply
        .type('application/geo+json; charset=utf-8')
        .header('content-disposition', `attachment; filename="${register}-${street}.geojson"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(collectionOf(places), { objectMode: false }))
    },
  )
}

async function* collectionOf(features: AsyncIterable<unknown>): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":['
  let between = ''
  for await (const feature of features) {
    yield between + JSON.stringify(feature)
    between = ',\n'
  }
  yield ']}\n'
}
