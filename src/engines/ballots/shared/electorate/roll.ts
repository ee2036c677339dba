import { err, ok, type Result } from '#kernel/result'
import { canonicalJson } from '#kernel/canonical-json'
import { sha256Hex } from '../belenios/hash.ts'
import type { Roll, Snapshot } from './electorate.ts'

/** The key that stands on the roll for an owner. */
export interface OwnerKeyOnRoll {
  readonly key: string
  readonly printed: boolean
  readonly proxy?: string
}

/** The public roll: without names and without entries of the registers, so that it can hang in the entrance hall. */
export function rollOf(
  snapshot: Snapshot,
  vote: { readonly id: string; readonly electionUuid: string },
  keys: ReadonlyMap<string, OwnerKeyOnRoll>,
): Result<Roll, 'warnings_open' | 'keys_missing' | 'key_twice'> {
  if (snapshot.warnings.some((warning) => warning.blocking)) return err('warnings_open')
  const owners = snapshot.owners.flatMap(({ no, kind, area }) => {
    const key = keys.get(no)
    return key ? [{ no, kind, area, ...key }] : []
  })
  if (owners.length < snapshot.owners.length) return err('keys_missing')
  if (new Set(owners.map((owner) => owner.key)).size < owners.length) return err('key_twice')
  return ok({
    v: 1,
    vote: vote.id,
    electionUuid: vote.electionUuid,
    day: snapshot.day,
    scope: snapshot.scope.kind,
    units: snapshot.units.map(({ home: _, ...unit }) => unit),
    owners,
    leftOut: snapshot.leftOut.map(({ label, reason }) => ({ label, reason })),
    totals: snapshot.totals,
  })
}

/** The text of roll.json, the same on every machine. */
export function rollText(roll: Roll): string {
  return canonicalJson(roll)
}

/** What the election's description binds every ballot to. */
export function rollHash(roll: Roll): string {
  return sha256Hex(rollText(roll))
}

export type RollFault =
  | 'number_twice'
  | 'key_twice'
  | 'owner_unknown'
  | 'area_wrong'
  | 'owner_area_wrong'
  | 'owner_without_unit'
  | 'totals_wrong'

/** Whether a roll adds up: for whoever holds nothing but the file. */
export function checkRoll(roll: Roll): readonly RollFault[] {
  const faults = new Set<RollFault>()
  const areas = new Map(roll.owners.map((owner) => [owner.no, 0]))
  if (areas.size < roll.owners.length || new Set(roll.units.map((unit) => unit.no)).size < roll.units.length)
    faults.add('number_twice')
  if (new Set(roll.owners.map((owner) => owner.key)).size < roll.owners.length) faults.add('key_twice')
  for (const unit of roll.units) {
    const sum = areas.get(unit.owner)
    if (!Number.isSafeInteger(unit.area) || unit.area <= 0) faults.add('area_wrong')
    if (sum === undefined) faults.add('owner_unknown')
    else areas.set(unit.owner, sum + unit.area)
  }
  const owning = new Set(roll.units.map((unit) => unit.owner))
  for (const owner of roll.owners) {
    if (!owning.has(owner.no)) faults.add('owner_without_unit')
    if (areas.get(owner.no) !== owner.area) faults.add('owner_area_wrong')
  }
  const area = roll.units.reduce((sum, unit) => sum + unit.area, 0)
  if (roll.totals.area !== area || roll.totals.heads !== roll.owners.length) faults.add('totals_wrong')
  return [...faults]
}
