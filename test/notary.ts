import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { canonicalJson } from '#kernel/canonical-json'
import {
  base64,
  bundle,
  bundlesOf,
  checkpointText,
  cosigned,
  entriesPath,
  growTiles,
  keyIdOf,
  leafHash,
  merkleRoot,
  receiptText,
  signatureLine,
  signedReceipt,
  tilePath,
  tileWidth,
  verifierKey,
  withTime,
} from '#engines/notary/shared'

export function aSigner(name: string, kind: number) {
  const { privateKey } = generateKeyPairSync('ed25519')
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  const line = (signature: Uint8Array) => signatureLine({ name, keyId: keyIdOf(name, kind, publicKey), signature })
  return {
    name,
    key: verifierKey(name, kind, publicKey),
    raw: (message: Uint8Array): Uint8Array => sign(null, message, privateKey),
    sign: (text: string) => line(sign(null, Buffer.from(text), privateKey)),
    cosign: (text: string, seconds: number) => line(withTime(seconds, sign(null, cosigned(text, seconds), privateKey))),
  }
}

export type Signer = ReturnType<typeof aSigner>

const at = '2026-03-01T01:00:00.000Z'
export const aLeaf = (n: number): Uint8Array => Buffer.from(canonicalJson({ kind: 'ballot', at, data: { n } }))

/** The files of a log without a server: signed by its key and two witnesses. */
export function aLog(
  count: number,
  { log, witnesses, leaf = aLeaf }: { log: Signer; witnesses: readonly Signer[]; leaf?: (n: number) => Uint8Array },
) {
  const entries = Array.from({ length: count }, (_, n) => leaf(n))
  const hashes = entries.map(leafHash)
  const root = merkleRoot(hashes)
  const text = checkpointText({ origin: log.name, size: count, root })
  const note = `${text}\n${log.sign(text)}${witnesses.map((each) => each.cosign(text, 1_772_330_400)).join('')}`
  const files = new Map<string, Uint8Array>()
  const json = (name: string, value: unknown) => files.set(name, Buffer.from(canonicalJson(value)))
  files.set('checkpoint', Buffer.from(note))
  for (const each of bundlesOf(count))
    files.set(entriesPath(each), bundle(entries.slice(each.index * tileWidth, each.index * tileWidth + each.width)))
  for (const tile of growTiles(() => undefined, 0, hashes))
    files.set(tilePath({ ...tile, width: tile.hashes.length / 32 }), tile.hashes)
  json('keys.json', { v: 1, log: log.key, witnesses: witnesses.map((each) => each.key), quorum: witnesses.length })
  json('leaves.json', {
    v: 1,
    leaves: hashes.map((hash, index) => ({ index, kind: 'ballot', at, hash: base64(hash) })),
  })
  const anchor = (size: number, of = merkleRoot(hashes.slice(0, size))) => ({
    size,
    root: base64(of),
    chain: 'anvil',
    chainId: '31337',
    contract: '0x01',
    transaction: `0x${size}`,
    block: size,
    at,
  })
  json('anchor.json', { v: 1, origin: log.name, anchors: [anchor(Math.ceil(count / 2)), anchor(count)] })
  const receipt = (index: number) => {
    const said = { origin: log.name, index, leafHash: base64(hashes[index] ?? leafHash(leaf(index))), at }
    return signedReceipt(said, log.raw(receiptText(said)))
  }
  return { files, note, hashes, root, anchor, receipt }
}
