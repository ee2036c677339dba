import { expect, test } from 'vitest'
import { canonicalJson } from '#kernel/canonical-json'
import { aLog, aSigner } from '../../../../test/notary.ts'
import { checkpointText } from './checkpoints.ts'
import { collectLogFiles } from './collect-log-files.ts'
import { verifyLogFiles } from './verify-log.ts'

const log = aSigner('vote.example/1', 1)
const small = aLog(300, { log, witnesses: [] })
const grown = aLog(310, { log, witnesses: [] })

/** Served as a running log does it: the lists are of now, the rest of the checkpoint that was fetched. */
const served = new Map([
  ...small.files,
  ['leaves.json', grown.files.get('leaves.json')!],
  ['anchor.json', Buffer.from(canonicalJson({ v: 1, origin: log.name, anchors: [small.anchor(150), small.anchor(300), { ...small.anchor(300), size: 310 }] }))], // prettier-ignore
])
const from = (files: ReadonlyMap<string, Uint8Array>) => (path: string) => Promise.resolve(files.get(path))
const json = (bytes: Uint8Array | undefined) => JSON.parse(Buffer.from(bytes!).toString()) as Record<string, never[]>

test('what was collected proves the log, cut to its checkpoint, and tells how far it is', async () => {
  const told: (readonly [number, number])[] = []
  const files = await collectLogFiles(from(served), (done, total) => void told.push([done, total]))
  expect(verifyLogFiles(files, { logKey: log.key }).findings.map(({ code }) => code)).toEqual(['witness_none'])
  expect([...files.keys()].toSorted()).toEqual([...small.files.keys()].toSorted())
  expect(json(files.get('leaves.json'))['leaves']).toHaveLength(300)
  expect(json(files.get('leaves.json'))['v']).toBe(1)
  expect(json(files.get('anchor.json'))['anchors']?.map(({ size }) => size)).toEqual([150, 300])
  // Keys, two tiles and the one above them, two bundles, two lists.
  expect(told).toEqual(Array.from({ length: 8 }, (_, nth) => [nth + 1, 8]))
})

test('what is not there is left out, and what cannot be read is left as it is', async () => {
  expect((await collectLogFiles(from(new Map()))).size).toBe(0)
  const lacking = new Map(served)
  lacking.delete('tile/0/000')
  expect((await collectLogFiles(from(lacking))).has('tile/0/000')).toBe(false)
  for (const list of ['{', '{}', '\u{ff}']) {
    const bytes = Buffer.from(list, 'latin1')
    const files = await collectLogFiles(from(new Map([...served, ['leaves.json', bytes]])))
    expect([list, files.get('leaves.json')]).toEqual([list, bytes])
  }
  const bare = await collectLogFiles(from(new Map([...served, ['anchor.json', Buffer.from('{"anchors":[{}]}')]])))
  expect(json(bare.get('anchor.json'))['anchors']).toEqual([{}])
  const noNote = await collectLogFiles(from(new Map([...served, ['checkpoint', Uint8Array.of(0xff)]])))
  expect([...noNote.keys()].toSorted()).toEqual(['anchor.json', 'checkpoint', 'keys.json', 'leaves.json'])
  expect(json(noNote.get('leaves.json'))['leaves']).toEqual([])
})

test('a log of millions is not fetched file by file, and no more than six are asked for at once', async () => {
  const checkpoint = (size: number) => {
    const text = checkpointText({ origin: log.name, size, root: small.root })
    return Buffer.from(`${text}\n${log.sign(text)}`)
  }
  const huge = await collectLogFiles(from(new Map([...served, ['checkpoint', checkpoint(5_000_001)]])))
  expect([...huge.keys()]).toEqual(['checkpoint'])
  let [now, most] = [0, 0]
  await collectLogFiles(async (path) => {
    now += 1
    most = Math.max(most, now)
    await Promise.resolve()
    now -= 1
    return path === 'checkpoint' ? checkpoint(5_000) : undefined
  })
  expect(most).toBe(6)
  const asked: string[] = []
  await collectLogFiles((path) => {
    asked.push(path)
    return Promise.resolve(path === 'checkpoint' ? checkpoint(5_000_000) : undefined)
  })
  expect(asked.length).toBeGreaterThan(39_000)
})
