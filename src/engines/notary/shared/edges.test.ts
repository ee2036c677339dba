import { sm2 } from 'sm-crypto-v2'
import { expect, test } from 'vitest'
import { canonicalJson } from '#kernel/canonical-json'
import { aLog, aSigner } from '../../../../test/notary.ts'
import { base64 } from './base64.ts'
import { concat } from './bytes.ts'
import { checkpointText, parseCheckpoint } from './checkpoints.ts'
import { consistencyProof, emptyRoot, inclusionProof, leafHash, nodeHash, nodesOf, rootOf, verifyConsistency, verifyInclusion } from './merkle.ts' // prettier-ignore
import { cosigned, keyIdOf, keyKinds, parseNote, parseSignatureLine, parseVerifierKey, signatureLine, timed, verifierKey, verifyEd25519, verifyNote, verifySignature, withTime } from './notes.ts' // prettier-ignore
import { anchorsIn, jsonOf, keysIn, leafIn, leavesIn, logPart, textOf } from './read-log-files.ts'
import { receiptText, signedReceipt, verifyReceipt } from './receipts.ts'
import { sm2KeyId, sm2Name, verifySm2 } from './sm2.ts'
import { bundle, bundlesOf, growTiles, hashesOf, nodesOfTiles, parseTilePath, tilesNeeded, tilesOf, tileWidth, unbundle } from './tiles.ts' // prettier-ignore
import { verifyLogFiles } from './verify-log.ts'

const log = aSigner('vote.example/1', keyKinds.log)
const witness = aSigner('witness.example', keyKinds.witness)
const hashes = Array.from({ length: 10 }, (_, n) => leafHash(Uint8Array.of(n)))
const node = nodesOf(hashes)

test('what is asked about no tree is an error, and what is said about none is not so', () => {
  for (const [index, size] of [
    [3, 3],
    [4, 3],
    [-1, 3],
    [0.5, 3],
    [0, 3.5],
    [0, -1],
    [0, 0],
    [Number.NaN, 3],
    [0.5, 1],
    [-1, 1],
  ] as const) {
    // prettier-ignore
    expect(() => inclusionProof(node, index, size)).toThrow('no leaf')
    expect(verifyInclusion({ index, size, leafHash: hashes[0]!, root: hashes[0]! }, [])).toBe(false)
  }
  for (const [first, second] of [
    [4, 3],
    [-1, 3],
    [0.5, 3],
    [1, 3.5],
    [Number.NaN, 3],
    [1, -1],
    [0.5, 1],
  ] as const) {
    // prettier-ignore
    expect(() => consistencyProof(node, first, second)).toThrow('no beginning')
    const [older, newer] = [{ size: first, root: hashes[0]! }, { size: second, root: hashes[0]! }] // prettier-ignore
    expect(verifyConsistency(older, newer, [])).toBe(false)
    expect(verifyConsistency(older, newer, [hashes[0]!])).toBe(false)
  }
  expect(() => node(0, 10)).toThrow('no full subtree 10 at level 0')
  expect(() => node(5, 0)).toThrow(RangeError)
  const tree = (size: number) => ({ size, root: rootOf(node, size) })
  // Of equal trees there is nothing to prove, and a proof beside is too much; the empty tree is the start of every tree.
  expect(verifyConsistency(tree(5), tree(5), [hashes[0]!])).toBe(false)
  expect(verifyConsistency(tree(5), { size: 5, root: hashes[0]! }, [])).toBe(false)
  expect(verifyConsistency(tree(0), tree(5), [hashes[0]!])).toBe(false)
  expect(verifyConsistency({ size: 0, root: hashes[0]! }, tree(5), [])).toBe(false)
  expect(verifyConsistency(tree(0), tree(5), [])).toBe(true)
  expect(verifyConsistency(tree(4), tree(5), [])).toBe(false)
  expect(verifyConsistency(tree(3), tree(5), consistencyProof(node, 3, 5).slice(0, -1))).toBe(false)
})

test('a proof has as many steps as its sizes ask for, also where roots are made to fit one that is longer or shorter', () => {
  const [one, two] = [hashes[0]!, hashes[1]!]
  const tree = (size: number) => ({ size, root: rootOf(node, size) })
  const leaf = { index: 4, size: 5, leafHash: hashes[4]! }
  expect(verifyInclusion({ ...leaf, root: tree(5).root }, inclusionProof(node, 4, 5))).toBe(true)
  expect(verifyInclusion({ ...leaf, root: nodeHash(one, tree(5).root) }, [...inclusionProof(node, 4, 5), one])).toBe(false) // prettier-ignore
  expect(verifyInclusion({ ...leaf, root: hashes[4]! }, [])).toBe(false)
  expect(verifyInclusion({ index: 0, size: 1.5, leafHash: one, root: nodeHash(one, two) }, [two])).toBe(false)

  const proof = consistencyProof(node, 3, 5)
  const above = (size: number) => ({ size, root: nodeHash(one, tree(size).root) })
  expect(verifyConsistency(above(3), above(5), [...proof, one])).toBe(false)
  expect(verifyConsistency(tree(3), { size: 5, root: tree(4).root }, proof.slice(0, -1))).toBe(false)
  const alike = nodeHash(two, one)
  expect(verifyConsistency({ size: 6, root: alike }, { size: 5, root: alike }, [one, two])).toBe(false)
  expect(verifyConsistency({ size: 1, root: one }, { size: 1.5, root: nodeHash(one, two) }, [two])).toBe(false)
})

test('a root is reckoned from the tops of full subtrees, and nothing below them is asked for', () => {
  const asked = (size: number) => {
    const places: string[] = []
    rootOf((level, index) => (places.push(`${level}/${index}`), emptyRoot()), size)
    return places
  }
  expect([8, 12, 13].map(asked)).toEqual([['3/0'], ['3/0', '2/2'], ['3/0', '2/2', '0/12']])
})

test('a note is read in its one form only', () => {
  const text = checkpointText({ origin: 'a', size: 1, root: hashes[0]! })
  const line = log.sign(text)
  expect(parseNote(`${text}\n${line}`)?.signatures).toHaveLength(1)
  expect(parseNote(`${text}\n${line.repeat(64)}`)?.signatures).toHaveLength(64)
  expect(parseNote(`${text}\n${line.repeat(65)}`)).toBeUndefined()
  for (const wrong of [
    text,
    `${text}\n${line.slice(0, -1)}`,
    `${text}\n${line}x`,
    line,
    `x${line}`,
    `${text}\n${line.slice(0, -1)}x`,
    `${text}\u0001\n\n${line}`,
    `${text}\ud800\n\n${line}`,
    `${text}\udfff\n\n${line}`,
  ])
    expect([wrong, parseNote(wrong)]).toEqual([wrong, undefined])
  expect(parseNote(`\n\n${line}`)?.text).toBe('\n')
  for (const fine of ['\ud7ff', '\ue000', '\u0020', '𠮷']) expect(parseNote(`${text}${fine}\n\n${line}`)).toBeDefined()
  const { signature, keyId, name } = parseSignatureLine(line.trim())!
  expect([name, signature.length, keyId.length]).toEqual(['vote.example/1', 64, 4])
  expect(signatureLine({ name, keyId, signature })).toBe(line)
  for (const wrong of [
    line,
    line.trim().slice(1),
    `x${line.trim()}`,
    `\u2014 a ${base64(new Uint8Array(4))}`,
    '\u2014 a b',
    `\u2014 a+b ${base64(new Uint8Array(5))}`,
  ])
    expect([wrong, parseSignatureLine(wrong)]).toEqual([wrong, undefined])
  expect(parseSignatureLine(`\u2014 a ${base64(new Uint8Array(5))}`)?.signature).toEqual(new Uint8Array(1))
  // Read right, but of no checkpoint: too few lines.
  for (const short of ['\n', 'a\n', 'a\n1\n', `a\n1\n${base64(hashes[0]!)}`.slice(0, -1)])
    expect([short, parseCheckpoint(`${short}\n${line}`)]).toEqual([short, undefined])
  expect(parseCheckpoint('')).toBeUndefined()
  expect(parseCheckpoint(`a\n9007199254740993\n${base64(hashes[0]!)}\n\n${line}`)).toBeUndefined()
  expect(parseCheckpoint(`a\n9007199254740991\n${base64(hashes[0]!)}\n\n${line}`)?.size).toBe(Number.MAX_SAFE_INTEGER)
})

test('a key is read in its one form only', () => {
  const { publicKey, keyId, kind, name } = parseVerifierKey(log.key)!
  expect([kind, name, publicKey.length]).toEqual([keyKinds.log, 'vote.example/1', 32])
  expect(keyId).toEqual(keyIdOf(name, kind, publicKey))
  expect(verifierKey(name, kind, publicKey)).toBe(log.key)
  for (const wrong of [
    `x${log.key}`,
    `+${log.key}`,
    verifierKey(name, kind, publicKey.slice(1)),
    verifierKey(name, kind, concat(publicKey, Uint8Array.of(1))),
    verifierKey('a b', kind, publicKey),
    verifierKey('', kind, publicKey),
    log.key.toUpperCase(),
    `${log.key}=`,
  ])
    expect([wrong, parseVerifierKey(wrong)]).toEqual([wrong, undefined])
})

test('a signature counts under its own name, id and kind, with the time that it tells', () => {
  const text = checkpointText({ origin: 'a', size: 1, root: hashes[0]! })
  const line = (said: string) => parseSignatureLine(said.trim())!
  const [byLog, byWitness] = [line(log.sign(text)), line(witness.cosign(text, 1_760_000_000))]
  const [logKey, witnessKey] = [parseVerifierKey(log.key)!, parseVerifierKey(witness.key)!]
  expect(verifySignature(text, byLog, logKey)).toEqual({ isValid: true })
  expect(verifySignature(text, byWitness, witnessKey)).toEqual({ isValid: true, seconds: 1_760_000_000 })
  expect(verifySignature('other', byWitness, witnessKey)).toEqual({ isValid: false, seconds: 1_760_000_000 })
  expect(verifySignature(text, { ...byLog, name: 'x' }, logKey)).toEqual({ isValid: false })
  expect(verifySignature(text, { ...byLog, keyId: byWitness.keyId }, logKey)).toEqual({ isValid: false })
  expect(verifySignature(text, byLog, { ...logKey, kind: keyKinds.other })).toEqual({ isValid: false })
  // A plain signature, even a right one, is none of a witness: it has no time.
  expect(verifySignature(text, { ...byLog, name: witness.name, keyId: witnessKey.keyId }, witnessKey)).toEqual({ isValid: false }) // prettier-ignore
  expect(timed(new Uint8Array(71))).toBeUndefined()
  expect(timed(withTime(5, new Uint8Array(64).fill(7)))).toEqual({ seconds: 5, signature: new Uint8Array(64).fill(7) })
  expect(timed(new Uint8Array(72).fill(255))).toBeUndefined()
  const within = concat(Uint8Array.of(9), withTime(5, new Uint8Array(64))).subarray(1)
  expect(timed(within)?.seconds).toBe(5)
  expect(new TextDecoder().decode(cosigned('t\n', 9))).toBe('cosignature/v1\ntime 9\nt\n')
  expect(verifyEd25519(new Uint8Array(3), new Uint8Array(), logKey.publicKey)).toBe(false)
  expect(verifyEd25519(byLog.signature, new TextEncoder().encode(text), new Uint8Array(32).fill(255))).toBe(false)
  // A key of small order would sign anything: the laxer rule for batches takes it.
  const identity = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 1 : 0))
  expect(verifyEd25519(concat(identity, new Uint8Array(32)), new Uint8Array(), identity)).toBe(false)
  expect(verifySignature(text, byWitness, { ...witnessKey, kind: keyKinds.other })).toEqual({ isValid: false })
  const underOther = `${text}\n${signatureLine({ ...byLog, name: 'x' })}`
  expect(verifyNote(underOther, [log.key])).toEqual({ text, signedBy: [], forged: [] })
  expect(verifyNote('x', [log.key])).toBeUndefined()
  const note = `${text}\n${log.sign(text)}${log.sign('other')}`
  expect(verifyNote(note, ['no key', log.key, log.key])).toEqual({ text, signedBy: [log.name], forged: [log.name] })
})

test('tiles that do not reach so far are an error, of what is read and of what is grown', () => {
  const tiles = growTiles(() => undefined, 0, hashes)
  const reading = nodesOfTiles((level, index) => tiles.find((tile) => tile.level === level && tile.index === index)?.hashes) // prettier-ignore
  expect(reading(3, 0)).toEqual(node(3, 0))
  expect(() => reading(3, 1)).toThrow('does not reach so far')
  expect(() => reading(0, 10)).toThrow(RangeError)
  expect(() => reading(0, 256)).toThrow('tile 1 of level 0')
  expect(() => growTiles(null, 10, hashes)).toThrow('not at hand')
  expect(() => growTiles(() => undefined, 10, hashes)).toThrow('not at hand')
  expect(() => growTiles(() => new Uint8Array(9 * 32), 10, hashes)).toThrow('not at hand')
  expect(growTiles((_, index) => (index === 0 ? tiles[0]!.hashes : undefined), 10, hashes)[0]!.hashes).toHaveLength(640)
  expect(growTiles(() => undefined, 0, [])).toEqual([])
  expect(tilesOf(0)).toEqual([])
  expect(bundlesOf(0)).toEqual([])
  expect(bundlesOf(tileWidth)).toEqual([{ level: 0, index: 0, width: 256 }])
  expect(tilesOf(257)).toEqual([
    { level: 0, index: 0, width: 256 },
    { level: 0, index: 1, width: 1 },
    { level: 1, index: 0, width: 1 },
  ])
  expect(tilesNeeded((each) => [each(0, 0), each(2, 3), each(8, 0), each(0, 256)])).toEqual([
    { level: 0, index: 0 },
    { level: 1, index: 0 },
    { level: 0, index: 1 },
  ])
  expect(hashesOf(new Uint8Array(63))).toHaveLength(1)
  for (const wrong of [
    '0/000.p/256',
    '0/000.p/0',
    '8/000',
    '0/00',
    '0/x000/000',
    '0/1000',
    'entries/000.p/300',
    'x/0/000',
    '0/000 ',
    '0/000.p/1x',
  ])
    // prettier-ignore
    expect([wrong, parseTilePath(wrong)]).toEqual([wrong, undefined])
  expect(parseTilePath('entries/x001/234.p/255')).toEqual({ level: null, index: 1234, width: 255 })
  expect(parseTilePath('7/000')).toEqual({ level: 7, index: 0, width: 256 })
})

test('a bundle holds entries of up to 65,535 bytes, and none that is cut off', () => {
  const long = new Uint8Array(65_535).fill(3)
  expect(unbundle(bundle([long, new Uint8Array(), Uint8Array.of(1)]))).toEqual([long, new Uint8Array(), Uint8Array.of(1)]) // prettier-ignore
  expect(() => bundle([new Uint8Array(65_536)])).toThrow('65,535')
  expect(unbundle(new Uint8Array())).toEqual([])
  expect(unbundle(bundle([Uint8Array.of(1), new Uint8Array()]))).toEqual([Uint8Array.of(1), new Uint8Array()])
  for (const wrong of [[0], [0, 1], [0, 0, 0], [1, 0, 5]])
    expect([wrong, unbundle(Uint8Array.from(wrong))]).toEqual([wrong, undefined])
})

test('the files beside a log are read when they are of their form', () => {
  expect(textOf(Uint8Array.of(0xff))).toBeUndefined()
  expect(textOf(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('\ufeffA')
  expect(jsonOf(Uint8Array.of(0xff))).toBeUndefined()
  expect(jsonOf(Buffer.from('{'))).toBeUndefined()
  expect(jsonOf(Buffer.from('[1]'))).toEqual([1])
  const keys = { v: 1, log: 'x', witnesses: ['y'], quorum: 1 }
  expect(keysIn(keys)).toBe(keys)
  const withSm2 = { ...keys, sm2: { name: 'x', publicKey: 'y' } }
  expect(keysIn(withSm2)).toBe(withSm2)
  for (const wrong of [
    null,
    [],
    'x',
    { ...keys, log: 1 },
    { ...keys, witnesses: 'y' },
    { ...keys, witnesses: [1] },
    { ...keys, quorum: -1 },
    { ...keys, quorum: 0.5 },
    { ...keys, quorum: '1' },
    { ...keys, sm2: null },
    { ...keys, sm2: { name: 'x' } },
    { ...keys, sm2: { publicKey: 'x' } },
  ])
    // prettier-ignore
    expect([wrong, keysIn(wrong)]).toEqual([wrong, undefined])
  const leaf = { index: 0, kind: 'k', at: 'a', hash: 'h' }
  const list = { v: 1, leaves: [leaf] }
  expect(leavesIn(list)).toBe(list)
  for (const wrong of [
    null,
    {},
    { leaves: 'x' },
    { leaves: [null] },
    { leaves: [leaf, { ...leaf, index: -1 }] },
    { leaves: [{ ...leaf, kind: 1 }] },
    { leaves: [{ ...leaf, at: 1 }] },
    { leaves: [{ ...leaf, hash: 1 }] },
  ])
    // prettier-ignore
    expect([wrong, leavesIn(wrong)]).toEqual([wrong, undefined])
  const anchor = { size: 1, block: 1, root: 'r', chain: 'c', chainId: 'i', contract: 'c', transaction: 't', at: 'a' }
  const file = { v: 1, origin: 'o', anchors: [anchor] }
  expect(anchorsIn(file)).toBe(file)
  for (const wrong of [
    null,
    { ...file, origin: 1 },
    { ...file, anchors: 'x' },
    { ...file, anchors: [null] },
    ...Object.keys(anchor).map((name) => ({ ...file, anchors: [anchor, { ...anchor, [name]: null }] })),
  ])
    // prettier-ignore
    expect([wrong, anchorsIn(wrong)]).toEqual([wrong, undefined])
  expect(leafIn(3, { kind: 'k', at: 'a', data: null })).toEqual({ index: 3, kind: 'k', at: 'a', data: null })
  for (const wrong of [null, [], { kind: 'k', at: 'a' }, { kind: 1, at: 'a', data: 1 }, { kind: 'k', at: 1, data: 1 }])
    expect([wrong, leafIn(3, wrong)]).toEqual([wrong, undefined])
  const part = logPart(new Map([['tlog/checkpoint', Uint8Array.of(1)], ['anchor.json', Uint8Array.of(2)], ['roll.json', Uint8Array.of(3)]])) // prettier-ignore
  expect([...part]).toEqual([['checkpoint', Uint8Array.of(1)], ['anchor.json', Uint8Array.of(2)]]) // prettier-ignore
  const bare = new Map([['checkpoint', Uint8Array.of(1)]])
  expect(logPart(bare)).toBe(bare)
})

test('a receipt under a key that is none, or in letters that are none, is of nobody', () => {
  const said = { origin: log.name, index: 1, leafHash: base64(hashes[0]!), at: 'a' }
  const receipt = signedReceipt(said, log.raw(receiptText(said)))
  expect(verifyReceipt(receipt, log.key)).toBe(true)
  expect(verifyReceipt(receipt, 'x')).toBe(false)
  expect(verifyReceipt({ ...receipt, signature: '!' }, log.key)).toBe(false)
  const elsewhere = { ...said, origin: 'vote.example/2' }
  expect(verifyReceipt(signedReceipt(elsewhere, log.raw(receiptText(elsewhere))), log.key)).toBe(false)
  expect(new TextDecoder().decode(receiptText(said))).toBe(
    `mofang-receipt/v1\n${said.origin}\n1\n${said.leafHash}\na\n`,
  )
})

test('a signature by SM2 is judged where the keys name one', () => {
  const pair = sm2.generateKeyPairHex()
  const whole = aLog(3, { log, witnesses: [witness] })
  const name = sm2Name(log.name)
  expect(name).toBe('vote.example/1/sm2')
  const keyId = sm2KeyId(name, pair.publicKey)
  const [text] = whole.note.split('\n\n')
  const sign = (said: string) => Buffer.from(sm2.doSignature(Buffer.from(said), pair.privateKey, { hash: true }), 'hex')
  const files = (signature: Uint8Array | null) =>
    new Map([
      ...whole.files,
      ['keys.json', Buffer.from(canonicalJson({ v: 1, log: log.key, witnesses: [witness.key], quorum: 1, sm2: { name, publicKey: pair.publicKey } }))], // prettier-ignore
      ['checkpoint', Buffer.from(whole.note + (signature ? signatureLine({ name, keyId, signature }) : ''))],
    ])
  const found = (signature: Uint8Array | null, verify?: typeof verifySm2) =>
    verifyLogFiles(files(signature), { logKey: log.key, ...(verify && { sm2: verify }) }).findings.map(({ code, at }) => `${code} ${at}`) // prettier-ignore
  expect(found(sign(`${text}\n`), verifySm2)).toEqual([])
  expect(found(sign(`${text}\n`))).toEqual([`sm2_unchecked ${name}`])
  expect(found(sign('other'), verifySm2)).toEqual([`sm2_signature_wrong ${name}`])
  expect(found(null, verifySm2)).toEqual([`sm2_signature_missing ${name}`])
  // Under another name or id it is the signature of another key.
  const renamed = new Map([...files(null), ['checkpoint', Buffer.from(whole.note + signatureLine({ name: 'x', keyId, signature: sign(`${text}\n`) }))]]) // prettier-ignore
  expect(verifyLogFiles(renamed, { logKey: log.key, sm2: verifySm2 }).findings.map(({ code }) => code)).toEqual(['sm2_signature_missing']) // prettier-ignore
  const foreign = new Map([...files(null), ['checkpoint', Buffer.from(whole.note + signatureLine({ name, keyId: keyId.map((byte) => byte ^ 1), signature: sign(`${text}\n`) }))]]) // prettier-ignore
  expect(verifyLogFiles(foreign, { logKey: log.key, sm2: verifySm2 }).findings.map(({ code }) => code)).toEqual(['sm2_signature_missing']) // prettier-ignore
})
