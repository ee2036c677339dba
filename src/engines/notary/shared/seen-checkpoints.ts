import { parseCheckpoint } from './checkpoints.ts'

/** The newest checkpoint that a browser found right, by the origin of its log. */
export type SeenCheckpoints = Readonly<Record<string, string>>

/** Where a browser keeps them. */
export const seenCheckpointsKey = 'mofang.open.checkpoints'

/** What was kept; what someone else put there instead counts for nothing. */
export function seenCheckpointsIn(kept: string | null): SeenCheckpoints {
  try {
    const seen: unknown = JSON.parse(kept ?? '{}')
    const notes = Object.values(Object(seen) as Record<string, unknown>)
    return Object.fromEntries(
      notes.flatMap((note) => {
        const origin = typeof note === 'string' ? parseCheckpoint(note)?.origin : undefined
        return origin === undefined ? [] : [[origin, note as string]]
      }),
    )
  } catch {
    return {}
  }
}

/** With a checkpoint that was found right; a shorter one tells less than the one that is known. */
export function rememberCheckpoint(seen: SeenCheckpoints, note: string): SeenCheckpoints {
  const given = parseCheckpoint(note)
  if (!given) return seen
  const known = parseCheckpoint(seen[given.origin] ?? '')
  return known && known.size > given.size ? seen : { ...seen, [given.origin]: note }
}
