import type { Group } from './group.ts'
import { hashToScalar } from './hash.ts'
import { mod } from './modular.ts'
import type { Proof } from './proofs.ts'
import { signatureNonce } from './random.ts'

function challengeOf<E>(group: Group<E>, hash: string, commitment: E): bigint {
  return hashToScalar(`sig|${hash}|${group.encode(commitment)}`, group.q)
}

/** Signs the hash of a ballot with the secret of a credential (specification §4.14). */
export function sign<E>(group: Group<E>, secret: bigint, hash: string): Proof {
  const nonce = signatureNonce(secret, `${group.name}|${hash}`, group.q)
  const challenge = challengeOf(group, hash, group.powerOfG(nonce))
  return { challenge, response: mod(nonce - secret * challenge, group.q) }
}

export function holdsSignature<E>(
  group: Group<E>,
  credential: E,
  hash: string,
  { challenge, response }: Proof,
): boolean {
  const commitment = group.multiply(group.powerOfG(response), group.power(credential, challenge))
  return challengeOf(group, hash, commitment) === challenge
}
