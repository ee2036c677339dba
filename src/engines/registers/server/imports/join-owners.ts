import { newId } from '#kernel/id'
import type { Tx } from '#platform/db'
import type { HeldTie } from '../../shared/decide/ties.ts'
import { writeDoubts, type NewDoubt } from '../doubts/doubts.store.ts'
import { nowhere, type Entry, type Saying } from '../entries/entry.ts'
import { sayAll } from '../entries/settle-entries.ts'
import { insertTies, supersedeTies } from '../ties/ties.store.ts'
import { findOwners, type OwnedHome } from './find-owners.ts'
import type { Row, Writing } from './join-rows.ts'
import { planOwners } from './plan-owners.ts'

/** The homes of rows that name owners. */
export const ownedBy = (rows: readonly Row[], entries: ReadonlyMap<string, Entry>): readonly OwnedHome[] =>
  rows.map(({ no, entry, reading }) => ({ no, home: entries.get(entry)?.id ?? null, owners: reading.owners ?? [] }))

/** Who owns the homes of the rows; an owner whom nobody knows is made. */
export async function joinOwners(
  tx: Tx,
  writing: Writing,
  rows: readonly Row[],
  entries: ReadonlyMap<string, Entry>,
): Promise<void> {
  const { street, now, today, import: imported } = writing
  const { committee, source, observedOn } = imported
  const { byRow, held } = await findOwners(tx, { street, committee }, ownedBy(rows, entries))
  if (byRow.size === 0) return
  const owning = { source, observedOn, today, committee, rules: writing.rules.get('home') ?? [] }
  const made = new Map<string, string>()
  const sayings: Saying[] = []
  const doubts: NewDoubt[] = []
  const plans = rows.flatMap((row) => {
    const found = byRow.get(row.no)
    if (!found) return []
    const home = entries.get(row.entry)?.id ?? row.entry
    const named = row.reading.owners!.map((owner, at) => ({ owner, found: found[at]! }))
    const plan = planOwners(home, named, held.get(home) ?? [], owning)
    const wanted = new Set(plan.ties.map((tie) => tie.subject))
    for (const { owner, found: one } of named) {
      if (one.is !== 'new' || made.has(one.key) || !wanted.has(one.key)) continue
      const id = newId()
      made.set(one.key, id)
      sayings.push({
        statement: newId(),
        entry: id,
        // Where an owner lives is another question.
        makes: { register: 'person', parent: null, place: { ...nowhere, committee } },
        source,
        observedOn,
        fields: owner.fields,
        import: imported.id,
        importRow: row.no,
      })
      for (const { id: other, score, reasons } of one.perhaps)
        doubts.push({ entry: id, other, score, reasons, import: imported.id })
    }
    return [plan]
  })
  await sayAll(tx, street, { rules: writing.rules, now, by: imported.madeBy, entries: [] }, sayings)
  await supersedeTies(
    tx,
    street,
    { now, by: imported.id },
    plans.flatMap((plan) => plan.superseded),
  )
  await insertTies(
    tx,
    street,
    { now, by: imported.madeBy, import: imported.id },
    plans.flatMap((plan) =>
      plan.ties.map((tie): HeldTie => ({ ...tie, id: newId(), subject: made.get(tie.subject) ?? tie.subject })),
    ),
  )
  await writeDoubts(tx, street, { now, register: 'person' }, doubts)
}
