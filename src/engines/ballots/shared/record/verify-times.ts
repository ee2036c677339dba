import type { LogLeaf } from '#engines/notary/shared'
import { shanghaiDate } from '#kernel/time'
import { asRecord } from '../belenios/strict-json.ts'
import { earliestOpening } from '../decide/vote-state.ts'
import type { FrozenRules } from './frozen-rules.ts'
import { isInstant } from './read-record.ts'
import { recordFinding, type RecordFinding } from './record-findings.ts'
import type { SignedSheet } from './result-sheet.ts'

export interface TimesToVerify {
  readonly vote: string
  readonly leaves: readonly LogLeaf[]
  readonly rules: FrozenRules
  readonly sheet: SignedSheet | undefined
}

/** Between the instant at which the server decides and the one that the log writes lie the seconds of its work. */
const slack = 600_000

/** Whether what was announced was kept to: by the times of the log, which witnesses and anchors bind from behind. */
export function verifyTimes({ vote, leaves, rules, sheet }: TimesToVerify): readonly RecordFinding[] {
  const own = leaves.filter(({ data }) => asRecord(data)?.['vote'] === vote)
  const malformed = own.find(({ at }) => !isInstant(at))
  if (malformed) return [recordFinding('leaf_malformed', `tlog ${malformed.index}`, 'at')]
  const found: RecordFinding[] = []
  const [opened, closed] = ['opened', 'closed'].map((step) => own.find(({ kind }) => kind === step))
  if (sheet && closed && Math.abs(Date.parse(closed.at) - Date.parse(sheet.closedAt)) > slack)
    found.push(recordFinding('result_close_differs', 'result.json', `${sheet.closedAt} / ${closed.at}`))
  const { period } = rules
  if (!period) return [...found, recordFinding('period_untold', 'rules.json')]
  const { opensAt, closesAt } = period
  const say = (code: RecordFinding['code'], index: number, at: string, bound: string) =>
    void found.push(recordFinding(code, `tlog ${index}`, `${at} / ${bound}`))
  if (opensAt >= closesAt) found.push(recordFinding('period_wrong', 'rules.json', `${opensAt} / ${closesAt}`))
  const earliest = earliestOpening(`${rules.day}T00:00:00.000+08:00`, rules.noticeDays)
  if (shanghaiDate(new Date(opensAt)) < earliest)
    found.push(recordFinding('notice_too_short', 'rules.json', `${opensAt} / ${earliest}`))
  if (opened && opened.at < opensAt) say('opened_too_early', opened.index, opened.at, opensAt)
  if (closed && closed.at < closesAt) say('closed_too_early', closed.index, closed.at, closesAt)
  if (sheet && sheet.closedAt < closesAt)
    found.push(recordFinding('closed_too_early', 'result.json', `${sheet.closedAt} / ${closesAt}`))
  const last = new Date(Date.parse(closesAt) + slack).toISOString()
  for (const { kind, index, at } of own) {
    if (kind !== 'ballot') continue
    if (at < opensAt) say('ballot_outside_period', index, at, opensAt)
    else if (at > last) say('ballot_outside_period', index, at, closesAt)
  }
  return found
}
