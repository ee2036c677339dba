// Every way in which a ballot is wrong, with the reason that must be given; valid ballots changed by their own voter.
import { trackerOf } from '#engines/ballots/shared'
import type { BallotFault, BallotJson, OpenElection } from '#engines/ballots/shared'
import { signedAgain } from './belenios.ts'

export const theSecret = 271_828_182_845_904_523_536n

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T
type Draft = Mutable<BallotJson>

export type BallotFaultCase = readonly [what: string, fault: BallotFault, text: string]

/** Points of the curve outside the subgroup, points of small order, and texts that are no point. */
export const notInEd25519: Readonly<Record<string, string>> = {
  'the empty text': '',
  'a short text': '66',
  'capital letters': '66666666666666666666666666666666666666666666666666666666666666A8',
  'bytes not turned round': '5866666666666666666666666666666666666666666666666666666666666666',
  'order 2': '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec',
  'order 4': '0'.repeat(64),
  'order 4, the other sign': `8${'0'.repeat(63)}`,
  'order 8': '05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826',
  'order 8, the other sign': '85fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826',
  'order 8, the other half': '7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7',
  'the identity with a sign': `8${'0'.repeat(62)}1`,
  'the identity as p + 1': '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffee',
  'order 4 as p': '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed',
  'y above p': `7${'f'.repeat(63)}`,
  'everything set': 'f'.repeat(64),
  'no point of the curve': `${'0'.repeat(63)}2`,
}

export function notInBelenios2048(p: bigint, q: bigint): Readonly<Record<string, string>> {
  return {
    'the empty text': '',
    zero: '0',
    'minus one': '-1',
    'order 2': (p - 1n).toString(),
    p: p.toString(),
    'the identity as p + 1': (p + 1n).toString(),
    'a residue outside the subgroup': '2',
    q: q.toString(),
    'a leading zero': '01',
    'a sign': '+1',
    'a blank': ' 1',
    'hexadecimal digits': '0x1',
    'another script’s digits': '１',
    'more digits than p has': `1${'0'.repeat(617)}`,
  }
}

export function ballotFaults(open: OpenElection, valid: string, secret = theSecret): BallotFaultCase[] {
  const { group } = open
  const { q } = group
  const outside = group.name === 'Ed25519' ? '05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826' : '2'
  const one = group.encode(group.one)

  function edited(edit: (draft: Draft) => void): Draft {
    const draft = JSON.parse(valid) as Draft
    edit(draft)
    return draft
  }
  function signed(edit: (draft: Draft) => void): string {
    return signedAgain(open, secret, edited(edit))
  }
  function unsigned(edit: (draft: Draft) => void): string {
    return JSON.stringify(edited(edit))
  }
  const nothing = { choices: [], individual_proofs: [], overall_proof: [] }
  const plusOne = (scalar: string): string => ((BigInt(scalar) + 1n) % q).toString()
  const plusQ = (scalar: string): string => (BigInt(scalar) + q).toString()

  return [
    ['too many characters', 'ballot_too_large', `${valid}${' '.repeat(100_000)}`],
    ['half of it missing', 'ballot_not_json', valid.slice(0, valid.length / 2)],
    ['nothing in it', 'ballot_not_json', ''],
    ['a line end', 'ballot_not_canonical', `${valid}\n`],
    ['a blank', 'ballot_not_canonical', valid.replace(',', ', ')],
    ['a field twice', 'ballot_not_canonical', valid.replace('{', '{"election_uuid":"x",')],
    ['an escape that is not needed', 'ballot_not_canonical', valid.replace('election_uuid', '\\u0065lection_uuid')],
    ['nothing but brackets', 'ballot_wrong_shape', `${'['.repeat(3_000)}${']'.repeat(3_000)}`],
    ['null instead', 'ballot_wrong_shape', 'null'],
    ['a list instead', 'ballot_wrong_shape', '[]'],
    ['a field more', 'ballot_wrong_shape', unsigned((b) => Object.assign(b, { weight: '2' }))],
    [
      'fields in another order',
      'ballot_wrong_shape',
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(valid) as object).toReversed())),
    ],
    ['a number for a text', 'ballot_wrong_shape', unsigned((b) => Object.assign(b, { credential: 1 }))],
    ['no signature', 'ballot_wrong_shape', unsigned((b) => Object.assign(b, { signature: null }))],
    ['a signature without proof', 'ballot_wrong_shape', unsigned((b) => Object.assign(b.signature, { proof: {} }))],
    ['a signature without hash', 'ballot_wrong_shape', unsigned((b) => Object.assign(b.signature, { hash: 1 }))],
    ['answers that are no list', 'ballot_wrong_shape', unsigned((b) => Object.assign(b, { answers: {} }))],
    ['an answer that is none', 'ballot_wrong_shape', unsigned((b) => Object.assign(b, { answers: [1] }))],
    [
      'a proof that is none',
      'ballot_wrong_shape',
      unsigned((b) => Object.assign(b.answers[0]!, { overall_proof: [{}] })),
    ],
    [
      'a ciphertext that is none',
      'ballot_wrong_shape',
      unsigned((b) => Object.assign(b.answers[0]!, { choices: ['x'] })),
    ],
    [
      'proofs that are no lists',
      'ballot_wrong_shape',
      unsigned((b) => Object.assign(b.answers[0]!, { individual_proofs: [1] })),
    ],
    ['a question unanswered', 'ballot_wrong_answers', signed((b) => b.answers.pop())],
    ['an answer to no question', 'ballot_wrong_answers', signed((b) => b.answers.push(nothing))],
    ['a choice missing', 'ballot_wrong_answers', signed((b) => b.answers[0]!.choices.pop())],
    ['a choice’s proofs missing', 'ballot_wrong_answers', signed((b) => b.answers[0]!.individual_proofs.pop())],
    ['half a proof', 'ballot_wrong_answers', signed((b) => b.answers[0]!.individual_proofs[0]!.pop())],
    [
      'a proof of one value more',
      'ballot_wrong_answers',
      signed((b) => b.answers[0]!.overall_proof.push(b.answers[0]!.overall_proof[0]!)),
    ],
    ['another election’s id', 'wrong_election_uuid', signed((b) => (b.election_uuid = 'AnotherVote1111111111'))],
    ['another election’s hash', 'wrong_election_hash', signed((b) => (b.election_hash = trackerOf('')))],
    ['the hash padded', 'wrong_election_hash', signed((b) => (b.election_hash += '='))],
    [
      'a credential that is not on the roll',
      'unknown_credential',
      signed((b) => (b.credential = group.encode(group.g))),
    ],
    ['a credential that is no element', 'credential_not_in_group', signed((b) => (b.credential = 'rubbish'))],
    ['the identity as credential', 'credential_not_in_group', signed((b) => (b.credential = one))],
    ['a change after the signature', 'wrong_signature_hash', unsigned((b) => b.answers[0]!.choices.reverse())],
    ['another signature’s hash', 'wrong_signature_hash', unsigned((b) => (b.signature.hash = trackerOf('')))],
    ['another’s signature', 'wrong_signature', signedAgain(open, secret + 1n, JSON.parse(valid) as object)],
    [
      'a wrong response of the signature',
      'wrong_signature',
      unsigned((b) => (b.signature.proof.response = plusOne(b.signature.proof.response))),
    ],
    [
      'a wrong challenge of the signature',
      'wrong_signature',
      unsigned((b) => (b.signature.proof.challenge = plusOne(b.signature.proof.challenge))),
    ],
    [
      'a response of the signature above q',
      'scalar_out_of_range',
      unsigned((b) => (b.signature.proof.response = plusQ(b.signature.proof.response))),
    ],
    [
      'a challenge of the signature above q',
      'scalar_out_of_range',
      unsigned((b) => (b.signature.proof.challenge = plusQ(b.signature.proof.challenge))),
    ],
    [
      'q as a response',
      'scalar_out_of_range',
      signed((b) => (b.answers[0]!.overall_proof[0]!.response = q.toString())),
    ],
    [
      'a challenge above q',
      'scalar_out_of_range',
      signed(
        (b) =>
          (b.answers[1]!.individual_proofs[4]![1]!.challenge = plusQ(
            b.answers[1]!.individual_proofs[4]![1]!.challenge,
          )),
      ),
    ],
    [
      'a scalar with a leading zero',
      'scalar_out_of_range',
      signed((b) => (b.answers[0]!.overall_proof[0]!.response = `0${b.answers[0]!.overall_proof[0]!.response}`)),
    ],
    ['a negative scalar', 'scalar_out_of_range', signed((b) => (b.answers[0]!.overall_proof[0]!.response = '-1'))],
    ['α outside the subgroup', 'ciphertext_not_in_group', signed((b) => (b.answers[0]!.choices[2]!.alpha = outside))],
    ['β outside the subgroup', 'ciphertext_not_in_group', signed((b) => (b.answers[0]!.choices[2]!.beta = outside))],
    ['α = 0', 'ciphertext_not_in_group', signed((b) => (b.answers[0]!.choices[0]!.alpha = '0'))],
    ['α = 1', 'ciphertext_unmasked', signed((b) => (b.answers[0]!.choices[0]!.alpha = one))],
    ['β = 1', 'wrong_individual_proof', signed((b) => (b.answers[0]!.choices[0]!.beta = one))],
    ['β = g', 'wrong_individual_proof', signed((b) => (b.answers[0]!.choices[0]!.beta = group.encode(group.g)))],
    ['choices exchanged', 'wrong_individual_proof', signed((b) => b.answers[0]!.choices.reverse())],
    [
      'ciphertexts and proofs exchanged',
      'wrong_overall_proof',
      signed((b) => (b.answers[0]!.choices.reverse(), b.answers[0]!.individual_proofs.reverse())),
    ],
    [
      'a wrong response',
      'wrong_individual_proof',
      signed(
        (b) =>
          (b.answers[0]!.individual_proofs[0]![0]!.response = plusOne(
            b.answers[0]!.individual_proofs[0]![0]!.response,
          )),
      ),
    ],
    [
      'a wrong challenge',
      'wrong_individual_proof',
      signed(
        (b) =>
          (b.answers[1]!.individual_proofs[3]![1]!.challenge = plusOne(
            b.answers[1]!.individual_proofs[3]![1]!.challenge,
          )),
      ),
    ],
    [
      'proofs of zeros',
      'wrong_individual_proof',
      signed(
        (b) =>
          (b.answers[0]!.individual_proofs[0]! = [
            { challenge: '0', response: '0' },
            { challenge: '0', response: '0' },
          ]),
      ),
    ],
    [
      'a wrong response over all',
      'wrong_overall_proof',
      signed((b) => (b.answers[1]!.overall_proof[2]!.response = plusOne(b.answers[1]!.overall_proof[2]!.response))),
    ],
    [
      'a wrong challenge over all',
      'wrong_overall_proof',
      signed((b) => (b.answers[0]!.overall_proof[0]!.challenge = plusOne(b.answers[0]!.overall_proof[0]!.challenge))),
    ],
  ]
}
