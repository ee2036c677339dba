import type { Group } from './group.ts'
import { mod, parseDecimal } from './modular.ts'
import { secureScalars } from './random.ts'
import type { RandomScalars } from './random.ts'
import { asRecord, parseJson } from './strict-json.ts'
import type { ChannelKeys } from './threshold-channel.ts'
import { channelKeysOf, isTrusteeSecret, newTrusteeSecret, receive, send, signMessage } from './threshold-channel.ts'
import type { Certificate } from './threshold-parameters.ts'
import { coefficientsOf, polynomialPowerAt } from './threshold-parameters.ts'
import type { ThresholdStep } from './threshold-step.ts'
import { certificatesFingerprint, checkCertificates, fitsThreshold, refused, stringsOf } from './threshold-step.ts'
import { publicKeyOf } from './trustees-key.ts'

/** Step 1, at the trustee's: the one secret he keeps, and what he sends to the server. */
export function startTrustee(
  group: Group,
  random: RandomScalars = secureScalars(group.q),
): { readonly private: string; readonly certificate: string } {
  const secret = newTrusteeSecret()
  return { private: secret, certificate: certificateFor(group, secret, random) }
}

function certificateFor(group: Group, secret: string, random: RandomScalars): string {
  const { signing, decryption } = channelKeysOf(group, secret)
  const keys = {
    verification: group.encode(group.powerOfG(signing)),
    encryption: group.encode(group.powerOfG(decryption)),
  }
  return JSON.stringify(signMessage(group, signing, JSON.stringify(keys), random))
}

interface Member<E> {
  readonly keys: ChannelKeys
  readonly certificates: readonly Certificate<E>[]
  /** From 0. */
  readonly index: number
}

function memberWith<E>(group: Group<E>, secret: string, certificates: readonly string[]): ThresholdStep<Member<E>> {
  if (!isTrusteeSecret(secret)) return refused('trustee_secret_malformed')
  const checked = checkCertificates(group, certificates)
  if (!checked.ok) return checked
  const keys = channelKeysOf(group, secret)
  const verification = group.powerOfG(keys.signing)
  const encryption = group.powerOfG(keys.decryption)
  const index = checked.value.findIndex(
    (own) => group.equal(own.verification, verification) && group.equal(own.encryption, encryption),
  )
  if (index < 0) return refused('certificate_missing')
  return { ok: true, value: { keys, certificates: checked.value, index } }
}

export interface PolynomialInput {
  readonly private: string
  readonly certificates: readonly string[]
  readonly threshold: number
}

export interface PolynomialOutput {
  readonly polynomial: string
  /** Fingerprint of certificates and threshold; kept for the next step and read to the other trustees. */
  readonly agreed: string
}

/** Step 3: a random polynomial, its value at every member sealed for him, and the powers of its coefficients. */
export async function polynomialOf<E>(
  group: Group<E>,
  input: PolynomialInput,
  random: RandomScalars = secureScalars(group.q),
): Promise<ThresholdStep<PolynomialOutput>> {
  const found = memberWith(group, input.private, input.certificates)
  if (!found.ok) return found
  if (!fitsThreshold(input.threshold, input.certificates.length)) return refused('threshold_out_of_range')
  const { keys, certificates, index } = found.value

  const coefficients = Array.from({ length: input.threshold }, random)
  const toSelf = JSON.stringify({ polynomial: coefficients.map(String) })
  const polynomial = await send(group, keys.signing, certificates[index]!.encryption, toSelf, random)
  const secrets: string[] = []
  for (const [to, { encryption }] of certificates.entries()) {
    const secret = valueAt(group, coefficients, to + 1).toString()
    secrets.push(await send(group, keys.signing, encryption, JSON.stringify({ secret }), random))
  }
  const powers = JSON.stringify({ coefexps: coefficients.map((a) => group.encode(group.powerOfG(a))) })
  const coefexps = signMessage(group, keys.signing, powers, random)
  const agreed = certificatesFingerprint(input.certificates, input.threshold)
  return { ok: true, value: { polynomial: JSON.stringify({ polynomial, secrets, coefexps }), agreed } }
}

function valueAt(group: Group, coefficients: readonly bigint[], x: number): bigint {
  return coefficients.reduceRight((result, coefficient) => mod(result * BigInt(x) + coefficient, group.q), 0n)
}

export interface SharesInput {
  readonly private: string
  readonly certificates: readonly string[]
  readonly vinput: string
  /** What `polynomialOf` gave; without it a swap of certificates between the two steps goes unseen. */
  readonly agreed?: string
}

export interface SharesOutput {
  readonly voutput: string
  /** The member's part of the election's key, sealed so that only his secret opens it: may be kept anywhere. */
  readonly decryptionKey: string
}

/** Step 5: open what everybody sent, verify it against the published powers, and add it up to one's own key. */
export async function acceptShares<E>(
  group: Group<E>,
  input: SharesInput,
  random: RandomScalars = secureScalars(group.q),
): Promise<ThresholdStep<SharesOutput>> {
  const found = memberWith(group, input.private, input.certificates)
  if (!found.ok) return found
  const { keys, certificates, index } = found.value
  const own = certificates[index]!
  const parts = vinputParts(input.vinput, certificates.length)
  const coefficients = parts && (await ownCoefficients(group, keys, own, parts.polynomial))
  if (!coefficients) return refused('polynomial_wrong', index + 1)
  const threshold = coefficients.length
  if (input.agreed !== undefined && input.agreed !== certificatesFingerprint(input.certificates, threshold)) {
    return refused('certificates_changed')
  }

  let sum = 0n
  for (const [from, { verification }] of certificates.entries()) {
    const published = coefficientsOf(group, verification, threshold, parts.coefexps[from])
    const mine = from !== index || published?.every((power, k) => group.equal(power, group.powerOfG(coefficients[k]!)))
    if (!published || !mine) return refused('polynomial_wrong', from + 1)
    const share = await shareFrom(group, keys, verification, parts.secrets[from]!)
    if (share === undefined) return refused('share_wrong', from + 1)
    if (!group.equal(group.powerOfG(share), polynomialPowerAt(group, published, index + 1))) {
      return refused('share_wrong', from + 1)
    }
    sum = mod(sum + share, group.q)
  }

  const decryptionKey = await send(
    group,
    keys.signing,
    own.encryption,
    JSON.stringify({ decryption_key: sum.toString() }),
    random,
  )
  const public_key = publicKeyOf(group, sum, random)
  return { ok: true, value: { voutput: JSON.stringify({ private_key: decryptionKey, public_key }), decryptionKey } }
}

function vinputParts(
  text: string,
  members: number,
): { polynomial: string; secrets: readonly string[]; coefexps: readonly unknown[] } | undefined {
  const content = asRecord(parseJson(text))
  const polynomial = content?.['polynomial']
  const secrets = stringsOf(content?.['secrets'], members)
  const coefexps: unknown = content?.['coefexps']
  if (typeof polynomial !== 'string' || !secrets) return undefined
  return Array.isArray(coefexps) && coefexps.length === members ? { polynomial, secrets, coefexps } : undefined
}

async function ownCoefficients<E>(
  group: Group<E>,
  keys: ChannelKeys,
  own: Certificate<E>,
  sealed: string,
): Promise<readonly bigint[] | undefined> {
  const text = await receive(group, keys.decryption, own.verification, sealed)
  const polynomial = text === undefined ? undefined : asRecord(parseJson(text))?.['polynomial']
  if (!Array.isArray(polynomial)) return undefined
  const all = (polynomial as unknown[]).map((value) => secretNumber(group, value))
  const coefficients = all.filter((value) => value !== undefined)
  return coefficients.length === all.length && all.length > 0 ? coefficients : undefined
}

/** Belenios' own trustees write secret numbers as they come, of 256 bits or sums of such, not reduced mod q. */
function secretNumber(group: Group, value: unknown): bigint | undefined {
  const number = typeof value === 'string' ? parseDecimal(value, 100) : undefined
  return number === undefined ? undefined : mod(number, group.q)
}

async function shareFrom<E>(
  group: Group<E>,
  keys: ChannelKeys,
  sender: E,
  sealed: string,
): Promise<bigint | undefined> {
  const text = await receive(group, keys.decryption, sender, sealed)
  return text === undefined ? undefined : secretNumber(group, asRecord(parseJson(text))?.['secret'])
}

/** At counting: the key that decrypts, from the trustee's secret and his sealed key. */
export async function openDecryptionKey<E>(
  group: Group<E>,
  secret: string,
  sealed: string,
): Promise<bigint | undefined> {
  const keys = channelKeysOf(group, secret)
  const text = await receive(group, keys.decryption, group.powerOfG(keys.signing), sealed)
  return text === undefined ? undefined : secretNumber(group, asRecord(parseJson(text))?.['decryption_key'])
}
