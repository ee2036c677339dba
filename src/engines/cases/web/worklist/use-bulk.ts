import { useCallback, useRef, useState } from 'react'
import type { Text } from '#kernel/text'
import type { CaseLine } from '#engines/cases/shared'
import { caseRefusals } from '#engines/cases/shared'
import { sayError } from '#ui'

export interface RowOutcome {
  readonly line: CaseLine
  readonly said: Text | null
  readonly failed: boolean
}

export interface Bulk {
  readonly total: number
  readonly outcomes: readonly RowOutcome[]
  readonly state: 'idle' | 'running' | 'cancelled' | 'done'
  /** Milliseconds since it began, as of the last row done. */
  readonly spent: number
}

export type RunBulk = (lines: readonly CaseLine[], act: (line: CaseLine) => Promise<Text>) => Promise<void>

const idle: Bulk = { total: 0, outcomes: [], state: 'idle', spent: 0 }

/** At most so many at a time: the desk of others must stay quick. */
const abreast = 3

/** Performs one act on many cases, row by row, so that each has its own outcome and the rest can be called off. */
export function useBulk() {
  const [bulk, setBulk] = useState<Bulk>(idle)
  const called = useRef(false)

  const run = useCallback<RunBulk>(async (lines, act) => {
    called.current = false
    const startedAt = Date.now()
    setBulk({ total: lines.length, outcomes: [], state: 'running', spent: 0 })
    const waiting = [...lines]
    async function worker(): Promise<void> {
      for (let line = waiting.shift(); line && !called.current; line = waiting.shift()) {
        let outcome: RowOutcome
        try {
          outcome = { line, said: await act(line), failed: false }
        } catch (thrown) {
          outcome = { line, said: sayError(thrown, caseRefusals), failed: true }
        }
        setBulk((now) => ({ ...now, spent: Date.now() - startedAt, outcomes: [...now.outcomes, outcome] }))
      }
    }
    await Promise.all(Array.from({ length: abreast }, worker))
    setBulk((now) => ({ ...now, state: called.current ? 'cancelled' : 'done' }))
  }, [])

  return {
    bulk,
    run,
    cancel: () => {
      called.current = true
    },
    reset: () => setBulk(idle),
  }
}
