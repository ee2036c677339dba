import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aCommitteeElection, aMatter, anOpenElection, electionText } from '../../../../../test/belenios.ts'
import { createBallot, createSeededBallot, encryptAnswers, trackerOf } from './ballot.ts'
import { ballotSizeLimit, parseBallot } from './ballot-json.ts'
import { auditBallot, verifyBallot } from './ballot-verification.ts'
import { publicCredential } from './credential.ts'
import { electionHash, openElection, parseElection } from './election.ts'
import { encodeCiphertexts, encrypt, encryptionTo } from './encryption.ts'
import { groupNamed } from './named-groups.ts'
import { holdsInterval, proveInterval } from './proofs.ts'
import type { Proof } from './proofs.ts'
import { scalarsFromSeed, secureScalars, signatureNonce } from './random.ts'

const secret = 271_828_182_845_904_523_536n
const seed = new Uint8Array(32).fill(7)

interface Shape {
  answers: { choices: unknown[]; individual_proofs: unknown[][]; overall_proof: unknown[] }[]
  signature: { proof: unknown }
}

function everybody(): boolean {
  return true
}

function created(open: ReturnType<typeof anOpenElection>, choices: readonly (readonly number[])[], by = seed) {
  const ballot = createSeededBallot(open, secret, choices, by)
  if (!ballot.ok) throw new Error(ballot.error)
  return ballot.value
}

describe.each(['Ed25519', 'BELENIOS-2048'] as const)('a ballot in %s', (name) => {
  const group = groupNamed(name)
  const open = anOpenElection(group, [aMatter, aCommitteeElection])

  test('is valid whatever the choices, and audits only to them', () => {
    const matter = fc.integer({ min: 0, max: 2 }).map((chosen) => [0, 1, 2].map((i) => (i === chosen ? 1 : 0)))
    const committee = fc
      .subarray([0, 1, 2, 3, 4], { maxLength: 3 })
      .map((s) => [0, 1, 2, 3, 4].map((i) => (s.includes(i) ? 1 : 0)))
    fc.assert(
      fc.property(fc.tuple(matter, committee), fc.tuple(matter, committee), (choices, others) => {
        const ballot = created(open, choices)
        const credential = publicCredential(group, secret)
        const tracker = trackerOf(ballot.text)
        expect(ballot.tracker).toBe(tracker)
        const verified = verifyBallot(open, ballot.text, (each) => each === credential)
        expect(verified).toMatchObject({ ok: true, value: { tracker, credential } })
        expect(auditBallot(open, ballot.text, choices, seed)).toEqual({ ok: true, value: { tracker, credential } })
        const same = JSON.stringify(choices) === JSON.stringify(others)
        expect(auditBallot(open, ballot.text, others, seed)).toEqual(
          same ? { ok: true, value: { tracker, credential } } : { ok: false, error: 'ballot_holds_other_choices' },
        )
      }),
      { numRuns: name === 'Ed25519' ? 4 : 2 },
    )
  })

  test('is never longer than the limit, and near it', () => {
    const limit = ballotSizeLimit(open.election)
    const { length } = created(open, [
      [1, 0, 0],
      [0, 0, 0, 0, 0],
    ]).text
    expect(length).toBeLessThan(limit)
    expect(length).toBeGreaterThan(0.8 * limit)
  })
})

describe('a ballot', () => {
  const group = groupNamed('Ed25519')
  const open = anOpenElection(group, [aMatter, aCommitteeElection])
  const choices = [
    [0, 1, 0],
    [1, 0, 0, 0, 1],
  ]

  test('is the same again from the same seed, and another from another', () => {
    expect(created(open, choices)).toEqual(created(open, choices))
    expect(created(open, choices, new Uint8Array(32).fill(8)).tracker).not.toBe(created(open, choices).tracker)
  })

  test('shares no mask with a ballot of other choices from the same seed', () => {
    const alphas = (text: string): string[] => [...text.matchAll(/"alpha":"([0-9a-f]+)"/g)].map((found) => found[1]!)
    const both = [
      ...alphas(created(open, choices).text),
      ...alphas(
        created(open, [
          [1, 0, 0],
          [1, 0, 0, 0, 1],
        ]).text,
      ),
    ]
    expect(new Set(both).size).toBe(16)
  })

  test('is made by the machine’s own generator too', () => {
    const order = { open, secret, choices, random: secureScalars(group.q) }
    const [one, other] = [createBallot(order), createBallot(order)]
    if (!one.ok || !other.ok) throw new Error('Both are allowed.')
    expect(one.value.tracker).not.toBe(other.value.tracker)
    expect(verifyBallot(open, one.value.text, everybody).ok).toBe(true)
  })

  test('shows its credential’s secret to nobody who has its seed', () => {
    const { signature } = JSON.parse(created(open, choices).text)
    const [challenge, response] = [BigInt(signature.proof.challenge), BigInt(signature.proof.response)]
    const nonce = (response + secret * challenge) % group.q
    expect(nonce).toBe(signatureNonce(secret, `Ed25519|${signature.hash}`, group.q))
    const context = `${open.election.hash}|${publicCredential(group, secret)}|${JSON.stringify(choices)}`
    const random = scalarsFromSeed(seed, context, group.q)
    expect(Array.from({ length: 200 }, random)).not.toContain(nonce)
  })

  test('is signed with a nonce that HMAC-SHA-512 makes of secret and hash', () => {
    for (const own of [1n, 0x123n, secret, group.q - 1n]) {
      const key = Buffer.from(own.toString(16).padStart(64, '0'), 'hex')
      const made = createHmac('sha512', key).update('mofang.signature.v1|hash').digest('hex')
      expect(signatureNonce(own, 'hash', group.q)).toBe(BigInt(`0x${made}`) % group.q)
    }
  })

  test('is read in its own shape only, each of its parts', () => {
    const shaped = (change: (ballot: Shape) => void) => {
      const ballot = JSON.parse(created(open, choices).text) as Shape
      change(ballot)
      return parseBallot(open.election, JSON.stringify(ballot))
    }
    expect(shaped(() => undefined).ok).toBe(true)
    const wrong: ((ballot: Shape) => void)[] = [
      ({ answers }) => (answers[1] = 1 as never),
      ({ answers: [first] }) => (first!.choices[1] = 'x'),
      ({ answers: [first] }) => (first!.choices[1] = { alpha: 'x', beta: 1 }),
      ({ answers: [first] }) => (first!.individual_proofs[1] = 1 as never),
      ({ answers: [first] }) => (first!.individual_proofs[1]![1] = {}),
      ({ answers: [, second] }) => (second!.overall_proof[1] = { challenge: '1', response: 1 }),
      ({ signature }) => (signature.proof = { challenge: 1, response: '1' }),
    ]
    for (const change of wrong) expect(shaped(change)).toEqual({ ok: false, error: 'ballot_wrong_shape' })
  })

  test('is read up to the limit and not above it', () => {
    const limit = ballotSizeLimit(open.election)
    expect(parseBallot(open.election, '{}'.padEnd(limit))).toEqual({ ok: false, error: 'ballot_wrong_shape' })
    expect(parseBallot(open.election, '{}'.padEnd(limit + 1))).toEqual({ ok: false, error: 'ballot_too_large' })
  })

  test.each([
    [
      'two answers to a matter',
      [
        [1, 1, 0],
        [0, 0, 0, 0, 0],
      ],
    ],
    [
      'no answer to a matter',
      [
        [0, 0, 0],
        [0, 0, 0, 0, 0],
      ],
    ],
    [
      'more candidates than seats',
      [
        [1, 0, 0],
        [1, 1, 1, 1, 0],
      ],
    ],
    [
      'a choice of 2',
      [
        [2, 0, 0],
        [0, 0, 0, 0, 0],
      ],
    ],
    [
      'a choice of −1',
      [
        [1, 1, -1],
        [0, 0, 0, 0, 0],
      ],
    ],
    [
      'a choice of 2 beside as many as may be chosen',
      [
        [1, 0, 2],
        [0, 0, 0, 0, 0],
      ],
    ],
    [
      'an answer too few',
      [
        [1, 0],
        [0, 0, 0, 0, 0],
      ],
    ],
    ['a question too few', [[1, 0, 0]]],
  ])('is not made with %s', (_, wrong) => {
    expect(createSeededBallot(open, secret, wrong, seed)).toEqual({ ok: false, error: 'choices_not_allowed' })
    expect(auditBallot(open, created(open, choices).text, wrong, seed)).toEqual({
      ok: false,
      error: 'choices_not_allowed',
    })
  })

  test('is not audited where it is not valid', () => {
    expect(auditBallot(open, '{}', choices, seed)).toEqual({ ok: false, error: 'ballot_wrong_shape' })
  })

  test('is never made with a secret of 0, a seed of another length, or a proof of what is not so', () => {
    const random = secureScalars(group.q)
    expect(() => createBallot({ open, secret: group.q, choices, random })).toThrow('not 0')
    expect(() => createSeededBallot(open, secret, choices, new Uint8Array(16))).toThrow('32 bytes')
    const ciphertext = { alpha: '', beta: '' }
    expect(() => proveInterval(open, '', ciphertext, { message: 2, r: 1n }, [0, 1], random)).toThrow('what it holds')
  })

  test('may choose all or none where the question lets it', () => {
    const free = anOpenElection(group, [{ ...aMatter, min: 0, max: 3 }])
    for (const chosen of [
      [0, 0, 0],
      [1, 1, 1],
    ])
      expect(verifyBallot(free, created(free, [chosen]).text, everybody).ok).toBe(true)
  })

  test('encrypts for another credential otherwise', () => {
    const random = () => 5n
    const [one, other] = ['a', 'b'].map((credential) => encryptAnswers(open, credential, choices, random))
    expect(one![0]!.choices).toEqual(other![0]!.choices)
    expect(one![0]!.individual_proofs).not.toEqual(other![0]!.individual_proofs)
  })
})

test('an election is opened only in its own group and with a key that is in it', () => {
  const text = electionText(groupNamed('Ed25519'), [aMatter], 5n)
  const election = parseElection(text)
  if (!election.ok) throw new Error(election.error)
  expect(election.value.hash).toBe(electionHash(text))
  expect(() => openElection(election.value, groupNamed('BELENIOS-2048'))).toThrow('group')
  expect(() => openElection({ ...election.value, publicKey: '00' }, groupNamed('Ed25519'))).toThrow('key')
})

test('a proof convinces of the values it was made for, and of no others and no fewer', () => {
  const group = groupNamed('Ed25519')
  const encryption = encryptionTo(group, group.powerOfG(9n))
  const [message, r] = [3, 12_345n]
  const ciphertext = encrypt(encryption, message, r)
  const [json] = encodeCiphertexts(group, [ciphertext])
  const proofs = proveInterval(encryption, 'S', json!, { message, r }, [2, 3, 4], secureScalars(group.q))
  const holds = (prefix: string, values: readonly number[], of: readonly Proof[]) =>
    holdsInterval(encryption, prefix, ciphertext, json!, values, of)
  expect(holds('S', [2, 3, 5], proofs)).toBe(false)
  expect(holds('T', [2, 3, 4], proofs)).toBe(false)
  expect(holds('S', [2, 3, 4], proofs.slice(1))).toBe(false)
  expect(holds('S', [2, 3], proofs)).toBe(false)
  expect(holds('S', [2, 3, 4], proofs)).toBe(true)
})

describe.each(['Ed25519', 'BELENIOS-2048'] as const)('the longest ballot in %s', (name) => {
  const scalar = '9'.repeat(78)
  const element = '9'.repeat(name === 'Ed25519' ? 64 : 617)
  const proofs = (count: number) => Array.from({ length: count }, () => ({ challenge: scalar, response: scalar }))

  test.each([
    ['one question of one answer', [{ ...aMatter, answers: ['同意'], min: 1, max: 1 }]],
    ['many questions', Array.from({ length: 40 }, () => aMatter)],
    ['one question of many answers', [{ ...aMatter, answers: Array.from({ length: 60 }, () => '人'), min: 0, max: 0 }]],
    ['many sums to prove', [{ ...aMatter, answers: Array.from({ length: 60 }, () => '人'), min: 20, max: 60 }]],
  ])('of %s is as long as the limit, or a little shorter', (_, questions) => {
    const { election } = anOpenElection(groupNamed(name), questions)
    const text = JSON.stringify({
      election_uuid: election.uuid,
      election_hash: election.hash,
      credential: element,
      answers: questions.map(({ answers, min, max }) => ({
        choices: answers.map(() => ({ alpha: element, beta: element })),
        individual_proofs: answers.map(() => proofs(2)),
        overall_proof: proofs(max - min + 1),
      })),
      signature: { hash: election.hash, proof: proofs(1)[0] },
    })
    expect(parseBallot(election, text).ok).toBe(true)
    expect(ballotSizeLimit(election)).toBeLessThan(1.07 * text.length + 261)
  })
})
