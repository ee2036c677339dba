// Runs in the browser: what the booth of /vote does between the choice and the ballot that can be cast.
import { createSeededBallot, groupNamed, openElection, parseElection, type Choices } from '#engines/ballots/shared'

declare global {
  interface Window {
    openBooth: typeof openBooth
    makeBallots: (count: number) => number[]
  }
}

/** Milliseconds of the first ballot, for which the election is opened and the tables of its key are made. */
function openBooth(text: string, choices: Choices): number {
  const began = performance.now()
  const parsed = parseElection(text)
  if (!parsed.ok) throw new Error(parsed.error)
  const open = openElection(parsed.value, groupNamed(parsed.value.group))
  const makeOne = () => {
    const made = createSeededBallot(open, 271_828_182_845_904n, choices, crypto.getRandomValues(new Uint8Array(32)))
    if (!made.ok) throw new Error(made.error)
  }
  window.makeBallots = (count) =>
    Array.from({ length: count }, () => {
      const since = performance.now()
      makeOne()
      return performance.now() - since
    })
  makeOne()
  return performance.now() - began
}

window.openBooth = openBooth
