import { canonicalJson } from '#kernel/canonical-json'
import { base64, fromBase64 } from './base64.ts'
import { same, utf8 } from './bytes.ts'
import { parseCheckpoint, type Checkpoint } from './checkpoints.ts'
import { finding, type LogFinding, type LogFindingCode } from './findings.ts'
import type { KeysFile, LogAnchor } from './log-files.ts'
import { leafHash, nodesOf, rootOf, type NodeReader } from './merkle.ts'
import { parseVerifierKey, verifyNote, type Note } from './notes.ts'
import {
  anchorsIn,
  jsonOf,
  keysIn,
  leafIn,
  leavesIn,
  logPart,
  textOf,
  type Files,
  type LogLeaf,
} from './read-log-files.ts'
import { verifyReceipt, type SignedReceipt } from './receipts.ts'
import { sm2KeyId, type SmVerifier } from './sm2.ts'
import { bundlesOf, entriesPath, growTiles, tilePath, tileWidth, unbundle } from './tiles.ts'

/** What the reader knows from elsewhere. What is not given is taken from the files, and said so. */
export interface LogTrust {
  readonly origin?: string
  /** Verifier key of the log. */
  readonly logKey?: string
  /** Verifier keys of witnesses, and how many of them must have signed. */
  readonly witnesses?: readonly string[]
  readonly quorum?: number
  /** Receipts that someone was given. */
  readonly receipts?: readonly SignedReceipt[]
  /** Checkpoints seen before, as signed notes. */
  readonly earlier?: readonly string[]
  /** What the chain holds of this log, as the reader has read it there. */
  readonly chain?: readonly Pick<LogAnchor, 'size' | 'root'>[]
  readonly sm2?: SmVerifier
}

export interface LogVerdict {
  /** Nothing found that refutes it. */
  readonly holds: boolean
  readonly origin: string | null
  readonly size: number
  /** Base64. */
  readonly root: string | null
  readonly findings: readonly LogFinding[]
  readonly leaves: readonly LogLeaf[]
  /** Witnesses that have signed the checkpoint. */
  readonly cosignedBy: readonly string[]
  /** Anchors whose root is that of the entries. */
  readonly anchors: readonly LogAnchor[]
}

interface Reading {
  readonly files: Files
  readonly trust: LogTrust
  readonly found: LogFinding[]
  say(code: LogFindingCode, at?: string): void
}

/** Proves a log from its files alone: nothing is asked of whoever keeps it. */
export function verifyLogFiles(given: Files, trust: LogTrust = {}): LogVerdict {
  const found: LogFinding[] = []
  const reading: Reading = {
    files: logPart(given),
    trust,
    found,
    say: (code, at) => void found.push(finding(code, at)),
  }
  const nothing = { origin: null, size: 0, root: null, leaves: [], cosignedBy: [], anchors: [] }
  const bytes = reading.files.get('checkpoint')
  if (!bytes) return { holds: false, ...nothing, findings: [finding('checkpoint_missing')] }
  const checkpoint = parseCheckpoint(textOf(bytes) ?? '')
  if (!checkpoint) return { holds: false, ...nothing, findings: [finding('checkpoint_unreadable')] }

  const { cosignedBy, logKey } = judgeSignatures(reading, checkpoint, textOf(bytes)!)
  const entries = entriesIn(reading, checkpoint.size)
  const leaves = entries ? leavesAmong(reading, entries) : []
  let anchors: readonly LogAnchor[] = []
  if (entries) {
    const hashes = entries.map(leafHash)
    const node = nodesOf(hashes)
    if (!same(rootOf(node, hashes.length), checkpoint.root)) reading.say('root_wrong')
    judgeTiles(reading, hashes)
    judgeList(reading, leaves, hashes)
    judgeReceipts(reading, checkpoint, hashes, logKey)
    judgeEarlier(reading, checkpoint, node, logKey)
    anchors = judgeAnchors(reading, checkpoint, node)
  }
  return {
    holds: found.every((each) => each.gravity !== 'wrong'),
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: base64(checkpoint.root),
    findings: found,
    leaves,
    cosignedBy,
    anchors,
  }
}

function judgeSignatures(reading: Reading, checkpoint: Checkpoint & { readonly note: Note }, note: string) {
  const { trust, say } = reading
  const keys = keysOf(reading)
  // The empty text is no key: nothing is signed by it.
  const logKey = trust.logKey ?? keys?.log ?? ''
  if (trust.logKey === undefined && keys) say('log_key_untold')
  const key = parseVerifierKey(logKey)
  if (!key) say('log_key_unknown')
  const origin = trust.origin ?? key?.name ?? checkpoint.origin
  if (origin !== checkpoint.origin) say('origin_unexpected', checkpoint.origin)
  // That it is a note was seen when the checkpoint was read.
  const signedBy = (names: readonly string[]) => verifyNote(note, names)!
  const byLog = key && signedBy([logKey])
  if (byLog && byLog.forged.length > 0) say('log_signature_wrong')
  else if (byLog && byLog.signedBy.length === 0) say('log_signature_missing')

  const { signedBy: cosignedBy, forged } = signedBy(trust.witnesses ?? keys?.witnesses ?? [])
  for (const name of forged) say('witness_signature_wrong', name)
  // How many of the reader's own witnesses must have signed is not for these files to say.
  const quorum = trust.quorum ?? trust.witnesses?.length ?? keys?.quorum ?? 0
  if (cosignedBy.length < quorum) say('witness_quorum_missing', `${cosignedBy.length} / ${quorum}`)
  else if (cosignedBy.length === 0) say('witness_none')
  judgeSm2(reading, checkpoint.note, keys)
  return { cosignedBy, logKey }
}

function keysOf({ files, say }: Reading): KeysFile | undefined {
  const bytes = files.get('keys.json')
  const keys = bytes && keysIn(jsonOf(bytes))
  if (bytes && !keys) say('keys_unreadable')
  return keys
}

function judgeSm2({ trust, say }: Reading, note: Note, keys: KeysFile | undefined): void {
  if (!keys?.sm2) return
  const { name, publicKey } = keys.sm2
  const signature = note.signatures.find((each) => each.name === name && same(each.keyId, sm2KeyId(name, publicKey)))
  if (!signature) say('sm2_signature_missing', name)
  else if (!trust.sm2) say('sm2_unchecked', name)
  else if (!trust.sm2(utf8(note.text), signature.signature, publicKey)) say('sm2_signature_wrong', name)
}

function entriesIn({ files, say }: Reading, size: number): Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  for (const each of bundlesOf(Math.min(size, mostEntries))) {
    const path = entriesPath(each)
    const bytes = files.get(path)
    const read = bytes && unbundle(bytes)
    if (read?.length === each.width) entries.push(...read)
    else {
      say(!bytes ? 'entries_missing' : !read ? 'entries_unreadable' : 'entries_miscounted', path)
      // A checkpoint may claim any number of entries: the first that lacks is enough.
      break
    }
  }
  return entries.length === size ? entries : undefined
}

/** A log of more than this is no street's; a checkpoint that claims it is not believed so far. */
const mostEntries = 50_000_000

function leavesAmong({ say }: Reading, entries: readonly Uint8Array[]): LogLeaf[] {
  return entries.flatMap((entry, index) => {
    const value = jsonOf(entry)
    const leaf = leafIn(index, value)
    if (!leaf || !isCanonical(value, textOf(entry))) say('leaf_unreadable', String(index))
    return leaf ?? []
  })
}

/** What is nested thousands of levels deep is read but cannot be written again: no log of ours holds it. */
function isCanonical(value: unknown, text: string | undefined): boolean {
  try {
    return canonicalJson(value) === text
  } catch {
    return false
  }
}

function judgeTiles({ files, say }: Reading, hashes: readonly Uint8Array[]): void {
  const expected = new Set(['checkpoint', 'leaves.json', 'keys.json', 'anchor.json'])
  for (const each of bundlesOf(hashes.length)) expected.add(entriesPath(each))
  for (const tile of growTiles(null, 0, hashes)) {
    const path = tilePath({ ...tile, width: Math.min(tileWidth, tile.hashes.length / 32) })
    expected.add(path)
    const held = files.get(path)
    if (!held) say('tile_missing', path)
    else if (!same(held, tile.hashes)) say('tile_wrong', path)
  }
  for (const path of files.keys()) if (!expected.has(path)) say('file_unexpected', path)
}

function judgeList({ files, say }: Reading, leaves: readonly LogLeaf[], hashes: readonly Uint8Array[]): void {
  const bytes = files.get('leaves.json')
  if (!bytes) return
  const list = leavesIn(jsonOf(bytes))?.leaves
  if (!list) return say('leaves_unreadable')
  if (list.length !== hashes.length) say('leaves_wrong', `${list.length} / ${hashes.length}`)
  const said = new Map(leaves.map((leaf) => [leaf.index, leaf]))
  for (const [i, each] of list.entries()) {
    const leaf = said.get(i)
    const isSo = each.index === i && each.kind === leaf?.kind && each.at === leaf.at && each.hash === base64(hashes[i]!)
    if (hashes[i] && !isSo) say('leaves_wrong', String(i))
  }
}

function judgeReceipts(
  { trust, say }: Reading,
  { origin, size }: Checkpoint,
  hashes: readonly Uint8Array[],
  logKey: string,
): void {
  for (const receipt of trust.receipts ?? []) {
    const at = String(receipt.index)
    if (receipt.origin !== origin || !verifyReceipt(receipt, logKey)) say('receipt_signature_wrong', at)
    else if (receipt.index >= size) say('receipt_pending', at)
    else if (base64(hashes[receipt.index]!) !== receipt.leafHash) say('receipt_broken', at)
  }
}

function judgeEarlier({ trust, say }: Reading, { origin, size }: Checkpoint, node: NodeReader, logKey: string): void {
  for (const note of trust.earlier ?? []) {
    const earlier = parseCheckpoint(note)
    // What the log never signed cannot be held against it; but a board made anew under another key would not be told either.
    if (earlier?.origin !== origin || verifyNote(note, [logKey])!.signedBy.length === 0)
      say('earlier_foreign', earlier?.origin)
    else if (earlier.size > size || !same(rootOf(node, earlier.size), earlier.root))
      say('history_rewritten', String(earlier.size))
  }
}

function judgeAnchors(
  { files, trust, say }: Reading,
  { origin, size }: Checkpoint,
  node: NodeReader,
): readonly LogAnchor[] {
  const hasRoot = (anchor: { readonly size: number; readonly root: string }) => {
    const root = fromBase64(anchor.root)
    return root !== undefined && same(root, rootOf(node, anchor.size))
  }
  for (const held of trust.chain ?? []) {
    if (held.size > size) say('chain_ahead', String(held.size))
    else if (!hasRoot(held)) say('chain_differs', String(held.size))
  }
  const bytes = files.get('anchor.json')
  if (!bytes) return []
  const file = anchorsIn(jsonOf(bytes))
  if (!file || file.origin !== origin) {
    say('anchors_unreadable')
    return []
  }
  return file.anchors.filter((anchor) => {
    const at = `${anchor.size} ${anchor.transaction}`
    if (anchor.size > size) say('anchor_ahead', at)
    else if (!hasRoot(anchor)) say('anchor_wrong', at)
    else if (trust.chain && !trust.chain.some((held) => held.size === anchor.size && held.root === anchor.root))
      say('anchor_absent', at)
    else return true
    return false
  })
}
