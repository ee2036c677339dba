import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { HeldTie } from '../../shared/decide/ties.ts'
import type { ReadOwner } from '../../shared/importing/index.ts'
import { explainReason, keysOf, match, traitsOf, type Traits } from '../../shared/matching/index.ts'
import { findEntries } from '../entries/entries.store.ts'
import type { Entry } from '../entries/entry.ts'
import { textsOf } from '../entries/packed.ts'
import { tiesOfObjects } from '../ties/ties.store.ts'
import { grouped } from './held.ts'
import type { FoundCandidate } from './rows.store.ts'

/** Who an owner that a row names is. */
export type OwnerFound =
  | { readonly is: 'known'; readonly id: string }
  /** Nobody knows such a person, or not for certain; two rows that mean the same one have the same key. */
  | { readonly is: 'new'; readonly key: string; readonly perhaps: readonly FoundCandidate[] }
  /** Of another committee, of whose people this import must not write. */
  | { readonly is: 'elsewhere' }
  /** A body that the register does not know: what it is, is for the market register to say. */
  | { readonly is: 'unknown' }

/** A home that a row speaks of; null when it is not there yet. */
export interface OwnedHome {
  readonly no: number
  readonly home: string | null
  readonly owners: readonly ReadOwner[]
}

export interface HeldOwner extends HeldTie {
  readonly name: string
  readonly committee: string | null
}

export interface Owners {
  readonly byRow: ReadonlyMap<number, readonly OwnerFound[]>
  /** Who is held to own homes, by the home. */
  readonly held: ReadonlyMap<string, readonly HeldOwner[]>
}

export const noOwners: Owners = { byRow: new Map(), held: new Map() }

interface Someone {
  readonly entry: Entry
  readonly traits: Traits
}

/** Finds owners by what is certain, then among those who own the home or live in it, by name. */
export async function findOwners(
  tx: Tx,
  { street, committee }: { readonly street: string; readonly committee: string | null },
  all: readonly OwnedHome[],
): Promise<Owners> {
  const rows = all.filter((row) => row.owners.length > 0)
  if (rows.length === 0) return noOwners
  const homes = [...new Set(rows.flatMap((row) => row.home ?? []))]
  const owns = await tiesOfObjects(tx, street, homes, 'owns')
  const joined = [...owns, ...(await tiesOfObjects(tx, street, homes, 'lives')), ...(await tiesOfObjects(tx, street, homes, 'hukou'))] // prettier-ignore
  const keyed = rows.map(({ owners }) =>
    owners.map(({ register, fields }) => {
      const traits = traitsOf(register, fields)
      return { traits, keys: keysOf(traits) }
    }),
  )
  const byKey = await entriesUnder(
    tx,
    street,
    keyed.flat().flatMap(({ keys }) => keys.map(({ key }) => key)),
  )
  const ids = [...byKey.values()].flat()
  const people = new Map<string, Someone>()
  for (const entry of await findEntries(tx, street, [...new Set([...ids, ...joined.map((tie) => tie.subject)])])) {
    const { register } = entry
    if (entry.state === 'standing' && (register === 'person' || register === 'enterprise'))
      people.set(entry.id, { entry, traits: traitsOf(register, entry.fields) })
  }
  const there = grouped(joined, (tie) => tie.object)
  const byRow = rows.map(({ no, home, owners }, row) => {
    const taken = new Set<string>()
    const at = home === null ? [] : (there.get(home) ?? []).flatMap((tie) => people.get(tie.subject) ?? [])
    const found = owners.map((owner, index): OwnerFound => {
      const { traits, keys } = keyed[row]![index]!
      const under = [...new Set(keys.flatMap(({ key }) => byKey.get(key) ?? []))]
      const known = who(
        owner,
        traits,
        under.flatMap((id) => people.get(id) ?? []),
        at.filter(({ entry }) => !taken.has(entry.id)),
      )
      if (known.is === 'known') {
        taken.add(known.id)
        const whose = people.get(known.id)!.entry.committee
        const isOther = committee !== null && whose !== null && whose !== committee
        return isOther && !at.some(({ entry }) => entry.id === known.id) ? { is: 'elsewhere' } : known
      }
      if (owner.register === 'enterprise') return { is: 'unknown' }
      const certain = keys.find((each) => each.certain)?.key
      const phone = owner.fields['phone']
      return { is: 'new', key: certain ?? (phone ? `${owner.fields.name}|${String(phone)}` : `${no}/${index}`), perhaps: known.perhaps } // prettier-ignore
    })
    return [no, found] as const
  })
  const nameOf = (id: string) => people.get(id)?.entry
  const held = owns.map((tie): HeldOwner => {
    const owner = nameOf(tie.subject)
    return { ...tie, name: String(owner?.fields['name'] ?? ''), committee: owner?.committee ?? null }
  })
  return { byRow: new Map(byRow), held: grouped(held, (tie) => tie.object) }
}

function who(
  { register, fields }: ReadOwner,
  traits: Traits,
  under: readonly Someone[],
  there: readonly Someone[],
): { readonly is: 'known'; readonly id: string } | { readonly is: 'not'; readonly perhaps: readonly FoundCandidate[] } {
  const found = match(
    traits,
    under.map(({ entry, traits: each }) => ({ id: entry.id, traits: each })),
  )
  if (found.verdict === 'same') return { is: 'known', id: found.id }
  // Of one name and one home, unless their documents tell them apart.
  const number = register === 'person' ? 'idNumber' : 'uscc'
  const isCalled = ({ entry, traits: each }: Someone) =>
    entry.register === register &&
    each.name === traits.name &&
    (!fields[number] || !entry.fields[number] || fields[number] === entry.fields[number])
  const neighbour = there.find(isCalled)
  if (neighbour) return { is: 'known', id: neighbour.entry.id }
  const named = register === 'enterprise' ? under.filter(isCalled) : []
  if (named.length === 1) return { is: 'known', id: named[0]!.entry.id }
  if (found.verdict === 'new') return { is: 'not', perhaps: [] }
  const perhaps = found.candidates.slice(0, 5).map(({ id, compared }) => ({
    id,
    score: Math.round(compared.score * 10) / 10,
    reasons: compared.reasons.map(explainReason),
  }))
  return { is: 'not', perhaps }
}

async function entriesUnder(tx: Tx, street: string, keys: readonly string[]): Promise<Map<string, string[]>> {
  const asked = [...new Set(keys)]
  const byKey = new Map<string, string[]>()
  if (asked.length === 0) return byKey
  const { rows } = await sql<{ key: string; entry: string }>`select k.key, k.entry from register_keys k
    where k.street = ${street} and k.key = any(${textsOf(asked)}::text[])`.execute(tx)
  for (const [key, found] of grouped(rows, (row) => row.key))
    byKey.set(
      key,
      found.map((row) => row.entry),
    )
  return byKey
}

/** Keys of owners that may be made: two imports must not make one person twice. */
export const certainKeysOf = (owners: readonly ReadOwner[]): readonly string[] =>
  owners.flatMap(({ register, fields }) =>
    keysOf(traitsOf(register, fields)).flatMap(({ key, certain }) => (certain ? [key] : [])),
  )
