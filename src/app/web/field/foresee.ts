import type { CommandEntry, Entry } from '#ui/outbox'
import type { Photo } from '#engines/cases/shared'

/** How a case stands when what waits on this phone has arrived. */
export interface Foreseen {
  readonly state: 'dispatched' | 'signed' | 'fed_back' | 'returned' | 'withdrawn' | null
  readonly step: number
  readonly contacted: boolean
  readonly answered: boolean
  readonly checked: boolean
  readonly verified: boolean
  /** Photos that the server has or will have. */
  readonly photos: readonly Photo[]
  /** Acts that wait to be sent. */
  readonly waiting: number
  readonly refused: readonly Entry[]
}

export interface Standing {
  readonly state: Foreseen['state']
  readonly step: number
  readonly contacted: boolean
  readonly answered: boolean
  readonly photos: readonly Photo[]
}

function applied(seen: Foreseen, act: CommandEntry): Foreseen {
  const input = act.input as { photos?: readonly Photo[]; made?: boolean; reason?: string | null }
  const photos = [...seen.photos, ...(input.photos ?? [])]
  switch (act.operation) {
    case 'cases.sign':
      return { ...seen, state: seen.state === 'dispatched' ? 'signed' : seen.state }
    case 'cases.completeStep':
      return { ...seen, photos, state: 'signed', step: seen.step + 1 }
    case 'cases.feedback':
      return { ...seen, photos, state: 'fed_back' }
    case 'cases.returnOrder':
      return { ...seen, photos, state: 'returned' }
    case 'cases.contact':
      // A call that rang out is written down, and does not end the duty to call.
      return { ...seen, contacted: seen.contacted || input.made === true || input.reason !== 'no_answer' }
    case 'cases.answer':
      return { ...seen, photos, answered: true }
    case 'cases.check':
      return { ...seen, photos, checked: true }
    case 'cases.verify':
      return { ...seen, photos, verified: true }
    default:
      return { ...seen, photos }
  }
}

/**
 * The server's word, then what waits, then nothing behind a refusal: an act that was refused did not happen, and those
 * behind it are held. `arrived` are acts that the server has performed since it was asked.
 */
export function foresee(
  standing: Standing,
  entries: readonly Entry[],
  arrived: readonly CommandEntry[] = [],
): Foreseen {
  const refused = entries.filter((entry) => entry.refused !== null)
  const waiting = entries.filter((entry) => entry.kind === 'command' && entry.refused === null) as CommandEntry[]
  const firstRefused = Math.min(...refused.map((entry) => entry.seq))
  const start: Foreseen = { ...standing, checked: false, verified: false, waiting: waiting.length, refused }
  return [...arrived, ...waiting.filter((act) => act.seq < firstRefused)].reduce(applied, start)
}
