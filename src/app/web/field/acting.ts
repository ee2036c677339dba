import { useCallback, useMemo, useState } from 'react'
import { must } from '#kernel/assert'
import type { Command, SentTo } from '#kernel/operation'
import type { CaseFileView } from '#engines/cases/shared'
import { useOutbox, useOutboxState, type CommandEntry, type Entry } from '#ui/outbox'
import { useWorking } from './asking.ts'
import { foresee, type Foreseen, type Standing } from './foresee.ts'
import { readDraftPhoto, type DraftPhoto } from './kept.ts'

/** Acts that arrived lately: until the case has been asked for again they are not in what the server said. */
const arrivals: { entry: CommandEntry; at: number }[] = []

export function noteArrival(entry: Entry): void {
  if (entry.kind === 'command') arrivals.push({ entry, at: Date.now() })
  if (arrivals.length > 200) arrivals.splice(0, 100)
}

export function useEntriesOf(caseId: string): readonly Entry[] {
  const { street } = useWorking()
  const { entries } = useOutboxState()
  return useMemo(
    () => entries.filter((entry) => entry.street === street && entry.chain === caseId),
    [entries, street, caseId],
  )
}

/** How a case stands with what waits on this phone; `heardAt` is when the server was asked. */
export function useForeseen(caseId: string, standing: Standing, heardAt: number): Foreseen {
  const entries = useEntriesOf(caseId)
  const arrived = arrivals.filter(({ entry, at }) => entry.chain === caseId && at > heardAt).map(({ entry }) => entry)
  return foresee(standing, entries, arrived)
}

export interface Acting {
  /** Writes the act down to be sent; false when its input is not valid, with `invalid` saying where. */
  act<C extends Command>(command: C, input: SentTo<C>, photos?: readonly DraftPhoto[]): Promise<boolean>
  readonly invalid: string | null
  readonly busy: boolean
}

export function useActing(caseId: string): Acting {
  const outbox = useOutbox()
  const { street } = useWorking()
  const [invalid, setInvalid] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const act = useCallback<Acting['act']>(
    async (command, input, photos = []) => {
      const read = command.input.safeParse(input)
      if (!read.success) {
        setInvalid(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
        return false
      }
      setInvalid(null)
      setBusy(true)
      try {
        const files = await Promise.all(
          photos.map(async ({ id, takenAt, lng, lat }) => ({
            id,
            blob: must(await readDraftPhoto(id), `photo ${id} on this phone`),
            at: takenAt,
            said: { takenAt, ...(lng !== undefined && { lng }), ...(lat !== undefined && { lat }) },
          })),
        )
        await outbox.enqueue(street, command, input, { chain: caseId, files })
        return true
      } finally {
        setBusy(false)
      }
    },
    [outbox, street, caseId],
  )
  return { act, invalid, busy }
}

/** What of a case file the foresight starts from: the task of this person's unit, and what is on record. */
export function standingOf(
  file: CaseFileView,
  unit: string | null,
): Standing & { taskId: string | null; role: 'lead' | 'assist' | null } {
  const task = [...file.tasks]
    .reverse()
    .find((each) => each.unit === unit && each.state !== 'withdrawn' && each.state !== 'returned')
  return {
    taskId: task?.id ?? null,
    role: task?.role ?? null,
    state: task?.state ?? null,
    step: task?.step ?? 0,
    contacted:
      !file.deadlines.some((deadline) => deadline.kind === 'contact' && deadline.state === 'running') ||
      file.case.contactedAt !== null,
    answered: isAnswered(file),
    photos: file.records.flatMap((record) => record.photos) as readonly unknown[] as Standing['photos'],
  }
}

/** A case reopened has an answer on record and needs a new one: the operation's own word counts before the text. */
function isAnswered(file: CaseFileView): boolean {
  const feedback = file.actions.find((action) => action.action === 'feedback')
  if (feedback && (feedback.allowed || feedback.why === 'answer_needed')) return feedback.allowed
  return file.case.answerText !== null
}
