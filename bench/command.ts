import { newId } from '#kernel/id'
import { cases } from '#engines/cases/shared'
import { openOfficer, type Recorded } from './officer.ts'
import { openSender } from './send-bare.ts'
import { sampleCase } from './sample-case.ts'
import { makeSettled, openIn, removeFolder } from './system.ts'
import { kept, median, printTable, round } from './table.ts'

const street = '310107015'
const rounds = 7
const each = 150

/** What a command costs in process, against its own statements sent bare over the same pool: at most twice. */
export async function benchCommand(): Promise<boolean> {
  const data = await makeSettled()
  const opened = await openIn(data)
  const { database } = opened
  try {
    const officer = await openOfficer(database, opened.ownerUrl, street, 'zhiban', 'duty')
    const { rows } = await database.transaction(street, async (tx) => ({
      rows: (await tx
        .selectFrom('addresses' as never)
        .select(['id', 'text'] as never)
        .limit(1)
        .execute()) as { id: string; text: string }[],
    }))
    const create = () => officer.act(cases.create.name, sampleCase(rows[0]!, newId()))
    const waiting: string[] = []
    const stock = async (count: number) => {
      for (let at = 0; at < count; at++) waiting.push((await create())['caseId']!)
    }
    const accept = () => officer.act(cases.accept.name, { caseId: waiting.pop()! })
    await stock(10)
    const creation = await officer.recorded(create)
    const acceptance = await officer.recorded(accept)
    const results: string[][] = []
    let holds = true
    for (const [name, run, recorded] of [
      ['create', create, creation],
      ['accept', accept, acceptance],
    ] as const)
      for (const width of [1, 8]) {
        const [ours, theirs]: [number[], number[]] = [[], []]
        for (let at = -1; at < rounds; at++) {
          if (run === accept) await stock(each * 2)
          const spent = await timed(width, run)
          const bare = await timed(width, bareOf(recorded, waiting))
          if (at < 0) continue
          ours.push(spent)
          theirs.push(bare)
        }
        const ratio = median(ours) / median(theirs)
        holds &&= ratio <= 2
        results.push([
          name,
          String(width),
          String(recorded.statements.length),
          round(median(ours), 2),
          round(median(theirs), 2),
          round(ratio, 2),
          kept(ratio <= 2),
        ])
      }
    printTable(
      `A command in process against its own statements sent bare (ms each, median of ${rounds} interleaved rounds of ${each})`,
      ['command', 'at once', 'statements', 'command', 'bare', 'ratio', '≤ 2'],
      results,
    )
    return holds
  } finally {
    await opened.close()
    await removeFolder(data)
  }

  function bareOf({ statements, ids, answer }: Recorded, waiting: string[]) {
    const numbers = answer['followCode'] ? [answer['number']!, answer['followCode']] : []
    const send = openSender(database.pool, statements, [...ids, ...numbers])
    return async () => {
      const made = new Map(ids.map((id) => [id, newId()]))
      for (const number of numbers) made.set(number, newId().slice(-number.length).padStart(number.length, '0'))
      // Rows that are there, as for the command itself.
      if (numbers.length === 0) made.set(answer['caseId']!, waiting.pop()!)
      await send(made)
    }
  }
}

async function timed(width: number, run: () => Promise<unknown>): Promise<number> {
  let left = each
  const began = performance.now()
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (left-- > 0) await run()
    }),
  )
  return (performance.now() - began) / each
}
