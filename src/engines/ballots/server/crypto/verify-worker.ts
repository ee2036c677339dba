// A thread that judges the ballots it is sent, a handful at a time.
import { parentPort, workerData } from 'node:worker_threads'
import { must } from '#kernel/assert'
import { ballotJudge } from './ballot-verdict.ts'
import type { WorkerAnswer, WorkerData, WorkerTask } from './verify-ballots.ts'

const port = must(parentPort, 'the port of the thread that started this one')
const { electionText, credentials } = workerData as WorkerData
const judge = ballotJudge(electionText)

port.on('message', ({ from, ballots }: WorkerTask) => {
  const answer: WorkerAnswer = {
    from,
    verdicts: ballots.map((ballot) => judge(ballot, (each) => credentials.has(each))),
  }
  port.postMessage(answer)
})
