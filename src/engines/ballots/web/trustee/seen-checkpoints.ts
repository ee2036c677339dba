import { rememberCheckpoint, seenCheckpointsIn, seenCheckpointsKey, type SeenCheckpoints } from '#engines/notary/shared'

/** The same as whoever verifies a record in this browser has seen. Storage may be forbidden: then nothing was seen. */
export function seenCheckpoints(): SeenCheckpoints {
  try {
    return seenCheckpointsIn(localStorage.getItem(seenCheckpointsKey))
  } catch {
    return {}
  }
}

export function seeCheckpoint(note: string): void {
  try {
    localStorage.setItem(seenCheckpointsKey, JSON.stringify(rememberCheckpoint(seenCheckpoints(), note)))
  } catch {
    // There is nothing to compare with the next time then; the key's own copy is kept elsewhere.
  }
}
