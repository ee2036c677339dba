import pg from 'pg'
import { newId } from '#kernel/id'
import type { Query } from '#kernel/operation'
import { appUrlOf, migrate, openDatabase, type Database } from '#platform/db'
import { perform, type Actor, type Implementation } from '#platform/operations'
import { cases } from '#engines/cases/shared'
import { fillRegisters } from '../src/app/demo/registers.ts'
import { compose, roles } from '../src/app/server/composition.ts'
import { fillCases, missingWord, rareWord } from './fill.ts'
import { makeDiskFolder, openIn, removeFolder } from './system.ts'
import { kept, percentile, printTable, round } from './table.ts'

const street = '310107015'
const now = new Date('2026-11-20T02:00:00Z')
const times = 40

interface Street {
  readonly total: number
  readonly open: number
  readonly database: Database
  readonly implementations: readonly Implementation[]
  readonly actorOf: (username: string, role: string) => Promise<Actor>
}

const nameOf = (total: number, open: number) => `street_${total}_${open}`

async function makeStreet(ownerUrl: string, appUrl: string, total: number, open: number): Promise<Street> {
  const name = nameOf(total, open)
  const server = new pg.Client({ connectionString: ownerUrl })
  await server.connect()
  await server.query(`create database ${name}`)
  await server.end()
  const [own, app] = [new URL(ownerUrl), new URL(appUrl)]
  own.pathname = app.pathname = `/${name}`
  const appPassword = decodeURIComponent(app.password)
  await migrate(own.href, { appPassword })
  const database = openDatabase(appUrlOf(own.href, appPassword), { maxConnections: 2 })
  await fillRegisters(own.href, database, now)
  const began = performance.now()
  await fillCases(own.href, database, { street, total, open, now })
  console.log(`  ${total} cases, ${open} open: filled in ${round((performance.now() - began) / 1000, 0)} s`)
  const { implementations } = compose(database, { secret: 'only for the bench, nobody signs in', name: own.href })
  const actorOf = async (username: string, role: string): Promise<Actor> => {
    const { rows } = await database.pool.query<{
      id: string
      account: string
      unit: string
      kind: string
      code: string
    }>(
      `select m.id, a.id as account, m.unit, m.scope_kind as kind, m.scope_code as code
       from auth_accounts a cross join lateral memberships_of(a.id) m where a.username = $1 and m.street = $2`,
      [username, street],
    )
    const { id, account, unit, kind, code } = rows[0]!
    const can = new Set(roles.find((each) => each.id === role)!.may)
    const scope = { kind, ...(code && { code }) }
    return {
      kind: 'staff',
      id,
      accountId: account,
      name: username,
      unit,
      scope,
      roles: [role],
      can,
    } as unknown as Actor
  }
  return { total, open, database, implementations, actorOf }
}

interface Look {
  readonly name: string
  readonly query: Query
  readonly input: unknown
  readonly most: number | null
  readonly as: readonly [username: string, role: string]
}

const duty = ['zhiban', 'duty'] as const
const handler = ['huanwei', 'handler'] as const
const committee = ['juwei', 'committee_worker'] as const

const list = (name: string, input: object, as: Look['as'] = duty): Look => ({
  name,
  query: cases.list,
  input,
  most: 50,
  as,
})
const other = (name: string, query: Query, input: object = {}, as: Look['as'] = duty): Look => ({
  name,
  query,
  input,
  most: null,
  as,
})
const search = (name: string, words: string, input: object = {}, as: Look['as'] = duty): Look => ({
  ...list(name, { words, sort: 'newest', ...input }, as),
  most: 100,
})

const looks: readonly Look[] = [
  list('queue: all open, by deadline', { queue: 'open' }),
  list('queue: due today', { queue: 'due_today' }),
  list('queue: overdue, one committee', { queue: 'overdue', committee: '310107015003' }),
  list('queue: returned twice (nothing)', { queue: 'returned_twice' }),
  list('queue: to check, one category', { queue: 'to_check', category: 'gb2026:m:06010' }),
  list('queue: supervised', { queue: 'supervised' }),
  list('queue: my unit (handler)', { queue: 'my_unit' }, handler),
  list('queue: all open (handler: own unit)', { queue: 'open' }, handler),
  list('queue: overdue (committee worker)', { queue: 'overdue' }, committee),
  list('all, newest first', { sort: 'newest' }),
  list('all, newest first (handler)', { sort: 'newest' }, handler),
  list('all, newest first (committee worker)', { sort: 'newest' }, committee),
  list('closed, one category and committee', {
    open: false,
    category: 'gb2026:m:07001',
    committee: '310107015003',
    sort: 'newest',
  }),
  list('said not solved (nothing)', { queue: 'unsolved_said' }),
  search('search 垃圾 (frequent)', '垃圾'),
  search('search 漏水', '漏水'),
  search('search 电梯 (middling)', '电梯'),
  search('search 鳄鱼 (a dozen)', rareWord),
  search('search 犀牛 (none)', missingWord),
  search('search 垃圾 among open', '垃圾', { open: true, sort: 'due' }),
  search('search 犀牛 among open (none)', missingWord, { open: true, sort: 'due' }),
  search('search 电梯 (handler)', '电梯', {}, handler),
  search('search 电梯, one committee', '电梯', { committee: '310107015003' }),
  search('search 垃圾 in one month two years ago', '垃圾', { from: '2024-11-01', to: '2024-11-30' }),
  other('counts of all queues', cases.counts),
  other('map of open cases', cases.map),
  other('my tasks (handler)', cases.myTasks, {}, handler),
  other('overdue, this year', cases.overdue, { by: 'committee', from: '2026-01-01', to: '2026-12-31' }),
]

/** Lists and search of one street with ten thousand, a hundred thousand and a million cases, asked in turns. */
export async function benchLists(full: boolean): Promise<boolean> {
  const data = makeDiskFolder()
  let holds = true
  try {
    const opened = await openIn(data)
    const { ownerUrl, appUrl } = opened
    const sizes = full ? [10_000, 100_000, 1_000_000] : [10_000, 100_000]
    const made = new Map<string, Street>()
    const streetsOf = async (wanted: readonly (readonly [total: number, open: number])[]) => {
      for (const [total, open] of wanted)
        if (!made.has(nameOf(total, open)))
          made.set(nameOf(total, open), await makeStreet(ownerUrl, appUrl, total, open))
      return wanted.map((each) => made.get(nameOf(...each))!)
    }
    try {
      const growing = await streetsOf(sizes.map((total) => [total, total / 50]))
      holds = print('Lists and search of one street, 2 % of its cases open', await measure(growing)) && holds
      const steady = await streetsOf(sizes.filter((total) => total > 20_000).map((total) => [total, 20_000]))
      holds = print('The same with 20,000 open cases whatever the size', await measure(steady)) && holds
    } finally {
      for (const each of made.values()) await each.database.close()
      await opened.close()
    }
  } finally {
    await removeFolder(data)
  }
  return holds
}

interface Measured {
  readonly sizes: readonly (readonly [number, number])[]
  /** By look, then by size. */
  readonly p95: readonly (readonly number[])[]
  readonly p50: readonly (readonly number[])[]
  readonly found: readonly number[]
}

async function measure(streets: readonly Street[]): Promise<Measured> {
  const [p95, p50, found]: [number[][], number[][], number[]] = [[], [], []]
  for (const look of looks) {
    const took = streets.map((): number[] => [])
    const actors = await Promise.all(streets.map((each) => each.actorOf(...look.as)))
    for (let at = -3; at < times; at++)
      for (const [n, each] of streets.entries()) {
        const asked = { street, actor: actors[n]!, command: newId(), input: look.input }
        const implementation = each.implementations.find(({ operation }) => operation.name === look.query.name)!
        const began = performance.now()
        const outcome = await perform({ database: each.database, now: () => now }, implementation, asked)
        if (at >= 0) took[n]!.push(performance.now() - began)
        if (!outcome.ok) throw new Error(`${look.name}: ${outcome.error} ${JSON.stringify(outcome.fields)}`)
        found[looks.indexOf(look)] = (outcome.value as { items?: unknown[] }).items?.length ?? -1
      }
    p95.push(took.map((each) => percentile(each, 0.95)))
    p50.push(took.map((each) => percentile(each, 0.5)))
  }
  return { sizes: streets.map((each) => [each.total, each.open]), p95, p50, found }
}

function print(title: string, { sizes, p95, p50, found }: Measured): boolean {
  let holds = true
  const rows = looks.map((look, n) => {
    const growth = p50[n]!.at(-1)! / p50[n]![0]!
    const isKept = look.most === null || (Math.max(...p95[n]!) <= look.most && growth < 3)
    holds &&= isKept
    const cells = sizes.map((_, at) => `${round(p50[n]![at]!)} / ${round(p95[n]![at]!)}`)
    const shown = found[n]! < 0 ? '' : String(found[n])
    return [
      look.name,
      shown,
      ...cells,
      round(growth, 2),
      look.most === null ? '' : `≤ ${look.most} ms, < 3×: ${kept(isKept)}`,
    ]
  })
  printTable(
    `${title} (ms, p50 / p95 of ${times}, in turns)`,
    [
      'look',
      'rows',
      ...sizes.map(([total, open]) => `${total.toLocaleString('en')} (${open} open)`),
      'growth',
      'promise',
    ],
    rows,
  )
  return holds
}
