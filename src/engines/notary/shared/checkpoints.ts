import { base64, fromBase64 } from './base64.ts'
import { parseNote, type Note } from './notes.ts'

// C2SP tlog-checkpoint.

export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64(root)}\n`

/** Origin, size and root, a line each; lines of extension may follow, but none that is empty. */
const form = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([^\n]+)\n(?:[^\n]+\n)*$/

/** Reads the signed text of a checkpoint; its signatures are judged by `verifyNote`. */
export function parseCheckpoint(said: string): (Checkpoint & { readonly note: Note }) | undefined {
  const note = parseNote(said)
  if (!note) return undefined
  const lines = form.exec(note.text)
  const root = lines && fromBase64(lines[3]!)
  if (root?.length !== 32) return undefined
  const [, origin, count] = lines!
  const size = Number(count)
  return Number.isSafeInteger(size) ? { origin: origin!, size, root, note } : undefined
}
