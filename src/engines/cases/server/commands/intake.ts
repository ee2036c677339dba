import { randomInt } from 'node:crypto'
import { must } from '#kernel/assert'
import { sql } from 'kysely'
import { err, ok, type Result } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import { answersOf } from '#model'
import type { Answers } from '#model'
import type { Tx } from '#platform/db'
import { implement, type Context, type Implementation } from '#platform/operations'
import { findAddress, isInside } from '#engines/registers'
import {
  acceptCase,
  amendCase,
  cases,
  createCase,
  findCategory,
  linkCase,
  registerCase,
  rejectCase,
  sentSources,
  sources,
  unlinkCase,
  verifyCase,
  voidCase,
  type CaseFile,
  type CaseType,
  type Intake,
  type Source,
} from '#engines/cases/shared'
import { findCase, insertCase, lockCase, nextNumber, saveCase } from '../cases.store.ts'
import type { CasesDeps } from '../deps.ts'
import { changerOf, withoutPhotos } from '../engine.ts'
import { canSee } from '../scope.ts'
import { decidingOf, settingsOf, type StreetSettings } from '../settings.ts'

/** Twelve characters that are not mistaken for one another on paper or on the phone. */
const followAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const newFollowCode = () => Array.from({ length: 12 }, () => followAlphabet[randomInt(followAlphabet.length)]).join('')

interface Told {
  readonly addressId: string | null
  readonly place: string
  readonly lng: number | null
  readonly lat: number | null
}

/** A standard address knows its point, committee and grid; otherwise the point tells the grid it lies in. */
async function placeOf(tx: Tx, street: string, told: Told, settings: StreetSettings) {
  if (told.addressId) {
    const address = await findAddress(tx, street, told.addressId)
    if (!address) return err('address_not_found')
    return ok({
      addressId: told.addressId,
      place: told.place,
      lng: told.lng ?? address.lng,
      lat: told.lat ?? address.lat,
      committee: address.committee,
      grid: address.grid,
    })
  }
  const grid =
    told.lng !== null && told.lat !== null
      ? settings.grids.find((each) => isInside(each.ring, [told.lng!, told.lat!]))
      : undefined
  return ok({ ...told, committee: grid?.committee ?? null, grid: grid?.code ?? null })
}

function isCategoryOf(type: CaseType, key: string): boolean {
  return type.categories.length === 0
    ? findCategory(key) !== undefined
    : type.categories.includes(key) || findCategory(key) !== undefined
}

export function answersFit(form: CaseType['form'], given: unknown): Answers | null {
  const parsed = answersOf(form).safeParse(given)
  return parsed.success ? parsed.data : null
}

interface Taken extends Told {
  readonly caseId: Intake['id']
  readonly type: string
  readonly source: Source
  readonly upstreamNo: string | null
  readonly title: string
  readonly description: string
  readonly category: string
  readonly answers: unknown
  readonly callerName: string | null
  readonly callerPhone: string | null
  readonly selfDisposed: boolean
  readonly photos: Intake['photos']
}

type TakeRefusal =
  | 'type_unknown'
  | 'category_unknown'
  | 'answers_invalid'
  | 'photo_needed'
  | 'self_disposal_excluded'
  | 'attachment_not_found'
  | 'address_not_found'

async function takeCase(deps: CasesDeps, context: Context, taken: Taken): Promise<Result<CaseFile, TakeRefusal>> {
  const { tx, street, actor, now } = context
  const type = deps.caseTypes.get(taken.type)
  if (!type) return err('type_unknown')
  if (!isCategoryOf(type, taken.category)) return err('category_unknown')
  const answers = answersFit(type.form, taken.answers)
  if (!answers) return err('answers_invalid')
  const settings = await settingsOf(tx, deps.database, street)
  const placed = await placeOf(tx, street, taken, settings)
  if (!placed.ok) return placed
  const { caseId, callerName, callerPhone, type: _, ...told } = taken
  const intake: Intake = { ...told, ...placed.value, id: caseId, answers, followCode: newFollowCode(), number: '' }
  const created = createCase(intake, decidingOf(settings, type, actor, now))
  if (!created.ok) return created
  const number = await nextNumber(tx, street, shanghaiDate(new Date(now)), sources[taken.source].letter)
  const file: CaseFile = { ...created.value, case: { ...created.value.case, number } }
  await insertCase(tx, street, file, { name: callerName, phone: callerPhone }, deps)
  if (
    taken.photos.length > 0 &&
    !(await deps.files.claim(
      tx,
      street,
      taken.photos.map((photo) => photo.id),
      caseId,
    ))
  )
    return err('attachment_not_found')
  context.subject('case', caseId)
  context.changed({ number, type: taken.type, source: taken.source, category: taken.category, state: file.case.state })
  return ok(file)
}

export function intakeHandlers(deps: CasesDeps): readonly Implementation[] {
  const change = changerOf(deps)
  return [
    implement(cases.create, async (context, input) => {
      const { tx, street, actor } = context
      if (sentSources.has(input.source) && !actor.can.has(cases.accept.name)) return err('source_not_yours')
      if (input.upstreamNo !== null) {
        const { rows } =
          await sql`select 1 from cases where street = ${street} and source = ${input.source} and upstream_no = ${input.upstreamNo}`.execute(
            tx,
          )
        if (rows.length > 0) return err('upstream_no_taken')
      }
      const original = input.repeatOf ? await lockCase(tx, street, input.repeatOf) : undefined
      if (input.repeatOf && (!original || !canSee(actor, original))) return err('case_not_found')
      const taken = await takeCase(deps, context, input)
      if (!taken.ok) return taken
      let file = taken.value
      if (original) {
        const group = original.case.repeatGroup ?? original.case.id
        const linked = linkCase(file, group)
        if (linked.ok) {
          await saveCase(tx, street, file, linked.value, deps)
          file = linked.value
        }
        if (original.case.repeatGroup === null) {
          const head = linkCase(original, group)
          if (head.ok) await saveCase(tx, street, original, head.value, deps)
        }
      }
      const { id, number, state, followCode, version } = file.case
      return ok({ caseId: id, number, state, followCode, version })
    }),
    implement(cases.report, async (context, input) => {
      const type = deps.caseTypes.get(input.type)
      if (!type?.public) return err('type_unknown')
      const name = findCategory(input.category)?.name[0] ?? type.label[0]
      const taken = await takeCase(deps, context, {
        ...input,
        source: 'resident',
        upstreamNo: null,
        title: `${name}：${input.place}`.slice(0, 100),
        selfDisposed: false,
      })
      if (!taken.ok) return taken as Result<never, Exclude<TakeRefusal, 'photo_needed' | 'self_disposal_excluded'>>
      const { id, number, followCode } = taken.value.case
      return ok({ caseId: id, number, followCode })
    }),
    implement(cases.accept, async (context, { caseId }) => withoutPhotos(await change(context, caseId, acceptCase))),
    implement(cases.reject, async (context, { caseId, reason }) =>
      withoutPhotos(await change(context, caseId, (file, deciding) => rejectCase(file, reason, deciding))),
    ),
    implement(cases.verify, (context, { caseId, ...said }) =>
      change(context, caseId, (file, deciding) => verifyCase(file, said, deciding), said.photos),
    ),
    implement(cases.register, async (context, { caseId }) =>
      withoutPhotos(await change(context, caseId, registerCase)),
    ),
    implement(cases.void, async (context, { caseId, reason }) =>
      withoutPhotos(await change(context, caseId, (file, deciding) => voidCase(file, reason, deciding))),
    ),
    implement(cases.amend, async (context, { caseId, ...said }) => {
      const { tx, street } = context
      const result = await change(context, caseId, async (file, deciding, settings) => {
        if (said.category !== undefined && !isCategoryOf(deciding.type, said.category)) return err('category_unknown')
        const answers = said.answers === undefined ? file.case.answers : answersFit(deciding.type.form, said.answers)
        if (!answers) return err('answers_invalid')
        const told = { ...file.case, ...withoutUndefined(said) }
        const placed = await placeOf(tx, street, told, settings)
        if (!placed.ok) return placed
        return amendCase(file, {
          title: told.title,
          description: told.description,
          category: told.category,
          answers,
          ...placed.value,
        })
      })
      return withoutPhotos(result)
    }),
    implement(cases.link, async (context, { caseId, to }) => {
      const { tx, street, actor } = context
      if (caseId === to) return err('same_case')
      const target = await findCase(tx, street, to)
      if (!target || !canSee(actor, target)) return err('case_not_found')
      const group = target.case.repeatGroup ?? target.case.id
      if (target.case.repeatGroup === null) {
        const head = must(await lockCase(tx, street, to), 'the case just read')
        const linked = linkCase(head, group)
        if (linked.ok) await saveCase(tx, street, head, linked.value, deps)
      }
      return withoutPhotos(await change(context, caseId, (file) => linkCase(file, group)))
    }),
    implement(cases.unlink, async (context, { caseId }) => withoutPhotos(await change(context, caseId, unlinkCase))),
  ]
}

function withoutUndefined<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
