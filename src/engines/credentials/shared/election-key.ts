import { sha512 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

/** What is needed of a group of prime order, written multiplicatively; elements as the text of Belenios. */
export interface KeyGroup<E> {
  readonly name: string
  readonly q: bigint
  multiply(a: E, b: E): E
  power(base: E, exponent: bigint): E
  powerOfG(exponent: bigint): E
  encode(element: E): string
  decode(text: string): E | undefined
}

/** Which key: of which election and, where a delegate holds it for another owner, for whom. */
export interface ElectionKeyOf {
  readonly electionUuid: string
  readonly chainCode: string
  /** The owner number that a delegate votes for. */
  readonly represents?: string
}

const separator = '\u001f'

/** 512 bits reduced modulo an order of at most 256: no residue is likelier than another by more than 2⁻²⁵⁶. */
export function reduceHash(parts: readonly string[], q: bigint): bigint {
  const digest = sha512(utf8ToBytes(parts.join(separator)))
  return digest.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n) % q
}

const shiftOf = (group: Pick<KeyGroup<never>, 'name' | 'q'>, of: ElectionKeyOf) =>
  reduceHash(
    ['mofang/election-key/1', group.name.toLowerCase(), of.electionUuid, of.chainCode, of.represents ?? ''],
    group.q,
  )

/** The wallet's secret for an election: x = v + H(U‖cc) mod q (voting.md §4.4.3). */
export function deriveElectionSecret<E>(group: KeyGroup<E>, v: bigint, of: ElectionKeyOf): bigint {
  return (v + shiftOf(group, of)) % group.q
}

/** The same key's public half from the long-term public key: g^x = V·g^H(U‖cc). Undefined where V is no element. */
export function deriveElectionKey<E>(group: KeyGroup<E>, publicKey: string, of: ElectionKeyOf): string | undefined {
  const element = group.decode(publicKey)
  return element === undefined ? undefined : group.encode(group.multiply(element, group.powerOfG(shiftOf(group, of))))
}
