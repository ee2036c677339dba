import { unzipSync } from 'fflate'
import { inject } from 'vitest'
import { verifyRecord } from '#engines/ballots/shared'
import type { PlacedVote } from './votes.ts'

/** The record once the log holds all of the vote. */
export async function wholeRecord(vote: PlacedVote): Promise<ReadonlyMap<string, Uint8Array>> {
  const until = Date.now() + 150_000
  for (;;) {
    const answer = await fetch(`${inject('url')}/api/${vote.street}/votes/${vote.id}/record.zip`)
    const files = new Map(Object.entries(unzipSync(new Uint8Array(await answer.arrayBuffer()))))
    const verdict = await verifyRecord(files)
    if (verdict.state === 'sound') return files
    if (Date.now() > until) throw new Error(verdict.findings.map(({ code, where }) => `${code} ${where}`).join('\n'))
    await new Promise((resolve) => {
      setTimeout(resolve, 3000)
    })
  }
}
