import type { FastifyInstance } from 'fastify'
import writeExcel from 'write-excel-file/node'
import { z } from 'zod'
import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'
import { fieldsOf, recordAct, sendRefusal, speaksEnglish, type HttpWorld } from '#platform/operations'
import { pageOf, wordsOf } from '#engines/cases'
import { caseColumnIds, caseColumns, cases, caseTypesOf, ListFilter, Sort, type CaseLine } from '#engines/cases/shared'
import { caseTypes } from '#faces'
import { refusals } from './composition.ts'

const types = caseTypesOf(caseTypes)
const Asked = ListFilter.extend({ sort: Sort, columns: z.array(z.enum(caseColumnIds)).min(1).max(40).optional() })
const mostRows = 50_000

/** Text that a spreadsheet would take for a formula is text (CSV injection): a leading apostrophe says so. */
function plain(value: string): string {
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
}

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
      const { columns: chosen = caseColumnIds, ...filter } = asked.data
      const read = await world.database.transaction(street, async (tx) => {
        const words = await wordsOf(tx, street, now, types)
        const lines: CaseLine[] = []
        let after: string | undefined
        do {
          const page = await pageOf(tx, street, actor, now, types, { ...filter, after, limit: 2000 })
          if (!page.ok) return page
          lines.push(...page.value.items)
          after = page.value.next ?? undefined
        } while (after !== undefined && lines.length < mostRows)
        await recordAct(tx, {
          street,
          id: newId(),
          at: now,
          happenedAt: null,
          actor,
          operation: `${cases.list.name}.export`,
          outcome: 'ok',
          subjectKind: null,
          subjectId: null,
          // The words of a search may name someone.
          input: { ...filter, ...(filter.words && { words: '〈隐去〉' }) },
          inputHash: null,
          changes: { rows: lines.length },
          result: null,
          address: request.ip,
        })
        return { ok: true as const, lines, words }
      })
      if (!read.ok) return sendRefusal(request, reply, read.error, refusals)
      const at = speaksEnglish(request) ? 1 : 0
      const columns = caseColumnIds.filter((id) => chosen.includes(id)).map((id) => caseColumns[id])
      const text = (value: string) => ({ value: plain(value), type: String as StringConstructor })
      const sheet = [
        columns.map((column) => ({ value: column.title[at], fontWeight: 'bold' as const })),
        ...read.lines.map((line) => columns.map((column) => text(column.say(line, read.words)[at]))),
      ]
      const bytes = writeExcel(
        sheet as never,
        {
          columns: columns.map(({ width }) => ({ width: Math.max(10, Math.round(width / 8)) })),
          stickyRowsCount: 1,
          sheet: '案件',
        } as never,
      )
      const name = encodeURIComponent(`${['案件清单', 'cases'][at]}-${shanghaiDate(new Date(now))}.xlsx`)
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
