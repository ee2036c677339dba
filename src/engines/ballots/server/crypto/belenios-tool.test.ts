import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must } from '#kernel/assert'
import { ballotFaults } from '../../../../../test/ballot-faults.ts'
import { aCommitteeElection, aMatter, openText, toolElection, withoutTool } from '../../../../../test/belenios.ts'
import type { ToolElection } from '../../../../../test/belenios.ts'
import { createSeededBallot, trackerOf } from '../../shared/belenios/ballot.ts'
import { verifyBallot } from '../../shared/belenios/ballot-verification.ts'
import { publicCredential, secretOfCode } from '../../shared/belenios/credential.ts'
import { groupNamed } from '../../shared/belenios/named-groups.ts'
import { fastGroupNamed } from './fast-group.ts'

const choices = [
  [
    [1, 0, 0],
    [1, 0, 1, 0, 1],
  ],
  [
    [0, 0, 1],
    [0, 0, 0, 0, 0],
  ],
]

// Where the tool is missing this fails, unless MOFANG_WITHOUT_BELENIOS_TOOL=1 says that it may be missing.
describe.skipIf(withoutTool)('belenios-tool and we', () => {
  let tool: ToolElection
  beforeAll(() => {
    tool = toolElection([aMatter, aCommitteeElection], ['甲,a,9025', '乙,b,13999', '丙,c,1', '丁,d,30000000'])
  })
  afterAll(() => tool?.remove())

  function opened(by = groupNamed) {
    return openText(tool.electionText, by('BELENIOS-2048'))
  }
  function secretOf(code: string): bigint {
    return must(secretOfCode(code, opened().election.uuid, opened().group.q), 'the secret of a code')
  }
  function ours(code: string, chosen: readonly (readonly number[])[], seed = 1): string {
    const made = createSeededBallot(opened(fastGroupNamed), secretOf(code), chosen, new Uint8Array(32).fill(seed))
    if (!made.ok) throw new Error(made.error)
    return made.value.text
  }
  function onRoll(credential: string): boolean {
    return tool.credentials.includes(credential)
  }

  test('derive the same credentials from its codes', () => {
    const derived = tool.codes.map((code) => publicCredential(opened().group, secretOf(code)))
    expect(derived.toSorted()).toEqual(tool.credentials.toSorted())
  })

  test('the tool refuses what is known to be bad, before it is believed about what is good', () => {
    const [code] = tool.codes
    const cases = ballotFaults(opened(fastGroupNamed), ours(code!, choices[0]!), secretOf(code!))
    const named = ['another’s signature', 'a wrong response', 'a wrong response over all', 'β = g', 'choices exchanged']
    const bad = named.map((name) =>
      must(
        cases.find(([what]) => what === name),
        name,
      ),
    )
    for (const [what, fault, text] of bad) {
      expect(verifyBallot(opened(), text, onRoll), what).toEqual({ ok: false, error: fault })
      const copy = tool.copy()
      const cast = copy.cast(text)
      expect(cast.passed && copy.verify().passed, what).toBe(false)
      copy.remove()
    }
  })

  test('the tool accepts our ballots, of matters and of elections, and tells the same tracker', () => {
    for (const [i, code] of tool.codes.entries()) {
      const ballot = ours(code, choices[i % 2]!)
      expect(tool.cast(ballot)).toMatchObject({ passed: true })
      expect(tool.run(['sha256-b64'], ballot).output).toBe(trackerOf(ballot))
    }
    const verified = tool.verify()
    expect(verified.said).toContain('all checks passed')
    expect(verified.passed).toBe(true)
  })

  test('we accept the tool’s ballots, with both back-ends, and refuse them changed', () => {
    for (const [i, code] of tool.codes.slice(0, 2).entries()) {
      const ballot = tool.makeBallot(code, choices[i]!)
      for (const open of [opened(), opened(fastGroupNamed)]) {
        expect(verifyBallot(open, ballot.replace(/"response":"\d/, '"response":"9'), onRoll).ok).toBe(false)
        const verified = verifyBallot(open, ballot, onRoll)
        expect(verified).toMatchObject({ ok: true, value: { tracker: trackerOf(ballot) } })
      }
      expect(tool.cast(ballot)).toMatchObject({ passed: true })
    }
    expect(tool.verify().said).toContain('all checks passed')
  })
})

test('the independent checker is here', () => {
  expect(withoutTool || spawnSync('belenios-tool', ['--version']).status === 0).toBe(true)
})
