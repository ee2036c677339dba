// Ballots made and verified a second, on one core, by each back-end and by belenios-tool. Times are of the processor.
import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { must } from '#kernel/assert'
import { createSeededBallot, groupNamed, secretOfCode, verifyBallot } from '#engines/ballots/shared'
import type { ElectionQuestion, Group, OpenElection } from '#engines/ballots/shared'
import { fastGroupNamed } from '../src/engines/ballots/server/crypto/fast-group.ts'
import { verifyBallots } from '../src/engines/ballots/server/crypto/verify-ballots.ts'
import { aCommitteeElection, aMatter, electionText, openText, toolElection } from '../test/belenios.ts'
import type { ToolElection } from '../test/belenios.ts'
import { kept, round } from './table.ts'

export interface MeasuredTable {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
  readonly holds: boolean
}

interface Rates {
  readonly create: number
  readonly verify: number
  readonly bytes: number
}

const oneQuestion = [aMatter]
const twoQuestions = [
  aMatter,
  { ...aCommitteeElection, answers: Array.from({ length: 9 }, (_, i) => `候选人${i + 1}`), max: 5 },
]
export const choicesOf = (questions: readonly ElectionQuestion[]) =>
  questions.map(({ answers, max }) => answers.map((_, i) => (i < max ? 1 : 0)))

export const ballotShapes = [
  ['3 answers', oneQuestion],
  ['3 answers, 5 of 9', twoQuestions],
] as const

function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Runs a second, of the processor, without a break; the first call is not counted. */
function aSecond(run: () => void, seconds: number): number {
  run()
  const start = processorSeconds()
  let count = 0
  let spent = 0
  while (spent < seconds) {
    run()
    count++
    spent = processorSeconds() - start
  }
  return count / spent
}

function ratesOf(group: Group, questions: readonly ElectionQuestion[], seconds: number): Rates {
  const open: OpenElection = openText(electionText(group, questions, 31_415_926n), group)
  const seed = new Uint8Array(32)
  function ballot(): string {
    seed[0]! ^= 1
    const made = createSeededBallot(open, 271_828_182_845_904n, choicesOf(questions), seed)
    if (!made.ok) throw new Error(made.error)
    return made.value.text
  }
  const text = ballot()
  function check(): void {
    const verified = verifyBallot(open, text, () => true)
    if (!verified.ok) throw new Error(verified.error)
  }
  return { create: aSecond(ballot, seconds), verify: aSecond(check, seconds), bytes: text.length }
}

function toolSeconds(tool: ToolElection, args: string): number {
  const script = `TIMEFORMAT='%U %S'; { time belenios-tool ${args} >/dev/null 2>&1; } 2>&1`
  const said = execFileSync('bash', ['-c', script], { cwd: tool.place, encoding: 'utf8' })
  const [user, system] = said.trim().split(' ').map(Number)
  return must(user, 'user time') + must(system, 'system time')
}

/** What belenios-tool takes beyond starting up and, to verify, beyond an archive without ballots. */
function toolRates(questions: readonly ElectionQuestion[], count: number): Rates {
  const tool = toolElection(
    questions,
    Array.from({ length: count }, (_, i) => `业主${i},u${i},${i + 1}`),
  )
  try {
    const group = fastGroupNamed('BELENIOS-2048')
    const open = openText(tool.electionText, group)
    const empty = toolSeconds(tool, 'election verify')
    const first = tool.makeBallot(must(tool.codes[0], 'a code'), choicesOf(questions))
    const made = Array.from({ length: 10 }, () =>
      toolSeconds(tool, 'election generate-ballot --privcred in/code --ballot in/choices'),
    )
    const start = Array.from({ length: 10 }, () => toolSeconds(tool, '--version'))
    for (const code of tool.codes) {
      const secret = must(secretOfCode(code, open.election.uuid, group.q), 'a secret')
      const ballot = createSeededBallot(open, secret, choicesOf(questions), new Uint8Array(32))
      if (!ballot.ok || !tool.cast(ballot.value.text).passed) throw new Error('The ballot was not taken.')
    }
    if (!tool.verify().passed) throw new Error('belenios-tool refuses our ballots.')
    const verify = (toolSeconds(tool, 'election verify') - empty) / count
    const create = (sumOf(made) - sumOf(start)) / made.length
    return { create: 1 / create, verify: 1 / verify, bytes: first.length }
  } finally {
    tool.remove()
  }
}

const sumOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0)

const backEnds = [
  ['BELENIOS-2048', 'server (OpenSSL)', fastGroupNamed('BELENIOS-2048'), 1.3],
  ['BELENIOS-2048', 'browser (JavaScript)', groupNamed('BELENIOS-2048'), 0],
  ['Ed25519', 'server (libsodium)', fastGroupNamed('Ed25519'), 3],
  ['Ed25519', 'browser (JavaScript)', groupNamed('Ed25519'), 0],
] as const

/** The promise: in its group the server verifies 1.3 times as fast as belenios-tool, and in Ed25519 three times as fast. */
export function measureBallots(full: boolean): MeasuredTable {
  const seconds = full ? 4 : 1
  const measured = ballotShapes.map(([what, questions]) => {
    const tool = toolRates(questions, full ? 100 : 30)
    const cells = [
      what,
      'BELENIOS-2048',
      'belenios-tool 2.0',
      round(tool.create),
      round(tool.verify),
      '1.0',
      tool.bytes,
      '',
    ]
    const ours = backEnds.map(([name, where, group, least]) => {
      const rates = ratesOf(group, questions, seconds)
      const ratio = rates.verify / tool.verify
      const said = least === 0 ? '' : kept(ratio >= least)
      return {
        holds: ratio >= least,
        cells: [what, name, where, round(rates.create), round(rates.verify), round(ratio, 2), rates.bytes, said],
      }
    })
    return { holds: ours.every(({ holds }) => holds), rows: [cells, ...ours.map((row) => row.cells)] }
  })
  return {
    title:
      'votes: ballots per second of one core; the server verifies ≥ 1.3 × belenios-tool in its group, ≥ 3 × in Ed25519',
    head: ['ballot', 'group', 'by', 'created/s', 'verified/s', '× tool', 'characters', ''],
    rows: measured.flatMap(({ rows }) => rows),
    holds: measured.every(({ holds }) => holds),
  }
}

/** Whole piles, with threads, beside what the machine does in bare signatures: a ballot of 3 answers needs 30 powers. */
export async function measurePiles(full: boolean): Promise<MeasuredTable> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const message = Buffer.alloc(64)
  const signature = sign(null, message, privateKey)
  const signatures = aSecond(() => verify(null, message, publicKey, signature), full ? 4 : 1)
  const rows: (readonly (string | number)[])[] = []
  for (const name of ['Ed25519', 'BELENIOS-2048'] as const) {
    const group = fastGroupNamed(name)
    const text = electionText(group, oneQuestion, 31_415_926n)
    const open = openText(text, group)
    const made = Array.from({ length: 50 }, (_, i) =>
      createSeededBallot(open, BigInt(i + 2), [[1, 0, 0]], new Uint8Array(32)),
    )
    const few = made.map((each) => (each.ok ? each.value.text : ''))
    const ballots = Array.from({ length: full ? 60 : 20 }, () => few).flat()
    const credentials = new Set(few.map((each) => (JSON.parse(each) as { credential: string }).credential))
    for (const threads of [1, 2]) {
      const start = performance.now()
      const verdicts = await verifyBallots({ electionText: text, credentials, ballots, threads })
      const passed = (performance.now() - start) / 1000
      if (!verdicts.every(({ ok }) => ok)) throw new Error('A good ballot was refused.')
      const rate = ballots.length / passed
      rows.push([name, threads, ballots.length, round(passed), round(rate), round((rate * 15) / signatures, 2)])
    }
  }
  return {
    title: `votes: piles of ballots of 3 answers, by the clock; OpenSSL verifies ${round(signatures, 0)} Ed25519 signatures/s`,
    head: ['group', 'threads', 'ballots', 'seconds', 'ballots/s', '× a signature for every two powers'],
    rows,
    holds: true,
  }
}
