import type { Group } from './group.ts'
import { hashJson } from './hash.ts'
import { encodeProof } from './proofs.ts'
import { asRecord, parseJson } from './strict-json.ts'
import type { SignedMessage } from './threshold-channel.ts'
import type { Certificate } from './threshold-parameters.ts'
import { certificateOf } from './threshold-parameters.ts'
import { proofOf } from './trustees-schnorr.ts'

export const thresholdStepRefusals = [
  'trustee_secret_malformed',
  'certificate_wrong',
  'certificate_repeated',
  'certificate_missing',
  'certificates_changed',
  'threshold_out_of_range',
  'polynomial_wrong',
  'share_wrong',
  'voutput_wrong',
  'voutputs_incomplete',
] as const
export type ThresholdStepRefusal = (typeof thresholdStepRefusals)[number]

/** `trustee` counts from 1 within the group and names whose message is wrong. */
export type ThresholdStep<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ThresholdStepRefusal; readonly trustee?: number }

export function refused(
  error: ThresholdStepRefusal,
  trustee?: number,
): { readonly ok: false; readonly error: ThresholdStepRefusal; readonly trustee?: number } {
  return trustee === undefined ? { ok: false, error } : { ok: false, error, trustee }
}

/** All certificates, each verified, none twice: one trustee under two names would count twice towards the threshold. */
export function checkCertificates<E>(
  group: Group<E>,
  certificates: readonly string[],
): ThresholdStep<readonly Certificate<E>[]> {
  const checked: Certificate<E>[] = []
  const seen = new Set<string>()
  for (const [index, text] of certificates.entries()) {
    const certificate = certificateOf(group, parseJson(text))
    if (!certificate) return refused('certificate_wrong', index + 1)
    for (const key of [certificate.verification, certificate.encryption]) {
      const encoded = group.encode(key)
      if (seen.has(encoded)) return refused('certificate_repeated', index + 1)
      seen.add(encoded)
    }
    checked.push(certificate)
  }
  return { ok: true, value: checked }
}

/**
 * What the trustees read to one another: a server that shows each of them other certificates, to sit in the middle,
 * shows each another fingerprint.
 */
export function certificatesFingerprint(certificates: readonly string[], threshold: number): string {
  return hashJson(JSON.stringify([threshold, certificates]))
}

export function fitsThreshold(threshold: number, members: number): boolean {
  return Number.isInteger(threshold) && threshold >= 1 && threshold <= members
}

export interface Polynomial {
  readonly polynomial: string
  readonly secrets: readonly string[]
  readonly coefexps: unknown
}

export function polynomialParts(text: string, members: number): Polynomial | undefined {
  const content = asRecord(parseJson(text))
  const polynomial = content?.['polynomial']
  const secrets = stringsOf(content?.['secrets'], members)
  return secrets && typeof polynomial === 'string'
    ? { polynomial, secrets, coefexps: content?.['coefexps'] }
    : undefined
}

export function stringsOf(value: unknown, length: number): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length !== length) return undefined
  return value.every((item) => typeof item === 'string') ? value : undefined
}

/** Only what the specification names, in its order: nothing a sender adds to a message gets into published files. */
export function plainSignedMessage(group: Group, signed: unknown): SignedMessage | undefined {
  const given = asRecord(signed)
  const message = given?.['message']
  const proof = proofOf(group, given?.['signature'])
  return typeof message === 'string' && proof ? { message, signature: encodeProof(proof) } : undefined
}
