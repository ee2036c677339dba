import { beforeAll, expect, it } from 'vitest'
import {
  archiveFindingCodes,
  groupNamed,
  newTrusteeKey,
  parseElection,
  verifyArchive,
  writeElection,
} from '#engines/ballots/shared'
import type { ArchiveEvent } from '#engines/ballots/shared'
import { signedAgain, withoutTool } from '../../../../../test/belenios.ts'
import { eventsOf, rechained } from '../../../../../test/belenios-chains.ts'
import { aTestVote, ballotOf, countedArchive, toolVerdict } from '../../../../../test/belenios-votes.ts'
import type { TestVote } from '../../../../../test/belenios-votes.ts'
import type { BallotJson } from './ballot-json.ts'

const group = groupNamed('BELENIOS-2048')

let vote: TestVote
let ballots: readonly string[]
let events: readonly ArchiveEvent[]
let sound: Uint8Array

beforeAll(async () => {
  vote = await aTestVote({ group, areas: [500, 300, 200], members: { threshold: 2, count: 3 } })
  ballots = [ballotOf(vote, 0, [[1, 0, 0]]), ballotOf(vote, 1, [[0, 1, 0]]), ballotOf(vote, 2, [[1, 0, 0]])]
  sound = countedArchive(vote, 'area', ballots, [1, 2, 3]).archive.bytes
  events = await eventsOf(sound)
})

type Changed = { -readonly [K in keyof ArchiveEvent]: ArchiveEvent[K] } & Record<string, unknown>

function changedAt(index: number, change: (event: Changed) => object): Uint8Array {
  return rechained(events.map((event, i) => (i === index ? { ...event, ...change({ ...event } as Changed) } : event)))
}

function first(type: ArchiveEvent['type']): number {
  return events.findIndex((event) => event.type === type)
}

function parsed<T>(text: unknown): T {
  return JSON.parse(text as string) as T
}

/** The last digit made another one. */
function nudged(number: string): string {
  return number.slice(0, -1) + (number.endsWith('1') ? '2' : '1')
}

interface Factors {
  decryption_factors: string[][]
  decryption_proofs: { challenge: string; response: string }[][]
}

function changedFactors(change: (factors: Factors) => void): Uint8Array {
  return changedAt(first('PartialDecryption'), (event) => {
    const factors = parsed<Factors>(event['partialDecryption'])
    change(factors)
    return { partialDecryption: JSON.stringify(factors) }
  })
}

function changedBallot(change: (ballot: BallotJson) => string): Uint8Array {
  return changedAt(2, (event) => ({ ballot: change(parsed<BallotJson>(event['ballot'])) }))
}

function changedCredentials(change: (lines: string[]) => readonly string[]): Uint8Array {
  return changedAt(0, (event) => ({ credentials: JSON.stringify(change(parsed<string[]>(event['credentials']))) }))
}

function changedTrustees(change: (trustees: never) => void): Uint8Array {
  return changedAt(0, (event) => {
    const trustees = parsed<never>(event['trustees'])
    change(trustees)
    return { trustees: JSON.stringify(trustees) }
  })
}

function swapChoices(ballot: BallotJson): BallotJson {
  const [a, b, c] = ballot.answers[0]!.choices
  return { ...ballot, answers: [{ ...ballot.answers[0]!, choices: [b!, a!, c!] }] }
}

/** The archive of who left the second ballot out and decrypted what remains by the rules. */
function ballotLeftOut(): Uint8Array {
  const rest = [ballots[0]!, ballots[2]!]
  const { archive } = countedArchive(vote, 'area', rest, [1, 2, 3])
  return archive.bytes
}

/** By the code that must be found: how it is made, and whether belenios-tool 2.0 sees it as well. */
const cases: readonly (readonly [
  code: string,
  what: string,
  make: () => Uint8Array | Promise<Uint8Array>,
  tool: 'too' | 'not',
])[] = [
  [
    'election_wrong',
    'an election of another version',
    () => changedAt(0, (event) => ({ election: String(event['election']).replace('"version":1', '"version":2') })),
    'too',
  ],
  [
    'election_key_wrong',
    'a key that is not the trustees’',
    () =>
      changedAt(0, (event) => {
        const election = parseElection(String(event['election']))
        if (!election.ok) throw new Error(election.error)
        const publicKey = group.encode(group.powerOfG(5n))
        return { election: writeElection({ ...election.value, publicKey }) }
      }),
    'too',
  ],
  [
    'trustees_wrong',
    'a trustee without proof of his key',
    () =>
      changedTrustees((trustees: [[string, { pok: { response: string } }]]) => {
        trustees[0][1].pok.response = nudged(trustees[0][1].pok.response)
      }),
    'too',
  ],
  [
    'trustees_wrong',
    'a member’s key exchanged for another with a valid proof',
    () =>
      changedTrustees((trustees: [unknown, [string, { verification_keys: unknown[] }]]) => {
        trustees[1][1].verification_keys[0] = newTrusteeKey(group).publicKey
      }),
    'too',
  ],
  [
    'trustees_wrong',
    'a lower threshold than the coefficients have',
    () =>
      changedTrustees((trustees: [unknown, [string, { threshold: number }]]) => {
        trustees[1][1].threshold = 1
      }),
    'too',
  ],
  [
    'credential_repeated',
    'an owner twice on the roll',
    () => changedCredentials((lines) => [...lines, lines[0]!]),
    'too',
  ],
  [
    'credential_weight_wrong',
    'an area of nothing',
    () => changedCredentials((lines) => lines.map((line) => line.replace(/,.*/, ',0'))),
    'too',
  ],
  [
    'credential_weight_wrong',
    'an area below nothing',
    () => changedCredentials((lines) => lines.map((line) => line.replace(/,.*/, ',-5'))),
    'too',
  ],
  [
    'credential_not_in_group',
    'a key outside the subgroup',
    () => changedCredentials((lines) => [...lines, '7,100']),
    'too',
  ],
  [
    'credential_not_in_group',
    'the identity for a key',
    () => changedCredentials((lines) => [...lines, '1,100']),
    'not',
  ],
  ['credentials_malformed', 'a roll that is no list', () => changedAt(0, () => ({ credentials: '{}' })), 'too'],
  [
    'ballot_wrong',
    'ciphertexts swapped and signed again',
    () => changedBallot((ballot) => signedAgain(vote.open, vote.owners[1]!.secret, swapChoices(ballot))),
    'too',
  ],
  ['ballot_wrong', 'a broken signature', () => changedBallot((ballot) => JSON.stringify(swapChoices(ballot))), 'too'],
  ['ballot_wrong', 'the ballot of nobody on the roll', () => changedCredentials((lines) => lines.slice(1)), 'too'],
  [
    'tally_wrong',
    'a ballot left out of the count, decrypted as it should be',
    async () => {
      const other = await eventsOf(ballotLeftOut())
      return rechained([...events.slice(0, 5), ...other.slice(4)])
    },
    'too',
  ],
  [
    'tally_malformed',
    'a tally that is none',
    () => changedAt(first('EncryptedTally'), () => ({ encryptedTally: '[[]' })),
    'not',
  ],
  [
    'num_tallied_wrong',
    'another number of ballots',
    () => changedAt(first('EncryptedTally'), () => ({ numTallied: 2 })),
    'not',
  ],
  [
    'total_weight_wrong',
    'another total area',
    () => changedAt(first('EncryptedTally'), () => ({ totalWeight: 999 })),
    'not',
  ],
  [
    'factor_proof_wrong',
    'a broken proof of decryption',
    () =>
      changedFactors(({ decryption_proofs: [row] }) => {
        row![0]!.response = nudged(row![0]!.response)
      }),
    'too',
  ],
  [
    'factor_not_in_group',
    'a factor outside the subgroup',
    () =>
      changedFactors(({ decryption_factors: [row] }) => {
        row![1] = '7'
      }),
    'too',
  ],
  ['factors_malformed', 'a factor missing', () => changedFactors(({ decryption_factors: [row] }) => row!.pop()), 'too'],
  [
    'factor_proof_wrong',
    'factors under another trustee’s name',
    () => changedAt(first('PartialDecryption'), () => ({ owner: 4 })),
    'too',
  ],
  [
    'factors_owner_unknown',
    'factors of nobody',
    () => changedAt(first('PartialDecryption'), () => ({ owner: 9 })),
    'too',
  ],
  [
    'factors_repeated',
    'factors of one trustee twice',
    () => {
      const at = first('PartialDecryption')
      const own = events[at] as ArchiveEvent & { readonly type: 'PartialDecryption' }
      return rechained([
        ...events.slice(0, at + 1),
        { ...own, partialDecryption: `${own.partialDecryption} ` },
        ...events.slice(at + 1),
      ])
    },
    'not',
  ],
  [
    'factors_insufficient',
    'one member of three where two are needed',
    () => rechained(events.filter((event) => !(event.type === 'PartialDecryption' && event.owner === 3))),
    'too',
  ],
  [
    'result_wrong',
    'areas moved from one answer to another',
    () => changedAt(first('Result'), () => ({ result: '{"result":[[699,301,0]]}' })),
    'too',
  ],
  [
    'result_above_total',
    'more than all',
    () => changedAt(first('Result'), () => ({ result: '{"result":[[1001,300,0]]}' })),
    'too',
  ],
  [
    'result_sum_wrong',
    'answers that do not add up',
    () => changedAt(first('Result'), () => ({ result: '{"result":[[700,299,0]]}' })),
    'too',
  ],
  [
    'result_malformed',
    'an answer missing',
    () => changedAt(first('Result'), () => ({ result: '{"result":[[700,300]]}' })),
    'too',
  ],
]

it.skipIf(withoutTool)('belenios-tool takes the archive before it is changed', () => {
  expect(toolVerdict(sound)).toMatchObject({ passed: true })
})

it.each(cases)('%s is found: %s', async (code, _what, make, tool) => {
  const bytes = await make()
  const { findings } = await verifyArchive(bytes)
  expect(findings.map((each) => each.code)).toContain(code)
  expect(findings.every((each) => archiveFindingCodes.includes(each.code))).toBe(true)
  if (!withoutTool) expect(toolVerdict(bytes)).toMatchObject({ passed: tool === 'not' })
})
