import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64 } from './base64.ts'
import {
  consistencyProof,
  emptyRoot,
  inclusionProof,
  leafHash,
  merkleRoot,
  nodesOf,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'
import {
  bundle,
  bundlesOf,
  entriesPath,
  growTiles,
  nodesOfTiles,
  parseTilePath,
  tilePath,
  tilesNeeded,
  tilesOf,
  unbundle,
} from './tiles.ts'

const leaves = (n: number) => Array.from({ length: n }, (_, i) => leafHash(new TextEncoder().encode(`leaf ${i}`)))
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('roots are those of RFC 6962, as its reference implementation publishes them', () => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]
  const hashes = inputs.map((input) => leafHash(Buffer.from(input, 'hex')))
  expect(roots.map((_, i) => hexOf(merkleRoot(hashes.slice(0, i + 1))))).toEqual(roots)
  expect(hexOf(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})

test('every leaf is proved in every tree, and nothing else is', () => {
  for (let size = 1; size <= 34; size += 1) {
    const hashes = leaves(size)
    const node = nodesOf(hashes)
    const root = merkleRoot(hashes)
    for (let index = 0; index < size; index += 1) {
      const proof = inclusionProof(node, index, size)
      const said = { index, size, leafHash: hashes[index]!, root }
      expect(verifyInclusion(said, proof)).toBe(true)
      expect(verifyInclusion({ ...said, index: index + 1 }, proof)).toBe(false)
      expect(verifyInclusion({ ...said, leafHash: leafHash(Uint8Array.of(9)) }, proof)).toBe(false)
      expect(verifyInclusion(said, [...proof, root])).toBe(false)
      if (proof.length > 0) expect(verifyInclusion(said, proof.slice(1))).toBe(false)
    }
  }
})

test('every tree is proved to be the beginning of every larger one, and no other tree is', () => {
  const hashes = leaves(34)
  const node = nodesOf(hashes)
  for (let second = 0; second <= 34; second += 1)
    for (let first = 0; first <= second; first += 1) {
      const [older, newer] = [first, second].map((size) => ({ size, root: rootOf(node, size) })) as [never, never]
      const proof = consistencyProof(node, first, second)
      expect(verifyConsistency(older, newer, proof)).toBe(true)
      expect(verifyConsistency({ size: first, root: leafHash(Uint8Array.of(9)) }, newer, proof)).toBe(false)
      expect(verifyConsistency(older, newer, [...proof, emptyRoot()])).toBe(false)
      if (first > 0 && first < second)
        expect(verifyConsistency(older, { size: second, root: emptyRoot() }, proof)).toBe(false)
    }
})

test('a tree grown in tiles, in whatever portions, has the tiles and nodes of a tree made at once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 }), (portions) => {
      const size = portions.reduce((sum, n) => sum + n, 0)
      const all = leaves(size)
      const held = new Map<string, Uint8Array>()
      const read = (level: number, index: number) => held.get(`${level}/${index}`)
      let at = 0
      for (const portion of portions) {
        const edge = new Set(
          at === 0 ? [] : tilesNeeded((node) => rootOf(node, at)).map(({ level, index }) => `${level}/${index}`),
        )
        // Only what is known to be needed is at hand.
        const grown = growTiles(
          (level, index) => (edge.has(`${level}/${index}`) ? read(level, index) : undefined),
          at,
          all.slice(at, at + portion),
        )
        for (const tile of grown) held.set(`${tile.level}/${tile.index}`, tile.hashes)
        at += portion
        expect(hexOf(rootOf(nodesOfTiles(read), at))).toBe(hexOf(merkleRoot(all.slice(0, at))))
      }
      const tiles = tilesOf(size)
      expect(tiles.map(({ level, index, width }) => [`${level}/${index}`, width * 32])).toEqual(
        tiles.map(({ level, index }) => [`${level}/${index}`, read(level, index)!.length]),
      )
      expect(held.size).toBe(tiles.length)
      const index = size - 1
      const plain = nodesOf(all)
      const proved = (node: Parameters<typeof rootOf>[0]) => inclusionProof(node, index, size).map(base64)
      expect(proved(nodesOfTiles(read))).toEqual(proved(plain))
      const first = Math.ceil(size / 3)
      expect(consistencyProof(nodesOfTiles(read), first, size).map(base64)).toEqual(
        consistencyProof(plain, first, size).map(base64),
      )
    }),
    { numRuns: 20 },
  )
})

test('three levels of tiles come out as one tree', () => {
  const size = 256 * 256 + 300
  const all = leaves(size)
  const held = new Map(growTiles(() => undefined, 0, all).map((tile) => [`${tile.level}/${tile.index}`, tile.hashes]))
  expect([held.get('1/0')!.length, held.get('1/1')!.length, held.get('2/0')!.length]).toEqual([8192, 32, 32])
  expect(
    hexOf(
      rootOf(
        nodesOfTiles((level, index) => held.get(`${level}/${index}`)),
        size,
      ),
    ),
  ).toBe(hexOf(merkleRoot(all)))
})

test('paths of tiles are those of the specification, and have one spelling', () => {
  expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067')
  expect(entriesPath({ index: 1000, width: 256 })).toBe('tile/entries/x001/000')
  expect(tilePath({ level: 1, index: 0, width: 17 })).toBe('tile/1/000.p/17')
  expect(entriesPath({ index: 273, width: 1 })).toBe('tile/entries/273.p/1')
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 256 }), fc.integer({ min: 0, max: 7 }), (index, width, level) => {
      expect(parseTilePath(tilePath({ level, index, width }).slice(5))).toEqual({ level, index, width })
      expect(parseTilePath(entriesPath({ index, width }).slice(5))).toEqual({ level: null, index, width })
    }),
  )
  for (const wrong of ['0/0', '0/x000/001', '8/000', '0/000.p/256', '0/000.p/0', '0/000.p/01', '0/001/001', '../0/000'])
    expect([wrong, parseTilePath(wrong)]).toEqual([wrong, undefined])
})

test('bundles of entries come apart as they were put together, and not when cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 600 }), { maxLength: 20 }), (entries) => {
      const bytes = bundle(entries)
      expect(unbundle(bytes)?.map(base64)).toEqual(entries.map(base64))
      if (entries.length > 0) expect(unbundle(bytes.subarray(0, -1))).toBeUndefined()
    }),
  )
  expect(() => bundle([new Uint8Array(65_536)])).toThrow(RangeError)
  expect(bundlesOf(513).map((each) => each.width)).toEqual([256, 256, 1])
})

test("roots and proofs are those of Go's sumdb/tlog, as recorded from it", () => {
  const file = new URL('./tlog-vectors.json', import.meta.url)
  const vectors = JSON.parse(readFileSync(file, 'utf8')) as {
    size: number
    root: string
    inclusion: Record<string, string[]>
    consistency: Record<string, string[]>
  }[]
  expect(vectors.map((each) => each.size)).toEqual([1, 2, 3, 7, 8, 100, 256, 257, 300])
  for (const { size, root, inclusion, consistency } of vectors) {
    const node = nodesOf(leaves(size))
    expect(base64(rootOf(node, size))).toBe(root)
    for (const [index, proof] of Object.entries(inclusion))
      expect(inclusionProof(node, Number(index), size).map(base64)).toEqual(proof)
    for (const [first, proof] of Object.entries(consistency))
      expect(consistencyProof(node, Number(first), size).map(base64)).toEqual(proof)
  }
})
