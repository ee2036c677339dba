import { err, ok } from '#kernel/result'
import { implement, type Implementation, type World } from '#platform/operations'
import { registers } from '#engines/registers/shared'
import type { RegistersDeps } from '../deps.ts'
import { trustRules as rulesInForce } from '../entries/entries.store.ts'
import { settleByRules } from '../entries/settle-entries.ts'
import { beginRun, listRules, listRuns, nextEntries, recordProgress, replaceRule, takeRun } from './trust.store.ts'

const trustRules = implement(registers.trustRules, async ({ tx, street }, { register }) =>
  ok({
    items: await listRules(tx, street, register ?? null),
    runs: await listRuns(tx, street, register ?? null),
  }),
)

const setTrustRule = (deps: RegistersDeps) =>
  implement(registers.setTrustRule, async (context, rule) => {
    const { tx, street, actor, now } = context
    const { register, field } = rule
    if (field !== '*' && !Object.hasOwn(deps.registers[register].fields, field)) return err('field_unknown')
    const run = context.newId()
    await replaceRule(tx, street, { now, by: actor.id }, rule)
    await beginRun(tx, street, { id: run, register, now, by: actor.id })
    context.subject('trust', run)
    return ok({ run })
  })

export const trustHandlers = (deps: RegistersDeps): readonly Implementation[] => [trustRules, setTrustRule(deps)]

/**
 * Settles a register anew after its rules changed, some entries at a time: nobody waits long for an entry, and after a
 * crash it goes on behind the last batch. Entries made meanwhile are settled by the new rules anyway. Returns how many
 * came out otherwise.
 */
export async function settleRegisters(world: World, street: string, batch = 500): Promise<number> {
  let changed = 0
  for (;;) {
    const now = world.now().toISOString()
    const step = await world.database.transaction(street, async (tx) => {
      const run = await takeRun(tx, street)
      if (!run) return null
      const ids = await nextEntries(tx, street, run, batch)
      const other = await settleByRules(tx, street, { rules: await rulesInForce(tx, street), now }, ids)
      await recordProgress(tx, street, run.id, {
        done: ids.length,
        changed: other.length,
        reached: ids.at(-1) ?? null,
        finishedAt: ids.length < batch ? now : null,
      })
      return other.length
    })
    if (step === null) return changed
    changed += step
    if (step > 0) world.onAct?.(street)
  }
}
