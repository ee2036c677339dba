import type { LogVerdict } from '#engines/notary/shared'
import { verifyOpenings } from '../belenios/openings-verification.ts'
import { asRecord } from '../belenios/strict-json.ts'
import type { ArchiveSummary } from '../belenios/verify-archive.ts'
import type { PaperAnnex } from '../rules/paper-annex.ts'
import { readAnnex } from '../rules/read-annex.ts'
import { jsonOf, sheetIn } from './read-record.ts'
import { recount, verifyAnnex, verifySheet, type CountToVerify } from './verify-count.ts'
import type { FoundBallot, Verifying } from './verifying.ts'

export function paperStep(
  { say, take, textOf, facts }: Verifying,
  whole: Omit<CountToVerify, 'annex'> | undefined,
): PaperAnnex | undefined {
  const annex = readAnnex(textOf('paper.json') ?? '')
  if (!annex.ok) {
    say('paper_unreadable', 'paper.json')
    return undefined
  }
  facts.papers = annex.value.received.length
  if (whole) for (const each of verifyAnnex({ ...whole, annex: annex.value })) take(each)
  return annex.value
}

export function openingsStep({ say, textOf }: Verifying, area: ArchiveSummary): void {
  const text = textOf('openings.json') ?? ''
  for (const { code, where, detail } of verifyOpenings(area, text).findings) say(code, where, detail)
}

export function recountStep({ say, take, files, facts, hashes }: Verifying, given: CountToVerify): void {
  const { findings, decisions } = recount(given)
  for (const each of findings) take(each)
  facts.decisions = decisions
  const bytes = files.get('result.json')
  if (!bytes) return
  const sheet = sheetIn(jsonOf(bytes)?.value)
  if (!sheet) return say('result_unreadable', 'result.json')
  for (const each of verifySheet(sheet, given, decisions, hashes.get('paper.json'))) take(each)
}

function ballotNamed(tracker: string, area: ArchiveSummary | undefined): FoundBallot {
  const place = area?.ballots.findIndex((each) => each.tracker === tracker) ?? -1
  if (place < 0) return { tracker, state: 'unknown', seq: null }
  const counts = area!.counted.some((each) => each.tracker === tracker)
  return { tracker, state: counts ? 'counted' : 'replaced', seq: place + 1 }
}

/** What an owner holds, found again: the receipt's leaf, in the log, of this ballot, in the archives. */
export function receiptsStep(
  { say, options, facts }: Verifying,
  area: ArchiveSummary | undefined,
  log: LogVerdict | undefined,
): void {
  const found: FoundBallot[] = []
  for (const tracker of options.trackers ?? []) {
    found.push(ballotNamed(tracker, area))
    if (found.at(-1)!.state === 'unknown') say('tracker_unknown', tracker)
  }
  for (const { tracker, receipt } of options.receipts ?? []) {
    const leaf = log?.leaves.find(({ index }) => index === receipt.index)
    const where = `receipt ${receipt.index}`
    if (!leaf) {
      // What waits for a checkpoint was said where the log was verified. Of a vote whose close is logged none waits.
      const isClosed = log?.leaves.some(
        ({ kind, data }) => kind === 'closed' && asRecord(data)?.['vote'] === facts.vote,
      )
      if (isClosed && ballotNamed(tracker ?? '', area).state === 'unknown')
        say('receipt_ballot_missing', where, tracker)
      continue
    }
    const data = asRecord(leaf.data)
    const logged = data?.['tracker']
    if (
      leaf.kind !== 'ballot' ||
      typeof logged !== 'string' ||
      data?.['vote'] !== facts.vote ||
      (tracker !== undefined && logged !== tracker)
    ) {
      say('receipt_not_of_ballot', where, typeof logged === 'string' ? logged : leaf.kind)
      continue
    }
    found.push(ballotNamed(logged, area))
    if (found.at(-1)!.state === 'unknown') say('receipt_ballot_missing', where, logged)
  }
  facts.found = found
}
