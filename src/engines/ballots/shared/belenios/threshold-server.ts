import type { Group } from './group.ts'
import { encodeProof } from './proofs.ts'
import { asRecord, parseJson } from './strict-json.ts'
import type { SignedMessage } from './threshold-channel.ts'
import type { Certificate, ThresholdParameters } from './threshold-parameters.ts'
import { coefficientsOf, memberKey } from './threshold-parameters.ts'
import type { Polynomial, ThresholdStep } from './threshold-step.ts'
import { checkCertificates, fitsThreshold, plainSignedMessage, polynomialParts, refused } from './threshold-step.ts'
import type { TrusteePublicKey } from './trustees-key.ts'
import { verifiedKey } from './trustees-key.ts'
import { proofOf } from './trustees-schnorr.ts'

export interface ThresholdGroup {
  readonly certificates: readonly string[]
  readonly threshold: number
}

interface Received<E> {
  readonly certificates: readonly Certificate<E>[]
  readonly polynomials: readonly Polynomial[]
  readonly coefficients: readonly (readonly E[])[]
}

/** What the server can check of polynomials: their shape, number and signatures. The sealed shares it cannot read. */
function received<E>(
  group: Group<E>,
  { certificates, threshold }: ThresholdGroup,
  texts: readonly string[],
): ThresholdStep<Received<E>> {
  const checked = checkCertificates(group, certificates)
  if (!checked.ok) return checked
  if (!fitsThreshold(threshold, certificates.length)) return refused('threshold_out_of_range')
  const polynomials: Polynomial[] = []
  const coefficients: (readonly E[])[] = []
  for (const [index, { verification }] of checked.value.entries()) {
    const parts = polynomialParts(texts[index] ?? '', certificates.length)
    const own = parts && coefficientsOf(group, verification, threshold, parts.coefexps)
    if (!own) return refused('polynomial_wrong', index + 1)
    polynomials.push(parts)
    coefficients.push(own)
  }
  return { ok: true, value: { certificates: checked.value, polynomials, coefficients } }
}

/** Whether one polynomial may be taken in, before the others are there. */
export function checkPolynomial<E>(
  group: Group<E>,
  { certificates, threshold }: ThresholdGroup,
  member: number,
  text: string,
): ThresholdStep<true> {
  const checked = checkCertificates(group, certificates)
  if (!checked.ok) return checked
  const certificate = checked.value[member - 1]
  if (!certificate) return refused('certificate_missing', member)
  const parts = polynomialParts(text, certificates.length)
  if (!parts || !coefficientsOf(group, certificate.verification, threshold, parts.coefexps)) {
    return refused('polynomial_wrong', member)
  }
  return { ok: true, value: true }
}

/** Step 4, at the server: what each member sealed for each other, sorted by recipient. */
export function routeShares<E>(
  group: Group<E>,
  members: ThresholdGroup,
  polynomials: readonly string[],
): ThresholdStep<readonly string[]> {
  const all = received(group, members, polynomials)
  if (!all.ok) return all
  const coefexps = all.value.polynomials.map((from) => plainSignedMessage(group, from.coefexps))
  const vinputs = all.value.polynomials.map((own, index) =>
    JSON.stringify({
      polynomial: own.polynomial,
      secrets: all.value.polynomials.map((from) => from.secrets[index]),
      coefexps,
    }),
  )
  return { ok: true, value: vinputs }
}

export interface CombinedThreshold {
  readonly parameters: ThresholdParameters
  /** By member, each sealed for him alone: he may fetch it again when he lost his copy, not his secret. */
  readonly decryptionKeys: readonly string[]
}

/** Step 6, at the server: every member's key verified against everybody's polynomials. */
export function combineThreshold<E>(
  group: Group<E>,
  members: ThresholdGroup,
  polynomials: readonly string[],
  voutputs: readonly string[],
): ThresholdStep<CombinedThreshold> {
  const all = received(group, members, polynomials)
  if (!all.ok) return all
  if (voutputs.length !== members.certificates.length) return refused('voutputs_incomplete')
  const keys: TrusteePublicKey[] = []
  const decryptionKeys: string[] = []
  for (const [index, text] of voutputs.entries()) {
    const voutput = voutputParts(group, text)
    const expected = memberKey(group, all.value.coefficients, index + 1)
    if (!voutput || voutput.publicKey.public_key !== group.encode(expected)) return refused('voutput_wrong', index + 1)
    keys.push(voutput.publicKey)
    decryptionKeys.push(voutput.sealed)
  }
  const signed = (values: readonly unknown[]): SignedMessage[] =>
    values.map((value) => plainSignedMessage(group, value)).filter((value) => value !== undefined)
  const parameters: ThresholdParameters = {
    threshold: members.threshold,
    certs: signed(members.certificates.map(parseJson)),
    coefexps: signed(all.value.polynomials.map((own) => own.coefexps)),
    verification_keys: keys,
  }
  return { ok: true, value: { parameters, decryptionKeys } }
}

function voutputParts(group: Group, text: string): { sealed: string; publicKey: TrusteePublicKey } | undefined {
  const voutput = asRecord(parseJson(text))
  const sealed = voutput?.['private_key']
  const key = voutput?.['public_key']
  const element = verifiedKey(group, key)
  const pok = proofOf(group, asRecord(key)?.['pok'])
  if (typeof sealed !== 'string' || element === undefined || !pok) return undefined
  return { sealed, publicKey: { pok: encodeProof(pok), public_key: group.encode(element) } }
}
