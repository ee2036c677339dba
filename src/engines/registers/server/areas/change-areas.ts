import { err, ok, type Result } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import type { Actor, Context } from '#platform/operations'
import { must } from '#kernel/assert'
import {
  differenceOf,
  type AreaChange,
  type AreaKind,
  type Difference,
  type Division,
  type TakenCodes,
  type Unsettled,
} from '#engines/registers/shared'
import {
  divisionFrom,
  insertChange,
  lastChange,
  lockAreas,
  saveDifference,
  standingRows,
  type AreaRow,
} from './areas.store.ts'
import { movesOf, placedIn, saveMoves, type Touched } from './places.store.ts'
import { unsettledOf } from './unsettled.store.ts'

export interface Decided {
  readonly day: string
  readonly reason: string
  readonly basis: string | null
}

export interface Standing {
  readonly rows: readonly AreaRow[]
  readonly division: Division
  /** Codes that closed areas had. */
  readonly taken: TakenCodes
}

export async function standingOf({ tx, street }: Pick<Context, 'tx' | 'street'>): Promise<Standing> {
  const rows = await standingRows(tx, street)
  const closed = rows.filter((row) => row.validTo !== null)
  return {
    rows,
    division: divisionFrom(rows.filter((row) => row.validTo === null)),
    taken: new Set(closed.map((row) => `${row.kind} ${row.code}`)),
  }
}

export function touchedBy({ closed, altered }: Difference): Touched {
  const areas = [...closed, ...altered.map((each) => each.before)]
  const codes = (kind: AreaKind) => areas.filter((area) => area.kind === kind).map((area) => area.code)
  return { committees: codes('committee'), grids: codes('grid'), micros: codes('micro') }
}

type ChangeRefusal = 'areas_changed_meanwhile' | 'day_in_future' | 'day_before_last_change'

interface Changing {
  readonly kind: AreaKind
  readonly act: AreaChange['act']
  readonly fromCodes: readonly string[]
  readonly toCodes: readonly string[]
}

interface Done {
  readonly change: string
  readonly movedAddresses: number
  readonly unsettled: Unsettled
}

const staffOf = (actor: Actor) => ({ id: must(actor.id, 'a member of staff'), name: must(actor.name, 'a name') })

/** Loads what there is, lets it be decided, and writes down what follows: areas, addresses, entries, the change itself. */
export async function changeAreas<E extends string>(
  context: Context,
  decided: Decided,
  changing: Changing | ((difference: Difference) => Changing),
  decide: (standing: Standing) => Result<Division, E>,
): Promise<Result<Done, E | ChangeRefusal>> {
  const { tx, street, actor, now } = context
  if (decided.day > shanghaiDate(new Date(now))) return err('day_in_future')
  await lockAreas(tx, street)
  if ((await lastChange(tx, street)) !== decided.basis) return err('areas_changed_meanwhile')
  const standing = await standingOf(context)
  const next = decide(standing)
  if (!next.ok) return next
  const difference = differenceOf(standing.division, next.value)
  if (isTooEarly(difference, standing.rows, decided.day)) return err('day_before_last_change')

  const by = staffOf(actor)
  const change = context.newId()
  const { kind, act, fromCodes, toCodes } = typeof changing === 'function' ? changing(difference) : changing
  await insertChange(
    tx,
    street,
    {
      id: change,
      kind,
      act,
      fromCodes: [...fromCodes],
      toCodes: [...toCodes],
      day: decided.day,
      reason: decided.reason,
      byName: by.name,
      at: now,
    },
    by.id,
  )
  await saveDifference(tx, street, standing.rows, difference, { day: decided.day, now, change })
  const touched = touchedBy(difference)
  let movedAddresses = 0
  for (const subject of ['address', 'entry'] as const) {
    const moves = movesOf(await placedIn(tx, street, subject, touched), next.value)
    await saveMoves(tx, street, subject, moves, { day: decided.day, change })
    if (subject === 'address') movedAddresses = moves.length
  }
  context.subject('area_change', change)
  context.changed({ act, kind, from: fromCodes, to: toCodes, day: decided.day, movedAddresses })
  return ok({ change, movedAddresses, unsettled: await unsettledOf(tx, street) })
}

/** A change cannot begin before what it changes; a code that is opened again not before it was closed. */
function isTooEarly({ closed, opened, altered }: Difference, rows: readonly AreaRow[], day: string): boolean {
  const rowOf = new Map(rows.map((row) => [`${row.kind} ${row.code}`, row]))
  return [...closed, ...opened, ...altered.map((each) => each.before)].some((area) => {
    const row = rowOf.get(`${area.kind} ${area.code}`)
    return row !== undefined && day < (row.validTo ?? row.validFrom)
  })
}
