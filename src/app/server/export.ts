import type { FastifyInstance } from 'fastify'
import writeExcel from 'write-excel-file/node'
import { pageOf } from '#engines/cases'
import {
  caseTypesOf,
  findCategory,
  lightOf,
  lights,
  ListFilter,
  promiseKinds,
  Sort,
  sources,
  states,
  type CaseLine,
} from '#engines/cases/shared'
import { unitsOf } from '#engines/registers'
import { fieldsOf, sendRefusal, type HttpWorld } from '#platform/operations'
import { caseTypes } from '#faces'
import { refusals } from './composition.ts'

const types = caseTypesOf(caseTypes)
const Asked = ListFilter.extend({ sort: Sort })
const mostRows = 50_000

/** Text that a spreadsheet would take for a formula is text (CSV injection): a leading apostrophe says so. */
function plain(text: string | null | undefined): string {
  const value = text ?? ''
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
}

const shanghai = (at: string | null) =>
  at ? new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') : ''

/** GET /api/{street}/cases.export.xlsx?input={filter}: exactly the list on the screen, with its filter and order. */
export function exportRoutes(app: FastifyInstance, world: HttpWorld): void {
  app.get<{ Params: { street: string }; Querystring: { input?: string } }>(
    '/api/:street/cases.export.xlsx',
    async (request, reply) => {
      const { street } = request.params
      if (!world.streetExists(street)) return sendRefusal(request, reply, 'street_unknown', refusals)
      const actor = await world.actorOf(request, street)
      if (!actor) return sendRefusal(request, reply, 'not_signed_in', refusals)
      if (!actor.can.has('cases.list')) return sendRefusal(request, reply, 'forbidden', refusals)
      const asked = Asked.safeParse(readJson(request.query.input))
      if (!asked.success)
        return sendRefusal(request, reply, 'invalid_input', refusals, { fields: fieldsOf(asked.error) })
      const now = world.now().toISOString()
      const read = await world.database.transaction(street, async (tx) => {
        const units = new Map((await unitsOf(tx, street)).map((unit) => [unit.id as string, unit.name]))
        const lines: CaseLine[] = []
        let after: string | undefined
        do {
          const page = await pageOf(tx, street, actor, now, types, { ...asked.data, after, limit: 2000 })
          if (!page.ok) return page
          lines.push(...page.value.items)
          after = page.value.next ?? undefined
        } while (after !== undefined && lines.length < mostRows)
        return { ok: true as const, lines, units }
      })
      if (!read.ok) return sendRefusal(request, reply, read.error, refusals)
      const text = (value: string | null | undefined) => ({ value: plain(value), type: String as StringConstructor })
      const sheet = [
        [
          '案卷号',
          '来源',
          '来源工单号',
          '类型',
          '类别',
          '事项',
          '位置',
          '状态',
          '时限状态',
          '当前时限',
          '到期时间',
          '主办单位',
          '退单',
          '返工',
          '延期',
          '督办',
          '挂账',
          '上报时间',
          '结案时间',
        ].map((value) => ({ value, fontWeight: 'bold' as const })),
        ...read.lines.map((line) => [
          text(line.number),
          text(sources[line.source].label[0]),
          text(line.upstreamNo),
          text(types.get(line.type)?.label[0] ?? line.type),
          text(findCategory(line.category)?.name[0] ?? line.category),
          text(line.title),
          text(line.place),
          text(states[line.state][0]),
          text(line.open ? lights[lightOf(line, now)][0] : ''),
          text(line.nextKind ? promiseKinds[line.nextKind][0] : ''),
          text(shanghai(line.nextDue)),
          text(line.leadUnit ? read.units.get(line.leadUnit) : ''),
          { value: line.returnedCount, type: Number },
          { value: line.reworkCount, type: Number },
          { value: line.extensionCount, type: Number },
          { value: line.supervised, type: Number },
          text(line.parked ? '是' : ''),
          text(shanghai(line.reportedAt)),
          text(shanghai(line.closedAt)),
        ]),
      ]
      const bytes = writeExcel(
        sheet as never,
        {
          columns: [24, 12, 16, 14, 16, 30, 30, 10, 10, 10, 17, 18, 6, 6, 6, 6, 6, 17, 17].map((width) => ({ width })),
          stickyRowsCount: 1,
          sheet: '案件',
        } as never,
      )
      const name = encodeURIComponent(`案件清单-${shanghai(now).slice(0, 10)}.xlsx`)
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename="cases.xlsx"; filename*=UTF-8''${name}`)
        .header('cache-control', 'no-store')
        .send(await asBuffer(bytes))
    },
  )
}

function readJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '{}')
  } catch {
    return null
  }
}

async function asBuffer(made: unknown): Promise<Buffer> {
  if (Buffer.isBuffer(made)) return made
  const result = made as { toBuffer?: () => Promise<Buffer> }
  if (result.toBuffer) return result.toBuffer()
  throw new Error('the spreadsheet writer gave neither a buffer nor a way to one')
}
