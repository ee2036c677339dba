import { sql } from 'kysely'
import { sayDue } from '#model'
import { idFrom, perform, systemActor, type Implementation, type World } from '#platform/operations'
import { cases, promiseKinds, type PromiseKind } from '#engines/cases/shared'

interface Due {
  readonly id: string
  readonly nextKind: PromiseKind
  readonly nextDue: string
}

const clock = systemActor([cases.urge.name])

/**
 * 系统催办: reminds, once for each deadline, of what is nearly due. The command's id follows from case and deadline, so
 * that a job that runs twice, or on two machines, reminds once. Returns how many were reminded.
 */
export async function remindOfDue(
  world: World,
  implementations: readonly Implementation[],
  street: string,
): Promise<number> {
  const now = world.now()
  const dayAgo = new Date(now.getTime() - 86_400_000)
  const urge = implementations.find((each) => each.operation.name === cases.urge.name)
  if (!urge) throw new Error('cases.urge is not among the implementations')
  const due = await world.database.transaction(street, async (tx) => {
    const { rows } = await sql<Due>`
      select c.id, c.next_kind as "nextKind", c.next_due as "nextDue" from cases c
      where c.street = ${street} and c.open and not c.parked and c.next_kind in ('contact', 'dispose', 'complete')
        and c.next_due > ${dayAgo} and c.next_orange <= ${now}
        and not exists (select 1 from case_records r where r.street = c.street and r.case_id = c.id and r.kind = 'urge' and r.at >= c.next_orange)
      order by c.next_due limit 500`.execute(tx)
    return rows
  })
  for (const { id, nextKind, nextDue } of due) {
    const text = `${promiseKinds[nextKind][0]}${sayDue(new Date(nextDue), now)[0]}`
    await perform(world, urge, {
      street,
      actor: clock,
      command: idFrom('remind', id, nextDue),
      input: { caseId: id, text },
    })
  }
  return due.length
}
