import { must } from '#kernel/assert'
import { newId } from '#kernel/id'
import { readConfig } from '#platform/config'
import { fastVerifying, verifyHere } from '#engines/ballots'
import { verifyRecord, type Choices } from '#engines/ballots/shared'
import { openNotary } from '#engines/notary'
import { verifyLogFiles, verifyReceipt, type SignedReceipt } from '#engines/notary/shared'
import { between, makeRng, type Rng } from '../src/app/demo/rng.ts'
import { openDatabaseOf } from '../src/app/server/database.ts'
import { keepSecret } from '../src/app/server/secret.ts'
import { aCompound, areaOf, street } from '../src/app/simulation/compound.ts'
import { openVote, ownerNumbers, type SimulatedVote } from '../src/app/simulation/vote.ts'
import { eventsOf } from './belenios-chains.ts'
import { Victim } from './victim.ts'

export interface CastOrder {
  readonly owners: number
  readonly kills: number
  /** Whether owners may vote again, and every fourth does. */
  readonly revotes: boolean
  readonly seed: string
}

export interface CastCrashes {
  readonly killsOfDatabase: number
  readonly acknowledged: number
  /** Ballots whose first sending was not answered. */
  readonly retried: number
  /** Casts under way when the server was killed. */
  readonly underWay: number
  readonly faults: readonly string[]
  /** From the first ballot to the last acknowledgement, all restarts included. */
  readonly seconds: number
  readonly slowestStart: number
}

interface Answer {
  readonly tracker: string
  readonly seq: number
  readonly receipt: SignedReceipt
}

interface Casting {
  readonly owner: string
  readonly choices: Choices
  readonly ballot: string
  tries: number
  readonly answers: Answer[]
}

interface Turnout {
  readonly votedOwners: number
  readonly votedArea: number
  readonly electronic: number
}

const clients = 16
const pause = (ms: number) => new Promise((settle) => setTimeout(settle, ms))

class Refused extends Error {}

/**
 * Owners cast over HTTP, each sending the same ballot until it is acknowledged, while the server is killed again and
 * again; then the vote is closed, decrypted and published, and the public record asked for every ballot.
 */
export async function crashCasting(data: string, command: readonly string[], order: CastOrder): Promise<CastCrashes> {
  const { owners, kills, revotes, seed } = order
  const rng = makeRng(seed)
  const config = { ...readConfig({}), data }
  const clock = { now: new Date().toISOString() }
  openNotary({ ...config.notary, secret: keepSecret(data, 'session-secret'), now: () => new Date(clock.now) })
  let opened = await openDatabaseOf(config)
  const compound = await aCompound(opened.database, opened.ownerUrl, owners, 3)
  const world = { database: opened.database, compound, clock, deps: { verify: verifyHere } }
  const opensAt = new Date(Date.now() - 60_000).toISOString()
  const vote = await openVote(world, { owners, group: 'ed25519', kind: 'election', mode: 'secret', revotes, threshold: 2, opensAt }) // prettier-ignore
  await opened.close()

  const castings = castingsOf(vote, order)
  const victim = new Victim(data, command)
  const waiting = castings.values()
  let underWay = 0
  const client = async (rngOfClient: Rng) => {
    for (const ofOwner of waiting)
      for (const each of ofOwner) {
        underWay += 1
        await castOnce(victim, vote.id, each, rngOfClient)
        underWay -= 1
      }
  }
  const all = castings.flat()
  const acknowledged = () => all.filter(({ answers }) => answers.length > 0).length
  let [killsOfDatabase, slowestStart, interrupted] = [0, 0, 0]
  const killing = async () => {
    for (let nth = 0; nth < kills; nth += 1) {
      const enough = Math.floor(((nth + rng()) * all.length) / (kills + 1))
      while (acknowledged() < enough) await pause(2)
      await pause(between(rng, 0, 40))
      const withDatabase = rng() < 0.3
      killsOfDatabase += withDatabase ? 1 : 0
      interrupted += underWay
      await victim.kill(withDatabase)
      const began = performance.now()
      await victim.start()
      slowestStart = Math.max(slowestStart, performance.now() - began)
    }
  }
  try {
    await victim.start()
    const began = performance.now()
    const casting = Promise.all(Array.from({ length: clients }, (_, nth) => client(makeRng(`${seed}/${nth}`))))
    await Promise.all([killing(), casting])
    const seconds = (performance.now() - began) / 1000
    const told = {
      logKey: (await ask<{ logKey: string }>(victim, 'electionFiles', vote.id)).logKey,
      turnout: await ask<Turnout>(victim, 'participation', vote.id),
    }
    await victim.stop()
    opened = await openDatabaseOf(config)
    try {
      world.database = opened.database
      const faults = await faultsOf(vote, castings, told)
      return {
        killsOfDatabase,
        acknowledged: acknowledged(),
        retried: all.filter(({ tries }) => tries > 1).length,
        underWay: interrupted,
        faults,
        seconds,
        slowestStart,
      }
    } finally {
      await opened.close()
    }
  } finally {
    await victim.stop()
  }
}

/** By owner, what each casts one after the other. */
function castingsOf(vote: SimulatedVote, { owners, revotes }: CastOrder): Casting[][] {
  const casting = (owner: string, choices: Choices): Casting => ({
    owner,
    choices,
    ballot: vote.ballotOf(owner, choices),
    tries: 0,
    answers: [],
  })
  return ownerNumbers(owners).map((owner, nth) => {
    const first = casting(owner, vote.choicesOf(nth))
    return revotes && nth % 4 === 0 ? [first, casting(owner, vote.choicesOf(nth + 1))] : [first]
  })
}

/** As a phone does: the same ballot, now under the same command, now from a page that was loaded again; some press twice. */
async function castOnce(victim: Victim, id: string, casting: Casting, rng: Rng): Promise<void> {
  const twice = rng() < 0.1
  await Promise.all(Array.from({ length: twice ? 2 : 1 }, () => insist(victim, id, casting, rng)))
}

async function insist(victim: Victim, id: string, casting: Casting, rng: Rng): Promise<void> {
  let command = newId()
  for (;;) {
    casting.tries += 1
    try {
      const response = await fetch(`${victim.url}/api/${street}/ballots.cast`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify({ command, input: { id, ballot: casting.ballot } }),
        signal: AbortSignal.timeout(20_000),
      })
      const answer = (await response.json()) as Answer & { readonly code?: string }
      if (response.ok) {
        casting.answers.push(answer)
        return
      }
      // The database was killed under the server, or the server is stopping: it comes again.
      if (response.status < 500)
        throw new Refused(`a ballot of ${casting.owner} was refused: ${answer.code}, after ${casting.tries} tries`)
    } catch (cause) {
      if (cause instanceof Refused) throw cause
    }
    if (rng() < 0.5) command = newId()
    await pause(30)
  }
}

async function ask<T>(victim: Victim, verb: string, id: string): Promise<T> {
  const input = encodeURIComponent(JSON.stringify({ id }))
  const response = await fetch(`${victim.url}/api/${street}/ballots.${verb}?input=${input}`)
  if (!response.ok) throw new Error(`${verb}: ${await response.text()}`)
  return (await response.json()) as T
}

interface Measure {
  readonly area: number
  readonly owners: number
}

/** What every owner's last ballot says, added up in plain numbers. */
function plainSums(castings: readonly (readonly Casting[])[]): Measure[] {
  const sums: { area: number; owners: number }[] = []
  for (const ofOwner of castings) {
    const { owner, choices } = ofOwner.at(-1)!
    for (const [answer, chosen] of choices[0]!.entries()) {
      const sum = (sums[answer] ??= { area: 0, owners: 0 })
      sum.area += chosen * areaOf(Number(owner) - 1)
      sum.owners += chosen
    }
  }
  return sums
}

async function faultsOf(
  vote: SimulatedVote,
  castings: readonly (readonly Casting[])[],
  told: { readonly logKey: string; readonly turnout: Turnout },
): Promise<string[]> {
  const faults: string[] = []
  const differs = (what: string, is: unknown, should: unknown) => {
    if (JSON.stringify(is) !== JSON.stringify(should))
      faults.push(`${what}: ${JSON.stringify(is)} where ${JSON.stringify(should)} was right`)
  }
  const all = castings.flat()
  const area = castings.reduce((sum, ofOwner) => sum + areaOf(Number(ofOwner[0]!.owner) - 1), 0)
  const { votedOwners, votedArea, electronic } = told.turnout
  differs('turnout', [votedOwners, votedArea, electronic], [castings.length, area, castings.length])

  await vote.close()
  await vote.decrypt(0)
  await vote.decrypt(2)
  await vote.publish()
  await vote.seal()
  const record = await vote.record()

  const { leaves } = verifyLogFiles(record)
  const [name, archive] = must([...record].find(([each]) => each.startsWith('area/')), 'an archive') // prettier-ignore
  const inArchive = (await eventsOf(archive)).flatMap((event) => (event.type === 'Ballot' ? [event.ballot] : []))
  for (const { owner, answers, ballot } of all) {
    const [{ tracker, seq, receipt }, ...others] = [must(answers[0], 'an answer'), ...answers.slice(1)]
    for (const other of others) differs(`${owner} was answered twice`, [other.tracker, other.seq, other.receipt], [tracker, seq, receipt]) // prettier-ignore
    const places = inArchive.flatMap((each, place) => (each === ballot ? [place + 1] : []))
    differs(`places of a ballot of ${owner} in ${name}`, places, [seq])
    if (!verifyReceipt(receipt, told.logKey)) faults.push(`the receipt of ${owner} is not signed by the log`)
    const leaf = leaves.find(({ index }) => index === receipt.index)
    differs(`leaf of ${owner}`, leaf?.data, { seq, tracker, vote: vote.id })
  }
  differs(`ballots in ${name}`, inArchive.length, all.length)

  const verdict = await verifyRecord(record, {
    ...fastVerifying,
    trust: { logKey: told.logKey },
    receipts: all.flatMap(({ answers }) => answers.map(({ tracker, receipt }) => ({ tracker, receipt }))),
    trackers: castings.flatMap((ofOwner) => ofOwner.map(({ answers }) => answers[0]!.tracker)),
  })
  for (const { code, where, gravity } of verdict.findings) if (gravity === 'wrong') faults.push(`${code} at ${where}`)
  const states = new Map(verdict.facts.found.map(({ tracker, state }) => [tracker, state]))
  for (const ofOwner of castings)
    for (const each of ofOwner)
      differs(`a ballot of ${each.owner}`, states.get(each.answers[0]!.tracker), each === ofOwner.at(-1) ? 'counted' : 'replaced') // prettier-ignore

  const { questions } = await vote.result()
  differs('totals', questions[0]!.online.map(({ measure }) => measure), plainSums(castings)) // prettier-ignore
  return faults
}
