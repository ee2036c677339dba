import type { LedgerEntry } from './entry-ledger.ts'

/** What a member came to from January on, beside the same months of last year. */
export interface EntryGrowth {
  readonly member: string
  readonly name: string
  readonly now: number
  readonly before: number
  /** No entry in the same months of last year, or none in this. */
  readonly only: 'now' | 'before' | null
}

export interface ComparedEntries {
  readonly rows: readonly EntryGrowth[]
  readonly up: number
  readonly down: number
  readonly same: number
  readonly now: number
  readonly before: number
}

/**
 * Who rose and who fell. With a mark, of the members that bear it in this year: those of last year who do not are not
 * compared, for the mark is given anew by the year.
 */
export function compareEntries(
  entries: readonly LedgerEntry[],
  {
    year,
    month,
    amount,
    mark,
  }: { readonly year: number; readonly month: number; readonly amount: string; readonly mark: string | null },
): ComparedEntries {
  const members = new Map<
    string,
    { name: string; nameOf: string; now: number | null; before: number | null; isMarked: boolean }
  >()
  for (const entry of entries) {
    const [itsYear, itsMonth] = [Number(entry.month.slice(0, 4)), Number(entry.month.slice(5, 7))]
    if (itsMonth > month || (itsYear !== year && itsYear !== year - 1)) continue
    const known = members.get(entry.member) ?? { name: '', nameOf: '', now: null, before: null, isMarked: false }
    const side = itsYear === year ? 'now' : 'before'
    known[side] = (known[side] ?? 0) + (entry.amounts[amount] ?? 0)
    if (side === 'now' && mark !== null && entry.marks.includes(mark)) known.isMarked = true
    // An enterprise that took another name is told by its newest.
    if (entry.month >= known.nameOf) [known.name, known.nameOf] = [entry.name, entry.month]
    members.set(entry.member, known)
  }
  const rows = [...members]
    .filter(([, { isMarked }]) => mark === null || isMarked)
    .map(([member, { name, now, before }]): EntryGrowth => ({
      member,
      name,
      now: now ?? 0,
      before: before ?? 0,
      only: before === null ? 'now' : now === null ? 'before' : null,
    }))
    .sort((a, b) => b.now - b.before - (a.now - a.before) || (a.member < b.member ? -1 : 1))
  const sum = (side: 'now' | 'before') => rows.reduce((total, row) => total + row[side], 0)
  return {
    rows,
    up: rows.filter((row) => row.now > row.before).length,
    down: rows.filter((row) => row.now < row.before).length,
    same: rows.filter((row) => row.now === row.before).length,
    now: sum('now'),
    before: sum('before'),
  }
}
