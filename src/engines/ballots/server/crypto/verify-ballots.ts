import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { packageRoot } from '#platform/db'
import { ballotJudge } from './ballot-verdict.ts'
import type { BallotVerdict } from './ballot-verdict.ts'

export interface WorkerData {
  readonly electionText: string
  readonly credentials: ReadonlySet<string>
}

export interface WorkerTask {
  readonly from: number
  readonly ballots: readonly string[]
}

export interface WorkerAnswer {
  readonly from: number
  readonly verdicts: readonly BallotVerdict[]
}

export interface BallotsToVerify extends WorkerData {
  readonly ballots: readonly string[]
  readonly threads?: number
}

/** Below this a thread costs more to start than it saves. */
const worthThreads = 500
const handful = 16

// The bundled server too starts the thread from its source, as it does the reader of PDFs.
const workerPath = join(packageRoot, 'src/engines/ballots/server/crypto/verify-thread.mjs')

function startWorker(workerData: WorkerData): Worker {
  return new Worker(workerPath, { workerData, execArgv: [] })
}

/** The verdicts in the order of the ballots; one thread for each core, all ended when the answer is there. */
export async function verifyBallots({ ballots, threads, ...data }: BallotsToVerify): Promise<readonly BallotVerdict[]> {
  const count = threads ?? (ballots.length < worthThreads ? 0 : availableParallelism())
  if (count === 0) {
    const judge = ballotJudge(data.electionText)
    return ballots.map((ballot) => judge(ballot, (each) => data.credentials.has(each)))
  }
  const verdicts: BallotVerdict[] = []
  let next = 0
  function task(): WorkerTask | undefined {
    if (next >= ballots.length) return undefined
    const from = next
    next += handful
    return { from, ballots: ballots.slice(from, next) }
  }
  const workers = Array.from({ length: Math.min(count, Math.ceil(ballots.length / handful)) }, () => startWorker(data))
  try {
    await Promise.all(
      workers.map(
        (worker) =>
          new Promise<void>((resolve, reject) => {
            function giveTask(): void {
              const given = task()
              if (given) worker.postMessage(given)
              else resolve()
            }
            worker.on('message', (answer: WorkerAnswer) => {
              for (const [i, verdict] of answer.verdicts.entries()) verdicts[answer.from + i] = verdict
              giveTask()
            })
            worker.once('error', reject)
            worker.once('exit', (code) =>
              reject(new Error(`A thread that verifies ballots ended early with code ${code}.`)),
            )
            giveTask()
          }),
      ),
    )
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return verdicts
}
