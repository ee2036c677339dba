import { base64, fromBase64 } from './base64.ts'
import { parseNote, type Note } from './notes.ts'

// C2SP tlog-checkpoint.

export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64(root)}\n`

/** Reads the signed text of a checkpoint; its signatures are judged by `verifyNote`. */
export function parseCheckpoint(said: string): (Checkpoint & { readonly note: Note }) | undefined {
  const note = parseNote(said)
  const [origin = '', count = '', hash = '', ...more] = note?.text.split('\n') ?? []
  const root = fromBase64(hash)
  // Lines of extension may follow, but none that is empty.
  const isWhole = more.at(-1) === '' && more.slice(0, -1).every((line) => line !== '')
  if (!note || origin === '' || !/^(0|[1-9]\d{0,15})$/.test(count) || root?.length !== 32 || !isWhole) return undefined
  const size = Number(count)
  return Number.isSafeInteger(size) ? { origin, size, root, note } : undefined
}
