import { beforeAll, expect, test } from 'vitest'
import { must } from '#kernel/assert'
import { jsonIn, leavesIn, receiptOf } from '../../../../../test/record-files.ts'
import { asked, changed, named, readOf, secret, without, type RecordFiles } from '../../../../../test/record-steps.ts'
import type { ArchiveSummary } from '../belenios/verify-archive.ts'
import type { CountToVerify } from './verify-count.ts'
import { openingsStep, paperStep, receiptsStep, recountStep } from './verify-record-count.ts'
import { logStep, rollStep, setupStep } from './verify-record-parts.ts'
import type { VerifyRecordOptions } from './verifying.ts'

let [area, head] = [] as unknown as [ArchiveSummary, ArchiveSummary]
beforeAll(async () => {
  area = await readOf(named, 'area')
  head = await readOf(named, 'head')
})

function whole(): Omit<CountToVerify, 'annex'> {
  const { verifying } = asked(named)
  const { mode, rules } = setupStep(verifying, area, head)
  return { mode: must(mode, 'a mode'), rules: must(rules, 'rules'), roll: must(rollStep(verifying, area), 'a roll'), area, head } // prettier-ignore
}

test('papers are read where they are papers, and none is of a stranger or beside an online ballot', () => {
  const of = (files: RecordFiles, given: Omit<CountToVerify, 'annex'> | undefined = whole()) => {
    const { verifying, found } = asked(files)
    const annex = paperStep(verifying, given)
    return { found, received: annex?.received, papers: verifying.facts.papers }
  }
  expect(of(named)).toEqual({ found: [], received: ['0004'], papers: 1 })
  for (const files of [without(named, 'paper.json'), changed('paper.json', (annex) => void delete annex['received'])])
    expect(of(files)).toEqual({ found: ['paper_unreadable paper.json'], received: undefined, papers: undefined })
  const received = (...owners: string[]) => changed('paper.json', (annex) => void (annex['received'] = owners as never))
  expect(of(received('0004', '0099')).found).toContain('paper_owner_not_on_roll paper.json 0099')
  expect(of(received('0004', '0001')).found).toContain('paper_owner_also_online paper.json 0001')
  const elsewhere = changed('paper.json', (annex) => void (annex['electionUuid'] = 'x' as never))
  expect(of(elsewhere).found).toEqual(['paper_annex_of_other_vote paper.json'])
  const { verifying } = asked(received('0099'))
  expect([paperStep(verifying, undefined)?.received, verifying.facts.papers]).toEqual([['0099'], 1])
  const told: string[] = []
  paperStep({ ...asked(received('0004', '0099')).verifying, take: ({ text }) => void told.push(text[0]) }, whole())
  expect(told).toContain('0099 号业主：不在业主清册上。')
})

test('everything is counted again, and the signed sheet says the same', () => {
  const annex = must(paperStep(asked(named).verifying, undefined), 'papers')
  const of = (files: RecordFiles, more: Partial<CountToVerify> = {}) => {
    const { verifying, found } = asked(files)
    recountStep(verifying, { ...whole(), annex, ...more })
    return { found, decisions: verifying.facts.decisions }
  }
  const [question] = jsonIn<{ questions: { decision: object }[] }>(named, 'result.json').questions
  expect(of(named)).toEqual({ found: [], decisions: [question!.decision] })
  expect(of(without(named, 'result.json'))).toEqual({ found: [], decisions: [question!.decision] })
  expect(of(changed('result.json', (sheet) => void delete sheet['tellers'])).found).toEqual(['result_unreadable result.json']) // prettier-ignore
  expect(of(changed('paper.json', (value) => void (value['v'] = 2 as never))).found).toEqual(['result_paper_differs result.json']) // prettier-ignore
  const impossible = of(named, { head: { ...head, numTallied: 99 } })
  expect(impossible.decisions).toEqual([])
  expect(impossible.found).toEqual([expect.stringMatching(/^recount_impossible result.json \w+$/), 'result_question_differs result.json']) // prettier-ignore
  // Each of the four figures that are taken from the archives counts.
  for (const more of [
    { area: { ...area, totalWeight: 99 } },
    { area: { ...area, totals: head.totals! } },
    { head: { ...head, totals: area.totals! } },
  ])
    // prettier-ignore
    expect(of(named, more).found).not.toEqual([])
})

test('ballots are opened by name only, and each to what was cast', () => {
  const of = (files: RecordFiles) => {
    const { verifying, found } = asked(files)
    openingsStep(verifying, area)
    return found
  }
  expect(of(named)).toEqual([])
  expect(of(changed('openings.json', (file) => void (file['openings'] as object[]).pop()))).toEqual([expect.stringMatching(/^openings_ballot_missing ./), 'openings_totals_differ openings']) // prettier-ignore
  expect(of(without(named, 'openings.json'))).toEqual([expect.stringMatching(/^openings_malformed/)])
  expect(of(new Map([...named, ['openings.json', must(secret.get('roll.json'), 'a roll')]]))).toEqual([expect.stringMatching(/^openings_malformed/)]) // prettier-ignore
})

test('what an owner holds leads to the ballot, and says where where it does not', () => {
  const log = must(logStep(asked(named).verifying, area), 'a log')
  const leaves = leavesIn(named)
  const at = leaves.findIndex(({ kind }) => kind === 'ballot')
  const tracker = leaves[at]!.data['tracker'] as string
  const of = (options: VerifyRecordOptions, more: { area?: ArchiveSummary; log?: typeof log } = {}) => {
    const { verifying, found } = asked(named, options)
    receiptsStep(verifying, 'area' in more ? more.area : area, 'log' in more ? more.log : log)
    return [verifying.facts.found, found] as const
  }
  const counted = { tracker, state: 'counted', seq: 1 }
  const held = { receipt: receiptOf(leaves, at) }
  expect(of({ trackers: [tracker], receipts: [held, { ...held, tracker }] })).toEqual([[counted, counted, counted], []])
  expect(of({ trackers: [tracker] }, { area: { ...area, counted: area.counted.slice(1) } })[0]).toEqual([{ ...counted, state: 'replaced' }]) // prettier-ignore
  expect(of({ trackers: ['x'] })).toEqual([[{ tracker: 'x', state: 'unknown', seq: null }], ['tracker_unknown x']])
  expect(of({ receipts: [{ ...held, tracker: 'x' }] })).toEqual([
    [],
    [`receipt_not_of_ballot receipt ${at} ${tracker}`],
  ])
  expect(of({ receipts: [{ receipt: receiptOf(leaves, 0) }] })).toEqual([[], [`receipt_not_of_ballot receipt 0 ${leaves[0]!.kind}`]]) // prettier-ignore
  expect(of({ trackers: [tracker] }, { area: undefined as never })).toEqual([[{ tracker, state: 'unknown', seq: null }], [`tracker_unknown ${tracker}`]]) // prettier-ignore
  const gone = { ...area, ballots: area.ballots.slice(1) }
  expect(of({ receipts: [held] }, { area: gone })[1]).toEqual([`receipt_ballot_missing receipt ${at} ${tracker}`])
  // A leaf of another kind that names a tracker, and a ballot of another vote, are none of this.
  const leafAs = (change: object) => ({ log: { ...log, leaves: log.leaves.map((leaf) => (leaf.index === at ? { ...leaf, ...change } : leaf)) } }) // prettier-ignore
  expect(of({ receipts: [held] }, leafAs({ kind: 'paper' }))[1]).toEqual([`receipt_not_of_ballot receipt ${at} ${tracker}`]) // prettier-ignore
  expect(of({ receipts: [held] }, leafAs({ data: { vote: 'w', tracker } }))[1]).toEqual([`receipt_not_of_ballot receipt ${at} ${tracker}`]) // prettier-ignore
  expect(of({ receipts: [held] }, leafAs({ data: null }))[1]).toEqual([`receipt_not_of_ballot receipt ${at} ballot`])
  // Beyond the checkpoint it waits; once the log holds the close of this vote its ballot was dropped.
  const beyond = { receipt: { ...held.receipt, index: leaves.length } }
  expect(of({ receipts: [beyond] })[1]).toEqual([`receipt_ballot_missing receipt ${leaves.length}`])
  expect(of({ receipts: [{ ...beyond, tracker: 'x' }] })[1]).toEqual([`receipt_ballot_missing receipt ${leaves.length} x`]) // prettier-ignore
  expect(of({ receipts: [{ ...beyond, tracker }] })).toEqual([[], []])
  const closing = (change: object) => ({ log: { ...log, leaves: log.leaves.map((leaf) => (leaf.kind === 'closed' ? { ...leaf, ...change } : leaf)) } }) // prettier-ignore
  for (const open of [
    closing({ kind: 'x' }),
    closing({ data: { vote: 'w' } }),
    closing({ data: null }),
    { log: undefined as never },
  ])
    // prettier-ignore
    expect(of({ receipts: [beyond] }, open)).toEqual([[], []])
})
