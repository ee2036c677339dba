import { concat } from './bytes.ts'
import { nodeHash, type NodeReader } from './merkle.ts'

// C2SP tlog-tiles v1: tiles of 256 hashes, bundles of 256 entries.

export const tileWidth = 256
const hashLength = 32

/** A tile and how many hashes (or, of a bundle, entries) it holds. */
export interface TileAt {
  readonly level: number
  readonly index: number
  readonly width: number
}

/** 1234067 is x001/x234/067. */
function indexPath(index: number): string {
  const groups: string[] = []
  for (let rest = index; ; rest = Math.floor(rest / 1000)) {
    groups.unshift(`${groups.length > 0 ? 'x' : ''}${String(rest % 1000).padStart(3, '0')}`)
    if (rest < 1000) return groups.join('/')
  }
}

const widthPath = (width: number): string => (width === tileWidth ? '' : `.p/${width}`)

export const tilePath = ({ level, index, width }: TileAt): string =>
  `tile/${level}/${indexPath(index)}${widthPath(width)}`
export const entriesPath = ({ index, width }: Pick<TileAt, 'index' | 'width'>): string =>
  `tile/entries/${indexPath(index)}${widthPath(width)}`

/** What follows `tile/` in a path; `level` is null for entries. Only the one right spelling of a path is understood. */
export function parseTilePath(
  path: string,
): { readonly level: number | null; readonly index: number; readonly width: number } | undefined {
  const said = /^(entries|[0-7])\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  if (!said) return undefined
  const level = said[1] === 'entries' ? null : Number(said[1])
  const index = Number(said[2]!.replace(/[x/]/g, ''))
  const width = said[3] === undefined ? tileWidth : Number(said[3])
  const again = level === null ? entriesPath({ index, width }) : tilePath({ level, index, width })
  return again === `tile/${path}` && width <= tileWidth ? { level, index, width } : undefined
}

/** How many hashes stand at a tile level of a tree. */
const hashesAt = (size: number, level: number): number => Math.floor(size / tileWidth ** level)

/** All tiles of a tree, the partial ones at its right edge included. */
export function tilesOf(size: number): TileAt[] {
  const tiles: TileAt[] = []
  for (let level = 0; hashesAt(size, level) > 0; level += 1) tiles.push(...rowOf(hashesAt(size, level), level))
  return tiles
}

export const bundlesOf = (size: number): TileAt[] => rowOf(size, 0)

function rowOf(count: number, level: number): TileAt[] {
  return Array.from({ length: Math.ceil(count / tileWidth) }, (_, index) => ({
    level,
    index,
    width: Math.min(tileWidth, count - index * tileWidth),
  }))
}

export const hashesOf = (tile: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.floor(tile.length / hashLength) }, (_, i) =>
    tile.subarray(i * hashLength, (i + 1) * hashLength),
  )

/** Which tile a node is reckoned from, and from which of its hashes. */
function placeOf(level: number, index: number) {
  const first = index * 2 ** (level % 8)
  return {
    level: Math.floor(level / 8),
    index: Math.floor(first / tileWidth),
    from: first % tileWidth,
    count: 2 ** (level % 8),
  }
}

export type TileReader = (level: number, index: number) => Uint8Array | undefined

export function nodesOfTiles(tiles: TileReader): NodeReader {
  return (level, index) => {
    const place = placeOf(level, index)
    const tile = tiles(place.level, place.index)
    if (!tile || tile.length < (place.from + place.count) * hashLength)
      throw new RangeError(`tile ${place.index} of level ${place.level} does not reach so far`)
    return topOf(hashesOf(tile.subarray(place.from * hashLength, (place.from + place.count) * hashLength)))
  }
}

/** The hash over a full subtree, given its leaves or what stands for them. */
function topOf(row: readonly Uint8Array[]): Uint8Array {
  if (row.length === 1) return row[0]!
  return topOf(Array.from({ length: row.length / 2 }, (_, i) => nodeHash(row[2 * i]!, row[2 * i + 1]!)))
}

/** Which tiles something asks for, so that they can be fetched before it is done. */
export function tilesNeeded(run: (node: NodeReader) => unknown): Pick<TileAt, 'level' | 'index'>[] {
  const found = new Map<string, Pick<TileAt, 'level' | 'index'>>()
  run((level, index) => {
    const place = placeOf(level, index)
    found.set(`${place.level}/${place.index}`, { level: place.level, index: place.index })
    return new Uint8Array(hashLength)
  })
  return [...found.values()]
}

export interface GrownTile {
  readonly level: number
  readonly index: number
  readonly hashes: Uint8Array
}

/**
 * Adds hashes of leaves to a tree of `size`. `edge` reads the tiles that are not yet full; of an empty tree there are none. Answers the tiles that
 * changed: what it costs depends on what is new, not on what is there.
 */
export function growTiles(edge: TileReader | null, size: number, leaves: readonly Uint8Array[]): GrownTile[] {
  const grown: GrownTile[] = []
  let added = leaves
  for (let level = 0; added.length > 0; level += 1) {
    const before = hashesAt(size, level)
    const full: Uint8Array[] = []
    let taken = 0
    for (let index = Math.floor(before / tileWidth); taken < added.length; index += 1) {
      const held = index === Math.floor(before / tileWidth) ? before % tileWidth : 0
      const kept = held === 0 ? new Uint8Array() : edge?.(level, index)?.subarray(0, held * hashLength)
      if (kept?.length !== held * hashLength) throw new RangeError(`tile ${index} of level ${level} is not at hand`)
      const now = added.slice(taken, taken + tileWidth - held)
      taken += now.length
      const tile = { level, index, hashes: concat(kept, ...now) }
      grown.push(tile)
      if (held + now.length === tileWidth) full.push(topOf(hashesOf(tile.hashes)))
    }
    added = full
  }
  return grown
}

/** Entries, each behind its length in two bytes. */
export function bundle(entries: readonly Uint8Array[]): Uint8Array {
  return concat(
    ...entries.flatMap((entry) => {
      if (entry.length > 0xffff) throw new RangeError('An entry of a log has at most 65,535 bytes.')
      return [Uint8Array.of(Math.floor(entry.length / 256), entry.length % 256), entry]
    }),
  )
}

export function unbundle(bytes: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    if (at + 2 > bytes.length) return undefined
    const end = at + 2 + bytes[at]! * 256 + bytes[at + 1]!
    if (end > bytes.length) return undefined
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return entries
}
