import { parseCheckpoint } from './checkpoints.ts'
import { textOf } from './read-log-files.ts'
import { bundlesOf, entriesPath, tilePath, tilesOf } from './tiles.ts'

/** Larger logs are verified from a copy, not over the network file by file. */
const mostLeaves = 5_000_000

/** Gathers the files that prove a log from wherever they are served; what is not there is left out. */
export async function collectLogFiles(
  get: (path: string) => Promise<Uint8Array | undefined>,
  told: (done: number, total: number) => void = () => {},
): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const checkpoint = await get('checkpoint')
  if (!checkpoint) return files
  files.set('checkpoint', checkpoint)
  const size = parseCheckpoint(textOf(checkpoint) ?? '')?.size ?? 0
  if (size > mostLeaves) return files
  const paths = ['keys.json', ...tilesOf(size).map(tilePath), ...bundlesOf(size).map(entriesPath)]
  const lists = ['leaves.json', 'anchor.json']
  const all = [...paths, ...lists]
  let done = 0
  const waiting = all.values()
  const fetching = async () => {
    for (const path of waiting) {
      const bytes = await get(path)
      if (bytes) files.set(path, lists.includes(path) ? upTo(size, path, bytes) : bytes)
      done += 1
      told(done, all.length)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, fetching))
  return files
}

const atOnce = 6

/** Lists are served as they are now: what the log gained since its checkpoint was fetched is not of this copy. */
function upTo(size: number, path: string, bytes: Uint8Array): Uint8Array {
  const member = path === 'leaves.json' ? 'leaves' : 'anchors'
  try {
    const list = JSON.parse(textOf(bytes) ?? '') as Record<string, { index?: number; size?: number }[]>
    const kept = list[member]!.filter((each) => (each.index ?? (each.size ?? 1) - 1) < size)
    return new TextEncoder().encode(JSON.stringify({ ...list, [member]: kept }))
  } catch {
    return bytes
  }
}
