import pg from 'pg'
import { newId, StaffId } from '#kernel/id'
import type { Database } from '#platform/db'
import type { Actor } from '#platform/operations'
import { ballotRoles, ballots } from '#engines/ballots/shared'
import { insertTies, sayAll, type Saying } from '#engines/registers'

export const street = '310107099'

export type Staff = Actor & { readonly kind: 'staff' }

/** Those who hold a vote: no account, for nobody signs in to a simulation. */
export interface Crew {
  readonly convener: Staff
  readonly registry: Staff
  readonly trustees: readonly Staff[]
  readonly clerks: readonly [Staff, Staff]
}

const mayOf = (role: string) => ballotRoles.filter(({ id }) => id === role).flatMap(({ may }) => may)

function aStaff(name: string, role: string): Staff {
  const id = StaffId.parse(newId())
  const can = new Set(mayOf(role).map((verb) => ballots[verb].name))
  return { kind: 'staff', id, accountId: id, name, unit: null, scope: { kind: 'street' }, roles: [role], can } as unknown as Staff // prettier-ignore
}

/** Layouts that repeat, as in a real compound; in 0.01 m². */
const layouts = [4880, 6215, 7436, 8890, 10_575, 12_960]
export const areaOf = (nth: number): number => layouts[nth % layouts.length]!

export interface Compound {
  readonly crew: Crew
  readonly entry: string
}

/** A street with one compound: homes of one owner each, thirty to a staircase, and the staff of one vote. */
export async function aCompound(
  database: Database,
  ownerUrl: string,
  owners: number,
  trustees: number,
): Promise<Compound> {
  const crew: Crew = {
    convener: aStaff('模拟业委会', 'convener'),
    registry: aStaff('模拟房管', 'registry'),
    trustees: Array.from({ length: trustees }, (_, nth) => aStaff(`模拟受托人${nth + 1}`, 'trustee')),
    clerks: [aStaff('模拟经办甲', 'clerk'), aStaff('模拟经办乙', 'clerk')],
  }
  const everyone = [crew.convener, crew.registry, ...crew.trustees, ...crew.clerks]
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`insert into streets (code, name, district, lng, lat, phone)
      values ('${street}', '["模拟街道","Simulation"]', '["模拟区","Simulation"]', 121.4, 31.2, '021-00000000')`)
    for (const { id, name, roles } of everyone) {
      await client.query(`insert into staff (street, id, name, post, scope_kind, created_at) values ($1, $2, $3, '模拟', 'street', now())`, [street, id, name]) // prettier-ignore
      await client.query(`insert into staff_roles (street, staff_id, role) values ($1, $2, $3)`, [street, id, roles[0]])
    }
  } finally {
    await client.end()
  }
  const recordedAt = '2026-01-02T00:00:00.000Z'
  const place = { committee: null, grid: null, microGrid: null, homeKey: null, lng: 121.4, lat: 31.2 }
  const saying = (entry: string, register: string, parent: string | null, fields: object) =>
    ({ statement: newId(), entry, makes: { register, parent, place }, source: 'real_estate', observedOn: '2026-01-01', fields }) as unknown as Saying // prettier-ignore
  const address = { road: '模拟路', lane: '1' }
  const compound = newId()
  const sayings = [saying(compound, 'compound', null, { name: '模拟小区' })]
  const held: { holder: string; home: string }[] = []
  let staircase = ''
  for (let nth = 0; nth < owners; nth += 1) {
    const number = String(Math.floor(nth / 30) + 1)
    if (nth % 30 === 0) {
      const building = newId()
      staircase = newId()
      sayings.push(saying(building, 'building', compound, { name: `${number}号楼`, ...address, number }))
      sayings.push(saying(staircase, 'staircase', building, { ...address, number }))
    }
    const [home, holder] = [newId(), newId()]
    const room = `${Math.floor((nth % 30) / 3) + 1}0${(nth % 3) + 1}`
    const fields = { ...address, number, room, use: 'residential', tenure: 'commodity', area: areaOf(nth) }
    sayings.push(saying(home, 'home', staircase, fields))
    sayings.push(saying(holder, 'person', null, { name: `业主${nth + 1}` }))
    held.push({ holder, home })
  }
  await database.transaction(street, async (tx) => {
    await sayAll(tx, street, { rules: new Map(), now: recordedAt, by: null, entries: [] }, sayings)
    const ties = held.map(({ holder, home }) => ({ id: newId(), kind: 'owns' as const, subject: holder, object: home, details: {}, share: [1, 1] as [number, number], from: '2020-01-01', to: null, source: 'real_estate' as const })) // prettier-ignore
    await insertTies(tx, street, { now: recordedAt, by: null }, ties)
  })
  return { crew, entry: compound }
}
