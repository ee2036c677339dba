import { newId } from '#kernel/id'
import { fastGroupNamed } from '#engines/ballots'
import { ballots } from '#engines/ballots/shared'
import { localFetch } from '#engines/credentials'
import { anyone } from '#platform/operations'
import { street } from '../../simulation/compound.ts'
import type { SimulatedVote } from '../../simulation/vote.ts'
import type { SimulatedWorld } from '../../simulation/world.ts'
import { compose } from '../composition.ts'
import { buildHttp } from '../http.ts'

/** How invented owners reach their street: by its operations in this process, or over the program's own HTTP. */
export interface Line {
  readonly origin: string
  /** At the counter, where nobody counts how often one address asks. */
  readonly atCounter: typeof fetch
  /** From home. */
  readonly fromHome: typeof fetch
  cast(vote: SimulatedVote, ballot: string, session: string | null): Promise<void>
  close(): Promise<void>
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * A thousand owners have a thousand addresses and a cache each; here they share one. So what a browser would not load
 * again is kept, and who is told to come later comes later.
 */
function shared(): typeof fetch {
  const kept = new Map<string, Promise<Response>>()
  const patient: typeof fetch = async (input, init) => {
    for (;;) {
      const answer = await fetch(input, init)
      if (answer.status !== 429) return answer
      await answer.arrayBuffer()
      await wait(2000)
    }
  }
  return async (input, init) => {
    const url = new Request(input, init).url
    if (!url.endsWith('/did.json')) return patient(input, init)
    const known = kept.get(url) ?? patient(input, init)
    kept.set(url, known)
    return (await known).clone()
  }
}

const groups = (name: 'ed25519' | 'belenios-2048') => fastGroupNamed(name === 'ed25519' ? 'Ed25519' : 'BELENIOS-2048')

export async function inProcess({ database, clock, secret }: SimulatedWorld): Promise<Line> {
  const local = await localFetch({ database, now: () => new Date(clock.now) }, { secret, groups })
  return {
    origin: 'http://127.0.0.1',
    atCounter: local,
    fromHome: local,
    async cast(vote, ballot, session) {
      await vote.do(anyone, 'cast', { id: vote.id, ballot, ...(session !== null && { session }) })
    },
    close: async () => {},
  }
}

/** The program's HTTP on a free port, as `mofang start` builds it. */
export async function overHttp({ database, clock, secret }: SimulatedWorld): Promise<Line> {
  const now = () => new Date(clock.now)
  const composition = compose(database, { secret, name: 'simulation', now })
  const config = { data: '/nowhere', trustProxy: false, log: 'silent', s3: undefined } as const
  const app = await buildHttp({ config, database, composition, now, demoAccounts: [] })
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const fromHome = shared()
  return {
    origin,
    atCounter: await localFetch({ database, now }, { secret, groups }),
    fromHome,
    async cast({ id }, ballot, session) {
      const input = { id, ballot, ...(session !== null && { session }) }
      const answer = await fromHome(`${origin}/api/${street}/${ballots.cast.name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ command: newId(), input }),
      })
      const said = await answer.text()
      if (!answer.ok) throw new Error(`cast: ${answer.status} ${said}`)
    },
    close: () => app.close(),
  }
}
