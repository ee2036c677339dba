import { beforeAll, describe, expect, it } from 'vitest'
import { must } from '#kernel/assert'
import { canonicalJson } from '#kernel/canonical-json'
import {
  checkOpeningFactors,
  groupNamed,
  modeOf,
  openingFactors,
  openingsText,
  sumOfChoices,
  verifyArchive,
  verifyOpenings,
} from '#engines/ballots/shared'
import type { BallotFactors, Election, Opening } from '#engines/ballots/shared'
import { aTestVote, ballotOf, countedArchive } from '../../../../../test/belenios-votes.ts'
import { anOpenedVote } from '../../../../../test/opened-vote.ts'
import type { OpenedVote } from '../../../../../test/opened-vote.ts'
import { openedChoices } from './openings.ts'

const group = groupNamed('Ed25519')
const areas = [8850, 12_034, 7700]

let named: OpenedVote

beforeAll(async () => {
  named = await anOpenedVote(group, areas)
})

interface File {
  readonly v: number
  readonly election: string
  readonly openings: Opening[]
}

function changed(change: (openings: Opening[]) => readonly unknown[]): string {
  const file = JSON.parse(named.text) as File
  return canonicalJson({ ...file, openings: change(file.openings) })
}

function codesOf(text: string): string[] {
  return verifyOpenings(named.area, text).findings.map(({ code }) => code)
}

describe('the openings of a named vote', () => {
  it('show each counted choice, and add up to both totals', () => {
    const { vote, area, head, text } = named
    const opened = verifyOpenings(area, text)
    expect(opened.findings).toEqual([])
    expect(opened.opened.map(({ credential, weight, choices }) => ({ credential, weight, choices }))).toEqual([
      {
        credential: vote.owners[1]!.key,
        weight: 12_034,
        choices: [
          [0, 1, 0],
          [0, 0, 0, 0, 0],
        ],
      },
      {
        credential: vote.owners[0]!.key,
        weight: 8850,
        choices: [
          [0, 0, 1],
          [0, 0, 1, 1, 0],
        ],
      },
    ])
    expect(sumOfChoices(vote.open.election, opened.opened)).toEqual(area.totals)
    expect(verifyOpenings(head, text).findings).toEqual([])
  })

  it('are refused where a choice, a proof, a ballot or a factor is not the archive’s', () => {
    const flip = (opening: Opening) => ({ ...opening, choices: [[1, 0, 0], ...opening.choices.slice(1)] })
    expect(codesOf(changed(([a, b]) => [flip(a!), b!]))).toEqual(['openings_choice_wrong', 'openings_totals_differ'])
    expect(codesOf(changed(([a]) => [a!]))).toEqual(['openings_ballot_missing', 'openings_totals_differ'])
    expect(codesOf(changed(([a, b]) => [a!, b!, { ...a!, tracker: 'x' }]))).toEqual(['openings_ballot_unknown'])
    expect(codesOf(changed(([a, b]) => [a!, b!, a!]))).toEqual(['openings_malformed'])
    expect(codesOf(changed(([a, b]) => [{ ...a!, credential: b!.credential }, b!]))).toContain(
      'openings_ballot_missing',
    )
    expect(codesOf(changed(([a, b]) => [{ ...a!, factors: a!.factors.slice(1) }, b!]))).toContain(
      'openings_factors_wrong',
    )
    expect(codesOf(changed(([a, b]) => [{ ...a!, factors: b!.factors }, b!]))).toContain('openings_factors_wrong')
    const owned = (owner: number) => (opening: Opening) => ({
      ...opening,
      factors: opening.factors.map((own) => (own.owner === 4 ? { ...own, owner } : own)),
    })
    for (const owner of [3, 9, 1]) {
      expect(codesOf(changed(([a, b]) => [owned(owner)(a!), b!]))).toContain('openings_factors_wrong')
    }
    expect(codesOf(named.text.replace('"v":1', '"v": 1'))).toEqual(['openings_malformed'])
    expect(codesOf('{}')).toEqual(['openings_malformed'])
    expect(
      verifyOpenings(
        {
          ...named.area,
          totals: [
            [1, 1, 0],
            [0, 0, 0, 0, 0],
          ],
        },
        named.text,
      ).findings,
    ).toMatchObject([{ code: 'openings_totals_differ' }])
  })

  it('are refused in any other shape, however deep', () => {
    const file = JSON.parse(named.text) as File & Record<string, unknown>
    const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    for (const wrong of [{ v: 2 }, { election: 'another' }, { openings: {} }, { more: 1 }]) {
      expect(codesOf(canonicalJson({ ...file, ...wrong }))).toEqual(['openings_malformed'])
    }
    expect(codesOf('{')).toEqual(['openings_malformed'])
    expect(codesOf(`{"election":"${file.election}","openings":${nested},"v":1}`)).toEqual(['openings_malformed'])
    const [own] = file.openings[0]!.factors
    const { owner, ...unowned } = own!
    for (const wrong of [
      { credential: 1 },
      { tracker: 1 },
      { more: 1 },
      { choices: 1 },
      { choices: [1] },
      { choices: [[2]] },
      { choices: [['1']] },
      { choices: [[0, 2]] },
      { choices: [[0], [2]] },
      { choices: [[0], 0] },
      { factors: {} },
      { factors: [null] },
      { factors: [own, null] },
      { factors: [unowned] },
      { factors: [{ ...own, owner: 0.5 }] },
      { factors: [{ ...own, owner: String(owner) }] },
      { factors: [{ ...own, decryption_factors: 1 }] },
      { factors: [{ ...own, decryption_factors: [[1]] }] },
      { factors: [{ ...own, decryption_proofs: 1 }] },
      { factors: [{ ...own, decryption_proofs: [[1]] }] },
      { factors: [{ ...own, decryption_proofs: [[{ challenge: '1', response: 1 }]] }] },
    ]) {
      expect(codesOf(changed(([a, b]) => [{ ...a!, ...wrong }, b!]))).toEqual(['openings_malformed'])
    }
  })

  it('are told of with the ballot and the trustee where they are wrong', () => {
    const { area, text } = named
    const [first, second] = area.counted.map(({ tracker }) => tracker)
    const found = (wrong: string) =>
      verifyOpenings(area, wrong).findings.map(({ code, where, detail }) => `${code} ${where} ${detail}`)
    const differ = 'openings_totals_differ openings '
    expect(found('{}')).toEqual(['openings_malformed openings '])
    expect(verifyOpenings(area, '{}').opened).toEqual([])
    expect(found(changed(([a, b]) => [a!, b!, a!]))).toEqual(['openings_malformed openings ballot twice'])
    expect(found(changed(([a]) => [{ ...a!, tracker: 'x' }]))).toEqual([
      `openings_ballot_missing ballot ${first} `,
      `openings_ballot_missing ballot ${second} `,
      'openings_ballot_unknown ballot x ',
      differ,
    ])
    const wrongFactors = (change: (factors: Opening['factors']) => unknown) =>
      found(changed(([a, b]) => [{ ...a!, factors: change(a!.factors) }, b!]))
    const wrong = `openings_factors_wrong ballot ${first}`
    expect(wrongFactors((all) => all.slice(1))).toEqual([`${wrong} factors_insufficient`, differ])
    expect(wrongFactors((all) => [...all, all[0]])).toEqual([`${wrong} trustee 1`, differ])
    expect(wrongFactors(([one, ...all]) => [{ ...one, owner: 9 }, ...all])).toEqual([`${wrong} trustee 9`, differ])
    expect(wrongFactors(([one, two, three]) => [one, { ...two, owner: 3 }, three])).toEqual([
      `${wrong} factor_proof_wrong`,
      differ,
    ])
    const flipped = changed(([a, b]) => [{ ...a!, choices: b!.choices }, b!])
    expect(found(flipped)).toEqual([`openings_choice_wrong ballot ${first} `, differ])
    const { totals: _, ...undecided } = area
    expect(verifyOpenings(undecided, text).findings).toEqual([])
  })

  it('are only of ballots of which every answer is yes or no', () => {
    const { vote, area, factors } = named
    const [ballot] = area.counted
    const { choices } = must(ballot, 'a ballot')
    const elements = new Map(
      [...factors].map(([owner, [own]]) => [
        owner,
        must(own, 'factors').decryption_factors.map((row) => row.map((text) => must(group.decode(text), 'a factor'))),
      ]),
    )
    expect(openedChoices(group, vote.trustees, choices, elements)).toEqual([
      [0, 1, 0],
      [0, 0, 0, 0, 0],
    ])
    const [[, ...row] = [], ...rows] = must(elements.get(1), 'factors')
    const broken = new Map([...elements, [1, [[group.g, ...row], ...rows]]])
    expect(openedChoices(group, vote.trustees, choices, broken)).toBeUndefined()
  })

  it('are of nothing before there is a setup', async () => {
    const { summary } = await verifyArchive(new Uint8Array(0))
    expect(verifyOpenings(summary, named.text)).toEqual({
      findings: [{ code: 'openings_malformed', where: 'openings', detail: '' }],
      opened: [],
    })
  })

  it('come only from factors that were verified, for the ballot that they open', () => {
    const { vote, area, factors } = named
    const { election } = vote.open
    const broken = new Map(
      [...factors].map(([owner, all]) => [owner, all.map((each) => ({ ...each, decryption_factors: [['x']] }))]),
    )
    expect(() => openingsText(election, group, vote.trustees, area.counted, broken)).toThrow('must be verified')
    const [first, second] = area.counted.map(({ tracker }) => tracker)
    const swapped = new Map(
      [...factors].map(([owner, all]) => [
        owner,
        all.map((each) => ({ ...each, tracker: each.tracker === first ? second! : first! })),
      ]),
    )
    expect(openingsText(election, group, vote.trustees, area.counted, swapped)).toEqual({
      ok: false,
      error: 'openings_incomplete',
    })
    const lacking = new Map([...factors].map(([owner, all]) => [owner, owner === 4 ? all.slice(1) : all]))
    expect(openingsText(election, group, vote.trustees, area.counted, lacking)).toEqual({
      ok: false,
      error: 'openings_incomplete',
    })
    const turned = openingsText(election, group, vote.trustees, area.counted, new Map([...factors].toReversed()))
    expect(turned).toEqual({ ok: true, value: named.text })
  })

  it('need a trustee’s factors for every ballot, each proved', () => {
    const { vote, area, factors } = named
    const { election } = vote.open
    const own = must(factors.get(2), 'factors')
    const publicKey = group.powerOfG(must(vote.keys.get(2), 'a key'))
    const check = (given: readonly BallotFactors[]) =>
      checkOpeningFactors(election, group, publicKey, area.counted, given)
    expect(check(own)).toEqual({ ok: true })
    const [first, second] = area.counted.map(({ tracker }) => tracker)
    expect(check(own.slice(1))).toEqual({ ok: false, error: 'ballot_missing', tracker: first })
    expect(check([own[0]!, { ...own[0]!, tracker: second! }])).toEqual({
      ok: false,
      error: 'factors_wrong',
      tracker: second,
    })
    const few = openingsText(election, group, vote.trustees, area.counted, new Map([...factors].slice(0, 2)))
    expect(few).toEqual({ ok: false, error: 'openings_incomplete' })
  })
})

describe('a secret vote', () => {
  it('is not opened by anyone’s software', async () => {
    const vote = await aTestVote({ group, areas, mode: 'secret' })
    const ballots = [ballotOf(vote, 0, [[1, 0, 0]])]
    const { summary } = await verifyArchive(countedArchive(vote, 'area', ballots).archive.bytes)
    const { election } = vote.open
    const refused = { ok: false, error: 'vote_not_named' }
    expect(openingFactors(election, group, vote.keys.get(1)!, summary.counted)).toEqual(refused)
    expect(checkOpeningFactors(election, group, group.g, summary.counted, [])).toEqual(refused)
    expect(openingsText(election, group, vote.trustees, summary.counted, new Map())).toEqual(refused)
    expect(verifyOpenings(summary, named.text)).toEqual({
      findings: [{ code: 'openings_vote_not_named', where: 'openings', detail: '' }],
      opened: [],
    })
  })

  it('is every vote whose election file does not plainly say named', () => {
    const described = (description: string) => modeOf({ ...named.vote.open.election, description } as Election)
    expect(described('{"mode":"named","v":1}')).toBe('named')
    expect(described('{"mode":"secret","v":1}')).toBe('secret')
    for (const text of [
      '',
      'named',
      '"named"',
      '{"mode":"Named"}',
      '{"mode": "named"}',
      '{"mode":"secret","mode":"named"}',
      '{"mode":"named","v":{}}',
      `{"mode":"named","v":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ]) {
      expect(described(text)).toBeUndefined()
    }
  })
})
