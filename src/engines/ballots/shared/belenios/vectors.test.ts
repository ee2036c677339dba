import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { crossCheckArchives, verifyArchive, verifyOpenings } from '#engines/ballots/shared'

function vector(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`vectors/${name}`, import.meta.url)))
}

/** What was once published must verify for ever; these were recorded when the format was settled. */
it('a recorded named vote in Ed25519 verifies, with both archives and its openings', async () => {
  const [area, head] = [await verifyArchive(vector('named-area.bel')), await verifyArchive(vector('named-head.bel'))]
  expect([area.findings, head.findings, crossCheckArchives(area.summary, head.summary)]).toEqual([[], [], []])
  expect(area.summary).toMatchObject({ numTallied: 2, totalWeight: 20_884, decryptedBy: [1, 2, 4] })
  expect(area.summary.totals).toEqual([
    [0, 12_034, 8850],
    [0, 0, 0, 0, 12_034],
  ])
  expect(head.summary.totals).toEqual([
    [0, 1, 1],
    [0, 0, 0, 0, 1],
  ])
  const openings = verifyOpenings(area.summary, new TextDecoder().decode(vector('named-openings.txt')))
  expect(openings.findings).toEqual([])
  expect(openings.opened.map(({ weight, choices }) => [weight, choices[0]])).toEqual([
    [12_034, [0, 1, 0]],
    [8850, [0, 0, 1]],
  ])
})
