import { err, ok, type Result } from '#kernel/result'
import { base64, fromBase64 } from './base64.ts'
import { same } from './bytes.ts'
import { parseCheckpoint, type Checkpoint } from './checkpoints.ts'
import { emptyRoot, verifyConsistency } from './merkle.ts'
import { verifyNote } from './notes.ts'

// C2SP tlog-witness: what a witness signs, and what it refuses.

export interface AddCheckpoint {
  /** The size that the log believes the witness to have signed last. */
  readonly old: number
  readonly proof: readonly Uint8Array[]
  /** The signed note. */
  readonly checkpoint: string
}

const mostSteps = 63

export function parseAddCheckpoint(body: string): AddCheckpoint | undefined {
  const end = body.indexOf('\n\n')
  if (end < 0) return undefined
  const [first = '', ...lines] = body.slice(0, end).split('\n')
  const old = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1]
  const proof = lines.map(fromBase64)
  if (old === undefined || proof.length > mostSteps || !Number.isSafeInteger(Number(old))) return undefined
  if (!proof.every((step) => step?.length === 32)) return undefined
  return { old: Number(old), proof: proof as Uint8Array[], checkpoint: body.slice(end + 2) }
}

export const addCheckpointBody = ({ old, proof, checkpoint }: AddCheckpoint): string =>
  `${[`old ${old}`, ...proof.map(base64)].join('\n')}\n\n${checkpoint}`

/** Why a witness does not sign, with the answer that the protocol gives. */
export const witnessRefusals = {
  checkpoint_malformed: 400,
  log_not_witnessed: 404,
  log_not_signed: 403,
  old_size_wrong: 400,
  old_size_other: 409,
  tree_forked: 409,
  proof_invalid: 422,
} as const

export type WitnessRefusal = keyof typeof witnessRefusals

/** Whether a witness that has last signed `seen` may sign this. Smaller or other than what it has signed it never signs. */
export function considerCheckpoint(
  asked: AddCheckpoint,
  keysOf: (origin: string) => readonly string[],
  seen: { readonly size: number; readonly root: Uint8Array } | undefined,
): Result<Checkpoint & { readonly text: string }, WitnessRefusal> {
  const given = parseCheckpoint(asked.checkpoint)
  if (!given) return err('checkpoint_malformed')
  const { origin, size, root, note } = given
  const keys = keysOf(origin)
  if (keys.length === 0) return err('log_not_witnessed')
  if (!verifyNote(asked.checkpoint, keys)!.signedBy.length) return err('log_not_signed')
  if (asked.old > size) return err('old_size_wrong')
  const last = seen ?? { size: 0, root: emptyRoot() }
  if (asked.old !== last.size) return err('old_size_other')
  if (size === last.size && !same(root, last.root)) return err('tree_forked')
  if (!verifyConsistency(last, { size, root }, asked.proof)) return err('proof_invalid')
  return ok({ origin, size, root, text: note.text })
}
