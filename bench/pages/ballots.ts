// Runs in the browser: what the booth of /vote does between the choice and the ballot that can be cast.
import { createSeededBallot, groupNamed, openElection, parseElection, type Choices } from '#engines/ballots/shared'

declare global {
  interface Window {
    makeBallots: typeof makeBallots
  }
}

/** Milliseconds of each ballot; the first also opens the election and makes the tables of its key. */
function makeBallots(text: string, choices: Choices, count: number): number[] {
  const took: number[] = []
  const began = performance.now()
  const parsed = parseElection(text)
  if (!parsed.ok) throw new Error(parsed.error)
  const open = openElection(parsed.value, groupNamed(parsed.value.group))
  for (let n = 0; n <= count; n++) {
    const since = n === 0 ? began : performance.now()
    const made = createSeededBallot(open, 271_828_182_845_904n, choices, crypto.getRandomValues(new Uint8Array(32)))
    if (!made.ok) throw new Error(made.error)
    took.push(performance.now() - since)
  }
  return took
}

window.makeBallots = makeBallots
