import { sql } from 'kysely'
import pg from 'pg'
import { newId } from '#kernel/id'
import type { Database } from '#platform/db'
import { addStaff, createAccount, hashPassword } from '#platform/identity'
import { getStreet, streets } from '#engines/registers/shared'
import { addressesOf } from './addresses.ts'
import { geographyOf } from './geography.ts'
import { demoAccounts, demoPassword, staffOfStreet, unitsOfStreet } from './staff.ts'

const founded = '2020-01-01'

/** Inserts many rows in one statement: columns as parallel arrays. */
async function insertMany(
  client: pg.ClientBase,
  table: string,
  columns: readonly (readonly [name: string, type: string])[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  if (rows.length === 0) return
  const list = columns.map(([name]) => name).join(', ')
  const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')
  await client.query(
    `insert into ${table} (${list}) select * from unnest(${arrays})`,
    columns.map((_, index) => rows.map((row) => row[index])),
  )
}

async function fillStreet(client: pg.ClientBase, code: string): Promise<void> {
  const street = getStreet(code)
  const geography = geographyOf(code)
  const ring = (polygon: unknown) => JSON.stringify((polygon as { coordinates: unknown[] }).coordinates[0])
  await client.query(
    `insert into streets (code, name, district, lng, lat, phone, demo) values ($1, $2, $3, $4, $5, $6, true)`,
    [
      code,
      JSON.stringify(street.name),
      JSON.stringify(street.district),
      street.centre[0],
      street.centre[1],
      '021-00000000',
    ],
  )
  const area = new Map(geography.committees.map((each) => [each.code, each.polygon]))
  await insertMany(
    client,
    'committees',
    [
      ['street', 'text'],
      ['code', 'text'],
      ['name', 'text'],
      ['ring', 'jsonb'],
      ['valid_from', 'date'],
    ],
    street.committees.map((each) => [code, each.code, each.name[0], ring(area.get(each.code)), founded]),
  )
  await insertMany(
    client,
    'comprehensive_grids',
    [
      ['street', 'text'],
      ['code', 'text'],
      ['name', 'text'],
    ],
    geography.comprehensive.map((each) => [code, each.code, each.name[0]]),
  )
  await insertMany(
    client,
    'grids',
    [
      ['street', 'text'],
      ['code', 'text'],
      ['name', 'text'],
      ['committee', 'text'],
      ['comprehensive', 'text'],
      ['ring', 'jsonb'],
      ['valid_from', 'date'],
    ],
    geography.grids.map((each) => [
      code,
      each.code,
      each.name[0],
      each.committee,
      each.comprehensive,
      ring(each.polygon),
      founded,
    ]),
  )
  await insertMany(
    client,
    'addresses',
    [
      ['street', 'text'],
      ['id', 'uuid'],
      ['text', 'text'],
      ['compound', 'text'],
      ['road', 'text'],
      ['lane', 'text'],
      ['number', 'text'],
      ['committee', 'text'],
      ['grid', 'text'],
      ['lng', 'float8'],
      ['lat', 'float8'],
    ],
    addressesOf(code).map((each) => [
      code,
      newId(),
      each.shop ? `${each.text} ${each.shop}` : each.text,
      each.compound,
      each.road,
      each.lane,
      each.number,
      each.committee,
      each.grid,
      each.lng,
      each.lat,
    ]),
  )
}

/** Three subdistricts under their real names with invented people: nothing here is anyone's datum. */
export async function fillRegisters(ownerUrl: string, database: Database, now: Date): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'mofang demo' })
  owner.on('error', () => {})
  await owner.connect()
  try {
    await owner.query('begin')
    for (const { code } of streets) await fillStreet(owner, code)
    await owner.query('commit')
  } finally {
    await owner.end()
  }
  const passwordHash = await hashPassword(demoPassword)
  const accounts = await database.kysely.transaction().execute(async (tx) => {
    const ids = new Map<string, string>()
    for (const { username, label } of demoAccounts)
      ids.set(
        username,
        await createAccount(tx, { username, name: label[0], passwordHash, mustChangePassword: false, now }),
      )
    return ids
  })
  for (const { code } of streets) {
    const units = unitsOfStreet(code)
    await database.transaction(code, async (tx) => {
      for (const unit of units)
        await sql`insert into units (street, id, code, name, kind, committee, comprehensive, office_hours)
          values (${code}, ${unit.id}, ${unit.code}, ${unit.name}, ${unit.kind}, ${unit.committee}, ${unit.comprehensive}, ${unit.officeHours ? JSON.stringify(unit.officeHours) : null})`.execute(
          tx,
        )
      for (const { username, ...person } of staffOfStreet(code, units))
        await addStaff(tx, { ...person, street: code, accountId: username ? accounts.get(username)! : null, now })
    })
  }
}
