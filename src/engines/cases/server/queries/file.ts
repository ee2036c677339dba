import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import { implement, type Actor, type Implementation } from '#platform/operations'
import { maskName, maskPhone } from '#engines/registers/shared'
import {
  actionsOf,
  cases,
  routeCase,
  settingOf,
  unitFor,
  type CaseFile,
  type CaseId,
  type CaseLine,
  type CaseRecord,
  type Destination,
} from '#engines/cases/shared'
import { findCase } from '../cases.store.ts'
import type { CasesDeps } from '../deps.ts'
import { typeOf } from '../engine.ts'
import { canSee, visibleTo } from '../scope.ts'
import { decidingOf, settingsOf, type StreetSettings } from '../settings.ts'
import { lineColumns } from './list.ts'

/** Whoever has the code rates the handling: it is for who speaks with the caller, and never for a unit that handles. */
function mayTellCode(actor: Actor, { case: found, tasks }: CaseFile): boolean {
  if (tasks.some((task) => task.unit === actor.unit)) return false
  return found.createdBy === actor.id || actor.can.has(cases.amend.name) || actor.can.has(cases.visit.name)
}

/** Who was spoken to is told like who called. */
function masked(record: CaseRecord): CaseRecord {
  return record.kind === 'contact'
    ? { ...record, body: { ...record.body, person: record.body.person && maskName(record.body.person) } }
    : record
}

interface ActLine {
  readonly id: string
  readonly at: string
  readonly operation: string
  readonly actor: string | null
  readonly outcome: string
}

export function destinationOf(
  to: Destination,
  found: Pick<CaseFile['case'], 'committee' | 'grid'>,
  settings: StreetSettings,
) {
  const comprehensive =
    settings.grids.find((grid) => grid.code === found.grid)?.comprehensive ??
    settings.grids.find((grid) => grid.committee === found.committee)?.comprehensive ??
    null
  return unitFor(to, { committee: found.committee, comprehensive }, settings.units)
}

/** Metres between two points, exact enough for a street. */
const distanceSql = (lng: number, lat: number) =>
  sql<number>`(111320 * sqrt(power(c.lat - ${lat}, 2) + power((c.lng - ${lng}) * cos(radians(${lat})), 2)))`

export function fileHandlers(deps: CasesDeps): readonly Implementation[] {
  return [
    implement(cases.get, async ({ tx, street, actor, now }, { caseId }) => {
      const file = await findCase(tx, street, caseId)
      if (!file || !canSee(actor, file)) return err('case_not_found')
      const settings = await settingsOf(tx, deps.database, street)
      const caller = await sql<{
        name: string | null
        phone: string | null
      }>`select name, phone from case_callers where street = ${street} and case_id = ${caseId}`.execute(tx)
      const acts = await sql<ActLine>`
        select id, at, operation, actor_name as actor, outcome from acts where street = ${street} and subject_id = ${caseId} order by at, id limit 500`.execute(
        tx,
      )
      const repeats = file.case.repeatGroup
        ? await sql<CaseLine>`
            select ${lineColumns} from cases c where c.street = ${street} and c.repeat_group = ${file.case.repeatGroup} and c.id <> ${caseId} and ${visibleTo(actor)}
            order by c.reported_at desc limit 50`.execute(tx)
        : { rows: [] }
      const { name = null, phone = null } = caller.rows[0] ?? {}
      return ok({
        case: {
          ...file.case,
          answers: { ...file.case.answers },
          followCode: mayTellCode(actor, file) ? file.case.followCode : null,
        },
        caller: caller.rows[0] ? { name: name && maskName(name), phone: phone && maskPhone(phone) } : null,
        tasks: [...file.tasks],
        deadlines: [...file.deadlines],
        records: file.records.map(masked).map((record) => ({ ...record, photos: [...record.photos] })),
        acts: acts.rows,
        repeats: repeats.rows,
        actions: actionsOf(file, decidingOf(settings, typeOf(deps, file), actor, now), actor.can),
        now,
      })
    }),
    implement(cases.duplicates, async ({ tx, street, actor, now }, asked) => {
      const settings = await settingsOf(tx, deps.database, street)
      const setting = (key: Parameters<typeof settingOf>[1]) => settingOf(settings.parameters, key, now)
      const [near, far] = [setting('cases.duplicate.near'), setting('cases.duplicate.far')]
      const since = new Date(Date.parse(now) - setting('cases.duplicate.days') * 86_400_000).toISOString()
      const { category, addressId, lng, lat, callerPhone } = asked
      const point = typeof lng === 'number' && typeof lat === 'number' ? ([lng, lat] as const) : null
      const distance = point ? distanceSql(...point) : sql<number>`null::double precision`
      const box = point
        ? sql`(c.lat between ${point[1] - far / 111_320} and ${point[1] + far / 111_320} and c.lng between ${point[0] - far / 90_000} and ${point[0] + far / 90_000})`
        : sql`false`
      const sameCaller = callerPhone
        ? sql<boolean>`coalesce(c.id in (select k.case_id from case_callers k where k.street = ${street} and k.phone = ${callerPhone}), false)`
        : sql<boolean>`false`
      const sameAddress = addressId ? sql`c.address_id = ${addressId}` : sql`false`
      const matter = category ? sql<boolean>`c.category = ${category}` : sql<boolean>`false`
      if (!point && !addressId && !callerPhone) return ok({ items: [] })
      const { rows } = await sql<
        CaseLine & { distance: number | null; sameCaller: boolean; sameAddress: boolean; sameMatter: boolean }
      >`
        select * from (
          select ${lineColumns}, ${distance} as distance, ${sameCaller} as "sameCaller", coalesce(${sameAddress}, false) as "sameAddress", ${matter} as "sameMatter"
          from cases c
          where c.street = ${street} and c.reported_at >= ${since} and c.state not in ('voided', 'rejected') and ${visibleTo(actor)}
            and (${sameAddress} or ${box} or ${sameCaller}) and c.id is distinct from ${asked.except ?? null}::uuid
          order by c.reported_at desc limit 400) found
        where "sameCaller" or ("sameMatter" and ("sameAddress" or distance <= ${far})) or ("sameAddress" and ${category === undefined})
        order by ("sameMatter"::int + "sameAddress"::int + "sameCaller"::int) desc, distance asc nulls last, "reportedAt" desc limit 10`.execute(
        tx,
      )
      return ok({
        items: rows.map(({ sameCaller: caller, sameAddress: address, sameMatter: same, distance: metres, ...line }) => {
          const why: ('same_address' | 'near' | 'far' | 'same_matter' | 'same_caller')[] = []
          if (address) why.push('same_address')
          if (metres !== null && metres <= near) why.push('near')
          else if (metres !== null && metres <= far) why.push('far')
          if (same) why.push('same_matter')
          if (caller) why.push('same_caller')
          return { ...line, distance: metres === null ? null : Math.round(metres), why }
        }),
      })
    }),
    implement(cases.route, async ({ tx, street, actor, now }, { caseId }) => {
      const file = await findCase(tx, street, caseId)
      if (!file || !canSee(actor, file)) return err('case_not_found')
      const settings = await settingsOf(tx, deps.database, street)
      const outcomes = routeCase(typeOf(deps, file), file.case, now).map(({ rule, matched, why }) => ({
        rule: rule.id,
        label: [...rule.label] as [string, string],
        why: [...why] as [string, string],
        matched,
        unit: destinationOf(rule.to, file.case, settings)?.id ?? null,
        assist: (rule.assist ?? []).flatMap((to) => destinationOf(to, file.case, settings)?.id ?? []),
      }))
      // A rule whose unit this place does not have proposes nobody: the next one that holds does.
      const chosen = outcomes.find((outcome) => outcome.matched && outcome.unit !== null)
      return ok({
        chosen: chosen
          ? { rule: chosen.rule, label: chosen.label, why: chosen.why, unit: chosen.unit, assist: chosen.assist }
          : null,
        rules: outcomes.map(({ assist: _, ...outcome }) => outcome),
      })
    }),
    implement(cases.follow, async ({ tx, street }, { followCode }) => {
      const { rows } = await sql<{
        id: CaseId
      }>`select id from cases where street = ${street} and follow_code = ${followCode.toUpperCase()}`.execute(tx)
      const file = rows[0] && (await findCase(tx, street, rows[0].id))
      if (!file) return err('code_not_found')
      const { case: found } = file
      const settings = await settingsOf(tx, deps.database, street)
      const steps = [
        { at: found.reportedAt, step: 'reported' },
        { at: found.acceptedAt, step: 'accepted' },
        { at: found.registeredAt, step: 'registered' },
        { at: found.dispatchedAt, step: 'dispatched' },
        { at: found.signedAt, step: 'disposing' },
        { at: found.fedBackAt, step: 'checking' },
        { at: found.checkedAt, step: 'checked' },
        { at: found.closedAt, step: 'closed' },
      ].flatMap(({ at, step }) => (at === null ? [] : [{ at, step }]))
      const work = file.deadlines.filter(
        (deadline) => (deadline.kind === 'dispose' || deadline.kind === 'complete') && deadline.state === 'running',
      )
      const shown = found.state === 'closed' ? ['before', 'after', 'scene'] : ['before', 'scene']
      return ok({
        number: found.number,
        title: found.title,
        place: found.place,
        state: found.state,
        reportedAt: found.reportedAt,
        closedAt: found.closedAt,
        unitName: settings.units.find((unit) => unit.id === found.leadUnit)?.name ?? null,
        dueAt: work.reduce<string | null>(
          (most, deadline) => (most && most >= deadline.dueAt ? most : deadline.dueAt),
          null,
        ),
        // What was found and answered is for the caller once it has been checked.
        answerText: found.checkedAt ? found.answerText : null,
        rated: file.records.some((record) => record.kind === 'rating' && record.at >= (found.closedAt ?? '')),
        photos: file.records.flatMap((record) => record.photos).filter((photo) => shown.includes(photo.purpose)),
        steps,
      })
    }),
  ]
}
