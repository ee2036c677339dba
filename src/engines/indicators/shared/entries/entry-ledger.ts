import type { Text } from '#kernel/text'
import { explainMeasure, type Measure, type Value, type Words } from '#model'
import type { PlacedMeasure } from '../measuring.ts'

/** 登记台账: what comes in month by month for each member (an enterprise, say) and is counted by measures of its own. */
export interface EntryLedger {
  /** Also what the keys of its measures begin with. */
  readonly id: string
  readonly label: Text
  readonly summary: Text
  /** What a row is of. */
  readonly member: Text
  /** What a member may be marked as in a month. */
  readonly marks: Readonly<Record<string, Text>>
  /** Amounts of a row, in fen. */
  readonly amounts: Readonly<Record<string, Text>>
  /** Over `month`, `marks.…` and `amounts.…`. */
  readonly measures: readonly Measure[]
}

/** 台账条目: one member's month. Entering it again puts it right; the acts keep what was entered before. */
export interface LedgerEntry {
  readonly id: string
  /** Its first day. */
  readonly month: string
  readonly member: string
  readonly name: string
  readonly marks: readonly string[]
  readonly amounts: Readonly<Record<string, number>>
}

/** An entry as the conditions of measures see it. */
export function entryValue(entry: LedgerEntry, field: string): Value {
  if (field === 'month') return entry.month
  if (field.startsWith('marks.')) return entry.marks.includes(field.slice('marks.'.length))
  if (field.startsWith('amounts.')) {
    const name = field.slice('amounts.'.length)
    return Object.hasOwn(entry.amounts, name) ? entry.amounts[name] : null
  }
  return null
}

function wordsOf(ledger: EntryLedger): Words<string> {
  return {
    label(field) {
      if (field === 'month') return ['所属月份', 'its month']
      const [kind, name = ''] = field.split('.')
      return (kind === 'marks' ? ledger.marks : ledger.amounts)[name] ?? [field, field]
    },
    say(_field, value) {
      if (typeof value === 'boolean') return value ? ['是', 'yes'] : ['否', 'no']
      const said = typeof value === 'object' ? value.token : String(value)
      return [said, said]
    },
  }
}

/** Its measures, each under the ledger's id; they are told for the whole street. */
export function entryMeasures(ledgers: readonly EntryLedger[]): readonly PlacedMeasure[] {
  return ledgers.flatMap((ledger) =>
    ledger.measures.map((measure) => ({
      key: `${ledger.id}:${measure.id}`,
      measure,
      source: 'ledger' as const,
      of: ledger.label,
      dimensions: [],
    })),
  )
}

/** A measure of entries in one sentence. */
export const explainEntryMeasure = (ledger: EntryLedger, measure: Measure): Text =>
  explainMeasure(measure, wordsOf(ledger))
