import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import {
  addMicroGrid,
  alteredOf,
  degreesOf,
  differenceOf,
  mergeAreas,
  readAreas,
  redrawArea,
  registers,
  renameArea,
  splitArea,
  type Area,
  type Difference,
} from '#engines/registers/shared'
import { changeAreas, standingOf, touchedBy } from './change-areas.ts'
import { lockAreas } from './areas.store.ts'
import { movesOf, placedIn } from './places.store.ts'

const split = implement(registers.splitArea, (context, { day, reason, basis, ...splitting }) =>
  changeAreas(
    context,
    { day, reason, basis },
    {
      kind: splitting.kind,
      act: 'split',
      fromCodes: [splitting.code],
      toCodes: splitting.parts.map((part) => part.code),
    },
    ({ division, taken }) => splitArea(division, splitting, taken),
  ),
)

const merge = implement(registers.mergeAreas, (context, { day, reason, basis, ...merging }) =>
  changeAreas(
    context,
    { day, reason, basis },
    { kind: merging.kind, act: 'merge', fromCodes: merging.codes, toCodes: [merging.whole.code] },
    ({ division, taken }) => mergeAreas(division, merging, taken),
  ),
)

const redraw = implement(registers.redrawArea, (context, { day, reason, basis, ...redrawing }) =>
  changeAreas(
    context,
    { day, reason, basis },
    (difference) => {
      const codes = alteredOf(difference, redrawing.kind)
      return { kind: redrawing.kind, act: 'redraw', fromCodes: codes, toCodes: codes }
    },
    ({ division }) => redrawArea(division, redrawing),
  ),
)

const rename = implement(registers.renameArea, (context, { day, reason, basis, ...renaming }) =>
  changeAreas(
    context,
    { day, reason, basis },
    { kind: renaming.kind, act: 'rename', fromCodes: [renaming.code], toCodes: [renaming.code] },
    ({ division }) => renameArea(division, renaming),
  ),
)

const found = implement(registers.addMicroGrid, (context, { day, reason, basis, ...adding }) =>
  changeAreas(
    context,
    { day, reason, basis },
    { kind: 'micro', act: 'found', fromCodes: [], toCodes: [adding.code] },
    ({ division, taken }) => addMicroGrid(division, adding, taken),
  ),
)

const setMicroLeader = implement(registers.setMicroLeader, async ({ tx, street, changed }, { code, leader }) => {
  if (leader !== null) {
    const known = await sql`select 1 from staff where street = ${street} and id = ${leader} and active`.execute(tx)
    if (known.rows.length === 0) return err('staff_unknown')
  }
  const set = await sql`update micro_grids set leader = ${leader}
    where street = ${street} and code = ${code} and valid_to is null returning 1`.execute(tx)
  if (set.rows.length === 0) return err('area_not_found')
  changed({ code, leader })
  return ok({})
})

const settled = {
  committee: { column: 'committee', table: 'committees' },
  comprehensive: { column: 'comprehensive', table: 'comprehensive_grids' },
} as const

const settleUnit = implement(registers.settleUnit, async ({ tx, street, changed, subject }, { unit, kind, code }) => {
  const [column, table] = [sql.raw(settled[kind].column), sql.raw(settled[kind].table)]
  const open =
    await sql`select 1 from ${table} where street = ${street} and code = ${code} and valid_to is null`.execute(tx)
  if (open.rows.length === 0) return err('area_not_found')
  // Only a unit that has such an area already: a sanitation team does not become a committee's.
  const { rows } = await sql<{ was: string }>`
    select ${column} as was from units where street = ${street} and id = ${unit} and ${column} is not null for update`.execute(
    tx,
  )
  const [known] = rows
  if (!known) return err('unit_unknown')
  await sql`update units set ${column} = ${code} where street = ${street} and id = ${unit}`.execute(tx)
  subject('unit', unit)
  changed({ kind, from: known.was, to: code })
  return ok({})
})

const line = ({ kind, code, name }: Area) => ({ kind, code, name })

function reportOf({ closed, opened, altered }: Difference, all: number) {
  return {
    closed: closed.map(line),
    opened: opened.map(line),
    altered: altered.map(({ before, after }) => ({
      ...line(after),
      was: before.name,
      isRedrawn: JSON.stringify(before.ring) !== JSON.stringify(after.ring),
    })),
    same: all - opened.length - altered.length,
  }
}

/** A dry run says everything that the import would do, and what keeps it from being done. */
const importAreas = implement(registers.importAreas, async (context, { day, reason, basis, file, dryRun }) => {
  await lockAreas(context.tx, context.street)
  const before = await standingOf(context)
  const read = readAreas(before.division, file)
  if (!read.ok) return read
  const { division, faults } = read.value
  const difference = differenceOf(before.division, division)
  const report = {
    ...reportOf(difference, division.length),
    faults: faults.slice(0, 100).map((fault) => ({ ...fault, at: fault.at && degreesOf(fault.at) })),
  }
  const nothing = difference.closed.length + difference.opened.length + difference.altered.length === 0
  if (dryRun || faults.length > 0 || nothing) {
    const placed = faults.length > 0 ? [] : await placedIn(context.tx, context.street, 'address', touchedBy(difference))
    return ok({ done: false, ...report, movedAddresses: movesOf(placed, division).length })
  }
  const done = await changeAreas<never>(
    context,
    { day, reason, basis },
    {
      kind: file.features[0]!.properties.kind,
      act: 'import',
      fromCodes: [...difference.closed, ...difference.altered.map((each) => each.before)].map((area) => area.code),
      toCodes: [...difference.opened, ...difference.altered.map((each) => each.after)].map((area) => area.code),
    },
    () => ok(division),
  )
  return done.ok ? ok({ done: true, ...report, movedAddresses: done.value.movedAddresses }) : done
})

export const areaCommands: readonly Implementation[] = [
  split,
  merge,
  redraw,
  rename,
  found,
  setMicroLeader,
  settleUnit,
  importAreas,
]
