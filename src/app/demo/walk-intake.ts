import { must } from '#kernel/assert'
import type { UnitId } from '#kernel/id'
import { holds } from '#model'
import { cases, routeCase, unitFor, valueOf, type Case } from '#engines/cases/shared'
import type { KnownUnit } from '#engines/registers'
import type { Walking } from './walk.ts'

/** A case that has come to the unit that is to handle it. */
export interface Dispatched {
  readonly lead: KnownUnit
  readonly record: Partial<Case>
  readonly dispatchedAt: Date
}

/** From the finding of a case to its dispatch; null where it is not meant to come so far. */
export async function takeIn(way: Walking): Promise<Dispatched | null> {
  const { stage, walk, rng, caseId, wantsPhotos, later, reaches, play, photo } = way
  const { cast } = stage
  const finder = walk.source === 'inspector' ? cast.one('inspector', rng) : cast.one('duty', rng)
  await play(
    cases.create,
    finder,
    {
      caseId,
      type: walk.type.id,
      source: walk.source,
      upstreamNo: walk.upstreamNo,
      title: walk.title.slice(0, 100),
      description: walk.text,
      category: walk.category,
      answers: { ...walk.answers },
      addressId: walk.address.id,
      place: walk.address.text,
      callerName: walk.caller?.name ?? null,
      callerPhone: walk.caller?.phone ?? null,
      selfDisposed: walk.selfDisposed,
      photos: walk.selfDisposed && wantsPhotos ? [await photo('before'), await photo('after')] : [],
    },
    'create',
  )
  if (walk.selfDisposed) {
    if (!reaches('closed')) return null
    later(20, 90)
    await play(cases.check, cast.other('checker', [finder.id], rng), { caseId, passed: true }, 'check')
    return null
  }
  if (!reaches('registered')) return null
  const duty = cast.one('duty', rng)
  later(1, 8)
  await play(cases.accept, duty, { caseId }, 'accept')
  const { verify } = walk.type.steps
  const told: Partial<Case> = {
    type: walk.type.id,
    source: walk.source,
    category: walk.category,
    answers: walk.answers,
    committee: walk.address.committee,
    grid: walk.address.grid,
  }
  if (
    verify &&
    holds(verify, (field) => valueOf(told, field), { now: way.clock.toISOString(), me: null, myUnit: null })
  ) {
    later(10, 40)
    await play(cases.verify, cast.one('inspector', rng), { caseId, passed: true, note: '现场情况属实' }, 'verify')
  }
  later(1, 8)
  await play(cases.register, duty, { caseId }, 'register')
  if (!reaches('dispatched')) return null

  const record: Partial<Case> = { ...told, state: 'registered' }
  const proposals = routeCase(walk.type, record, way.clock.toISOString()).filter((outcome) => outcome.matched)
  const place = { committee: walk.address.committee, comprehensive: walk.address.comprehensive }
  const chosen = must(
    proposals.map(({ rule }) => ({ rule, unit: unitFor(rule.to, place, cast.units) })).find((each) => each.unit),
    `a unit for ${walk.type.id}`,
  )
  const lead = must(chosen.unit, 'unit')
  const assist = (chosen.rule.assist ?? [])
    .flatMap((to) => unitFor(to, place, cast.units)?.id ?? [])
    .filter((id) => id !== lead.id)
  later(2, 15)
  await play(
    cases.dispatch,
    duty,
    { caseId, unit: lead.id as UnitId, assist: assist as UnitId[], rule: chosen.rule.id },
    'dispatch',
  )
  return { lead, record, dispatchedAt: way.clock }
}
