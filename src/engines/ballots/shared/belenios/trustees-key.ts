import type { Group } from './group.ts'
import type { ProofJson } from './proofs.ts'
import { secureScalars } from './random.ts'
import type { RandomScalars } from './random.ts'
import { asRecord } from './strict-json.ts'
import { elementOf, proveKnowledge, provesKnowledge } from './trustees-schnorr.ts'

export interface TrusteePublicKey {
  readonly pok: ProofJson
  readonly public_key: string
}

export interface TrusteeKeyPair {
  readonly privateKey: bigint
  readonly publicKey: TrusteePublicKey
}

function knowledgeTag(group: Group, publicKey: string): string {
  return `pok|${group.name}|${publicKey}`
}

export function publicKeyOf(
  group: Group,
  privateKey: bigint,
  random: RandomScalars = secureScalars(group.q),
): TrusteePublicKey {
  const public_key = group.encode(group.powerOfG(privateKey))
  return { pok: proveKnowledge(group, privateKey, knowledgeTag(group, public_key), random), public_key }
}

export function newTrusteeKey(group: Group, random: RandomScalars = secureScalars(group.q)): TrusteeKeyPair {
  const privateKey = random()
  return { privateKey, publicKey: publicKeyOf(group, privateKey, random) }
}

/** The key itself where it is an element other than one and its proof holds. */
export function verifiedKey<E>(group: Group<E>, key: unknown): E | undefined {
  const given = asRecord(key)
  const element = elementOf(group, given?.['public_key'])
  if (element === undefined || group.equal(element, group.one)) return undefined
  return provesKnowledge(group, element, knowledgeTag(group, group.encode(element)), given?.['pok'])
    ? element
    : undefined
}
