import type { Group } from './group.ts'
import { asRecord, parseJson } from './strict-json.ts'
import type { SignedMessage } from './threshold-channel.ts'
import { signedMessageOf } from './threshold-channel.ts'
import type { TrusteePublicKey } from './trustees-key.ts'
import { verifiedKey } from './trustees-key.ts'
import { elementOf } from './trustees-schnorr.ts'

/** What is published of a threshold group. */
export interface ThresholdParameters {
  readonly threshold: number
  readonly certs: readonly SignedMessage[]
  readonly coefexps: readonly SignedMessage[]
  readonly verification_keys: readonly TrusteePublicKey[]
}

export interface Certificate<E> {
  readonly verification: E
  readonly encryption: E
}

/** The certificate's keys where it is signed with the key it certifies. */
export function certificateOf<E>(group: Group<E>, signed: unknown): Certificate<E> | undefined {
  const message = asRecord(signed)?.['message']
  if (typeof message !== 'string') return undefined
  const keys = asRecord(parseJson(message))
  const verification = elementOf(group, keys?.['verification'])
  const encryption = elementOf(group, keys?.['encryption'])
  if (verification === undefined || encryption === undefined) return undefined
  if (group.equal(verification, group.one) || group.equal(encryption, group.one)) return undefined
  return signedMessageOf(group, verification, signed) === undefined ? undefined : { verification, encryption }
}

/** The coefficients' powers of one trustee: exactly `threshold` of them, signed by him. */
export function coefficientsOf<E>(
  group: Group<E>,
  verification: E,
  threshold: number,
  signed: unknown,
): readonly E[] | undefined {
  const message = signedMessageOf(group, verification, signed)
  const coefexps = message === undefined ? undefined : asRecord(parseJson(message))?.['coefexps']
  if (!Array.isArray(coefexps)) return undefined
  const elements = (coefexps as unknown[]).map((value) => elementOf(group, value))
  const all = elements.filter((element) => element !== undefined)
  return all.length === threshold && all.length === elements.length ? all : undefined
}

/** g^f(x) from the powers of f's coefficients, by Horner's scheme. */
export function polynomialPowerAt<E>(group: Group<E>, coefficients: readonly E[], x: number): E {
  return coefficients.reduceRight(
    (result, coefficient) => group.multiply(group.power(result, BigInt(x)), coefficient),
    group.one,
  )
}

/** What member `x` (from 1) must have for a public key: the product of what everybody's polynomial gives him. */
export function memberKey<E>(group: Group<E>, coefficients: readonly (readonly E[])[], x: number): E {
  return coefficients.reduce((product, own) => group.multiply(product, polynomialPowerAt(group, own, x)), group.one)
}

export type ThresholdRefusal = 'threshold_certificate_wrong' | 'threshold_coefficients_wrong' | 'threshold_key_wrong'

export type CheckedThreshold<E> =
  | { readonly ok: true; readonly value: { threshold: number; keys: readonly E[]; subKey: E } }
  | { readonly ok: false; readonly error: 'trustees_malformed' | ThresholdRefusal; readonly member: number }

/** Members count from 0 here. */
export function checkThreshold<E>(group: Group<E>, parameters: unknown): CheckedThreshold<E> {
  const malformed = { ok: false, error: 'trustees_malformed', member: 0 } as const
  const { threshold, certs, coefexps, verification_keys: keys } = asRecord(parameters) ?? {}
  if (!Array.isArray(certs) || !Array.isArray(coefexps) || !Array.isArray(keys)) return malformed
  if (certs.length !== coefexps.length || certs.length !== keys.length) return malformed
  if (typeof threshold !== 'number' || !Number.isInteger(threshold)) return malformed
  if (threshold < 1 || threshold > certs.length) return malformed

  const coefficients: (readonly E[])[] = []
  for (const [member, signed] of (certs as unknown[]).entries()) {
    const certificate = certificateOf(group, signed)
    if (!certificate) return { ok: false, error: 'threshold_certificate_wrong', member }
    const own = coefficientsOf(group, certificate.verification, threshold, coefexps[member])
    if (!own) return { ok: false, error: 'threshold_coefficients_wrong', member }
    coefficients.push(own)
  }
  const members: E[] = []
  for (const [member, key] of (keys as unknown[]).entries()) {
    const element = verifiedKey(group, key)
    if (element === undefined || !group.equal(element, memberKey(group, coefficients, member + 1))) {
      return { ok: false, error: 'threshold_key_wrong', member }
    }
    members.push(element)
  }
  return { ok: true, value: { threshold, keys: members, subKey: memberKey(group, coefficients, 0) } }
}
