import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../../test/db.ts'
import { onServer } from '../../../../test/db-server.ts'
import { foundStreet } from '../../server/founding.ts'
import { foundingOf } from '../registers.ts'
import { fillResidents } from './fill-residents.ts'

const street = '310107015'
let at: TestDatabase
beforeEach(async () => {
  at = await freshDatabase()
  const owner = new pg.Client({ connectionString: at.ownerUrl })
  await owner.connect()
  await foundStreet(owner, foundingOf(street), { demo: true })
  await owner.end()
})
afterEach(() => at.drop())

test('a street of the demonstration has living registers, placed and found', async () => {
  const entries = await fillResidents(at.database, street, new Date('2026-11-16T01:00:00Z'), async () => {
    await onServer(at.ownerUrl, 'analyze register_entries')
  })
  const one = async (query: string) => (await onServer<{ n: number }>(at.ownerUrl, query))[0]!.n
  expect(await one('select count(*)::int as n from register_entries')).toBe(entries)
  expect(
    await one(`select count(*)::int as n from register_ties t join register_entries p on p.id = t.subject join register_entries h on h.id = t.object
      where t.kind = 'lives' and (p.committee, p.grid) is distinct from (h.committee, h.grid)`),
  ).toBe(0)
  expect(await one('select count(*)::int as n from register_entries where micro_grid is null')).toBe(0)
  // Whom an emergency asks for: older people alone on the ground floor.
  expect(
    await one(`select count(*)::int as n from register_entries p join register_ties t on t.subject = p.id and t.kind = 'lives'
      join register_entries h on h.id = t.object where h.fields ->> 'floor' = '1' and p.fields ->> 'livesAlone' = 'true'
      and p.fields ? 'contactPhone'`),
  ).toBeGreaterThan(5)
  expect(await one('select count(*)::int as n from restricted_tags')).toBe(13)
  expect(await one(`select count(*)::int as n from register_doubts where state = 'open'`)).toBeGreaterThanOrEqual(10)
  // Sources disagree, and rules of trust settle it.
  expect(
    await one(`select count(*)::int as n from register_entries e join register_statements s on s.entry = e.id
      where e.register = 'person' and s.fields ? 'phone' and e.fields ->> 'phone' <> s.fields ->> 'phone'`),
  ).toBeGreaterThan(50)
  expect(
    await one(
      `select count(*)::int as n from register_entries where fields ->> 'livesAlone' = 'true' and committee is not null`,
    ),
  ).toBeGreaterThan(60)
})
