import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '#kernel/canonical-json'
import { aLeaf, aLog, aSigner } from '../../../../test/notary.ts'
import { finding, logFindings, type LogFindingCode } from './findings.ts'
import { checkpointText } from './checkpoints.ts'
import { leafHash } from './merkle.ts'
import { keyKinds } from './notes.ts'
import { verifyLogFiles, type LogTrust } from './verify-log.ts'

const log = aSigner('vote.example/310107015/jin', keyKinds.log)
const witnesses = [
  aSigner('witness.example/310107015', keyKinds.witness),
  aSigner('committee.example', keyKinds.witness),
]
const trust: LogTrust = {
  origin: log.name,
  logKey: log.key,
  witnesses: witnesses.map((each) => each.key),
  quorum: 2,
}
const whole = aLog(300, { log, witnesses })
const codesOf = (files: ReadonlyMap<string, Uint8Array>, also: LogTrust = {}) => [
  ...new Set(verifyLogFiles(files, { ...trust, ...also }).findings.map((each) => each.code)),
]

/** The files with some of them changed; null takes one away. */
function changed(changes: Readonly<Record<string, ((bytes: Uint8Array) => Uint8Array | string | null) | undefined>>) {
  const files = new Map(whole.files)
  for (const [path, change] of Object.entries(changes)) {
    const now = change?.(Uint8Array.from(files.get(path) ?? []))
    if (now === null || now === undefined) files.delete(path)
    else files.set(path, typeof now === 'string' ? Buffer.from(now) : now)
  }
  return files
}
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')
const flip = (at: number) => (bytes: Uint8Array) => {
  bytes[at] = bytes[at]! ^ 1
  return bytes
}
const json = (change: (value: never) => unknown) => (bytes: Uint8Array) =>
  canonicalJson(change(JSON.parse(text(bytes)) as never))

test('a whole log holds, whoever brings the keys', () => {
  const verdict = verifyLogFiles(whole.files, { ...trust, receipts: [whole.receipt(0), whole.receipt(299)] })
  expect(verdict).toMatchObject({ holds: true, origin: log.name, size: 300, findings: [] })
  expect(verdict.cosignedBy).toEqual(witnesses.map((each) => each.name))
  expect(verdict.anchors.map((each) => each.size)).toEqual([150, 300])
  expect(verdict.leaves[7]).toEqual({ index: 7, kind: 'ballot', at: '2026-03-01T01:00:00.000Z', data: { n: 7 } })
  const alone = verifyLogFiles(whole.files)
  expect([alone.holds, alone.findings.map((each) => each.code)]).toEqual([true, ['log_key_untold']])
})

test("in a vote's record the log stands in its own folder", () => {
  const record = new Map(
    [...whole.files].map(([path, bytes]) => [path === 'anchor.json' ? path : `tlog/${path}`, bytes] as const),
  )
  record.set('result.json', Buffer.from('{}'))
  expect(verifyLogFiles(record, trust)).toMatchObject({ holds: true, findings: [], size: 300 })
})

const other = aSigner(log.name, keyKinds.log)
const shorter = aLog(299, { log, witnesses })
const rewritten = aLog(300, { log, witnesses, leaf: (n) => aLeaf(n === 4 ? 1004 : n) })
const lastBundle = 'tile/entries/001.p/44'

test.each<[string, ReadonlyMap<string, Uint8Array>, LogTrust, readonly string[]]>([
  ['no checkpoint', changed({ checkpoint: () => null }), {}, ['checkpoint_missing']],
  ['a checkpoint that is no note', changed({ checkpoint: () => 'x' }), {}, ['checkpoint_unreadable']],
  [
    'a checkpoint that is no text',
    changed({ checkpoint: () => Uint8Array.of(0xff, 0xfe) }),
    {},
    ['checkpoint_unreadable'],
  ],
  ['a checkpoint of another log', whole.files, { origin: 'vote.example/310107015/yin' }, ['origin_unexpected']],
  [
    'a root that nobody signed',
    changed({
      checkpoint: (bytes) =>
        text(bytes).replace(/\n300\n./, (said) => `${said.slice(0, -1)}${said.endsWith('A') ? 'B' : 'A'}`),
    }),
    {},
    ['log_signature_wrong', 'witness_signature_wrong', 'witness_quorum_missing', 'root_wrong', 'anchor_wrong'].filter(
      (code) => code !== 'anchor_wrong',
    ),
  ],
  [
    'a size that nobody signed',
    changed({ checkpoint: (bytes) => text(bytes).replace('\n300\n', '\n299\n') }),
    {},
    ['log_signature_wrong', 'witness_signature_wrong', 'witness_quorum_missing', 'entries_missing'],
  ],
  [
    "a log's signature taken away",
    changed({ checkpoint: (bytes) => text(bytes).replace(/\n\u2014 vote[^\n]*/, '') }),
    {},
    ['log_signature_missing'],
  ],
  [
    'the signature of another key under the same name',
    aLog(300, { log: other, witnesses }).files,
    {},
    ['log_signature_missing'],
  ],
  ['no key at all', changed({ 'keys.json': () => null }), { logKey: undefined as never }, ['log_key_unknown']],
  [
    'a cosignature taken away',
    changed({ checkpoint: (bytes) => text(bytes).replace(/\n\u2014 committee[^\n]*/, '') }),
    {},
    ['witness_quorum_missing'],
  ],
  [
    'a cosignature altered',
    changed({
      checkpoint: (bytes) =>
        text(bytes).replace(
          /(\u2014 committee\S* \S{20})(.)/,
          (_, head: string, letter: string) => `${head}${letter === 'A' ? 'B' : 'A'}`,
        ),
    }),
    {},
    ['witness_signature_wrong', 'witness_quorum_missing'],
  ],
  [
    'one cosignature twice',
    changed({
      checkpoint: (bytes) =>
        text(bytes)
          .replace(/\n\u2014 committee[^\n]*/, '')
          .replace(/(\n\u2014 witness[^\n]*)/, '$1$1'),
    }),
    {},
    ['witness_quorum_missing'],
  ],
  [
    'a ballot altered',
    changed({ 'tile/entries/000': flip(9) }),
    {},
    ['root_wrong', 'tile_wrong', 'leaves_wrong', 'anchor_wrong'],
  ],
  [
    'a ballot replaced by another',
    changed({ [lastBundle]: (bytes) => text(bytes).replace('"n":299', '"n":298') }),
    {},
    ['root_wrong', 'tile_wrong', 'leaves_wrong', 'anchor_wrong'],
  ],
  ['entries cut off', changed({ [lastBundle]: (bytes) => bytes.subarray(0, -1) }), {}, ['entries_unreadable']],
  [
    'an entry left out',
    changed({ [lastBundle]: () => shorter.files.get('tile/entries/001.p/43')! }),
    {},
    ['entries_miscounted'],
  ],
  ['entries left out', changed({ 'tile/entries/000': () => null }), {}, ['entries_missing']],
  ['a tile altered', changed({ 'tile/0/000': flip(77) }), {}, ['tile_wrong']],
  ['a tile cut off', changed({ 'tile/0/000': (bytes) => bytes.subarray(0, -32) }), {}, ['tile_wrong']],
  ['a tile of the upper level altered', changed({ 'tile/1/000.p/1': flip(0) }), {}, ['tile_wrong']],
  ['a tile left out', changed({ 'tile/0/001.p/44': () => null }), {}, ['tile_missing']],
  ['a file too many', changed({ 'tile/0/002': () => 'x' }), {}, ['file_unexpected']],
  [
    'a list that names a leaf otherwise',
    changed({ 'leaves.json': (bytes) => text(bytes).replace('"kind":"ballot"', '"kind":"result"') }),
    {},
    ['leaves_wrong'],
  ],
  [
    'a list without its last leaf',
    changed({
      'leaves.json': json(({ leaves, v }: { leaves: unknown[]; v: number }) => ({ v, leaves: leaves.slice(0, -1) })),
    }),
    {},
    ['leaves_wrong'],
  ],
  ['a list that is none', changed({ 'leaves.json': () => '[]' }), {}, ['leaves_unreadable']],
  ['no list, which nothing needs', changed({ 'leaves.json': () => null }), {}, []],
  ['no anchors', changed({ 'anchor.json': () => null }), {}, []],
  ['keys that are none', changed({ 'keys.json': () => '{' }), {}, ['keys_unreadable']],
  ['anchors that are none', changed({ 'anchor.json': () => '{"anchors":[{}]}' }), {}, ['anchors_unreadable']],
  [
    'anchors of another log',
    changed({ 'anchor.json': json((file: object) => ({ ...file, origin: 'x' })) }),
    {},
    ['anchors_unreadable'],
  ],
  [
    'an anchor with another root',
    changed({
      'anchor.json': json((file: { anchors: unknown[] }) => ({
        ...file,
        anchors: [whole.anchor(10, leafHash(Uint8Array.of(1)))],
      })),
    }),
    {},
    ['anchor_wrong'],
  ],
  [
    'an anchor of more than there is',
    changed({ 'anchor.json': json((file: object) => ({ ...file, anchors: [{ ...whole.anchor(300), size: 301 }] })) }),
    {},
    ['anchor_ahead'],
  ],
  ['an anchor that the chain does not have', whole.files, { chain: [whole.anchor(150)] }, ['anchor_absent']],
  [
    'a chain that holds another history',
    rewritten.files,
    { chain: [whole.anchor(150), rewritten.anchor(300), rewritten.anchor(150)] },
    ['chain_differs'],
  ],
  [
    'a chain that holds more',
    shorter.files,
    { chain: [whole.anchor(300), shorter.anchor(299), shorter.anchor(150)] },
    ['chain_ahead'],
  ],
  ['a receipt for a leaf that was replaced', rewritten.files, { receipts: [whole.receipt(4)] }, ['receipt_broken']],
  ['a receipt of a leaf that is not in yet', whole.files, { receipts: [whole.receipt(300)] }, ['receipt_pending']],
  [
    'a receipt that the log did not sign',
    whole.files,
    { receipts: [{ ...whole.receipt(3), index: 4 }] },
    ['receipt_signature_wrong'],
  ],
  ['a checkpoint seen before, of another history', rewritten.files, { earlier: [whole.note] }, ['history_rewritten']],
  ['a checkpoint seen before, of a longer log', shorter.files, { earlier: [whole.note] }, ['history_rewritten']],
  [
    "a quorum of none in the files against the reader's witnesses",
    aLog(3, { log, witnesses: [] }).files,
    { quorum: undefined as never },
    ['witness_quorum_missing'],
  ],
  [
    'no witness, and none asked for',
    aLog(3, { log, witnesses: [] }).files,
    { witnesses: undefined as never, quorum: 0 },
    ['witness_none'],
  ],
  [
    'a checkpoint seen before, signed by a key that the log no longer has',
    whole.files,
    { earlier: [aLog(299, { log: other, witnesses }).note] },
    ['earlier_foreign'],
  ],
  [
    'a leaf that is JSON written otherwise',
    aLog(3, {
      log,
      witnesses,
      leaf: (n) => Buffer.from(`{ "kind":"ballot","at":"2026-03-01T01:00:00.000Z","data":${n}}`),
    }).files,
    {},
    ['leaf_unreadable'],
  ],
])('noticed: %s', (_name, files, also, codes) => {
  const given = { ...trust, ...also }
  if ('logKey' in also && also.logKey === undefined) delete (given as { logKey?: string }).logKey
  const verdict = verifyLogFiles(files, given)
  expect([...new Set(verdict.findings.map((each) => each.code))].toSorted()).toEqual([...codes].toSorted())
  expect(verdict.holds).toBe(verdict.findings.every((each) => each.gravity === 'open'))
})

const verdictOf = (files: ReadonlyMap<string, Uint8Array>, also: LogTrust = {}) => {
  const verdict = verifyLogFiles(files, { ...trust, ...also })
  return { ...verdict, lines: verdict.findings.map(({ code, at }) => (at === undefined ? code : `${code} ${at}`)) }
}

test('of what is no log nothing is told, and of one that nobody vouches for what it says of itself', () => {
  const nothing = { holds: false, origin: null, size: 0, root: null, leaves: [], cosignedBy: [], anchors: [] }
  expect(verifyLogFiles(new Map())).toEqual({ ...nothing, findings: [finding('checkpoint_missing')] })
  for (const bytes of [Buffer.from('x'), Uint8Array.of(0xff)])
    expect(verifyLogFiles(new Map([['checkpoint', bytes]]))).toEqual({ ...nothing, findings: [finding('checkpoint_unreadable')] }) // prettier-ignore
  const keyless = verifyLogFiles(changed({ 'keys.json': () => null }), { receipts: [whole.receipt(3)], earlier: [whole.note] }) // prettier-ignore
  expect(keyless.findings.map(({ code }) => code)).toEqual(['log_key_unknown', 'witness_none', 'receipt_signature_wrong', 'earlier_foreign']) // prettier-ignore
  expect(keyless).toMatchObject({ holds: false, origin: log.name, size: 300, cosignedBy: [] })
})

test('a finding names the file, leaf, witness or anchor that it is about, and no anchor that is wrong is taken over', () => {
  const lines = (...given: Parameters<typeof verdictOf>) => verdictOf(...given).lines
  const anchored = (...anchors: unknown[]) => changed({ 'anchor.json': json((file: object) => ({ ...file, anchors })) })
  expect(lines(aLog(3, { log, witnesses: witnesses.slice(1) }).files)).toEqual(['witness_quorum_missing 1 / 2'])
  expect(lines(whole.files, { origin: 'x' })).toEqual([`origin_unexpected ${log.name}`])
  const short = changed({ 'leaves.json': json((file: { leaves: unknown[] }) => ({ ...file, leaves: file.leaves.slice(0, -1) })) }) // prettier-ignore
  expect(lines(short)).toEqual(['leaves_wrong 299 / 300'])
  for (const [files, also, wanted] of [
    [anchored({ ...whole.anchor(300), size: 301 }), {}, ['anchor_ahead 301 0x300']],
    [anchored({ ...whole.anchor(10), root: '!' }), {}, ['anchor_wrong 10 0x10']],
    [anchored({ ...whole.anchor(10), root: whole.anchor(11).root }), {}, ['anchor_wrong 10 0x10']],
    [whole.files, { chain: [] }, ['anchor_absent 150 0x150', 'anchor_absent 300 0x300']],
    [
      whole.files,
      { chain: [{ size: 150, root: whole.anchor(300).root }] },
      ['chain_differs 150', 'anchor_absent 150 0x150', 'anchor_absent 300 0x300'],
    ],
    [changed({ 'anchor.json': () => null }), {}, []],
    [changed({ 'anchor.json': () => '{}' }), {}, ['anchors_unreadable']],
  ] as const) {
    const verdict = verdictOf(files, also)
    expect([verdict.lines, verdict.anchors]).toEqual([wanted, []])
  }
})

test('receipts and checkpoints are those of this log, by its name and by its key', () => {
  const other = aSigner('vote.example/310107015/yin', keyKinds.log)
  // The same leaves under another name: what the reader's log receipted, this one did not.
  const renamed = verdictOf(aLog(300, { log: other, witnesses }).files, { receipts: [whole.receipt(3)] })
  expect(renamed.lines).toContain('receipt_signature_wrong 3')
  const text = checkpointText({ origin: other.name, size: 3, root: whole.root })
  expect(verdictOf(whole.files, { earlier: [`${text}\n${log.sign(text)}`, 'no note'] }).lines).toEqual([`earlier_foreign ${other.name}`, 'earlier_foreign']) // prettier-ignore
  expect(verdictOf(whole.files, { earlier: [whole.note] }).lines).toEqual([])
})

test('what may be so of an honest log leaves it open, everything else refutes it', () => {
  const codes = Object.keys(logFindings) as LogFindingCode[]
  const open = ['log_key_untold', 'witness_none', 'sm2_unchecked', 'file_unexpected', 'chain_ahead', 'receipt_pending', 'earlier_foreign'] // prettier-ignore
  expect(codes.filter((code) => finding(code).gravity === 'open')).toEqual(open)
  const sentence = logFindings.tile_wrong
  expect(finding('tile_wrong')).toStrictEqual({ code: 'tile_wrong', gravity: 'wrong', sentence })
  expect(finding('tile_wrong', 'x')).toStrictEqual({ code: 'tile_wrong', gravity: 'wrong', sentence, at: 'x' })
})

test('a leaf nested without end is refused, and the verdict still reached', () => {
  const deep = `{"at":"","data":${'['.repeat(30_000)}${']'.repeat(30_000)},"kind":""}`
  expect(codesOf(aLog(1, { log, witnesses, leaf: () => Buffer.from(deep) }).files)).toContain('leaf_unreadable')
})

test('an honest continuation agrees with every checkpoint seen before', () => {
  expect(codesOf(whole.files, { earlier: [shorter.note] })).toEqual([])
})

test('no byte of what was signed or hashed can be altered unnoticed', () => {
  const paths = [...whole.files.keys()].filter((path) => path !== 'keys.json' && path !== 'anchor.json')
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.nat(), fc.integer({ min: 1, max: 255 }), (path, at, by) => {
      const files = changed({
        [path]: (bytes) => {
          bytes[at % bytes.length] = bytes[at % bytes.length]! ^ by
          return bytes
        },
      })
      expect(verifyLogFiles(files, trust).findings).not.toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('a size that nobody could hold is refused and not counted up to', () => {
  const began = performance.now()
  const text = `${log.name}\n9007199254740991\n${Buffer.from(whole.root).toString('base64')}\n`
  const files = new Map([['checkpoint', Buffer.from(`${text}\n${log.sign(text)}`)]])
  expect(codesOf(files)).toContain('entries_missing')
  expect(performance.now() - began).toBeLessThan(2000)
})

test('whatever files are given, the verdict is reached', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...whole.files.keys(), 'x'), fc.uint8Array()), (given) => {
      const files = new Map([...whole.files, ...Object.entries(given)])
      verifyLogFiles(files, trust)
    }),
    { numRuns: 40 },
  )
})

test('every finding has a sentence in both languages', () => {
  for (const sentence of Object.values(logFindings)) {
    expect(sentence[0]).toMatch(/[一-鿿]/u)
    expect(sentence[1]).toMatch(/^[A-Z]|\.json/)
  }
})
