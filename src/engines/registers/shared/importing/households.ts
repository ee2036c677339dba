import { remark, type RowReason } from './reason.ts'
import { isPlace, type Merged } from './sheet-row.ts'

interface HouseholdSheet {
  readonly headRow: number
  readonly targets: readonly string[]
  readonly merges: readonly Merged[]
}

/** Where one household ends and the next begins, and what its members take from its head. */
export function openHouseholds({ headRow, targets, merges }: HouseholdSheet, heads: readonly string[]) {
  const relationAt = targets.indexOf('relation')
  const headNameAt = heads.findIndex((head, at) => /^户主(姓名)?$/.test(head) && targets[at] !== 'field:name')
  const places = targets.flatMap((target, at) => (isPlace(target) ? [at] : []))
  // Who merges the cells of a household has said what belongs together.
  const isMerged = merges.some(
    ({ fromRow, toRow, fromColumn, toColumn }) =>
      toRow > fromRow && fromRow > headRow && places.some((at) => at + 1 >= fromColumn && at + 1 <= toColumn),
  )
  let headName = ''

  /** Whether the row is the first of a household: then no place is taken from the one above. */
  function begins(texts: readonly string[]): boolean {
    const name = texts[headNameAt] ?? ''
    const isOther = name !== '' && headName !== '' && name !== headName
    if (name !== '') headName = name
    return isOther || /户主|本人/.test(texts[relationAt] ?? '')
  }

  /** Members of a household below its head often have the address left blank, with no merged cell to say so. */
  function fill(
    given: Record<string, string>,
    texts: readonly string[],
    before: readonly string[],
    reasons: RowReason[],
  ): void {
    if (relationAt < 0 && headNameAt < 0) return
    const relation = texts[relationAt] ?? ''
    const isMember = relation !== '' && !/户主|本人/.test(relation)
    const isBlank = places.every((at) => (texts[at] ?? '') === '')
    const above = isMember && !isMerged && isBlank ? places.filter((at) => (before[at] ?? '') !== '') : []
    for (const at of above) given[targets[at]!] = before[at]!
    if (above.length > 0)
      reasons.push(
        remark(targets[above[0]!]!, 'filled_down', [
          '地址空白，取自上一行同户人员',
          'No address: taken from the row above, of the same household',
        ]),
      )
    else if (!Object.keys(given).some(isPlace))
      reasons.push(
        remark(targets[places[0] ?? -1] ?? null, 'no_address', [
          '没有地址，不登记住处',
          'No address: where the person lives is not written',
        ]),
      )
  }

  return { begins, fill }
}
