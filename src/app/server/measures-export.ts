import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { newId } from '#kernel/id'
import type { Operation } from '#kernel/operation'
import { shanghaiDate } from '#kernel/time'
import { measureUnits, type MeasureUnitId } from '#model'
import { countingSaid, indicators, type CountedView, type MeasureView } from '#engines/indicators/shared'
import {
  perAccount,
  perform,
  recordAct,
  sendRefusal,
  speaksEnglish,
  type Actor,
  type HttpWorld,
  type Implementation,
} from '#platform/operations'
import { writeSheet, type WritableCell, type WrittenColumn } from '#platform/sheets'
import { refusals } from './composition.ts'

type Values = z.output<typeof indicators.values.output>

const number = (said: string | number | null): WritableCell =>
  said === null ? '' : { text: String(said), kind: 'number' }

const kinds = ['count', 'rate'] as const satisfies readonly MeasureView['kind'][]

/** Numerator and denominator where both are pieces; of what is summed or averaged the number of records alone. */
function fraction({ kind }: MeasureView, { numerator, denominator }: CountedView): readonly WritableCell[] {
  if (!kinds.some((each) => each === kind)) return ['', number(denominator)]
  return [number(numerator), kind === 'rate' ? number(denominator) : '']
}

function columnsOf(at: 0 | 1): readonly WrittenColumn[] {
  const column = (zh: string, en: string, width: number, kind: 'text' | 'number' = 'text'): WrittenColumn => ({
    title: [zh, en][at]!,
    width,
    kind,
  })
  return [
    column('归属', 'Of', 18),
    column('指标', 'Measure', 26),
    column('单位', 'Unit', 8),
    column('值', 'Value', 12, 'number'),
    column('分子', 'Numerator', 12, 'number'),
    column('分母', 'Denominator', 12, 'number'),
    column('上期', 'Period before', 12, 'number'),
    column('上年同期', 'Last year', 12, 'number'),
    column('口径', 'Definition', 60),
    column('依据', 'Basis', 40),
    column('版本', 'Version', 14),
  ]
}

function* rowsOf(
  measures: readonly MeasureView[],
  { items, counting }: Values,
  at: 0 | 1,
): Generator<readonly WritableCell[]> {
  const known = new Map(items.map((item) => [item.key, item]))
  const awaited = new Map(counting.map(({ key, percent }) => [key, countingSaid(percent)[at]]))
  for (const measure of measures) {
    const item = known.get(measure.key)
    const said = awaited.get(measure.key)
    if (!item && said === undefined) continue
    yield [
      measure.of[at],
      measure.label[at],
      measureUnits[measure.unit as MeasureUnitId]?.label[at] ?? measure.unit,
      ...(item
        ? [
            number(item.now.value),
            ...fraction(measure, item.now),
            number(item.before.value),
            number(item.lastYear.value),
          ]
        : [said!, '', '', '', '']),
      measure.sentence[at],
      measure.basis?.[at] ?? '',
      measure.version,
    ]
  }
}

/** GET /api/{street}/measures.export.xlsx?input={…}: the table of measures that `indicators.values` answers to the same input. */
export function measuresExportRoutes(
  app: FastifyInstance,
  world: HttpWorld,
  implementations: readonly Implementation[],
): void {
  const find = (operation: Operation): Implementation => {
    const found = implementations.find((each) => each.operation.name === operation.name)
    if (!found) throw new Error(`Nothing implements ${operation.name}.`)
    return found
  }
  const [values, definitions] = [find(indicators.values), find(indicators.definitions)]

  app.get<{ Params: { street: string }; Querystring: { input?: string } }>(
    '/api/:street/measures.export.xlsx',
    { config: perAccount(world, 60) },
    async (request, reply) => {
      const { street } = request.params
      if (!world.streetExists(street)) return sendRefusal(request, reply, 'street_unknown', refusals)
      const actor: Actor | null = await world.actorOf(request, street)
      if (!actor) return sendRefusal(request, reply, 'not_signed_in', refusals)
      const asked = { street, actor, address: request.ip }
      const input = readJson(request.query.input)
      const counted = await perform(world, values, { ...asked, input })
      if (!counted.ok) return sendRefusal(request, reply, counted.error, refusals, { fields: counted.fields })
      const defined = await perform(world, definitions, { ...asked, input: {} })
      if (!defined.ok) return sendRefusal(request, reply, defined.error, refusals, { fields: defined.fields })
      const at = speaksEnglish(request) ? 1 : 0
      const answer = counted.value as Values
      const { items: measures } = defined.value as z.output<typeof indicators.definitions.output>
      const now = world.now().toISOString()
      await world.database.transaction(street, (tx) =>
        recordAct(tx, {
          street,
          id: newId(),
          at: now,
          happenedAt: null,
          actor,
          operation: `${indicators.values.name}.export`,
          outcome: 'ok',
          subjectKind: null,
          subjectId: null,
          // As it was understood: text that nobody reads could be none that the database keeps.
          input: indicators.values.input.parse(input),
          inputHash: null,
          changes: { rows: answer.items.length },
          result: null,
          address: request.ip,
        }),
      )
      const { from, to } = answer.period
      const title = [`指标-${from}-${to}`, `measures-${from}-${to}`][at]!
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header(
          'content-disposition',
          `attachment; filename="measures.xlsx"; filename*=UTF-8''${encodeURIComponent(`${title}.xlsx`)}`,
        )
        .header('cache-control', 'no-store')
        .send(
          writeSheet({
            name: ['指标', 'Measures'][at]!,
            columns: columnsOf(at),
            rows: rowsOf(measures, answer, at),
            notes: {
              name: ['说明', 'Notes'][at]!,
              lines: [
                [`统计期：${from} 至 ${to}`, `Days: ${from} to ${to}`][at]!,
                [
                  `统计至：${answer.asOf}（台账位置 ${answer.position}）`,
                  `As of ${answer.asOf} (position ${answer.position})`,
                ][at]!,
                [`导出日期：${shanghaiDate(new Date(now))}`, `Exported on ${shanghaiDate(new Date(now))}`][at]!,
              ],
            },
          }),
        )
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
