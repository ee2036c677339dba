import { LRUCache } from 'lru-cache'
import type { Tx } from '#platform/db'
import { needsRegistry, snapshotOf, type Settlement } from '#engines/ballots/shared'
import { standingElectorate, type Electorate } from '../electorate.ts'
import type { Vote } from '../votes.store.ts'

const reckoned = new LRUCache<string, ReadonlyMap<string, readonly string[]>>({ max: 20 })

/** By key of an owner, what the homes are called: as the registers have it, then as it was put right. */
function homesOfKeys(vote: Vote, { day, homes, snapshot }: Electorate): ReadonlyMap<string, readonly string[]> {
  const scope = { kind: vote.scopeKind, entry: vote.scopeEntry }
  const raw = snapshotOf({ day, scope, homes, corrections: [], parkingCounts: vote.terms.parkingCounts })
  const found = new Map<string, readonly string[]>()
  for (const { owners, units } of [snapshot, ...(raw.ok ? [raw.value] : [])]) {
    const labels = new Map(units.map(({ no, label }) => [no, label]))
    for (const { key, units: own } of owners) found.set(key, own.flatMap((no) => labels.get(no) ?? [])) // prettier-ignore
  }
  return found
}

/** By a settlement, what the homes are called that it is about. */
export function homesOfSettlements(vote: Vote, electorate: Electorate): (settlement: Settlement) => string[] {
  const labels = new Map(electorate.homes.map(({ id, label }) => [id, label]))
  const standing = electorate.settlements.filter(({ undoneAt }) => undoneAt === null)
  // Anyone may ask for a notice.
  const version = [vote.id, vote.noticedAt, ...standing.map(({ id }) => id)].join()
  const ofKeys = () => {
    const known = reckoned.get(version) ?? homesOfKeys(vote, electorate)
    // Of a draft the registers may say something else a minute later.
    if (vote.noticedAt !== null) reckoned.set(version, known)
    return known
  }
  return (settlement) => {
    if ('home' in settlement) return [labels.get(settlement.home) ?? '']
    const keys = 'keys' in settlement ? settlement.keys : [settlement.key]
    return keys.flatMap((key) => ofKeys().get(key) ?? [])
  }
}

/** What was put right on the roll, as the notice shows it: which homes it is about, nobody's name and no reason. */
export async function toldSettlements(tx: Tx, street: string, vote: Vote, now: string) {
  const electorate = await standingElectorate(tx, street, vote, now)
  const standing = electorate.settlements.filter(({ undoneAt }) => undoneAt === null)
  if (standing.length === 0) return []
  const homesOf = homesOfSettlements(vote, electorate)
  return standing.map(({ settlement, confirmedBy }) => ({
    kind: settlement.kind,
    homes: homesOf(settlement),
    waits: needsRegistry(settlement.kind) && confirmedBy === null,
  }))
}
