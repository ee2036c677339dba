import { afterEach, beforeEach } from 'vitest'
import { newId, StaffId } from '#kernel/id'
import { perform, type Actor, type Outcome } from '#platform/operations'
import { registersHandlers } from '#engines/registers'
import { baseTags, registerRoles, registersWith } from '#engines/registers/shared'
import { freshDatabase, onOwner, type TestDatabase } from './db.ts'
import { onServer } from './db-server.ts'

export const [street, elsewhere] = ['310107015', '310105008']
export const [first, second] = [`${street}001`, `${street}002`]
export const keeperId = StaffId.parse(newId())
const keeper: Actor = {
  kind: 'staff',
  id: keeperId,
  accountId: newId(),
  name: '沈洁',
  unit: null,
  scope: { kind: 'street' },
  roles: ['area_keeper'],
  can: new Set([
    ...registerRoles.find((role) => role.id === 'area_keeper')!.may.map((verb) => `registers.${verb}`),
    'registers.areaHistory',
    'registers.areaChanges',
    'registers.addressesOfArea',
  ]),
}

export const square = (from: number) => {
  const to = Number((from + 0.01).toFixed(2))
  return JSON.stringify([
    [from, 31.24],
    [to, 31.24],
    [to, 31.25],
    [from, 31.25],
    [from, 31.24],
  ])
}

/** Nine addresses in a row across both committees, a thousandth of a degree apart. */
const addresses = Array.from({ length: 9 }, (_, at) => ({ id: newId(), lng: 121.431 + at * 0.002, lat: 31.245 }))
export const unit = newId()
const setUp = [street, elsewhere]
  .map(
    (code) => `
    insert into streets (code, name, district, lng, lat, phone) values ('${code}', '["测试街道","Test"]', '["测试区","Test"]', 121.4, 31.2, '021-00000000');
    insert into committees (street, code, name, ring, valid_from) values ('${code}', '${first}', '第一居委会', '${square(121.43)}', '2020-01-01'), ('${code}', '${second}', '第二居委会', '${square(121.44)}', '2020-01-01');
    insert into comprehensive_grids (street, code, name) values ('${code}', 'Z01', '综合网格一');
    insert into grids (street, code, name, committee, comprehensive, ring, valid_from) values
      ('${code}', '${first}001', '网格一', '${first}', 'Z01', '${square(121.43)}', '2020-01-01'), ('${code}', '${second}001', '网格二', '${second}', 'Z01', '${square(121.44)}', '2020-01-01');
    insert into units (street, id, code, name, kind, committee) values ('${code}', '${unit}', 'committee-1', '第一居委会', 'committee', '${first}');
    insert into staff (street, id, name, post, scope_kind, scope_code, created_at) values ('${code}', '${code === street ? keeperId : newId()}', '沈洁', '居委干部', 'committee', '${first}', now());
    ${addresses
      .map(
        ({ id, lng, lat }, at) =>
          `insert into addresses (street, id, text, road, committee, grid, lng, lat) values ('${code}', '${id}', '长寿路${at}号', '长寿路', '${lng < 121.44 ? first : second}', '${lng < 121.44 ? first : second}001', ${lng}, ${lat});`,
      )
      .join('\n')}`,
  )
  .join('')

export let at: TestDatabase
let now: string

/** It is two in the morning in London, and ten in Shanghai, of that day. */
export function setDay(day: string): void {
  now = `${day}T02:00:00.000Z`
}

const handlers = new Map(
  registersHandlers({
    registers: registersWith([]),
    tags: baseTags,
    openCases: async () => [
      { committee: first, grid: `${first}001`, lng: 121.432, lat: 31.245 },
      { committee: first, grid: `${first}001`, lng: 121.438, lat: 31.245 },
      { committee: first, grid: `${first}001`, lng: null, lat: null },
    ],
  }).map((each) => [each.operation.name, each]),
)

/** Two streets of two committees each, anew for every test. */
export function withAreas(): void {
  beforeEach(async () => {
    at = await freshDatabase()
    await onOwner(at, setUp)
    setDay('2026-11-20')
  })
  afterEach(() => at.drop())
}

export const ask = (verb: string, input: unknown, where = street): Promise<Outcome> =>
  perform({ database: at.database, now: () => new Date(now) }, handlers.get(`registers.${verb}`)!, {
    street: where,
    actor: keeper,
    input,
    command: newId(),
  })
// oxlint-disable-next-line typescript/no-explicit-any -- answers of many shapes, looked into by the tests below
export async function granted(verb: string, input: unknown, where = street): Promise<any> {
  const outcome = await ask(verb, input, where)
  if (!outcome.ok) throw new Error(`${verb} refused: ${outcome.error} ${JSON.stringify(outcome.fields ?? '')}`)
  return outcome.value
}
export const rows = <Row extends Record<string, unknown>>(sql: string) => onServer<Row>(at.ownerUrl, sql)

export const plan = {
  kind: 'committee',
  code: first,
  by: {
    line: [
      [121.4365, 31.239],
      [121.4365, 31.251],
    ],
  },
  parts: [
    { code: first, name: '第一居委会' },
    { code: `${street}003`, name: '新居委会' },
  ],
} as const
export const why = { reason: '超过三千户，街道办事处批准拆分', basis: null as string | null }
export const codesOn = async (on?: string, known?: string) =>
  (await granted('areasOn', { on, known })).items
    .filter((area: { kind: string }) => area.kind === 'committee')
    .map((area: { code: string }) => area.code)
