import { sql } from 'kysely'
import { periodOf } from '#model'
import type { Tx } from '#platform/db'
import type { Block, ChartBlock, ChartPoints } from '#engines/reports/shared'
import type { FigureAsk, ReportsDeps } from './deps.ts'

interface Asked {
  readonly name: string
  readonly ask: FigureAsk
}

/** The points of every chart of a report, in one reading. */
export async function chartsOf(
  tx: Tx,
  deps: ReportsDeps,
  { street, year }: { readonly street: string; readonly year: number },
  blocks: readonly Block[],
): Promise<Record<string, ChartPoints>> {
  const known = deps.figures.measures()
  const charts = blocks.filter((block) => block.kind === 'chart' && known.has(block.measure)) as ChartBlock[]
  if (charts.length === 0) return {}
  const { rows: committees } = await sql<{ code: string; name: string }>`
    select code, name from committees where street = ${street} and valid_to is null order by code`.execute(tx)
  const asked = charts.map((chart) => ({
    chart,
    points: chart.form === 'trend' ? months(chart, year) : areas(chart, year, committees),
  }))
  const { values } = await deps.figures.valuesOf(
    tx,
    street,
    asked.flatMap(({ points }) => points.map(({ ask }) => ask)),
  )
  let at = 0
  return Object.fromEntries(
    // Of what is still counted there are no points.
    asked.flatMap(({ chart, points }) => {
      const own = values.slice(at, (at += points.length))
      if (own.includes(null)) return []
      return [[chart.id, points.map(({ name }, nth) => ({ name, value: own[nth]!.value }))]]
    }),
  )
}

function months({ measure }: ChartBlock, year: number): Asked[] {
  return Array.from({ length: 12 }, (_, month) => ({
    name: `${month + 1}月`,
    ask: { key: measure, period: periodOf('month', `${year}-${String(month + 1).padStart(2, '0')}-01`) },
  }))
}

function areas(
  { measure }: ChartBlock,
  year: number,
  committees: readonly { readonly code: string; readonly name: string }[],
): Asked[] {
  return committees.map(({ code, name }) => ({
    name: name.replace(/居(?:民区|委会)$/, ''),
    ask: { key: measure, period: periodOf('year', `${year}-07-01`), where: { dimension: 'committee', member: code } },
  }))
}
