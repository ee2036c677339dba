import { LRUCache } from 'lru-cache'
import { must } from '#kernel/assert'
import { err, type Result } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import type { Tx } from '#platform/db'
import { homesOf, type OwnedHome } from '#engines/registers'
import {
  snapshotOf,
  type AreaDocument,
  type CorrectionFault,
  type HomeFact,
  type Snapshot,
} from '#engines/ballots/shared'
import { correctionOf, settlementsOf, type SettlementRow } from './settlements.store.ts'
import { factsOf, type Vote } from './votes.store.ts'

/** Which document a source of the registers speaks from (建筑物区分所有权解释 第八条: 登记, 测绘, 合同). */
const documents: Readonly<Record<string, AreaDocument>> = { real_estate: 'registered', housing: 'surveyed' }
const documentOf = (source: string): AreaDocument => documents[source] ?? 'contract'

const uses = ['residential', 'shop', 'office', 'garage', 'parking'] as const
const tenures = ['commodity', 'sold_public', 'public_rent', 'resettlement', 'unit_owned'] as const

/** A home as the registers know it, with who said its area and when. */
export interface KnownHome extends HomeFact {
  readonly said: { readonly source: string; readonly day: string } | null
}

function knownHome(home: OwnedHome): KnownHome {
  const areas: Partial<Record<AreaDocument, number>> = {}
  for (const { area, source } of home.said) areas[documentOf(source)] ??= area
  // What a clerk put right by hand is what is believed; it speaks from the document that it replaced.
  if (home.believed?.source === 'desk') areas.registered = home.believed.area
  const best = home.said.find(({ source }) => documentOf(source) === 'registered') ?? home.believed
  const where = home.staircase === '' ? home.building : home.staircase
  return {
    id: home.id,
    building: home.building,
    staircase: home.staircase,
    label: `${where}${home.room}${/[室号]$/.test(home.room) ? '' : '室'}`,
    use: uses.find((use) => use === home.use) ?? (home.use === null ? 'residential' : 'other'),
    tenure: tenures.find((tenure) => tenure === home.tenure) ?? (home.tenure === null ? null : 'other'),
    developerHeld: home.developerHeld,
    areas,
    owners: home.owners.map(({ id, kind }) => ({ id, kind })),
    said: best && { source: best.source, day: best.day },
  }
}

/** More homes than the largest property area of the city has. */
export const mostHomes = 20_000

export interface Electorate {
  readonly homes: readonly KnownHome[]
  readonly day: string
  readonly settlements: readonly SettlementRow[]
  readonly snapshot: Snapshot
}

const kept = new LRUCache<string, readonly KnownHome[]>({ max: 20 })

/** Of a draft the registers as of today; from the notice on the facts that were kept with it. */
async function homesOfVote(tx: Tx, street: string, vote: Vote, now: string): Promise<readonly KnownHome[]> {
  if (vote.noticedAt === null) {
    const scope = { kind: vote.scopeKind, entry: vote.scopeEntry }
    return (await homesOf(tx, street, scope, shanghaiDate(new Date(now)))).map(knownHome)
  }
  const known = kept.get(vote.id)
  if (known) return known
  const facts = must(await factsOf<readonly KnownHome[]>(tx, street, vote.id), 'facts of a vote that was announced')
  kept.set(vote.id, facts)
  return facts
}

/** Anyone may ask for a notice: what does not change between two settlements is reckoned once. */
const reckoned = new LRUCache<string, Electorate>({ max: 20 })
const versionOf = (vote: Vote, settlements: readonly SettlementRow[]): string =>
  [vote.id, vote.noticedAt, ...settlements.map(({ id, undoneAt }) => `${id}${undoneAt ?? ''}`)].join()

export async function electorateOf(
  tx: Tx,
  street: string,
  vote: Vote,
  now: string,
  more: readonly SettlementRow[] = [],
): Promise<Result<Electorate, CorrectionFault>> {
  const homes = await homesOfVote(tx, street, vote, now)
  const settlements = [...(await settlementsOf(tx, street, vote.id)), ...more]
  const day = shanghaiDate(new Date(vote.noticedAt ?? now))
  const made = snapshotOf({
    day,
    scope: { kind: vote.scopeKind, entry: vote.scopeEntry },
    homes,
    corrections: settlements.filter((each) => each.undoneAt === null).map(correctionOf),
    parkingCounts: vote.terms.parkingCounts,
  })
  return made.ok ? { ok: true, value: { homes, day, settlements, snapshot: made.value } } : err(made.error)
}

/** A settlement that stood when it was made stands no more when the registers changed since: it is left out then. */
export async function standingElectorate(tx: Tx, street: string, vote: Vote, now: string): Promise<Electorate> {
  if (vote.noticedAt === null) return reckon(tx, street, vote, now)
  const settlements = await settlementsOf(tx, street, vote.id)
  const version = versionOf(vote, settlements)
  const known = reckoned.get(version)
  // Who confirmed a settlement changes nothing of what follows from it.
  if (known) return { ...known, settlements }
  const made = await reckon(tx, street, vote, now)
  reckoned.set(version, made)
  return made
}

async function reckon(tx: Tx, street: string, vote: Vote, now: string): Promise<Electorate> {
  const made = await electorateOf(tx, street, vote, now)
  if (made.ok) return made.value
  const homes = await homesOfVote(tx, street, vote, now)
  const all = await settlementsOf(tx, street, vote.id)
  const scope = { kind: vote.scopeKind, entry: vote.scopeEntry }
  const day = shanghaiDate(new Date(vote.noticedAt ?? now))
  const given = { day, scope, homes, parkingCounts: vote.terms.parkingCounts }
  let corrections = [] as ReturnType<typeof correctionOf>[]
  for (const each of all.filter(({ undoneAt }) => undoneAt === null)) {
    const tried = [...corrections, correctionOf(each)]
    if (snapshotOf({ ...given, corrections: tried }).ok) corrections = tried
  }
  const snapshot = snapshotOf({ ...given, corrections })
  if (!snapshot.ok) throw new Error(`The electorate of ${vote.id} cannot be made: ${snapshot.error}`)
  return { homes, day, settlements: all, snapshot: snapshot.value }
}
