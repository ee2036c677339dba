import { err, ok, type Result } from '#kernel/result'
import { addUp, type Measures } from '../rules/measures.ts'
import type { AreaSource, OwnerKind, VoteScope } from '../vote.ts'
import type {
  HomeFact,
  HomeOwner,
  LeftOut,
  RollCorrection,
  Snapshot,
  SnapshotOwner,
  SnapshotUnit,
} from './electorate.ts'
import { warningsOf } from './warnings.ts'

export type CorrectionFault = 'home_unknown' | 'owner_unknown' | 'reason_needed' | 'area_wrong' | 'holder_unknown'

export interface SnapshotFacts {
  readonly day: string
  readonly scope: VoteScope
  readonly homes: readonly HomeFact[]
  /** In the order in which they were made. */
  readonly corrections: readonly RollCorrection[]
  /** Whether the owners' rules let parking places and garages count by their area. */
  readonly parkingCounts: boolean
}

/** A home as it counts: corrected, with the head it belongs to. */
interface Standing {
  readonly home: HomeFact
  readonly area: number
  readonly source: AreaSource
  readonly head: Head | null
}

interface Head {
  readonly key: string
  readonly kind: OwnerKind
  readonly holders: readonly string[]
}

const developerKey = 'dev'
const publicKey = 'public'

/** Orders labels as people do: 2号 before 10号. */
export function byLabel(one: string, other: string): number {
  const split = (label: string) => label.match(/\d+|\D+/g) ?? []
  const [left, right] = [split(one), split(other)]
  for (let index = 0; index < left.length && index < right.length; index++) {
    const [a, b] = [left[index]!, right[index]!]
    const difference = Number(a) - Number(b)
    if (difference) return difference
    if (a !== b) return a < b ? -1 : 1
  }
  return left.length - right.length
}

const sortedIds = (owners: readonly HomeOwner[]): string[] =>
  [...new Set(owners.map((owner) => owner.id))].toSorted((a, b) => (a < b ? -1 : 1))

/** Whose head a home is. 解释 9: what the developer has not sold, or not handed over, is one head. */
function headOf({ developerHeld, tenure, owners }: HomeFact): Head | null {
  if (developerHeld) return { key: developerKey, kind: 'developer', holders: sortedIds(owners) }
  // The tenant of unsold public housing is not its owner; the body with the property right is.
  if (tenure === 'public_rent' || tenure === 'unit_owned') {
    const bodies = sortedIds(owners.filter((owner) => owner.kind === 'enterprise'))
    return { key: [publicKey, ...bodies].join(':'), kind: 'public_body', holders: bodies }
  }
  const holders = sortedIds(owners)
  if (holders.length === 0) return null
  const kind = holders.length > 1 ? 'co_owners' : owners[0]!.kind
  return { key: holders.join('+'), kind, holders }
}

function areaOf({ areas }: HomeFact): { area: number; source: AreaSource } {
  for (const source of ['registered', 'surveyed', 'contract'] as const) {
    const area = areas[source]
    if (area !== undefined) return { area, source }
  }
  return { area: 0, source: 'missing' }
}

/** Heads that are one by decision. Named bodies keep their key; persons are henceforth known together. */
function merged(heads: readonly Head[]): Head {
  const holders = [...new Set(heads.flatMap((head) => head.holders))].toSorted()
  const body = heads.find((head) => head.kind === 'developer') ?? heads.find((head) => head.kind === 'public_body')
  return body ? { ...body, holders } : { key: holders.join('+'), kind: 'co_owners', holders }
}

interface Corrected {
  readonly standing: readonly Standing[]
  readonly leftOut: readonly LeftOut[]
  readonly representatives: ReadonlyMap<string, string>
}

function correct(facts: SnapshotFacts): Result<Corrected, CorrectionFault> {
  const leftOut: LeftOut[] = []
  let standing: Standing[] = []
  for (const home of facts.homes) {
    if ((home.use === 'garage' || home.use === 'parking') && !facts.parkingCounts)
      leftOut.push({ home: home.id, label: home.label, why: 'parking', reason: '议事规则未规定车位、车库计入' })
    else standing.push({ home, ...areaOf(home), head: headOf(home) })
  }
  const representatives = new Map<string, string>()
  for (const correction of facts.corrections) {
    if (correction.reason.trim() === '') return err('reason_needed')
    if (correction.kind === 'merge_owners') {
      const heads = correction.keys.flatMap((key) => standing.find((each) => each.head?.key === key)?.head ?? [])
      if (heads.length < 2 || heads.length < correction.keys.length) return err('owner_unknown')
      const one = merged(heads)
      standing = standing.map((each) =>
        each.head && correction.keys.includes(each.head.key) ? { ...each, head: one } : each,
      )
      continue
    }
    if (correction.kind === 'name_representative') {
      const head = standing.find((each) => each.head?.key === correction.key)?.head
      if (!head) return err('owner_unknown')
      // Co-owners are represented by one of them; a body by whom it authorises; a person by nobody without a mandate.
      const isNatural = head.kind === 'co_owners' || head.kind === 'person'
      if (isNatural && !head.holders.includes(correction.holder)) return err('holder_unknown')
      representatives.set(correction.key, correction.holder)
      continue
    }
    const found = standing.find((each) => each.home.id === correction.home)
    if (!found) return err('home_unknown')
    if (correction.kind === 'exclude') {
      leftOut.push({ home: found.home.id, label: found.home.label, why: 'decided', reason: correction.reason })
      standing = standing.filter((each) => each !== found)
      continue
    }
    if (correction.kind === 'set_area' && (!Number.isSafeInteger(correction.area) || correction.area <= 0))
      return err('area_wrong')
    const changed: Standing =
      correction.kind === 'set_area'
        ? { ...found, area: correction.area, source: correction.source }
        : { ...found, head: headOf({ ...found.home, developerHeld: false, tenure: null, owners: correction.owners }) }
    standing = standing.map((each) => (each === found ? changed : each))
  }
  return ok({ standing, leftOut, representatives })
}

const numbered = (index: number): string => String(index + 1).padStart(4, '0')

/** The electorate that the registers and the registry's decisions make, in the same order whoever reckons it. */
export function snapshotOf(facts: SnapshotFacts): Result<Snapshot, CorrectionFault> {
  const corrected = correct(facts)
  if (!corrected.ok) return corrected
  const { leftOut, representatives } = corrected.value
  const standing = corrected.value.standing.toSorted(
    (a, b) =>
      byLabel(a.home.building, b.home.building) ||
      byLabel(a.home.staircase, b.home.staircase) ||
      byLabel(a.home.label, b.home.label) ||
      (a.home.id < b.home.id ? -1 : 1),
  )
  const heads = [...new Map(standing.flatMap(({ head }) => (head ? [[head.key, head] as const] : []))).values()]
  const ownerNos = new Map(heads.map((head, index) => [head.key, numbered(index)]))
  const units = standing.map(({ home, area, source, head }, index): SnapshotUnit => ({
    no: numbered(index),
    home: home.id,
    building: home.building,
    staircase: home.staircase,
    label: home.label,
    area,
    source,
    owner: (head && ownerNos.get(head.key)) ?? '',
  }))
  const owners = heads.map((head): SnapshotOwner => {
    const no = ownerNos.get(head.key)!
    const own = units.filter((unit) => unit.owner === no)
    // The developer's homes may name different companies; the head is one all the same.
    const holders = new Set(standing.flatMap((each) => (each.head?.key === head.key ? each.head.holders : [])))
    return {
      no,
      kind: head.kind,
      key: head.key,
      holders: [...holders],
      area: own.reduce((sum, unit) => sum + unit.area, 0),
      units: own.map((unit) => unit.no),
      representative: representatives.get(head.key) ?? (head.kind === 'person' ? head.holders[0]! : null),
    }
  })
  const totals: Measures = addUp(...units.map(({ area }) => ({ area, heads: 0 })), { area: 0, heads: owners.length })
  const { day, scope } = facts
  return ok({ day, scope, units, owners, leftOut, warnings: warningsOf(units, owners), totals })
}
