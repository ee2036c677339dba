import type { Group } from './group.ts'
import { checkThreshold } from './threshold-parameters.ts'
import type { ThresholdParameters } from './threshold-parameters.ts'
import { parseJson } from './strict-json.ts'
import type { TrusteePublicKey } from './trustees-key.ts'
import { verifiedKey } from './trustees-key.ts'

export type TrusteeKind = readonly ['Single', TrusteePublicKey] | readonly ['Pedersen', ThresholdParameters]

/** What counting needs of one item of trustees.json. Owners count from 1 over all trustees of the file. */
export interface TrusteeSet<E> {
  readonly kind: TrusteeKind[0]
  /** How many of its members must decrypt. */
  readonly threshold: number
  readonly members: readonly { readonly owner: number; readonly publicKey: E }[]
  /** The part of the election's key that this item holds. */
  readonly subKey: E
}

export interface Trustees<E> {
  readonly sets: readonly TrusteeSet<E>[]
  readonly publicKey: E
  readonly size: number
}

export const trusteesRefusals = [
  'trustees_malformed',
  'trustee_key_wrong',
  'threshold_certificate_wrong',
  'threshold_coefficients_wrong',
  'threshold_key_wrong',
] as const
export type TrusteesRefusal = (typeof trusteesRefusals)[number]

export type CheckedTrustees<E> =
  | { readonly ok: true; readonly value: Trustees<E> }
  | { readonly ok: false; readonly error: TrusteesRefusal; readonly owner?: number }

export function trusteesText(kinds: readonly TrusteeKind[]): string {
  return JSON.stringify(kinds)
}

/** Everything there is to verify in trustees.json: proofs of knowledge, certificates, and the threshold keys. */
export function checkTrustees<E>(group: Group<E>, text: string): CheckedTrustees<E> {
  const items = parseJson(text)
  if (!Array.isArray(items) || items.length === 0) return { ok: false, error: 'trustees_malformed' }
  const sets: TrusteeSet<E>[] = []
  let owner = 1
  for (const item of items as unknown[]) {
    const set = checkedSet(group, item, owner)
    if (!set.ok) return set
    sets.push(set.value)
    owner += set.value.members.length
  }
  const publicKey = sets.reduce((product, set) => group.multiply(product, set.subKey), group.one)
  return { ok: true, value: { sets, publicKey, size: owner - 1 } }
}

type CheckedSet<E> =
  | { readonly ok: true; readonly value: TrusteeSet<E> }
  | { readonly ok: false; readonly error: TrusteesRefusal; readonly owner: number }

function checkedSet<E>(group: Group<E>, item: unknown, owner: number): CheckedSet<E> {
  if (!Array.isArray(item) || item.length !== 2) return { ok: false, error: 'trustees_malformed', owner }
  const [kind, content] = item as [unknown, unknown]
  if (kind === 'Single') {
    const key = verifiedKey(group, content)
    if (key === undefined) return { ok: false, error: 'trustee_key_wrong', owner }
    return { ok: true, value: { kind, threshold: 1, members: [{ owner, publicKey: key }], subKey: key } }
  }
  if (kind !== 'Pedersen') return { ok: false, error: 'trustees_malformed', owner }
  const checked = checkThreshold(group, content)
  if (!checked.ok) return { ok: false, error: checked.error, owner: owner + checked.member }
  const { threshold, keys, subKey } = checked.value
  const members = keys.map((publicKey, index) => ({ owner: owner + index, publicKey }))
  return { ok: true, value: { kind, threshold, members, subKey } }
}
