import pg from 'pg'
import { newId } from '#kernel/id'
import { readConfig } from '#platform/config'
import { fillRegisters } from '../src/app/demo/registers.ts'
import { demoPassword } from '../src/app/demo/staff.ts'
import { between, makeRng, type Rng } from '../src/app/demo/rng.ts'
import { openDatabaseOf } from '../src/app/server/database.ts'
import { aReport, changshou } from './http-world.ts'
import { Victim } from './victim.ts'

export interface Crashes {
  readonly kills: number
  readonly killsOfDatabase: number
  readonly acknowledged: number
  readonly retried: number
  readonly cases: number
  /** Every way in which what is in the database differs from what was promised. */
  readonly faults: readonly string[]
  /** Longest time from a kill until the server answered again. */
  readonly slowestStart: number
}

interface Sent {
  readonly operation: string
  readonly command: string
  readonly caseId: string
  tries: number
  answer: { readonly number?: string; readonly state?: string } | null
}

const clients = 6
const pause = (ms: number) => new Promise((settle) => setTimeout(settle, ms))

/** So many acknowledged commands for each kill. */
export const enough = 5

/**
 * Kills the server at random moments while clients register, accept and register cases, each retrying a command under
 * its own id until it is acknowledged, over all restarts. Then looks in the database whether each had exactly one effect.
 */
export async function crash(data: string, command: readonly string[], kills: number, seed: string): Promise<Crashes> {
  const rng = makeRng(seed)
  const opened = await openDatabaseOf({ ...readConfig({}), data })
  await fillRegisters(opened.ownerUrl, opened.database, new Date())
  await opened.close()
  const victim = new Victim(data, command)
  await victim.start()
  const cookie = await signIn(victim.url)

  const sent: Sent[] = []
  let isOver = false
  const working = Array.from({ length: clients }, (_, n) =>
    client(victim, cookie, sent, makeRng(`${seed}/${n}`), () => isOver),
  )
  const failed = Promise.race(working.map((each) => each.then(() => new Promise<never>(() => {}))))
  let [killsOfDatabase, slowestStart] = [0, 0]
  const killing = async () => {
    for (let at = 0; at < kills; at++) {
      await pause(between(rng, 5, 700))
      const withDatabase = rng() < 0.3
      killsOfDatabase += withDatabase ? 1 : 0
      await victim.kill(withDatabase)
      const began = performance.now()
      await victim.start()
      slowestStart = Math.max(slowestStart, performance.now() - began)
    }
    // However slow the machine: what was acknowledged must be enough to tell something of.
    do await pause(300)
    while (sent.filter((each) => each.answer !== null).length <= kills * enough)
  }
  try {
    await Promise.race([killing(), failed])
    isOver = true
    await Promise.all(working)
    await victim.stop()
    const faults = await faultsOf(data, sent)
    const retried = sent.filter((each) => each.tries > 1).length
    return {
      kills,
      killsOfDatabase,
      acknowledged: sent.length,
      retried,
      cases: new Set(sent.map((each) => each.caseId)).size,
      faults,
      slowestStart,
    }
  } finally {
    isOver = true
    await victim.stop()
  }
}

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'zhiban', password: demoPassword }),
  })
  if (!response.ok) throw new Error(`cannot sign in: ${await response.text()}`)
  return response.headers.get('set-cookie')!.split(';')[0]!
}

async function client(victim: Victim, cookie: string, sent: Sent[], rng: Rng, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const report = aReport({ source: 'leader', title: '堆物', callerName: '王先生' })
    const { caseId } = report
    const created = await insist(victim, cookie, 'cases.create', caseId, report, sent)
    if (rng() < 0.3) continue
    const { state } = await insist(victim, cookie, 'cases.accept', caseId, { caseId }, sent)
    if (state === 'accepted' && rng() < 0.7) await insist(victim, cookie, 'cases.register', caseId, { caseId }, sent)
    if (!created.number) throw new Error('a case without a number')
  }
}

/** Sends a command until it is acknowledged: what a phone's queue and a careful program do. */
async function insist(victim: Victim, cookie: string, operation: string, caseId: string, input: object, sent: Sent[]) {
  const tried: Sent = { operation, command: newId(), caseId, tries: 0, answer: null }
  sent.push(tried)
  for (;;) {
    tried.tries += 1
    try {
      const response = await fetch(`${victim.url}/api/${changshou}/${operation}`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify({ command: tried.command, input }),
        signal: AbortSignal.timeout(20_000),
      })
      const answer = (await response.json()) as { code?: string; number?: string; state?: string }
      if (response.ok) {
        tried.answer = answer
        return answer
      }
      // The database was killed under the server, or the server is stopping: it comes again.
      if (response.status < 500)
        throw new Refused(`${operation} of ${caseId} was refused: ${answer.code}, after ${tried.tries} tries`)
    } catch (cause) {
      if (cause instanceof Refused) throw cause
    }
    await pause(30)
  }
}

class Refused extends Error {}

async function faultsOf(data: string, sent: readonly Sent[]): Promise<string[]> {
  const opened = await openDatabaseOf({ ...readConfig({}), data })
  const owner = new pg.Client({ connectionString: opened.ownerUrl })
  await owner.connect()
  const rows = async <Row extends pg.QueryResultRow>(sql: string) => (await owner.query<Row>(sql)).rows
  try {
    const faults: string[] = []
    const acts = await rows<{ id: string; operation: string; outcome: string; subject: string; state: string }>(
      `select id, operation, outcome, subject_id as subject, result ->> 'state' as state from acts where street = '${changshou}' and operation like 'cases.%'`,
    )
    const done = new Map(acts.filter((act) => act.outcome === 'ok').map((act) => [act.id, act]))
    const cases = new Map(
      (await rows<{ id: string; number: string }>(`select id, number from cases where street = '${changshou}'`)).map(
        (each) => [each.id, each],
      ),
    )
    for (const { operation, command, caseId, answer } of sent) {
      const act = done.get(command)
      if (!answer) faults.push(`${operation} ${command} was never acknowledged`)
      else if (!act) faults.push(`${operation} ${command} was acknowledged and is not in the ledger`)
      else if (act.operation !== operation || act.subject !== caseId || act.state !== answer.state)
        faults.push(`${command} was acknowledged as another act`)
      const found = cases.get(caseId)
      if (!found) faults.push(`case ${caseId} is missing`)
      else if (answer?.number && found.number !== answer.number)
        faults.push(`case ${caseId} was told the number ${answer.number} and has ${found.number}`)
    }
    const ids = new Set(sent.map((each) => each.command))
    for (const act of acts)
      if (!ids.has(act.id) && act.outcome !== 'failed')
        faults.push(`${act.operation} ${act.id} is in the ledger and nobody sent it`)
    const created = sent.filter((each) => each.operation === 'cases.create').length
    if (cases.size !== created) faults.push(`${created} cases were sent and ${cases.size} are there`)
    faults.push(...(await rows<{ said: string }>(consistency)).map((row) => row.said))
    return faults
  } finally {
    await owner.end()
    await opened.close()
  }
}

/** Numbers of each day are 1 to n and the counter stands at n; each case has its words, caller and deadlines once. */
const consistency = `
  with numbers as (select left(number, 8) as day, right(number, 5)::int as n from cases where street = '${changshou}')
  select 'numbers of ' || day || ' have holes or doubles: ' || count(*) || ' cases, ' || count(distinct n) || ' numbers, up to ' || max(n) as said
    from numbers group by day having count(*) <> max(n) or count(distinct n) <> count(*) or min(n) <> 1
  union all
  select 'the counter ' || name || ' stands at ' || n from counters where street = '${changshou}' and name like 'case:%'
    and n <> (select count(*) from numbers where 'case:' || day = name)
  union all
  select 'case ' || c.id || ' lacks a part or has one twice' from cases c where street = '${changshou}' and (
    (select count(*) from case_words w where w.street = c.street and w.case_id = c.id) <> 1 or
    (select count(*) from case_callers k where k.street = c.street and k.case_id = c.id) <> 1 or
    (select count(*) from deadlines d where d.street = c.street and d.case_id = c.id and d.kind = 'accept') <> 1 or
    c.version <> (select count(*) from acts a where a.street = c.street and a.subject_id = c.id and a.outcome = 'ok'))`
