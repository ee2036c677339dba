import type pg from 'pg'
import type { Database } from '#platform/db'

export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  readonly name: string | null
  /** False when the next one was sent without waiting for its answer. */
  awaited: boolean
}

/** Writes down what is really sent to the database while `run` runs: nothing here is written by hand. */
export async function record(database: Database, run: () => Promise<void>): Promise<Statement[]> {
  const sent: Statement[] = []
  let underWay = 0
  const { pool } = database
  const connect = pool.connect.bind(pool)
  const watched = async () => {
    const client = await connect()
    const query = client.query.bind(client) as (...given: unknown[]) => unknown
    Object.assign(client, {
      query(asked: string | pg.QueryConfig, ...rest: unknown[]) {
        const { text, values = [], name = null } = typeof asked === 'string' ? { text: asked } : asked
        const last = sent.at(-1)
        if (underWay > 0 && last) last.awaited = false
        sent.push({ text, values: values as unknown[], name: name ?? null, awaited: true })
        underWay += 1
        const answered = () => void (underWay -= 1)
        const answer = query(asked, ...rest) as Promise<unknown>
        answer.then(answered, answered)
        return answer
      },
    })
    const release = client.release.bind(client)
    client.release = (...given) => {
      Reflect.deleteProperty(client, 'query')
      client.release = release
      release(...given)
    }
    return client
  }
  Object.assign(pool, { connect: watched })
  try {
    await run()
  } finally {
    Reflect.deleteProperty(pool, 'connect')
  }
  return sent
}
