import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Tx } from '#platform/db'
import type { Fields, Origins, RegisterId } from '#engines/registers/shared'
import { standing, type Said } from '../../shared/trust.ts'
import { derive, nothing } from './derived.ts'
import { lockEntries, statementsOf, type Rules } from './entries.store.ts'
import type { Entry, Saying, Statement } from './entry.ts'
import { groupedBy } from './grouped-by.ts'
import { idsOf, jsonsOf, textsOf } from './packed.ts'
import { addressKeyOf, sortKeyOf } from './tokens.ts'
import { writeSettled, type Settled } from './write-entries.ts'

/** What stands of an entry, given all that was said of it. */
function settle(register: RegisterId, said: readonly Said[], rules: Rules) {
  // How old a word is, is reckoned from the freshest one, so that what stands changes only when something is said.
  const freshest = said.reduce((day, each) => (each.observedOn > day ? each.observedOn : day), '0001-01-01')
  const { fields, origins } = standing(said, rules.get(register) ?? [], freshest)
  const own = register === 'person' ? {} : { homeKey: addressKeyOf(register, fields as Fields) }
  return {
    fields: fields as Fields,
    origins: origins as Origins,
    sortKey: sortKeyOf(register, fields as Fields),
    ...own,
  }
}

/** An entry as it was on a day, as known at a time: computed from what had been said. */
export function standingAt(
  register: RegisterId,
  said: readonly Statement[],
  rules: Rules,
  { on, knownAt }: { on: string; knownAt: string },
): { readonly fields: Fields; readonly origins: Origins } {
  const heard = said.filter(
    (each) =>
      each.observedOn <= on && each.recordedAt <= knownAt && (each.withdrawnAt === null || each.withdrawnAt > knownAt),
  )
  return settle(register, heard, rules)
}

/** Writes down what was said, and what stands after it. The entries that are there must be locked. Returns them as they stand. */
export async function sayAll(
  tx: Tx,
  street: string,
  { rules, now, by, entries }: { rules: Rules; now: string; by: string | null; entries: readonly Entry[] },
  sayings: readonly Saying[],
): Promise<Entry[]> {
  if (sayings.length === 0) return []
  const known = new Map(entries.map((entry) => [entry.id, entry]))
  const byEntry = groupedBy(sayings, (saying) => saying.entry)
  const roots = [...byEntry.keys()].filter((id) => known.has(id))
  const earlier = await statementsOf(tx, street, roots)
  const asSaid = (saying: Saying): Said => ({
    id: saying.statement,
    source: saying.source,
    observedOn: saying.observedOn,
    recordedAt: now,
    fields: saying.fields,
  })
  const settled: Settled[] = []
  for (const [id, mine] of byEntry) {
    const before = known.get(id)
    const makes = mine.find((saying) => saying.makes)?.makes
    if (!before && !makes) throw new Error(`Something is said of the entry ${id}, which is neither there nor made.`)
    const register = before?.register ?? makes!.register
    const said = [...(earlier.get(id) ?? []).filter((each) => each.withdrawnAt === null), ...mine.map(asSaid)]
    const stands = settle(register, said, rules)
    const entry: Entry = before
      ? { ...before, ...stands, state: 'standing' }
      : {
          id,
          register,
          parent: makes!.parent,
          root: id,
          state: 'standing',
          ...makes!.place,
          ...stands,
          version: 1,
        }
    settled.push({
      entry,
      before: before && before.state === 'standing' ? derive(before) : nothing,
      after: derive(entry),
      change: before ? 'changed' : 'made',
    })
  }
  await writeSettled(tx, street, now, settled)
  const all = [...byEntry.values()].flat()
  await sql`insert into register_statements (street, id, entry, source, observed_on, recorded_at, fields, import, import_row, said_by)
    select ${street}, n.id, n.entry, n.source, n.observed_on, ${now}, n.fields, n.import, n.import_row, ${by}
    from unnest(${idsOf(all.map((each) => each.statement))}::uuid[], ${idsOf(all.map((each) => each.entry))}::uuid[], ${textsOf(all.map((each) => each.source))}::text[], ${idsOf(all.map((each) => each.observedOn))}::date[],
      ${jsonsOf(all.map((each) => each.fields))}::jsonb[], ${idsOf(all.map((each) => each.import ?? null))}::uuid[], ${idsOf(all.map((each) => each.importRow ?? null))}::int[])
      as n (id, entry, source, observed_on, fields, import, import_row)`.execute(tx)
  return settled.map(({ entry }) => entry)
}

/** Settles entries anew after statements of theirs were withdrawn or restored. One of which nothing is said any more is withdrawn. */
export async function settleAgain(
  tx: Tx,
  street: string,
  { rules, now }: { rules: Rules; now: string },
  ids: readonly string[],
): Promise<Entry[]> {
  const entries = (await lockEntries(tx, street, ids)).filter((entry) => entry.state !== 'merged')
  const said = await statementsOf(
    tx,
    street,
    entries.map((entry) => entry.id),
  )
  const settled = entries.map((before): Settled => {
    const stands = (said.get(before.id) ?? []).filter((each) => each.withdrawnAt === null)
    const isGone = stands.length === 0
    const entry: Entry = isGone
      ? { ...before, state: 'withdrawn' }
      : { ...before, ...settle(before.register, stands, rules), state: 'standing' }
    return {
      entry,
      before: before.state === 'standing' ? derive(before) : nothing,
      after: isGone ? nothing : derive(entry),
      change: isGone ? 'withdrawn' : before.state === 'withdrawn' ? 'restored' : 'changed',
    }
  })
  await writeSettled(tx, street, now, settled)
  return settled.map(({ entry }) => entry)
}

/** Settles standing entries by other rules than before, and writes those that come out otherwise. Returns which. */
export async function settleByRules(
  tx: Tx,
  street: string,
  { rules, now }: { rules: Rules; now: string },
  ids: readonly string[],
): Promise<readonly string[]> {
  const entries = (await lockEntries(tx, street, ids)).filter((entry) => entry.state === 'standing')
  const said = await statementsOf(
    tx,
    street,
    entries.map((entry) => entry.id),
  )
  const settled = entries.flatMap((before): Settled[] => {
    const stands = (said.get(before.id) ?? []).filter((each) => each.withdrawnAt === null)
    const entry: Entry = { ...before, ...settle(before.register, stands, rules) }
    if (isDeepStrictEqual([entry.fields, entry.origins], [before.fields, before.origins])) return []
    return [
      {
        entry,
        before: derive(before),
        after: derive(entry),
        change: 'changed',
      },
    ]
  })
  await writeSettled(tx, street, now, settled)
  return settled.map(({ entry }) => entry.id)
}

/** Lets the loser's statements speak for the winner from now on, or for itself again. Both must be locked and standing (or merged, to split). */
export async function joinEntries(
  tx: Tx,
  street: string,
  { rules, now }: { rules: Rules; now: string },
  loser: Entry,
  root: string,
): Promise<void> {
  const isMerge = root !== loser.id
  await writeSettled(tx, street, now, [
    {
      entry: { ...loser, root, state: isMerge ? 'merged' : 'standing' },
      before: isMerge ? derive(loser) : nothing,
      after: isMerge ? nothing : derive(loser),
      change: isMerge ? 'merged' : 'split',
    },
  ])
  // Who was merged into the loser goes along, there and back; whoever pulls changes has to hear of each.
  const { rows: along } = isMerge
    ? await sql<{ id: string; register: RegisterId }>`
        update register_entries set root = ${root} where street = ${street} and root = ${loser.id} and state = 'merged' returning id, register`.execute(
        tx,
      )
    : await sql<{ id: string; register: RegisterId }>`with recursive below as (
        select m.loser from register_merges m where m.street = ${street} and m.winner = ${loser.id} and m.undone_at is null
        union
        select m.loser from below b join register_merges m on m.street = ${street} and m.winner = b.loser and m.undone_at is null
      ) update register_entries set root = ${loser.id} where street = ${street} and id in (select loser from below) and state = 'merged'
      returning id, register`.execute(tx)
  for (const { id, register } of along)
    await sql`insert into register_changes (street, id, entry, register, change, at)
      values (${street}, ${newId()}, ${id}, ${register}, 'merged', ${now})`.execute(tx)
  await settleAgain(tx, street, { rules, now }, isMerge ? [root] : [loser.root, loser.id])
}
