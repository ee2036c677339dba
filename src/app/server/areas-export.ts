import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { shanghaiDate } from '#kernel/time'
import { divisionOfDay } from '#engines/registers'
import { areaKinds, geoJsonOf, type AreaKind } from '#engines/registers/shared'
import { fieldsOf, sendRefusal, type HttpWorld } from '#platform/operations'
import { refusals } from './composition.ts'

const Asked = z.object({
  on: z.iso.date().optional(),
  kind: z.enum(Object.keys(areaKinds) as [AreaKind, ...AreaKind[]]).optional(),
})

/** GET /api/{street}/areas.geojson?on={day}&kind={kind}: the areas of a day, public as they are on the pages. */
export function areasExportRoutes(app: FastifyInstance, world: HttpWorld): void {
  app.get<{ Params: { street: string } }>(
    '/api/:street/areas.geojson',
    { config: { rateLimit: { max: 60, timeWindow: 60_000 } } },
    async (request, reply) => {
      const { street } = request.params
      if (!world.streetExists(street)) return sendRefusal(request, reply, 'street_unknown', refusals)
      const asked = Asked.safeParse(request.query)
      if (!asked.success)
        return sendRefusal(request, reply, 'invalid_input', refusals, { fields: fieldsOf(asked.error) })
      const { on = shanghaiDate(world.now()), kind } = asked.data
      const division = await world.database.transaction(street, (tx) => divisionOfDay(tx, street, on))
      const whole = geoJsonOf(division)
      const features = kind ? whole.features.filter((each) => each.properties.kind === kind) : whole.features
      return reply
        .type('application/geo+json; charset=utf-8')
        .header('content-disposition', `attachment; filename="areas-${street}-${on}.geojson"`)
        .header('cache-control', 'no-store')
        .send(JSON.stringify({ ...whole, features }))
    },
  )
}
