import { newId } from '#kernel/id'
import { casesHandlers } from '#engines/cases'
import { caseTypesOf, type CaseFileView, type CaseType } from '#engines/cases/shared'
import { ensureAllMeasures, measureChange, measureHandlers, type MeasuresDeps } from '#engines/indicators'
import { caseMeasures } from '#engines/indicators/shared'
import { anyone, perform, type Actor, type Implementation, type Outcome } from '#platform/operations'
import { aCaseType, monday } from './cases.ts'
import { freshDatabase, onOwner, type TestDatabase } from './db.ts'
import { onServer } from './db-server.ts'
import { countedId, enforcement, li, property, qian, safety, sanitation, wang } from './people.ts'

export const street = '310107015'
export const elsewhere = '310105008'
export const committees = [`${street}001`, `${street}002`] as const
export const grids = ['W01', 'W02'] as const
/** In the first grid and committee. */
export const address = countedId(1, 0xad)
/** A point in each grid, and one in none. */
export const points = {
  W01: { lng: 121.435, lat: 31.245 },
  W02: { lng: 121.445, lat: 31.245 },
  nowhere: { lng: 121.6, lat: 31.1 },
} as const

const square = (from: number) =>
  JSON.stringify([
    [from, 31.24],
    [from + 0.01, 31.24],
    [from + 0.01, 31.25],
    [from, 31.25],
  ])
const units = [
  [sanitation, 'sanitation', '环卫所', 'team', null],
  [enforcement, 'enforcement', '执法队', 'team', null],
  [property, 'property', '物业', 'property', committees[0]],
  [safety, 'safety', '平安办', 'office', null],
] as const

const registers = [street, elsewhere]
  .map(
    (code) => `
    insert into streets (code, name, district, lng, lat, phone) values ('${code}', '["测试街道","Test"]', '["测试区","Test"]', 121.4, 31.2, '021-00000000');
    insert into committees (street, code, name, ring, valid_from) values ('${code}', '${committees[0]}', '第一居委', '${square(121.43)}', '2020-01-01'), ('${code}', '${committees[1]}', '第二居委', '${square(121.44)}', '2020-01-01');
    insert into comprehensive_grids (street, code, name) values ('${code}', 'Z01', '综合网格一');
    insert into grids (street, code, name, committee, comprehensive, ring, valid_from) values
      ('${code}', 'W01', '网格一', '${committees[0]}', 'Z01', '${square(121.43)}', '2020-01-01'), ('${code}', 'W02', '网格二', '${committees[1]}', 'Z01', '${square(121.44)}', '2020-01-01');
    insert into addresses (street, id, text, road, lane, number, committee, grid, lng, lat) values ('${code}', '${address}', '长寿路100弄1号', '长寿路', '100', '1', '${committees[0]}', 'W01', 121.435, 31.245);
    ${units.map(([id, key, name, kind, committee]) => `insert into units (street, id, code, name, kind, committee) values ('${code}', '${id}', '${key}', '${name}', '${kind}', ${committee ? `'${committee}'` : 'null'});`).join('\n')}`,
  )
  .join('')

type Answer = Record<string, unknown>

/** Two streets with their units and places, and everything that can be asked of cases. */
export interface World extends TestDatabase {
  /** Set by hand; an ISO instant. */
  now: string
  /** Photos that have not arrived. */
  readonly missing: Set<string>
  /** What is counted; nothing is written of it unless the world was made to measure. */
  readonly measures: MeasuresDeps
  ask(
    actor: Actor,
    verb: string,
    input?: unknown,
    said?: { command?: string; street?: string; at?: string },
  ): Promise<Outcome>
  /** Asks what must be granted. */
  do(actor: Actor, verb: string, input?: unknown, said?: { command?: string; street?: string }): Promise<Answer>
  /** The code of a refusal; null when it was granted. */
  refusal(actor: Actor, verb: string, input?: unknown): Promise<string | null>
  /** Registers a case and answers its id. */
  aCase(said?: Answer, by?: Actor): Promise<string>
  file(caseId: string): Promise<CaseFileView>
  /** Goes the usual way; the sanitation unit leads. */
  reach(
    caseId: string,
    state: 'accepted' | 'registered' | 'dispatched' | 'disposing' | 'checking' | 'closed',
  ): Promise<void>
  wait(hours: number): void
  /** Rows as the owner sees them. */
  rows<Row extends object>(sql: string): Promise<Row[]>
}

export async function aWorld(
  types: readonly CaseType[] = [aCaseType()],
  { measuring = false }: { readonly measuring?: boolean } = {},
): Promise<World> {
  const at = await freshDatabase()
  await onOwner(at, registers)
  const missing = new Set<string>()
  const files = {
    claim: async (_tx: unknown, _street: string, ids: readonly string[]) => ids.every((id) => !missing.has(id)),
  }
  const caseTypes = caseTypesOf(types)
  const measures: MeasuresDeps = { measures: caseMeasures(caseTypes), database: at.name }
  if (measuring) await ensureAllMeasures(at.database, measures)
  const handlers = new Map<string, Implementation>(
    [
      ...casesHandlers({
        caseTypes,
        database: at.name,
        files,
        ...(measuring && { measured: measureChange(measures) }),
      }),
      ...measureHandlers({ ...measures, explain: ({ measure }) => measure.label }),
    ].map((each) => [each.operation.name, each]),
  )
  const usual = types[0]!.id

  const world: World = {
    ...at,
    now: monday,
    missing,
    measures,
    async ask(actor, verb, input = {}, said = {}) {
      const name = verb.includes('.') ? verb : `cases.${verb}`
      const handler = handlers.get(name)
      if (!handler) throw new Error(`no operation ${name}`)
      const { street: where = street, ...rest } = said
      return await perform({ database: at.database, now: () => new Date(world.now) }, handler, {
        street: where,
        actor,
        input,
        command: newId(),
        ...rest,
      })
    },
    async do(actor, verb, input, said) {
      const outcome = await world.ask(actor, verb, input, said)
      if (!outcome.ok)
        throw new Error(`cases.${verb} refused: ${outcome.error} ${JSON.stringify(outcome.fields ?? '')}`)
      return outcome.value as Answer
    },
    async refusal(actor, verb, input) {
      const outcome = await world.ask(actor, verb, input)
      return outcome.ok ? null : outcome.error
    },
    async aCase(said = {}, by = wang) {
      const caseId = newId()
      await world.do(by, 'create', {
        caseId,
        type: usual,
        source: 'phone',
        title: '垃圾堆放',
        category: 'gb2026:m:06010',
        place: '长寿路 100 弄口',
        ...said,
      })
      return caseId
    },
    async file(caseId) {
      return (await world.do(wang, 'get', { caseId })) as unknown as CaseFileView
    },
    async reach(caseId, state) {
      const way = ['reported', 'accepted', 'registered', 'dispatched', 'disposing', 'checking', 'closed']
      const task = async () => (await world.file(caseId)).tasks.find((each) => each.role === 'lead')?.id
      const steps: Record<string, () => Promise<unknown>> = {
        reported: () => world.do(wang, 'accept', { caseId }),
        accepted: () => world.do(wang, 'register', { caseId }),
        registered: () => world.do(wang, 'dispatch', { caseId, unit: sanitation }),
        dispatched: async () => world.do(li, 'sign', { caseId, taskId: await task() }),
        disposing: async () => world.do(li, 'feedback', { caseId, taskId: await task(), text: '已清理' }),
        checking: () => world.do(qian, 'check', { caseId, passed: true }),
      }
      for (let now = (await world.file(caseId)).case.state as string; way.indexOf(now) < way.indexOf(state);) {
        await steps[now]!()
        now = way[way.indexOf(now) + 1]!
      }
    },
    wait(hours) {
      world.now = new Date(Date.parse(world.now) + hours * 3_600_000).toISOString()
    },
    rows: async <Row extends object>(sql: string) => [
      ...(await onServer<Row & Record<string, unknown>>(at.ownerUrl, sql)),
    ],
  }
  return world
}

export { anyone }
