import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import type { Tx } from '#platform/db'
import { implement, type Actor, type Implementation } from '#platform/operations'
import { registers, type Fields, type Register } from '#engines/registers/shared'
import { checkFields, type Checking } from '../../shared/validate-fields.ts'
import type { RegistersDeps } from '../deps.ts'
import { doubtsAbout, knownByCertainKey, writeDoubts } from '../doubts/doubts.store.ts'
import { trustRules } from '../entries/entries.store.ts'
import { nowhere, type Entry, type Place } from '../entries/entry.ts'
import { sayAll, settleAgain } from '../entries/settle-entries.ts'
import { holdOwn, holdRoots, mayWriteAt, treeOf } from './hold.ts'

/** At the desk one person types it all: what contradicts itself is mended at once. */
function fieldsOf(register: Register, said: Fields, checking: Checking): Fields | null {
  const { fields, problems, doubts } = checkFields(register, said, checking)
  const isWrong = [problems, doubts].some((each) => Object.keys(each).length > 0)
  return isWrong || Object.keys(fields).length === 0 ? null : fields
}

/** Where a standing address says that something lies. */
async function placeByAddress(tx: Tx, street: string, fields: Fields): Promise<Place | undefined> {
  const { road, lane, number } = fields
  if (typeof road !== 'string' || typeof number !== 'string') return undefined
  const plain = (text: unknown) => (typeof text === 'string' ? text.replace(/[弄号]$/, '') : null)
  const { rows } = await sql<Place>`select committee, grid, null as "microGrid", lng, lat from addresses
    where street = ${street} and road = ${road} and rtrim(number, '号') = ${plain(number)}
      and rtrim(lane, '弄') is not distinct from ${plain(lane)} order by id limit 1`.execute(tx)
  return rows[0]
}

/** What a worker of an area adds without saying where it lies is theirs. */
function placeOfActor(actor: Actor): Place {
  if (actor.kind !== 'staff') return nowhere
  if (actor.scope.kind === 'committee') return { ...nowhere, committee: actor.scope.code }
  return actor.scope.kind === 'grid' ? { ...nowhere, grid: actor.scope.code } : nowhere
}

const placeOf = ({ committee, grid, microGrid, lng, lat }: Place): Place => ({
  committee,
  grid,
  microGrid,
  lng,
  lat,
  homeKey: null,
})

const makeHandler = (deps: RegistersDeps) =>
  implement(registers.make, async (context, { id, register, parent, fields: said, observedOn, source }) => {
    const { tx, street, actor, now } = context
    const today = shanghaiDate(new Date(now))
    let above: Entry | undefined
    if (parent) {
      above = (await holdRoots(tx, street, [parent])).get(parent)
      if (above?.state !== 'standing' || !deps.registers[register].parents.includes(above.register))
        return err('parent_wrong')
    }
    const fields = fieldsOf(deps.registers[register], said, { whole: true, today })
    if (!fields || (observedOn && observedOn > today)) return err('fields_invalid')
    const place = above ? placeOf(above) : ((await placeByAddress(tx, street, fields)) ?? placeOfActor(actor))
    if (!mayWriteAt(actor, place)) return err('parent_wrong')
    if ((await knownByCertainKey(tx, street, register, fields, id)).length > 0) return err('already_known')
    const [made] = await sayAll(tx, street, { rules: await trustRules(tx, street), now, by: actor.id, entries: [] }, [
      {
        statement: context.newId(),
        entry: id,
        makes: { register, parent: above?.id ?? null, place },
        source,
        observedOn: observedOn ?? today,
        fields,
      },
    ])
    const doubts = await writeDoubts(tx, street, { now, register }, await doubtsAbout(tx, street, made!))
    context.subject('entry', id)
    context.changed({ register, fields: Object.keys(fields), doubts })
    return ok({ id, doubts })
  })

const sayHandler = (deps: RegistersDeps) =>
  implement(registers.say, async (context, { id, version, fields: said, observedOn, source }) => {
    const { tx, street, actor, now } = context
    const today = shanghaiDate(new Date(now))
    const entry = await holdOwn(tx, street, actor, id)
    if (!entry) return err('entry_not_found')
    // Merged meanwhile: what the writer saw is no longer what stands.
    if (entry.id !== id || entry.version !== version) return err('changed_meanwhile')
    const fields = fieldsOf(deps.registers[entry.register], said, { standing: entry.fields, today })
    if (!fields || (observedOn && observedOn > today)) return err('fields_invalid')
    const [after] = await sayAll(
      tx,
      street,
      { rules: await trustRules(tx, street), now, by: actor.id, entries: [entry] },
      [{ statement: context.newId(), entry: id, makes: null, source, observedOn: observedOn ?? today, fields }],
    )
    const doubts = await doubtsAbout(tx, street, after!, Object.keys(fields))
    await writeDoubts(tx, street, { now, register: entry.register }, doubts)
    context.subject('entry', id)
    context.changed({ fields: Object.keys(fields) })
    return ok({ version: version + 1 })
  })

const withdrawStatement = implement(registers.withdrawStatement, async (context, { entry: id, statement }) => {
  const { tx, street, actor, now } = context
  const entry = await holdOwn(tx, street, actor, id)
  if (!entry) return err('entry_not_found')
  const { rows } = await sql<{ id: string }>`update register_statements set withdrawn_at = ${now}
    where street = ${street} and id = ${statement} and withdrawn_at is null
      and entry = any(${await treeOf(tx, street, entry.id)}::uuid[]) returning id`.execute(tx)
  if (rows.length === 0) return err('statement_not_found')
  await settleAgain(tx, street, { rules: await trustRules(tx, street), now }, [entry.id])
  context.subject('entry', entry.id)
  return ok({ version: entry.version + 1 })
})

export const entryCommands = (deps: RegistersDeps): readonly Implementation[] => [
  makeHandler(deps),
  sayHandler(deps),
  withdrawStatement,
]
