import type { Tx } from '#platform/db'
import type { RowReason } from '../../shared/importing/index.ts'
import { conclude, knownOf } from './conclude.ts'
import { hitsOf, outcomeOf, rowsBefore } from './find-entry.ts'
import { headsOf } from './held.ts'
import { isBlocked, type Earlier, type Judging, type Outcome, type ReadRow, type Weighed } from './judging.ts'
import { placeAddresses } from './places.ts'
import { keysInFile, keysOfRow } from './row-keys.ts'
import type { Judgement, StoredRow } from './rows.store.ts'

/** Judges rows in their order: each against the registers and against the rows before it. Writes nothing. */
export async function judgeRows(tx: Tx, judging: Judging, rows: readonly ReadRow[]): Promise<StoredRow[]> {
  const { street, register, today } = judging
  const readable = rows.filter((row) => row.reading !== null && row.decision !== 'skip')
  const placer = await placeAddresses(
    tx,
    street,
    readable.map((row) => row.reading!.address),
  )
  const weighed = readable.map((row): Weighed => {
    const reading = row.reading!
    const { address } = reading
    return { row, reading, keys: keysOfRow(register, reading), placing: address && placer(address) }
  })
  const hits = await hitsOf(tx, judging, weighed)
  const before = await rowsBefore(tx, judging, weighed, hits)
  const outcomes = new Map<number, Outcome>()
  const mine = new Map<number, Earlier>()
  for (const each of weighed) {
    const outcome = outcomeOf(judging, each, hits, (no) => mine.get(no) ?? before.get(no))
    outcomes.set(each.row.no, outcome)
    if (isBlocked(each)) continue
    mine.set(each.row.no, {
      entry: outcome.id,
      traits: each.keys.traits,
      fields: each.reading.fields,
      verdict: outcome.is === 'doubtful' ? 'doubtful' : 'new',
    })
    for (const key of keysInFile(register, each.reading)) judging.keys.add(key, each.row.no)
  }
  const known = await knownOf(tx, judging, weighed, outcomes, hits.entries)
  const homes = [...new Set(weighed.flatMap(({ placing }) => (placing?.is === 'home' ? [placing.id] : [])))].filter(
    (home) => !judging.heads.has(home),
  )
  if (register === 'person')
    for (const [home, head] of await headsOf(tx, street, homes, today)) judging.heads.set(home, head)

  const byNo = new Map(weighed.map((each) => [each.row.no, each]))
  return rows.map((row): StoredRow => {
    const each = byNo.get(row.no)
    if (!each) return { ...row, ...leftOut(row) }
    return { ...row, ...conclude(judging, each, outcomes.get(row.no)!, known) }
  })
}

function leftOut(row: ReadRow): Judgement {
  const reasons: RowReason[] = [...row.given.reasons]
  if (row.decision === 'skip')
    reasons.push({
      target: null,
      code: 'left_out_by_hand',
      text: ['人工决定不导入', 'Left out by hand'],
      gravity: 'skipped',
    })
  return { reading: null, verdict: 'skipped', reasons, changes: [], entry: null, candidates: [] }
}
export type { ReadRow } from './judging.ts'
