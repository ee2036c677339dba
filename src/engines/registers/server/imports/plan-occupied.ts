import type { Fields } from '#engines/registers/shared'
import { remark, type Reading, type RowReason } from '../../shared/importing/index.ts'
import type { TrustRule } from '../../shared/trust.ts'
import type { Occupied } from './find-occupied.ts'
import type { OwnTie } from './held.ts'
import { isOpen, outranks, type Said } from './outranks.ts'
import { told, type PlannedTie } from './plan-person.ts'
import type { FieldChange } from './rows.store.ts'

export interface OccupiedPlan {
  readonly superseded: readonly string[]
  readonly ties: readonly PlannedTie[]
  readonly changes: readonly FieldChange[]
  readonly remarks: readonly RowReason[]
}

const target = 'field:operatingPlace'

/** What becomes of where an enterprise works after a row: it leaves the old place when the file names another than before. */
export function planOccupied(
  entry: { readonly id: string; readonly fields: Fields | null },
  reading: Reading,
  occupied: Occupied,
  held: readonly OwnTie[],
  rules: readonly TrustRule[],
  said: Said,
): OccupiedPlan {
  const nothing: OccupiedPlan = { superseded: [], ties: [], changes: [], remarks: [] }
  const { text } = occupied
  if (occupied.is !== 'found')
    return {
      ...nothing,
      remarks: [
        occupied.is === 'several'
          ? remark(target, 'operating_place_unclear', [
              `经营地址“${text}”有多处房屋或场所，未登记入驻，请在企业页选择`,
              `Several premises have the address ${text}: choose one on the page of the enterprise`,
            ])
          : remark(target, 'operating_place_unknown', [
              `没有找到经营地址“${text}”的房屋或场所，未登记入驻`,
              `No premises have the address ${text}: not tied`,
            ]),
      ],
    }
  const open = held.filter((tie) => tie.kind === 'occupies' && isOpen(tie, said.today))
  if (open.some((tie) => tie.object === occupied.id)) return nothing
  const before = entry.fields?.['operatingPlace']
  const leaves = typeof before === 'string' && before !== reading.fields['operatingPlace'] ? open : []
  if (!leaves.every((tie) => outranks(tie, said, rules, 'operatingPlace')))
    return {
      ...nothing,
      remarks: [
        remark(target, 'operating_place_outranked', [
          '入驻处所以更可信或更新的来源为准，未改',
          'A more trusted or fresher source says where the enterprise works',
        ]),
      ],
    }
  const { observedOn, source } = said
  const ended = leaves.flatMap((tie) => (tie.from < observedOn ? [{ ...told(tie), to: observedOn }] : []))
  const tie: PlannedTie = { kind: 'occupies', subject: entry.id, object: occupied.id, details: {}, from: observedOn, to: null, source } // prettier-ignore
  return {
    superseded: leaves.map((each) => each.id),
    ties: [...ended, tie],
    changes: [{ field: '@occupies', from: leaves.length > 0 ? String(before) : null, to: text }],
    remarks: [],
  }
}
