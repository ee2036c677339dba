// Elections of Belenios for tests, and belenios-tool, the independent checker (Debian package belenios-tool 2.0).
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must } from '#kernel/assert'
import { hashJson, openElection, parseElection, writeElection } from '#engines/ballots/shared'
import type { BallotJson, ElectionQuestion, Group, OpenElection } from '#engines/ballots/shared'
import { sign } from '../src/engines/ballots/shared/belenios/signature.ts'

export const ballotUuid = 'Voteofthehomes11111111'

export const aMatter: ElectionQuestion = {
  question: '是否同意使用专项维修资金改造 3 号楼电梯？',
  answers: ['同意', '反对', '弃权'],
  min: 1,
  max: 1,
}

export const aCommitteeElection: ElectionQuestion = {
  question: '选举业主委员会委员（“五选三”）\\ \u{20BB7}',
  answers: ['赵钱', '孙李', '周吴', '郑王', '冯陈'],
  min: 0,
  max: 3,
}

export function electionText(group: Group, questions: readonly ElectionQuestion[], privateKey: bigint): string {
  return writeElection({
    uuid: ballotUuid,
    name: '幸福小区业主大会',
    description: '{"v":1}',
    group: group.name,
    publicKey: group.encode(group.powerOfG(privateKey)),
    questions,
    administrator: '业主大会筹备组',
  })
}

export function openText<E>(text: string, group: Group<E>): OpenElection<E> {
  const election = parseElection(text)
  if (!election.ok) throw new Error(election.error)
  return openElection(election.value, group)
}

export function anOpenElection<E>(
  group: Group<E>,
  questions: readonly ElectionQuestion[] = [aMatter],
  privateKey = 31_415_926n,
): OpenElection<E> {
  return openText(electionText(group, questions, privateKey), group)
}

/** A ballot changed by its own voter: everything signed again, so that only what was changed is wrong. */
export function signedAgain(open: OpenElection, secret: bigint, changed: object): string {
  const { signature: _, ...unsigned } = changed as BallotJson
  const hash = hashJson(JSON.stringify(unsigned))
  const { challenge, response } = sign(open.group, secret, hash)
  const proof = { challenge: challenge.toString(), response: response.toString() }
  return JSON.stringify({ ...unsigned, signature: { hash, proof } })
}

function toolOrSentence(): string | undefined {
  const found = spawnSync('belenios-tool', ['--version'], { encoding: 'utf8' })
  return found.status === 0 ? undefined : 'belenios-tool is missing: apt-get install belenios-tool'
}

const mayBeMissing = process.env['MOFANG_WITHOUT_BELENIOS_TOOL'] === '1' && process.env['CI'] === undefined

/** Only who says so may do without the independent checker, and CI never: MOFANG_WITHOUT_BELENIOS_TOOL=1. */
export const withoutTool = mayBeMissing && toolOrSentence() !== undefined

export interface ToolRun {
  readonly passed: boolean
  readonly said: string
  readonly output: string
}

export interface ToolElection {
  readonly place: string
  readonly electionText: string
  /** The secret codes, as the tool made them, and the public credentials in the order of its file. */
  readonly codes: readonly string[]
  readonly credentials: readonly string[]
  run(args: readonly string[], input?: string): ToolRun
  makeBallot(code: string, choices: readonly (readonly number[])[]): string
  cast(ballot: string): ToolRun
  verify(): ToolRun
  /** The same election in another folder, to spoil. */
  copy(): ToolElection
  remove(): void
}

const env = { ...process.env, BELENIOS_USE_URANDOM: '1' }

function newPlace(): string {
  return mkdtempSync(join(tmpdir(), 'mofang-belenios-'))
}

function electionIn(place: string, known: Pick<ToolElection, 'electionText' | 'codes' | 'credentials'>): ToolElection {
  function run(args: readonly string[], input = ''): ToolRun {
    const ran = spawnSync('belenios-tool', args, { cwd: place, env, input, encoding: 'utf8' })
    return { passed: ran.status === 0, said: ran.stderr, output: ran.stdout.trimEnd() }
  }
  return {
    place,
    ...known,
    run,
    makeBallot: (code, choices) => {
      writeFileSync(join(place, 'in/code'), code)
      writeFileSync(join(place, 'in/choices'), JSON.stringify(choices))
      const made = run(['election', 'generate-ballot', '--privcred', 'in/code', '--ballot', 'in/choices'])
      if (!made.passed) throw new Error(made.said)
      return made.output
    },
    cast: (ballot) => run(['archive', 'add-event', '--type=Ballot'], ballot),
    verify: () => run(['election', 'verify']),
    copy: () => {
      const other = newPlace()
      cpSync(place, other, { recursive: true })
      return electionIn(other, known)
    },
    remove: () => rmSync(place, { recursive: true, force: true }),
  }
}

/** An election set up by belenios-tool in a folder of its own, in BELENIOS-2048, with one trustee. */
export function toolElection(questions: readonly ElectionQuestion[], voters: readonly string[]): ToolElection {
  const missing = toolOrSentence()
  if (missing !== undefined) throw new Error(missing)
  const place = newPlace()
  const group = ['--group', 'BELENIOS-2048']
  const uuid = ['--uuid', ballotUuid]
  function need(...args: readonly string[]): void {
    execFileSync('belenios-tool', args, { cwd: place, env, stdio: ['ignore', 'ignore', 'pipe'] })
  }
  function fileEnding(ending: string): string {
    return join(
      place,
      must(
        readdirSync(place).find((name) => name.endsWith(ending)),
        `the file ${ending}`,
      ),
    )
  }
  writeFileSync(join(place, 'voters.txt'), voters.map((each) => `${each}\n`).join(''))
  need('setup', 'generate-credentials', ...uuid, ...group, '--file', 'voters.txt')
  renameSync(fileEnding('.pubcreds'), join(place, 'public_creds.json'))
  need('setup', 'generate-trustee-key', ...group)
  writeFileSync(join(place, 'public_keys.jsons'), readFileSync(fileEnding('.pubkey')))
  need('setup', 'make-trustees')
  writeFileSync(
    join(place, 'template.json'),
    JSON.stringify({
      description: '{"v":1}',
      name: '幸福小区业主大会',
      questions,
      administrator: '甲',
      credential_authority: '乙',
    }),
  )
  need('setup', 'make-election', ...uuid, ...group, '--template', 'template.json')
  const electionText = readFileSync(join(place, 'election.json'), 'utf8').trimEnd()
  const credentials = (JSON.parse(readFileSync(join(place, 'public_creds.json'), 'utf8')) as string[]).map((line) =>
    must(line.split(',')[0], 'a credential'),
  )
  const codes = readFileSync(fileEnding('.privcreds'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => must(line.split(' ')[1], 'a code'))
  need('archive', 'init')
  mkdirSync(join(place, 'in'))
  return electionIn(place, { electionText, codes, credentials })
}
