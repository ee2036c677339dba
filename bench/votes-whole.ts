import { monitorEventLoopDelay } from 'node:perf_hooks'
import { newId } from '#kernel/id'
import { fastVerifying } from '#engines/ballots'
import { verifyRecord } from '#engines/ballots/shared'
import { compose } from '../src/app/server/composition.ts'
import { buildHttp } from '../src/app/server/http.ts'
import { street } from '../src/app/simulation/compound.ts'
import { openVote, ownerNumbers } from '../src/app/simulation/vote.ts'
import { aSimulatedWorld } from '../src/app/simulation/world.ts'
import { kept, percentile, round } from './table.ts'
import type { MeasuredTable } from './votes-crypto.ts'

const atOnce = 16
const seconds = (since: number) => (performance.now() - since) / 1000

/** For how many milliseconds nothing else was answered, at the worst moment. */
async function longestWait(run: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  await run()
  delay.disable()
  return delay.max / 1e6
}

/** Everybody votes over HTTP; then, from the close, totals, three parts of the decryption, two signatures, the result. */
export async function measureWholeVote(full: boolean): Promise<MeasuredTable> {
  const owners = full ? 3000 : 300
  const world = await aSimulatedWorld(owners, 3)
  const { database, clock, secret } = world
  const now = () => new Date(clock.now)
  const composition = compose(database, { secret, name: 'simulation', now })
  const config = { data: '/nowhere', trustProxy: false, log: 'silent', s3: undefined } as const
  const app = await buildHttp({ config, database, composition, now, demoAccounts: [] })
  try {
    const origin = await app.listen({ port: 0, host: '127.0.0.1' })
    const url = `${origin}/api/${street}/ballots.cast`
    const vote = await openVote(world, { owners, group: 'ed25519', kind: 'matter', mode: 'secret', revotes: false, threshold: 2 }) // prettier-ignore
    const made = performance.now()
    const ballots = ownerNumbers(owners).map((owner, nth) => vote.ballotOf(owner, vote.choicesOf(nth)))
    const create = seconds(made)
    const answered: number[] = []
    const voting = async (waiting: Iterable<string>) => {
      for (const ballot of waiting) {
        const since = performance.now()
        const body = JSON.stringify({ command: newId(), input: { id: vote.id, ballot } })
        const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
        if (!answer.ok) throw new Error(`A ballot was refused: ${answer.status} ${await answer.text()}`)
        await answer.arrayBuffer()
        answered.push(performance.now() - since)
      }
    }
    // The first wake the threads, as they did hours ago in a server that runs.
    const all = async (some: readonly string[]) => {
      const waiting = some.values()
      await Promise.all(Array.from({ length: atOnce }, () => voting(waiting)))
    }
    await all(ballots.slice(0, atOnce))
    answered.length = 0
    const began = performance.now()
    await all(ballots.slice(atOnce))
    const cast = seconds(began)

    const closing = performance.now()
    const waited = await longestWait(() => vote.close())
    const close = seconds(closing)
    await vote.decrypt(1)
    await vote.decrypt(2)
    await vote.publish()
    const published = seconds(closing)
    await vote.seal()
    let bytes = 0
    const downloading = performance.now()
    const waitedToo = await longestWait(async () => {
      const zip = await fetch(`${origin}/api/${street}/votes/${vote.id}/record.zip`)
      if (!zip.ok) throw new Error(`The record was refused: ${await zip.text()}`)
      for await (const piece of zip.body!) bytes += (piece as Uint8Array).length
    })
    const download = seconds(downloading)
    const record = await vote.record()
    const verifying = performance.now()
    const { ok, findings } = await verifyRecord(record, fastVerifying)
    if (!ok) throw new Error(`The record is refuted: ${findings.map(({ code }) => code).join(', ')}`)
    const verify = seconds(verifying)
    const size = [...record.values()].reduce((sum, { length }) => sum + length, 0) / 2 ** 20
    const castLimit = (60 * owners) / 3000
    const rows = [
      ['ballots made by owners', owners, round(create), round(owners / create), '', ''],
      [`cast over HTTP, ${atOnce} at once; slowest 1 % ${round(percentile(answered, 0.99), 0)} ms`, owners, round(cast), round(owners / cast), `≤ ${round(castLimit, 0)} s`, kept(cast <= castLimit)], // prettier-ignore
      [`the close: both totals, the server’s part; others wait ≤ ${round(waited, 0)} ms`, owners, round(close), round(owners / close), '', ''], // prettier-ignore
      ['from the close to the published result', owners, round(published), round(owners / published), '< 30 s', kept(published < 30)], // prettier-ignore
      [`record.zip of ${round(bytes / 2 ** 20)} MB downloaded; others wait ≤ ${round(waitedToo, 0)} ms`, owners, round(download), round(owners / download), '', ''], // prettier-ignore
      [
        `whole record of ${round(size)} MB verified, with threads`,
        owners,
        round(verify),
        round(owners / verify),
        '',
        '',
      ],
    ]
    return {
      title: 'votes: a whole vote in Ed25519 with the server’s key and two of three trustees, by the clock',
      head: ['what', 'owners', 'seconds', 'owners/s', 'promise', ''],
      rows,
      holds: cast <= castLimit && published < 30,
    }
  } finally {
    await app.close()
    await world.close()
  }
}
