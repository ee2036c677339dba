import type { LogLeaf } from '#engines/notary/shared'
import { asRecord } from '../belenios/strict-json.ts'
import type { Roll } from '../electorate/electorate.ts'
import { addUp } from '../rules/measures.ts'
import type { PaperAnnex } from '../rules/paper-annex.ts'
import { recordFinding, type RecordFinding } from './record-findings.ts'
import type { SignedSheet } from './result-sheet.ts'

export interface DeliveriesToVerify {
  readonly leaves: readonly LogLeaf[]
  readonly roll: Roll
  readonly annex: PaperAnnex | undefined
  readonly sheet: SignedSheet | undefined
}

interface Proof {
  readonly way: unknown
  readonly proof: unknown
}

/** Where the rules count what was delivered and did not come back, that it was delivered must have been told at the time. */
export function verifyDeliveries({ leaves, roll, annex, sheet }: DeliveriesToVerify): readonly RecordFinding[] {
  const ofVote = leaves.filter(({ data }) => asRecord(data)?.['vote'] === roll.vote)
  const close = ofVote.find(({ kind }) => kind === 'closed')
  const ownerOf = new Map<unknown, string>(roll.units.map(({ no, owner }) => [no, owner]))
  const reached = new Map<unknown, Proof>()
  for (const { index, kind, data } of ofVote) {
    if (kind !== 'delivery' || (close && index > close.index)) continue
    const { units, way, proof } = asRecord(data)!
    if (!Array.isArray(units)) return [recordFinding('leaf_malformed', `tlog ${index}`, 'units')]
    // The first proof of a door stays, and of an owner that of the first door.
    for (const owner of units.map((unit) => ownerOf.get(unit)))
      if (!reached.has(owner)) reached.set(owner, { way, proof })
  }
  const found: RecordFinding[] = []
  for (const { owner, way, evidence } of annex?.notReturned ?? []) {
    const told = reached.get(owner)
    if (told?.way !== way || told.proof !== evidence)
      found.push(recordFinding('paper_delivery_differs', `paper.json ${owner}`, told ? '' : 'tlog'))
  }
  const sum = addUp(...roll.owners.filter(({ no }) => reached.has(no)).map(({ area }) => ({ area, heads: 1 })))
  if (sheet && (sheet.delivered.area !== sum.area || sheet.delivered.heads !== sum.heads))
    found.push(recordFinding('result_delivered_wrong', 'result.json', `${sheet.delivered.heads} / ${sum.heads}`))
  return found
}
