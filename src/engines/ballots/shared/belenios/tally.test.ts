import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '#kernel/assert'
import {
  checkFactors,
  combineFactors,
  computeResult,
  crossCheckArchives,
  discreteLogTo,
  decodeCiphertexts,
  encryptedTally,
  encryptedTallyText,
  encryptionTo,
  groupNamed,
  inverse,
  isResult,
  lastBallots,
  mod,
  newTrusteeKey,
  parseResult,
  partialDecryption,
  resultText,
  sumOfChoices,
  verifyArchive,
} from '#engines/ballots/shared'
import type { Choices, ElectionQuestion } from '#engines/ballots/shared'
import { aTestVote, ballotOf, countedArchive } from '../../../../../test/belenios-votes.ts'
import type { TestVote } from '../../../../../test/belenios-votes.ts'
import { encrypt } from './encryption.ts'
import { lagrangeCoefficient } from './factors.ts'
import { parseEncryptedTally } from './tally.ts'

const group = groupNamed('Ed25519')

const aQuestion: fc.Arbitrary<ElectionQuestion> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 3 }))
  .map(([count, a, b]) => ({
    question: '问',
    answers: Array.from({ length: count }, (_, i) => `答${i}`),
    min: Math.min(a, b, count),
    max: Math.min(Math.max(a, b), count),
  }))

function choicesFor(questions: readonly ElectionQuestion[]): fc.Arbitrary<Choices> {
  return fc.tuple(
    ...questions.map(({ answers, min, max }) =>
      fc
        .subarray(
          answers.map((_, i) => i),
          { minLength: min, maxLength: max },
        )
        .map((chosen) => answers.map((_, i) => (chosen.includes(i) ? 1 : 0))),
    ),
  )
}

interface Cast {
  readonly owner: number
  readonly choices: Choices
}

const anElection = fc
  .record({
    questions: fc.array(aQuestion, { minLength: 1, maxLength: 2 }),
    areas: fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 4 }),
    lost: fc.constantFrom(2, 3, 4),
  })
  .chain(({ questions, areas, lost }) =>
    fc.record({
      questions: fc.constant(questions),
      areas: fc.constant(areas),
      lost: fc.constant(lost),
      casts: fc.array(fc.record<Cast>({ owner: fc.nat({ max: areas.length - 1 }), choices: choicesFor(questions) }), {
        maxLength: 5,
      }),
    }),
  )

function plainTotals(vote: TestVote, casts: readonly Cast[], weigh: (owner: number) => number) {
  const last = new Map(casts.map(({ owner, choices }) => [owner, choices]))
  const ballots = [...last].map(([owner, choices]) => ({ weight: weigh(owner), choices }))
  return sumOfChoices(vote.open.election, ballots)
}

describe('both tallies of a random election', () => {
  it('decrypt to the plain sums of last ballots, by heads and by areas, whichever one member of three is missing', async () => {
    await fc.assert(
      fc.asyncProperty(anElection, async ({ questions, areas, lost, casts }) => {
        const vote = await aTestVote({ group, questions, areas, members: { threshold: 2, count: 3 } })
        const ballots = casts.map(({ owner, choices }) => ballotOf(vote, owner, choices))
        const present = [1, 2, 3, 4].filter((owner) => owner !== lost)
        const area = countedArchive(vote, 'area', ballots, present)
        const head = countedArchive(vote, 'head', ballots, present)
        expect(area.totals).toEqual(plainTotals(vote, casts, (owner) => areas[owner]!))
        expect(head.totals).toEqual(plainTotals(vote, casts, () => 1))
        const [a, h] = [await verifyArchive(area.archive.bytes), await verifyArchive(head.archive.bytes)]
        expect([a.findings, h.findings, crossCheckArchives(a.summary, h.summary)]).toEqual([[], [], []])
      }),
      { numRuns: 8 },
    )
  })
})

describe('the last ballot of each credential', () => {
  it('is found for every sequence of ballots', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), (credentials) => {
        const ballots = credentials.map((credential, at) => ({ credential, at }))
        const last = lastBallots(ballots)
        expect(last).toEqual(ballots.filter(({ credential, at }) => credentials.lastIndexOf(credential) === at))
      }),
    )
  })
})

describe('discrete logarithms', () => {
  it('are found up to the bound and not above it', () => {
    const log = discreteLogTo(group, 1000)
    for (const exponent of [0, 1, 54, 55, 56, 999, 1000]) expect(log(group.powerOfG(BigInt(exponent)))).toBe(exponent)
    for (const exponent of [1001n, 5000n, -1n]) expect(log(group.powerOfG(exponent))).toBeUndefined()
    expect(discreteLogTo(group, 0)(group.one)).toBe(0)
    expect(discreteLogTo(group, 0)(group.g)).toBeUndefined()
  })

  it('are found for the area of the largest compounds', () => {
    const log = discreteLogTo(groupNamed('BELENIOS-2048'), 40_000_000)
    for (const exponent of [0, 39_999_999, 40_000_000, 12_345_678]) {
      expect(log(groupNamed('BELENIOS-2048').powerOfG(BigInt(exponent)))).toBe(exponent)
    }
  })

  it('refuses a bound that is none', () => {
    expect(() => discreteLogTo(group, -1)).toThrow()
    expect(() => discreteLogTo(group, 0.5)).toThrow()
  })
})

describe('Lagrange coefficients', () => {
  it('put together the value at 0 of any polynomial from as many values as it has coefficients', () => {
    const members = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(members, fc.infiniteStream(fc.bigInt({ min: 0n, max: group.q - 1n })), (present, stream) => {
        const coefficients = present.map(() => must(stream.next().value as bigint, 'a coefficient'))
        const at = (x: number) => coefficients.reduceRight((value, a) => mod(value * BigInt(x) + a, group.q), 0n)
        const sum = present.reduce((all, x) => all + at(x) * lagrangeCoefficient(x, present, group.q), 0n)
        expect(mod(sum, group.q)).toBe(coefficients[0])
      }),
    )
    expect(mod(inverse(3n, group.q) * 3n, group.q)).toBe(1n)
  })
})

describe('partial decryptions', () => {
  const key = newTrusteeKey(group)
  const encryption = encryptionTo(group, group.powerOfG(key.privateKey))
  const ciphertexts = [[0, 1, 7].map((message, i) => encrypt(encryption, message, BigInt(i + 5)))]
  const publicKey = encryption.publicKey
  const partial = partialDecryption(group, 'hash', key.privateKey, ciphertexts)

  it('are taken only with proofs for this election, this key and these ciphertexts', () => {
    expect(checkFactors(group, 'hash', publicKey, ciphertexts, partial)).toMatchObject({ ok: true })
    expect(checkFactors(group, 'other', publicKey, ciphertexts, partial)).toEqual({
      ok: false,
      error: 'factor_proof_wrong',
    })
    expect(checkFactors(group, 'hash', group.g, ciphertexts, partial)).toEqual({
      ok: false,
      error: 'factor_proof_wrong',
    })
    const turned = ciphertexts.map((row) => [...row].reverse())
    expect(checkFactors(group, 'hash', publicKey, turned, partial)).toEqual({ ok: false, error: 'factor_proof_wrong' })
    expect(checkFactors(group, 'hash', publicKey, [], partial)).toMatchObject({ error: 'factors_malformed' })
    expect(checkFactors(group, 'hash', publicKey, ciphertexts, { ...partial, more: 1 })).toMatchObject({
      error: 'factors_malformed',
    })
  })

  it('have a factor of the group and a proof in numbers for every ciphertext', () => {
    const { decryption_factors, decryption_proofs } = partial
    const [factors, proofs] = [decryption_factors[0]!, decryption_proofs[0]!]
    const check = (own: readonly unknown[], proved: readonly unknown[]) =>
      checkFactors(group, 'hash', publicKey, ciphertexts, { decryption_factors: [own], decryption_proofs: [proved] })
    expect(check(factors, proofs)).toMatchObject({ ok: true })
    expect(check([1, ...factors.slice(1)], proofs)).toEqual({ ok: false, error: 'factor_not_in_group' })
    expect(check(factors, [{}, ...proofs.slice(1)])).toEqual({ ok: false, error: 'factors_malformed' })
    expect(check(factors, proofs.slice(1))).toEqual({ ok: false, error: 'factors_malformed' })
    expect(check(factors.slice(1), proofs)).toEqual({ ok: false, error: 'factors_malformed' })
    const twice = [...ciphertexts, ...ciphertexts]
    const ofTwo = (second: readonly unknown[]) =>
      checkFactors(group, 'hash', publicKey, twice, {
        decryption_factors: [factors, second],
        decryption_proofs: [proofs, proofs],
      })
    expect(ofTwo(factors)).toMatchObject({ ok: true })
    expect(ofTwo(factors.slice(1))).toEqual({ ok: false, error: 'factors_malformed' })
    expect(ofTwo([...factors, factors[0]])).toEqual({ ok: false, error: 'factors_malformed' })
    for (const given of [null, { decryption_factors: {}, decryption_proofs: [proofs] }]) {
      expect(checkFactors(group, 'hash', publicKey, ciphertexts, given)).toEqual({
        ok: false,
        error: 'factors_malformed',
      })
    }
  })

  it('of nobody decrypt nothing', () => {
    const nobody = { sets: [], publicKey: group.one, size: 0 }
    expect(combineFactors(group, nobody, new Map())).toEqual({ ok: false, error: 'factors_insufficient' })
  })

  it('of fewer members than a threshold group needs decrypt nothing', () => {
    const members = [1, 2, 3].map((owner) => ({ owner, publicKey }))
    const trustees = {
      sets: [{ kind: 'Pedersen' as const, threshold: 2, members, subKey: publicKey }],
      publicKey,
      size: 3,
    }
    const factors = (...owners: readonly number[]) => new Map(owners.map((owner) => [owner, [[group.g]]]))
    expect(combineFactors(group, trustees, factors(2))).toEqual({ ok: false, error: 'factors_insufficient' })
    expect(combineFactors(group, trustees, factors(1, 3)).ok).toBe(true)
  })

  it('give the result, and nothing where it is above what can be', () => {
    const checked = checkFactors(group, 'hash', publicKey, ciphertexts, partial)
    if (!checked.ok) throw new Error(checked.error)
    const trustees = {
      sets: [{ kind: 'Single' as const, threshold: 1, members: [{ owner: 1, publicKey }], subKey: publicKey }],
      publicKey,
      size: 1,
    }
    const combined = combineFactors(group, trustees, new Map([[1, checked.value]]))
    if (!combined.ok) throw new Error(combined.error)
    expect(computeResult(group, ciphertexts, combined.value, 7)).toEqual({ ok: true, value: [[0, 1, 7]] })
    expect(computeResult(group, ciphertexts, combined.value, 6)).toEqual({ ok: false, error: 'result_out_of_range' })
    const beyond = computeResult(group, ciphertexts, combined.value, 6, discreteLogTo(group, 100))
    expect(beyond).toEqual({ ok: false, error: 'result_out_of_range' })
    const [row, factors] = [ciphertexts[0]!, combined.value[0]!]
    const two = (...totals: readonly (readonly number[])[]) => isResult(group, [row, row], [factors, factors], totals)
    expect(two([0, 1, 7], [0, 1, 7])).toBe(true)
    expect([two([0, 1, 7], [0, 1, 6]), two([1, 1, 7], [0, 1, 7])]).toEqual([false, false])
    expect(isResult(group, ciphertexts, combined.value, [[0, 1, 7]])).toBe(true)
    expect(isResult(group, ciphertexts, combined.value, [[0, 2, 7]])).toBe(false)
    expect(isResult(group, ciphertexts, combined.value, [[0, 1]])).toBe(false)
    expect(combineFactors(group, trustees, new Map())).toEqual({ ok: false, error: 'factors_insufficient' })
  })

  it('and results are read back as they were written', () => {
    expect(parseResult(resultText([[0, 2], [3]]))).toEqual([[0, 2], [3]])
    for (const text of ['{"result":[[1],[-1]]}', '{"result":[[1,-1]]}', '{"result":[[1],1]}', '{"result":[["1"]]}']) {
      expect(parseResult(text)).toBeUndefined()
    }
    for (const text of ['{}', '{"result":1}', '{"result":[[-1]]}', '{"result":[[0.5]]}', '{"result":[],"x":1}', '[']) {
      expect(parseResult(text)).toBeUndefined()
    }
  })

  it('and encrypted tallies are read only as rows of two texts each, elements where they are to be decrypted', () => {
    const text = encryptedTallyText(group, ciphertexts)
    expect(parseEncryptedTally(text)).toEqual(JSON.parse(text))
    for (const wrong of [
      '[',
      '{}',
      '[1]',
      '[[1]]',
      '[[{}]]',
      '[[{"alpha":"a","beta":1}]]',
      '[[{"alpha":1,"beta":"b"}]]',
    ]) {
      expect(parseEncryptedTally(wrong)).toBeUndefined()
    }
    expect(parseEncryptedTally('[[{"alpha":"a","beta":"b"},{}],[]]')).toBeUndefined()
    expect(parseEncryptedTally('[[{"alpha":"a","beta":"b"}],1]')).toBeUndefined()
    const [row] = JSON.parse(text) as [{ alpha: string; beta: string }[]]
    const decoded = must(decodeCiphertexts(group, [3], [row]), 'ciphertexts')
    expect(encryptedTallyText(group, decoded)).toBe(text)
    for (const wrong of [
      {},
      null,
      [],
      [row, row],
      [1],
      [null],
      [row.slice(1)],
      [[null, row[1], row[2]]],
      [[{ ...row[0], alpha: 'x' }, row[1], row[2]]],
      [[{ ...row[0], beta: 'x' }, row[1], row[2]]],
      [[row[0], row[1], { ...row[2], more: 1 }]],
    ]) {
      expect(decodeCiphertexts(group, [3], wrong)).toBeUndefined()
    }
  })

  it('raise each ballot to its weight, which is a whole number from 1', () => {
    const weighed = (weight: number) => encryptedTally(group, [3], [{ weight, choices: ciphertexts }])
    expect(weighed(3)).toMatchObject({ numTallied: 1, totalWeight: 3 })
    expect(() => weighed(0)).toThrow()
    expect(() => weighed(1.5)).toThrow()
  })
})
