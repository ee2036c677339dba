import { parentPort } from 'node:worker_threads'
import { must } from '#kernel/assert'
import { ballotJudge } from '../crypto/ballot-verdict.ts'
import type { CastAnswer, CastTask } from './verify-pool.ts'

const port = must(parentPort, 'the port of the thread that started this one')

type Judge = ReturnType<typeof ballotJudge>
const judges = new Map<string, Judge>()
const mostJudges = 30

function judgeOf(election: string): Judge {
  const known = judges.get(election)
  if (known) return known
  if (judges.size >= mostJudges) judges.clear()
  const made = ballotJudge(election)
  judges.set(election, made)
  return made
}

port.on('message', ({ id, election, ballot }: CastTask) => {
  const answer: CastAnswer = { id, verdict: judgeOf(election)(ballot, () => true) }
  port.postMessage(answer)
})
