import type { Text } from '#kernel/text'
import type { RollWarning, SnapshotOwner, SnapshotUnit, WarningCode } from './electorate.ts'

const sourceText: Readonly<Record<'surveyed' | 'contract', Text>> = {
  surveyed: ['测绘报告', 'a survey'],
  contract: ['买卖合同', 'the contract of sale'],
}

function ofUnit(unit: SnapshotUnit, code: WarningCode, blocking: boolean, text: Text): RollWarning {
  return { code, blocking, unit: unit.no, owners: unit.owner === '' ? [] : [unit.owner], text }
}

function unitWarnings(unit: SnapshotUnit): RollWarning[] {
  const found: RollWarning[] = []
  if (unit.source === 'missing')
    found.push(
      ofUnit(unit, 'area_missing', true, [
        `${unit.label}没有面积。请补录面积及其来源，或者说明理由后不列入。`,
        `${unit.label} has no area. Enter it with its source, or leave the home out with a reason.`,
      ]),
    )
  else if (unit.source !== 'registered')
    found.push(
      ofUnit(unit, 'area_not_registered', false, [
        `${unit.label}的面积取自${sourceText[unit.source][0]}，不动产登记簿未载明。`,
        `The area of ${unit.label} is taken from ${sourceText[unit.source][1]}; the real-estate register does not tell it.`,
      ]),
    )
  if (unit.owner === '')
    found.push(
      ofUnit(unit, 'owner_missing', true, [
        `${unit.label}没有产权人。请核实产权人，或者说明理由后不列入。`,
        `${unit.label} has no owner. Find out who owns it, or leave the home out with a reason.`,
      ]),
    )
  return found
}

/** Owners who hold something alone and something else with others: the law is silent on whether they are one. */
function partlySame(owner: SnapshotOwner, owners: readonly SnapshotOwner[]): SnapshotOwner[] {
  return owners.filter(
    (other) =>
      other.no > owner.no &&
      other.kind !== 'developer' &&
      owner.kind !== 'developer' &&
      other.holders.some((holder) => owner.holders.includes(holder)),
  )
}

/** What the registry has to decide, or at least to know, before the roll is frozen. */
export function warningsOf(units: readonly SnapshotUnit[], owners: readonly SnapshotOwner[]): readonly RollWarning[] {
  const labels = new Map(units.map((unit) => [unit.no, unit.label]))
  const first = (owner: SnapshotOwner): string => labels.get(owner.units[0]!)!
  const found = units.flatMap(unitWarnings)
  for (const owner of owners) {
    const about = (code: WarningCode, text: Text, ...others: readonly SnapshotOwner[]): RollWarning => ({
      code,
      blocking: false,
      unit: null,
      owners: [owner, ...others].map(({ no }) => no),
      text,
    })
    if (owner.kind === 'co_owners' && owner.representative === null)
      found.push(
        about('representative_missing', [
          `${first(owner)}由数人共有，尚未推定一名代表行使表决权。`,
          `${first(owner)} is owned by several people who have not yet named the one who votes for them.`,
        ]),
      )
    if (owner.kind === 'public_body' && owner.holders.length === 0)
      found.push(
        about('public_body_unnamed', [
          `未出售公房 ${owner.units.length} 套没有载明产权单位，暂合计为一名业主，请核实产权单位。`,
          `${owner.units.length} homes of unsold public housing name no property-right unit; they count as one owner until it is known.`,
        ]),
      )
    for (const other of partlySame(owner, owners))
      found.push(
        about(
          'partly_same_owners',
          [
            `${first(owner)}与${first(other)}的产权人部分相同，按两名业主计算；应合并计算的，请说明理由后合并。`,
            `${first(owner)} and ${first(other)} share an owner and count as two heads; merge them with a reason if they are one.`,
          ],
          other,
        ),
      )
  }
  return found
}
