import type { Text } from '#kernel/text'
import { err, ok, type Result } from '#kernel/result'
import {
  fractionOf,
  measureUnits,
  periodBefore,
  periodLastYear,
  valueOfCounted,
  type Counted,
  type Period,
} from '#model'
import type { Tx } from '#platform/db'
import { systemActor } from '#platform/operations'
import { pageOf, wordsOf } from '#engines/cases'
import { caseColumns, type CaseColumnId, type CaseTypes } from '#engines/cases/shared'
import type { Ledger } from '#engines/indicators/shared'
import { standingsIn, type MeasuresDeps, type Rolled } from '../measures/definitions.ts'
import { allWhole } from '../measures/handlers.ts'
import { figureOf, readFigures } from '../measures/read.ts'

export interface CompileDeps extends MeasuresDeps {
  readonly caseTypes: CaseTypes
}

export interface LedgerContent {
  readonly columns: readonly { readonly title: Text; readonly number: boolean }[]
  readonly lines: readonly (readonly string[])[]
  readonly position: string
}

const said = (title: Text) => ({ title, number: false })
const counted = (title: Text) => ({ title, number: true })
const dash = '—'
const nothing: Counted = { numerator: 0, denominator: 0 }
const mostCases = 20_000
const clock = systemActor([])

const shown = ({ measure }: Rolled, value: Counted): string => valueOfCounted(measure, value) ?? dash
const fraction = ({ measure }: Rolled, value: Counted) =>
  fractionOf({ kind: measure.definition.kind, unit: measure.unit }, value)
const isQuotient = (measure: Rolled) => fraction(measure, nothing) !== null
const unitOf = ({ measure }: Rolled) => measureUnits[measure.unit].label

const caseColumnIds = [
  'number',
  'upstreamNo',
  'title',
  'state',
  'place',
  'committee',
  'unit',
  'category',
  'reported',
  'closed',
] as const satisfies readonly CaseColumnId[]

/** The measures whose figures a ledger tells; a list is read from the cases themselves. */
export const countedIn = (content: Ledger['content']): readonly string[] =>
  content.kind === 'cases' ? [] : content.measures

/** What a ledger holds for a period, as it stands now: titles, lines of text, and up to which act was counted. */
export async function compileLedger(
  tx: Tx,
  street: string,
  deps: CompileDeps,
  { content }: Ledger,
  period: Period,
  now: string,
): Promise<Result<LedgerContent, 'measure_unknown' | 'measures_counting'>> {
  const keys = content.kind === 'cases' ? [content.measure] : content.measures
  if (keys.some((key) => !deps.measures.some((each) => each.key === key))) return err('measure_unknown')
  const standing = await standingsIn(tx, street, deps)
  const whole = allWhole(countedIn(content).map(standing))
  if (!whole.ok) return whole
  const measures = whole.value

  if (content.kind === 'measures') {
    const periods = [period, periodBefore(period), periodLastYear(period)]
    const spans = measures.flatMap((of) => periods.map(({ from, to }) => ({ of, from, to })))
    const { figures, position } = await readFigures(tx, street, spans)
    const value = figureOf(figures)
    return ok({
      columns: [
        said(['指标', 'Measure']),
        said(['单位', 'Unit']),
        counted(['本期', 'This period']),
        counted(['分子', 'Numerator']),
        counted(['分母', 'Denominator']),
        counted(['上期', 'Period before']),
        counted(['去年同期', 'Same period of last year']),
      ],
      lines: measures.map((measure, at) => {
        const [own, before, lastYear] = [value(at * 3), value(at * 3 + 1), value(at * 3 + 2)]
        return [
          measure.measure.label[0],
          unitOf(measure)[0],
          shown(measure, own),
          ...(fraction(measure, own) ?? ['', '']),
          shown(measure, before),
          shown(measure, lastYear),
        ]
      }),
      position,
    })
  }

  const words = await wordsOf(tx, street, now, deps.caseTypes)
  if (content.kind === 'members') {
    const { by } = content
    const spans = measures.map((of) => ({ of, from: period.from, to: period.to, by }))
    const { figures, position } = await readFigures(tx, street, spans)
    const members = [...new Set(figures.map(({ member }) => member))]
    const name = (member: string | null) =>
      member === null ? '未归属' : by === 'committee' ? words.committeeName(member) : words.unitName(member)
    const own = (at: number, member: string | null) =>
      figures.find((figure) => figure.at === at && figure.member === member) ?? nothing
    return ok({
      columns: [
        said(by === 'committee' ? ['居民区', 'Committee'] : ['承办单位', 'Unit']),
        ...measures.flatMap((measure) => {
          const [zh, en] = measure.measure.label
          const [unitZh, unitEn] = unitOf(measure)
          const title = counted([`${zh}（${unitZh}）`, `${en} (${unitEn})`])
          return isQuotient(measure) ? [title, said([`${zh}：分子/分母`, `${en}: fraction`])] : [title]
        }),
      ],
      lines: members
        .map((member) => [
          name(member),
          ...measures.flatMap((measure, at) => {
            const value = own(at, member)
            const parts = fraction(measure, value)
            return parts ? [shown(measure, value), parts.join('/')] : [shown(measure, value)]
          }),
        ])
        .sort((a, b) => a[0]!.localeCompare(b[0]!, 'zh-CN')),
      position,
    })
  }

  const { position } = await readFigures(tx, street, [])
  const lines: string[][] = []
  let after: string | undefined
  do {
    const page = await pageOf(tx, street, clock, now, deps.caseTypes, {
      measure: content.measure,
      part: content.part,
      from: period.from,
      to: period.to,
      sort: 'newest',
      after,
      limit: 2000,
    })
    if (!page.ok) return err('measure_unknown')
    for (const line of page.value.items) lines.push(caseColumnIds.map((id) => caseColumns[id].say(line, words)[0]))
    after = page.value.next ?? undefined
  } while (after !== undefined && lines.length < mostCases)
  return ok({
    columns: caseColumnIds.map((id) => said(caseColumns[id].title)),
    lines,
    position,
  })
}
