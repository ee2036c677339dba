import { sql, type RawBuilder } from 'kysely'
import pg from 'pg'
import { newId } from '#kernel/id'
import type { Measure } from '#model'
import { appUrlOf, migrate, openDatabase, type Database } from '#platform/db'
import { perform, type Actor, type Implementation } from '#platform/operations'
import { caseColumn, casesHandlers } from '#engines/cases'
import { caseTypesOf, cases, centreMeasures, ofType } from '#engines/cases/shared'
import {
  ensureAllMeasures,
  foldMeasures,
  measureChange,
  measureHandlers,
  verifyMeasures,
  type MeasuresDeps,
} from '#engines/indicators'
import { caseMeasures, dimensionIds, type PlacedMeasure } from '#engines/indicators/shared'
import { caseTypes } from '#faces'
import { fillRegisters } from '../src/app/demo/registers.ts'
import { roles } from '../src/app/server/composition.ts'
import { partsOf } from '../src/engines/indicators/server/measures/count.ts'
import { fillCases } from './fill.ts'
import { sampleCase } from './sample-case.ts'
import { makeDiskFolder, openIn, removeFolder } from './system.ts'
import { kept, median, percentile, printTable, round } from './table.ts'

const street = '310107015'
const now = new Date('2026-11-20T02:00:00Z')
const year = { from: '2025-11-01', to: '2026-10-31' }
const times = 40
const rounds = 7
const each = 100
const most = 100
const mostGrowth = 1.5
const longestWait = 1000

const types = caseTypesOf(caseTypes)

/** Sixty measures, as a target book has them: what is declared, and the centre's of single types besides. */
function sixty(): readonly PlacedMeasure[] {
  const declared = caseMeasures(types)
  const known = new Set(declared.map(({ key }) => key))
  const more = caseTypes.flatMap((type) =>
    centreMeasures.map((measure): PlacedMeasure => ({
      key: `${type.id}:${measure.id}`,
      measure: ofType(type.id, measure as Measure),
      source: 'cases',
      of: type.label,
      dimensions: dimensionIds,
    })),
  )
  return [...declared, ...more.filter(({ key }) => !known.has(key))].slice(0, 60)
}
const measures = sixty()
const keys = measures.map(({ key }) => key)

interface Street {
  readonly total: number
  readonly ownerUrl: string
  readonly database: Database
  readonly deps: MeasuresDeps
  readonly actor: Actor
  /** What commands took while the sixty were first counted. */
  readonly waits: readonly number[]
}

async function makeStreet(ownerUrl: string, appUrl: string, total: number): Promise<Street> {
  const name = `measures_${total}`
  const server = new pg.Client({ connectionString: ownerUrl })
  await server.connect()
  await server.query(`create database ${name}`)
  await server.end()
  const [own, app] = [new URL(ownerUrl), new URL(appUrl)]
  own.pathname = app.pathname = `/${name}`
  const appPassword = decodeURIComponent(app.password)
  await migrate(own.href, { appPassword })
  const database = openDatabase(appUrlOf(own.href, appPassword), { maxConnections: 4 })
  await fillRegisters(own.href, database, now)
  const began = performance.now()
  await fillCases(own.href, database, { street, total, open: Math.round(total / 50), now })
  const filled = performance.now()
  const deps = { measures, database: own.href }
  const actor = await dutyOfficer(database)
  const waits = await actWhile({ database, deps, actor }, () => ensureAllMeasures(database, deps))
  const counted = performance.now()
  const owner = new pg.Client({ connectionString: own.href })
  await owner.connect()
  await owner.query('vacuum analyze')
  const { rows } = await owner.query<{ cells: string; size: string }>(
    `select (select count(*) from measure_cells where street = '${street}') as cells, pg_size_pretty(pg_total_relation_size('measure_cells') + pg_total_relation_size('measure_heaps') + pg_total_relation_size('measure_spreads')) as size`,
  )
  await owner.end()
  console.log(
    `  ${total} cases: filled in ${round((filled - began) / 1000, 0)} s, ${measures.length} measures first counted in ${round((counted - filled) / 1000, 0)} s: ${rows[0]!.cells} cells, ${rows[0]!.size}`,
  )
  return { total, ownerUrl: own.href, database, deps, actor, waits }
}

async function dutyOfficer(database: Database): Promise<Actor> {
  const { rows: staff } = await database.pool.query<{ id: string; account: string; unit: string }>(
    `select m.id, a.id as account, m.unit from auth_accounts a cross join lateral memberships_of(a.id) m where a.username = 'zhiban' and m.street = $1`,
    [street],
  )
  const { id, account, unit } = staff[0]!
  const can = new Set(roles.find((role) => role.id === 'duty')!.may)
  return {
    kind: 'staff',
    id,
    accountId: account,
    name: 'zhiban',
    unit,
    scope: { kind: 'street' },
    roles: ['duty'],
    can,
  } as unknown as Actor
}

const measuredHandlers = ({ deps }: Pick<Street, 'deps'>) =>
  casesHandlers({
    caseTypes: types,
    database: deps.database,
    files: { claim: async () => true },
    measured: measureChange(deps),
  })

/** One clerk after another registers and accepts cases until something has ended: how long each command took. */
async function actWhile(
  at: Pick<Street, 'database' | 'deps' | 'actor'>,
  run: () => Promise<unknown>,
): Promise<number[]> {
  const handlers = measuredHandlers(at)
  const address = await anAddress(at.database)
  const waits: number[] = []
  let isOver = false
  const act = async (name: string, input: unknown) => {
    const began = performance.now()
    await ask(at, handlers, name, input)
    waits.push(performance.now() - began)
  }
  const acting = (async () => {
    while (!isOver) {
      const caseId = newId()
      await act(cases.create.name, sampleCase(address, caseId))
      await act(cases.accept.name, { caseId })
      await new Promise((settle) => setTimeout(settle, 20))
    }
  })()
  await run()
  isOver = true
  await acting
  return waits
}

async function anAddress(database: Database): Promise<{ id: string; text: string }> {
  const { rows } = await database.transaction(street, (tx) =>
    sql<{ id: string; text: string }>`select id, text from addresses where street = ${street} limit 1`.execute(tx),
  )
  return rows[0]!
}

async function ask(
  at: Pick<Street, 'database' | 'actor'>,
  handlers: readonly Implementation[],
  name: string,
  input: unknown,
): Promise<Record<string, unknown>> {
  const handler = handlers.find(({ operation }) => operation.name === name)!
  const outcome = await perform({ database: at.database, now: () => now }, handler, {
    street,
    actor: at.actor,
    command: newId(),
    input,
  })
  if (!outcome.ok) throw new Error(`${name} was refused: ${outcome.error}`)
  return outcome.value as Record<string, unknown>
}

const period = { kind: 'assessment', day: year.from } as const
const looks: readonly (readonly [string, string, object, number])[] = [
  ['the year, with the one before', 'values', { measures: keys, period }, most],
  [
    'one committee, with the year before',
    'values',
    { measures: keys, period, where: { dimension: 'committee', member: `${street}003` } },
    most,
  ],
  ['the running month to this day', 'values', { measures: keys, period: { kind: 'month', day: '2026-11-20' } }, most],
  ['the year by committee', 'breakdown', { measures: keys, period, by: 'committee' }, most],
  ['the year by month', 'series', { measures: keys, ...year, step: 'month' }, most],
  [
    'six measures by committee and month',
    'series',
    { measures: keys.slice(0, 6), ...year, step: 'month', by: 'committee' },
    most,
  ],
  ['all sixty by committee and month', 'series', { measures: keys, ...year, step: 'month', by: 'committee' }, most],
]

interface Row {
  readonly key: string
  readonly from: string
  readonly member: string | null
  readonly n: number
  readonly d: number
}

/** The sixty by committee and month straight from the cases: one walk for each time by which measures are placed. */
async function plainly({ database }: Street): Promise<Row[]> {
  const found: Row[] = []
  await database.transaction(street, async (tx) => {
    for (const time of new Set(measures.map(({ measure }) => measure.time))) {
      const mine = measures.filter(({ measure }) => measure.time === time)
      const columns = mine.flatMap(({ measure }, at) => {
        const { belongs, n, heap } = partsOf(measure.definition)
        const value: RawBuilder<unknown> =
          measure.definition.kind === 'median'
            ? sql`percentile_disc(0.5) within group (order by (${heap})::bigint) filter (where ${belongs})`
            : sql`sum((${n})::bigint) filter (where ${belongs})`
        return [sql`${value} as ${sql.id(`n${at}`)}`, sql`count(*) filter (where ${belongs}) as ${sql.id(`d${at}`)}`]
      })
      const column = sql.raw(caseColumn(time))
      const { rows } = await sql<Record<string, string | number | null>>`
        select c.committee as member, date_trunc('month', ${column} + interval '8 hours')::date::text as from, ${sql.join(columns)}
        from cases c where c.street = ${street} and ${column} >= ${'2025-10-31T16:00:00Z'} and ${column} < ${'2026-10-31T16:00:00Z'}
        group by 1, 2`.execute(tx)
      for (const row of rows)
        mine.forEach(({ key }, at) => {
          const [n, d] = [Number(row[`n${at}`] ?? 0), Number(row[`d${at}`])]
          if (n !== 0 || d !== 0)
            found.push({ key, from: String(row['from']), member: row['member'] as string | null, n, d })
        })
    }
  })
  return found
}

const sorted = (rows: readonly Row[]) =>
  rows.map(({ key, from, member, n, d }) => `${key} ${from} ${member} ${n}/${d}`).toSorted()

async function spentOn(run: () => Promise<unknown>, count = times): Promise<number[]> {
  await run()
  const spent: number[] = []
  for (let at = 0; at < count; at++) {
    const began = performance.now()
    await run()
    spent.push(performance.now() - began)
  }
  return spent
}

async function benchReading(streets: readonly Street[]): Promise<boolean> {
  let holds = true
  const results: string[][] = []
  for (const [name, verb, input, limit] of looks) {
    const spent: number[][] = []
    for (const at of streets) {
      const handlers = measureHandlers({ ...at.deps, explain: ({ measure }) => measure.label })
      spent.push(await spentOn(() => ask(at, handlers, `indicators.${verb}`, input)))
    }
    const ratio = median(spent.at(-1)!) / median(spent[0]!)
    const fits = percentile(spent.at(-1)!, 0.95) <= limit && ratio <= mostGrowth
    holds &&= fits
    results.push([
      name,
      ...spent.map((one) => `${round(median(one))} / ${round(percentile(one, 0.95))}`),
      round(ratio, 2),
      kept(fits),
    ])
  }
  const plain: number[][] = []
  for (const at of streets) {
    const rows = await plainly(at)
    const handlers = measureHandlers({ ...at.deps, explain: ({ measure }) => measure.label })
    const told = (await ask(at, handlers, 'indicators.series', {
      measures: keys,
      ...year,
      step: 'month',
      by: 'committee',
    })) as unknown as {
      points: {
        key: string
        from: string
        member: string | null
        counted: { numerator: number; denominator: number }
      }[]
    }
    const ours = told.points.map(({ key, from, member, counted }) => ({
      key,
      from,
      member,
      n: counted.numerator,
      d: counted.denominator,
    }))
    const isSame = JSON.stringify(sorted(ours)) === JSON.stringify(sorted(rows))
    if (!isSame)
      console.log(
        `  at ${at.total} cases the figures are NOT what plain SQL counts (${ours.length} and ${rows.length})`,
      )
    holds &&= isSame
    plain.push(await spentOn(() => plainly(at), 3))
  }
  results.push([
    'all sixty by committee and month, by plain SQL',
    ...plain.map((one) => `${round(median(one))} / ${round(percentile(one, 0.95))}`),
    round(median(plain.at(-1)!) / median(plain[0]!), 2),
    '',
  ])
  printTable(
    `Sixty measures, in process (ms, p50 / p95 of ${times})`,
    ['figures', ...streets.map(({ total }) => `${total} cases`), 'growth', `≤ ${most} ms and ≤ ${mostGrowth}`],
    results,
  )
  return holds
}

/** What measuring adds to a command, and how fast what it writes is folded. */
async function benchWriting(at: Street): Promise<boolean> {
  const files = { claim: async () => true }
  const bare = casesHandlers({ caseTypes: types, database: at.deps.database, files })
  const measured = measuredHandlers(at)
  const address = await anAddress(at.database)
  const [without, withMeasures]: [number[], number[]] = [[], []]
  for (let count = -1; count < rounds; count++) {
    for (const [handlers, told] of [
      [bare, without],
      [measured, withMeasures],
    ] as const) {
      const began = performance.now()
      for (let nth = 0; nth < each; nth++) {
        const caseId = newId()
        await ask(at, handlers, cases.create.name, sampleCase(address, caseId))
        await ask(at, handlers, cases.accept.name, { caseId })
      }
      if (count >= 0) told.push((performance.now() - began) / each / 2)
    }
  }
  const began = performance.now()
  const folded = await foldMeasures(at, street)
  const spent = performance.now() - began
  const ratio = median(withMeasures) / median(without)
  const fits = ratio <= 1.6
  printTable(
    `What measuring costs a command at ${at.total} cases (ms each, median of ${rounds} interleaved rounds)`,
    ['without', 'with', 'ratio', '≤ 1.6', 'folded', 'changes/s'],
    [
      [
        round(median(without), 2),
        round(median(withMeasures), 2),
        round(ratio, 2),
        kept(fits),
        folded,
        round((folded * 1000) / spent, 0),
      ],
    ],
  )
  return fits
}

/** Nobody waits while measures are counted for the first time. */
function benchFirstCount(streets: readonly Street[]): boolean {
  const longest = (waits: readonly number[]) => Math.max(...waits)
  const fits = streets.every(({ waits }) => longest(waits) <= longestWait)
  printTable(
    `Commands while ${measures.length} measures are first counted (ms)`,
    ['cases', 'commands', 'p50', 'p95', 'longest', `≤ ${longestWait}`],
    streets.map(({ total, waits }) => [
      total,
      waits.length,
      round(median(waits)),
      round(percentile(waits, 0.95)),
      round(longest(waits)),
      kept(longest(waits) <= longestWait),
    ]),
  )
  return fits
}

/** Figures are read as fast from a million cases as from ten thousand, and writing them down costs a command little. */
export async function benchMeasures(full: boolean): Promise<boolean> {
  const data = makeDiskFolder()
  const opened = await openIn(data)
  const streets: Street[] = []
  try {
    for (const total of full ? [10_000, 1_000_000] : [10_000, 100_000])
      streets.push(await makeStreet(opened.ownerUrl, opened.appUrl, total))
    let holds = benchFirstCount(streets)
    holds = (await benchReading(streets)) && holds
    for (const at of streets) holds = (await benchWriting(at)) && holds
    // The cases without measures stand beside: they are what differs, and nothing else.
    const wrong = await verifyMeasures(streets[0]!.database, streets[0]!.deps, street, { repair: true })
    const after = await verifyMeasures(streets[0]!.database, streets[0]!.deps, street)
    console.log(`  verify found ${wrong.length} cells of the unmeasured commands, and ${after.length} after repair`)
    return holds && wrong.length > 0 && after.length === 0
  } finally {
    for (const { database } of streets) await database.close()
    await opened.close()
    await removeFolder(data)
  }
}
