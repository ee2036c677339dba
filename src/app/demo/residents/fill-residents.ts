import { sql } from 'kysely'
import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'
import type { Database, Tx } from '#platform/db'
import {
  insertTags,
  insertTies,
  placePeople,
  sayAll,
  trustRules,
  unitsOf,
  writeDoubts,
  type HeldTag,
  type Saying,
} from '#engines/registers'
import { baseTags, restrictedIn } from '#engines/registers/shared'
import { idIn, type Plan, type Thing } from './plan.ts'
import { planRegisters } from './living-registers.ts'

const inDemo = { people: 1800, firms: 120, shops: 60, doubts: 15 }
const batch = 1000

const sayingsOf = (thing: Thing): Saying[] =>
  thing.said.map(({ source, observedOn, fields }, at) => ({
    statement: newId(),
    entry: thing.id,
    makes: at === 0 ? { register: thing.register, parent: thing.parent, place: thing.place } : null,
    source,
    observedOn,
    fields,
  }))

async function writeTags(tx: Tx, plan: Plan, now: string): Promise<void> {
  const office = (await unitsOf(tx, plan.street)).find((unit) => unit.code === 'service')?.id ?? null
  const held = plan.tags.map((tag, at): HeldTag => ({ ...tag, id: idIn(plan, 'tag', at), office }))
  const restricted = new Set(restrictedIn(baseTags))
  const hand = { now, by: null }
  await insertTags(tx, plan.street, 'care_tags', hand, held.filter((tag) => !restricted.has(tag.tag))) // prettier-ignore
  await sql`select set_config('app.restricted_tags', ${[...restricted].join(',')}, true)`.execute(tx)
  await insertTags(tx, plan.street, 'restricted_tags', hand, held.filter((tag) => restricted.has(tag.tag))) // prettier-ignore
}

/**
 * Fills a street's registers in bulk. Between the things and their ties the planner looks at what there is: plans made
 * while the tables were empty, those of the foreign keys too, would walk a whole street for every tie.
 */
export async function fillResidents(
  database: Database,
  street: string,
  at: Date,
  analyze: () => Promise<void>,
): Promise<number> {
  const plan = planRegisters(street, shanghaiDate(at), inDemo)
  const now = at.toISOString()
  // It can be done again: nobody waits for the disk.
  const quickly = (run: (tx: Tx) => Promise<void>) =>
    database.transaction(street, async (tx) => {
      await sql`set local synchronous_commit = off`.execute(tx)
      await run(tx)
    })
  await quickly(async (tx) => {
    const rules = await trustRules(tx, street)
    for (let from = 0; from < plan.things.length; from += batch)
      await sayAll(
        tx,
        street,
        { rules, now, by: null, entries: [] },
        plan.things.slice(from, from + batch).flatMap(sayingsOf),
      )
  })
  await analyze()
  await quickly(async (tx) => {
    await insertTies(tx, street, { now, by: null }, plan.ties)
    const living = plan.ties.filter(({ kind }) => kind === 'lives' || kind === 'hukou').map((tie) => tie.subject)
    await placePeople(tx, street, now, [...new Set(living)])
    await writeTags(tx, plan, now)
    await writeDoubts(tx, street, { now, register: 'person' }, plan.doubts)
  })
  return plan.things.length
}
