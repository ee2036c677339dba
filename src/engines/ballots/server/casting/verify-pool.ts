import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { packageRoot } from '#platform/db'
import { ballotJudge, type BallotVerdict } from '../crypto/ballot-verdict.ts'
import type { BallotsDeps } from '../deps.ts'

export interface CastTask {
  readonly id: number
  readonly election: string
  readonly ballot: string
}

export interface CastAnswer {
  readonly id: number
  readonly verdict: BallotVerdict
}

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, { resolve: (verdict: BallotVerdict) => void; reject: (cause: Error) => void }>
}

export interface VerifyPool {
  readonly verify: BallotsDeps['verify']
  close(): Promise<void>
}

// The bundled server too starts the thread from its source, as it does the reader of PDFs.
const threadPath = join(packageRoot, 'src/engines/ballots/server/casting/verify-cast-thread.mjs')

/** At some 400 ballots a second and core, more than this would be answered after its sender gave up. */
const mostWaiting = 4000

/** Threads that check ballots while the main thread serves; started with the first ballot, and again when one died. */
export function openVerifyPool(count: number = Math.max(1, Math.min(8, availableParallelism()))): VerifyPool {
  const threads: Thread[] = []
  let [next, turn, isClosed] = [0, 0, false]

  function start(): Thread {
    const thread: Thread = { worker: new Worker(threadPath, { execArgv: [] }), waiting: new Map() }
    const fail = (cause: Error) => {
      threads.splice(threads.indexOf(thread), threads.includes(thread) ? 1 : 0)
      for (const { reject } of thread.waiting.values()) reject(cause)
      thread.waiting.clear()
    }
    thread.worker.on('message', ({ id, verdict }: CastAnswer) => {
      thread.waiting.get(id)?.resolve(verdict)
      thread.waiting.delete(id)
    })
    thread.worker.on('error', fail)
    thread.worker.on('exit', () => fail(new Error('A thread that checks ballots ended.')))
    // Waiting for ballots keeps no process alive.
    thread.worker.unref()
    threads.push(thread)
    return thread
  }

  return {
    async verify({ election, ballot }) {
      if (isClosed) return { ok: false, error: 'busy' }
      while (threads.length < count) start()
      const waiting = threads.reduce((sum, each) => sum + each.waiting.size, 0)
      if (waiting >= mostWaiting) return { ok: false, error: 'busy' }
      const thread = threads.reduce(
        (least, each) => (each.waiting.size < least.waiting.size ? each : least),
        threads[turn++ % threads.length]!,
      )
      const id = next++
      return await new Promise<BallotVerdict>((resolve, reject) => {
        thread.waiting.set(id, { resolve, reject })
        const task: CastTask = { id, election, ballot }
        thread.worker.postMessage(task)
      })
    },
    async close() {
      isClosed = true
      await Promise.all(threads.splice(0).map(({ worker }) => worker.terminate()))
    },
  }
}

/** In the thread that asks: for tests and simulations, which have no one else to serve. */
export const verifyHere: BallotsDeps['verify'] = async ({ election, ballot }) =>
  ballotJudge(election)(ballot, () => true)
