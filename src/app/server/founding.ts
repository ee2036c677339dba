import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { z } from 'zod'
import { newId, StreetCode, type StaffId } from '#kernel/id'
import type { Database } from '#platform/db'
import { addStaff, administrators, createAccount, hashPassword } from '#platform/identity'
import { firstTrustRules } from '#engines/registers'
import { unitKinds } from '#engines/registers/shared'

const Said = z.tuple([z.string().min(1), z.string().min(1)])
const Point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
const Ring = z.array(Point).min(4)
const Code = z.string().min(1).max(60)
const Name = z.string().min(1).max(100)

/** What a subdistrict is before anyone works in it: its areas and its units. Rings are closed, in WGS-84. */
export const Founding = z.strictObject({
  code: StreetCode,
  name: Said,
  district: Said,
  centre: Point,
  phone: z.string().min(1).max(30),
  committees: z.array(z.strictObject({ code: z.string().regex(/^\d{12}$/), name: Name, ring: Ring })).min(1),
  comprehensive: z.array(z.strictObject({ code: Code, name: Name })).min(1),
  grids: z.array(z.strictObject({ code: Code, name: Name, committee: Code, comprehensive: Code, ring: Ring })).min(1),
  micros: z.array(z.strictObject({ code: Code, name: Name, grid: Code, ring: Ring })).default([]),
  units: z
    .array(
      z.strictObject({
        code: Code,
        name: Name,
        kind: z.enum(Object.keys(unitKinds) as [keyof typeof unitKinds]),
        committee: Code.nullable().default(null),
        comprehensive: Code.nullable().default(null),
        officeHours: z
          .array(z.tuple([z.string(), z.string()]))
          .nullable()
          .default(null),
      }),
    )
    .min(1),
  addresses: z
    .array(
      z.strictObject({
        text: Name,
        compound: Name.nullable().default(null),
        road: Name,
        lane: Code.nullable().default(null),
        number: Code.nullable().default(null),
        committee: Code,
        grid: Code,
        micro: Code.nullable().default(null),
        lng: z.number(),
        lat: z.number(),
      }),
    )
    .default([]),
})
export type Founding = z.output<typeof Founding>

/** The first day of whatever has no other: earlier cases do not exist. */
const founded = '2020-01-01'

type Column<Row> = readonly [name: string, type: string, value: (row: Row) => unknown]

/** Inserts many rows in one statement: columns as parallel arrays. */
async function insertMany<Row>(
  client: pg.ClientBase,
  table: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return
  const list = columns.map(([name]) => name).join(', ')
  const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')
  await client.query(
    `insert into ${table} (${list}) select * from unnest(${arrays})`,
    columns.map(([, , value]) => rows.map(value)),
  )
}

/** Sets up a street, as the owner of the schema: streets are not made by those who serve requests. */
export async function foundStreet(
  client: pg.ClientBase,
  founding: Founding,
  { demo = false }: { demo?: boolean } = {},
): Promise<void> {
  const { code, name, district, centre, phone } = founding
  await client.query(
    `insert into streets (code, name, district, lng, lat, phone, demo) values ($1, $2, $3, $4, $5, $6, $7)`,
    [code, JSON.stringify(name), JSON.stringify(district), ...centre, phone, demo],
  )
  const street = ['street', 'text', () => code] as const
  const named = <Row extends { code: string; name: string }>() =>
    [street, ['code', 'text', (row: Row) => row.code], ['name', 'text', (row: Row) => row.name]] as const
  const outlined = <Row extends { ring: unknown }>() =>
    [
      ['ring', 'jsonb', (row: Row) => JSON.stringify(row.ring)],
      ['valid_from', 'date', () => founded],
    ] as const
  await insertMany(client, 'committees', [...named(), ...outlined()], founding.committees)
  await insertMany(client, 'comprehensive_grids', named(), founding.comprehensive)
  await insertMany(
    client,
    'grids',
    [
      ...named<Founding['grids'][number]>(),
      ['committee', 'text', (row) => row.committee],
      ['comprehensive', 'text', (row) => row.comprehensive],
      ...outlined<Founding['grids'][number]>(),
    ],
    founding.grids,
  )
  await insertMany(
    client,
    'micro_grids',
    [
      ...named<Founding['micros'][number]>(),
      ['grid', 'text', (row) => row.grid],
      ...outlined<Founding['micros'][number]>(),
    ],
    founding.micros,
  )
  await insertMany<Founding['units'][number]>(
    client,
    'units',
    [
      street,
      ['id', 'uuid', () => newId()],
      ['code', 'text', (row) => row.code],
      ['name', 'text', (row) => row.name],
      ['kind', 'text', (row) => row.kind],
      ['committee', 'text', (row) => row.committee],
      ['comprehensive', 'text', (row) => row.comprehensive],
      ['office_hours', 'jsonb', (row) => row.officeHours && JSON.stringify(row.officeHours)],
    ],
    founding.units,
  )
  await insertMany<Founding['addresses'][number]>(
    client,
    'addresses',
    [
      street,
      ['id', 'uuid', () => newId()],
      ['text', 'text', (row) => row.text],
      ['compound', 'text', (row) => row.compound],
      ['road', 'text', (row) => row.road],
      ['lane', 'text', (row) => row.lane],
      ['number', 'text', (row) => row.number],
      ['committee', 'text', (row) => row.committee],
      ['grid', 'text', (row) => row.grid],
      ['micro_grid', 'text', (row) => row.micro],
      ['lng', 'float8', (row) => row.lng],
      ['lat', 'float8', (row) => row.lat],
    ],
    founding.addresses,
  )
  await insertMany<ReturnType<typeof firstTrustRules>[number]>(
    client,
    'trust_rules',
    [
      street,
      ['id', 'uuid', (row) => row.id],
      ['register', 'text', (row) => row.register],
      ['field', 'text', (row) => row.field],
      ['source', 'text', (row) => row.source],
      ['rank', 'int', (row) => row.rank],
      ['stale_after_days', 'int', (row) => row.staleAfterDays],
      ['set_at', 'timestamptz', (row) => row.setAt],
    ],
    firstTrustRules(code, new Date()),
  )
}

/** Reads the description of a street; what is wrong is said with its place in the file. */
export async function readFounding(file: string): Promise<Founding> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    throw new Error(`无法读取文件 / cannot read ${file}`)
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new Error(`文件不是有效的 JSON / not valid JSON: ${(cause as Error).message}`)
  }
  const parsed = Founding.safeParse(json)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.slice(0, 20).map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`街道描述有误 / the description of the street is not valid:\n${wrong.join('\n')}`)
}

export interface FirstAccount {
  readonly username: string
  readonly label: readonly [string, string]
  /** Told once and kept nowhere; it has to be changed at the first sign-in. */
  readonly password: string
}

/** Opens the three separate administrators of a street, who open all other accounts. */
export async function openAdministrators(database: Database, street: string, now: Date): Promise<FirstAccount[]> {
  const opened: FirstAccount[] = []
  for (const { id: role, label } of administrators) {
    const password = `Mf-${randomBytes(12).toString('base64url')}7`
    const username = `${role.replace('_admin', '')}-${street}`
    const passwordHash = await hashPassword(password)
    await database.transaction(street, async (tx) => {
      const accountId = await createAccount(tx, {
        username,
        name: label[0],
        passwordHash,
        mustChangePassword: true,
        now,
      })
      await addStaff(tx, {
        street,
        id: newId() as StaffId,
        accountId,
        name: label[0],
        post: label[0],
        unit: null,
        scope: { kind: 'unit' },
        roles: [role],
        now,
      })
    })
    opened.push({ username, label, password })
  }
  return opened
}

/** `mofang found FILE`: a street and its three administrators, all or nothing as far as the street goes. */
export async function found(
  { ownerUrl, database }: { ownerUrl: string; database: Database },
  founding: Founding,
  now: Date,
): Promise<FirstAccount[]> {
  const known = await sql`select 1 from streets where code = ${founding.code}`.execute(database.kysely)
  if (known.rows.length > 0) throw new Error(`街道 ${founding.code} 已存在 / the street exists already`)
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'mofang found' })
  owner.on('error', () => {})
  await owner.connect()
  try {
    await owner.query('begin')
    await foundStreet(owner, founding)
    await owner.query('commit')
  } finally {
    await owner.end()
  }
  return openAdministrators(database, founding.code, now)
}
