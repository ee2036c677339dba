import { sql } from 'kysely'
import type { StaffId } from '#kernel/id'
import { err, ok } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import { implement, type Implementation } from '#platform/operations'
import {
  alteredOf,
  cornerOf,
  covers,
  differenceOf,
  kindsOfArea,
  membersOf,
  mergeAreas,
  outlineOf,
  redrawArea,
  registers,
  splitArea,
  squareMetres,
  type Area,
  type AreaAct,
  type Difference,
  type Division,
  type TakenCodes,
} from '#engines/registers/shared'
import type { RegistersDeps } from '../deps.ts'
import {
  areasOfDay,
  changesById,
  changesOf,
  closedCodes,
  divisionFrom,
  divisionOfDay,
  lastChange,
  ringOf,
  stored,
  versionsOf,
} from './areas.store.ts'
import { standingOf, touchedBy } from './change-areas.ts'
import { addressesOn, locatorOf, movesOf, placedIn } from './places.store.ts'
import { unsettledOf } from './unsettled.store.ts'

const today = (now: string) => shanghaiDate(new Date(now))
const ringsOf = (division: Division, area: Area) => outlineOf(division, area).map(stored)

const areasOn = implement(registers.areasOn, async ({ tx, street, now }, { on = today(now), known = null }) => {
  const rows = await areasOfDay(tx, street, on, known)
  const division = divisionFrom(rows)
  return ok({
    on,
    basis: await lastChange(tx, street),
    closed: await closedCodes(tx, street),
    items: rows.map(({ kind, code, name, parent, comprehensive, validFrom, validTo }, at) => ({
      kind,
      code,
      name,
      parent,
      comprehensive,
      rings: ringsOf(division, division[at]!),
      from: validFrom,
      to: validTo,
    })),
  })
})

const areasAt = implement(registers.areasAt, async ({ tx, street, now }, { lng, lat, on = today(now) }) => {
  const division = await divisionOfDay(tx, street, on)
  const point = cornerOf([lng, lat])
  const holds = (area: Area) => outlineOf(division, area).filter((ring) => covers(ring, point)).length % 2 === 1
  const found = division.filter(holds)
  return ok({
    items: kindsOfArea.flatMap((kind) =>
      found.filter((area) => area.kind === kind).map(({ code, name }) => ({ kind, code, name })),
    ),
  })
})

const areaHistory = implement(registers.areaHistory, async ({ tx, street }, { kind, code }) => {
  const rows = await versionsOf(tx, street, kind, code)
  if (rows.length === 0) return err('area_not_found')
  const ids = [...new Set(rows.flatMap((row) => row.change ?? []))]
  const changes = new Map((await changesById(tx, street, ids)).map((change) => [change.id, change]))
  const leader =
    kind === 'micro'
      ? await sql<{ id: StaffId; name: string }>`
          select s.id, s.name from micro_grids m join staff s on s.street = m.street and s.id = m.leader
          where m.street = ${street} and m.code = ${code}`.execute(tx)
      : null
  return ok({
    versions: rows.map((row) => ({
      kind,
      code,
      name: row.name,
      parent: row.parent,
      comprehensive: row.comprehensive,
      rings: row.ring.length > 0 ? [stored(ringOf(row.ring))] : [],
      from: row.validFrom,
      to: row.validTo,
      change: (row.change && changes.get(row.change)) || null,
      recordedAt: row.recordedAt,
      supersededAt: row.supersededAt,
    })),
    changes: await changesOf(tx, street, { kind, code }),
    leader: leader?.rows[0] ?? null,
  })
})

const areaChanges = implement(registers.areaChanges, async ({ tx, street }, { limit }) =>
  ok({ items: await changesOf(tx, street, { limit }), unsettled: await unsettledOf(tx, street) }),
)

const addressesOfArea = implement(registers.addressesOfArea, async ({ tx, street }, { kind, code, on = null, limit }) =>
  ok(await addressesOn(tx, street, kind, code, on, limit)),
)

function planned(division: Division, plan: AreaAct, taken: TakenCodes) {
  switch (plan.act) {
    case 'split':
      return splitArea(division, plan, taken)
    case 'merge':
      return mergeAreas(division, plan, taken)
    case 'redraw':
      return redrawArea(division, plan)
  }
}

/** The areas that a plan is about, as they will be. */
function mainOf(plan: AreaAct, after: Division, difference: Difference): Area[] {
  const codes =
    plan.act === 'redraw'
      ? alteredOf(difference, plan.kind)
      : plan.act === 'split'
        ? plan.parts.map((part) => part.code)
        : [plan.whole.code]
  return after.filter((area) => area.kind === plan.kind && codes.includes(area.code))
}

const key = ({ kind, code }: Pick<Area, 'kind' | 'code'>) => `${kind} ${code}`

function previewAreas({ openCases }: RegistersDeps): Implementation {
  return implement(registers.previewAreas, async (context, { plan }) => {
    const { tx, street } = context
    const { division, taken } = await standingOf(context)
    const after = planned(division, plan, taken)
    if (!after.ok) return after
    const difference = differenceOf(division, after.value)
    const touched = touchedBy(difference)
    const changing = await placedIn(tx, street, 'address', touched)
    const moves = new Map(movesOf(changing, after.value).map((move) => [move.id, move.is]))
    const mains = mainOf(plan, after.value, difference)
    // Counted are also those that stay: of a comprehensive grid only some of its grids are touched.
    const grids = mains.flatMap((area) => membersOf(after.value, area)).filter((area) => area.kind === 'grid')
    const counted = { ...touched, grids: [...new Set([...touched.grids, ...grids.map((area) => area.code)])] }
    const places = (await placedIn(tx, street, 'address', counted)).map((each) => moves.get(each.id) ?? each)
    const cases = (await openCases?.(tx, street, counted)) ?? []
    const locate = locatorOf(after.value)
    const caseAreas = cases.map((each) => (each.lng === null || each.lat === null ? null : locate(each.lng, each.lat)))
    const changed = new Map(
      [...difference.opened, ...difference.altered.map((each) => each.after)].map((area) => [key(area), area]),
    )
    const isNew = new Set(difference.opened.map(key))
    const main = new Set(mains.map(key))
    const shown = after.value.filter((area) => main.has(key(area)) || changed.has(key(area)))
    const countIn = (
      area: Area,
      list: readonly ({ committee: string | null; grid: string | null; microGrid: string | null } | null)[],
    ) => {
      const grids =
        area.kind === 'comprehensive' ? new Set(membersOf(after.value, area).map((grid) => grid.code)) : null
      return list.filter(
        (each) =>
          each !== null &&
          (area.kind === 'committee'
            ? each.committee === area.code
            : area.kind === 'grid'
              ? each.grid === area.code
              : area.kind === 'micro'
                ? each.microGrid === area.code
                : grids!.has(each.grid ?? '')),
      ).length
    }
    return ok({
      areas: shown.map((area) => {
        const { kind, code, name, parent, comprehensive } = area
        const outline = outlineOf(after.value, area)
        return {
          kind,
          code,
          name,
          parent,
          comprehensive,
          rings: outline.map(stored),
          isNew: isNew.has(key(area)),
          isMain: main.has(key(area)),
          squareMetres: Math.round(outline.reduce((sum, ring) => sum + squareMetres(ring), 0)),
          addresses: countIn(area, places),
          openCases: countIn(area, caseAreas),
        }
      }),
      closed: difference.closed.map(({ kind, code, name }) => ({ kind, code, name })),
      movedAddresses: moves.size,
      keptCases: cases.filter((each, at) => {
        const now = caseAreas[at]
        return now && (now.committee !== each.committee || now.grid !== each.grid)
      }).length,
      unsettled: await unsettledOf(tx, street, difference.closed),
    })
  })
}

export function areaQueries(deps: RegistersDeps): readonly Implementation[] {
  return [areasOn, areasAt, areaHistory, areaChanges, addressesOfArea, previewAreas(deps)]
}
