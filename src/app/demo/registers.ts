import pg from 'pg'
import type { StreetCode } from '#kernel/id'
import type { Database } from '#platform/db'
import { addStaff, createAccount, hashPassword } from '#platform/identity'
import { unitsOf } from '#engines/registers'
import { getStreet, streets } from '#engines/registers/shared'
import { foundStreet, type Founding } from '../server/founding.ts'
import { addressesOf } from './addresses.ts'
import { geographyOf, microGridAt } from './geography.ts'
import { demoAccounts, demoPassword, staffOfStreet, unitsOfStreet } from './staff.ts'

/** A street of the demonstration as a founding: its real committees, drawn areas, invented addresses. */
export function foundingOf(code: string): Founding {
  const street = getStreet(code)
  const geography = geographyOf(code)
  const ringOf = (polygon: unknown) => (polygon as { coordinates: [number, number][][] }).coordinates[0]!
  const area = new Map(geography.committees.map((each) => [each.code, each.polygon]))
  return {
    code: code as StreetCode,
    name: [...street.name],
    district: [...street.district],
    centre: [...street.centre],
    phone: '021-00000000',
    committees: street.committees.map((each) => ({
      code: each.code,
      name: each.name[0],
      ring: ringOf(area.get(each.code)),
    })),
    comprehensive: geography.comprehensive.map((each) => ({ code: each.code, name: each.name[0] })),
    grids: geography.grids.map((each) => ({
      code: each.code,
      name: each.name[0],
      committee: each.committee,
      comprehensive: each.comprehensive,
      ring: ringOf(each.polygon),
    })),
    micros: geography.micros.map((each) => ({
      code: each.code,
      name: each.name,
      grid: each.grid,
      ring: ringOf(each.polygon),
    })),
    units: unitsOfStreet(code),
    addresses: addressesOf(code).map(({ shop, text, ...each }) => ({
      text: shop ? `${text} ${shop}` : text,
      compound: each.compound,
      road: each.road,
      lane: each.lane,
      number: each.number,
      committee: each.committee,
      grid: each.grid,
      micro: microGridAt(code, each),
      lng: each.lng,
      lat: each.lat,
    })),
  }
}

/** Three subdistricts under their real names with invented people: nothing here is anyone's datum. */
export async function fillRegisters(ownerUrl: string, database: Database, now: Date): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'mofang demo' })
  owner.on('error', () => {})
  await owner.connect()
  try {
    await owner.query('begin')
    for (const { code } of streets) await foundStreet(owner, foundingOf(code), { demo: true })
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
    await database.transaction(code, async (tx) => {
      const units = await unitsOf(tx, code)
      for (const { username, ...person } of staffOfStreet(code, units))
        await addStaff(tx, { ...person, street: code, accountId: username ? accounts.get(username)! : null, now })
    })
  }
}
