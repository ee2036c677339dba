import { sm2 } from 'sm-crypto-v2'
import { decryptSecret, encryptSecret } from './keys.ts'

// Not node:crypto: under the name of the curve SM2 it signs ECDSA, or with an empty user id.

export function newSm2Pair(of: string): { readonly publicKey: string; readonly privateKey: Buffer } {
  const { publicKey, privateKey } = sm2.generateKeyPairHex()
  return { publicKey, privateKey: encryptSecret(Buffer.from(privateKey, 'hex'), `${of} sm2`) }
}

export function signSm2(kept: Uint8Array, publicKey: string, of: string, message: Uint8Array): Uint8Array {
  const privateKey = decryptSecret(kept, `${of} sm2`).toString('hex')
  return Buffer.from(sm2.doSignature(message, privateKey, { hash: true, publicKey }), 'hex')
}
