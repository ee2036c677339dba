import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { must } from '#kernel/assert'
import {
  acceptShares,
  checkTrustees,
  combineThreshold,
  encryptedTally,
  groupNamed,
  openDecryptionKey,
  partialDecryption,
  polynomialOf,
  routeShares,
  sha256Hex,
  startTrustee,
  trusteesText,
  verifyArchive,
} from '#engines/ballots/shared'
import type { CountedBallot } from '#engines/ballots/shared'
import { aMatter, ballotUuid, withoutTool } from '../../../../../test/belenios.ts'
import { agreed } from '../../../../../test/belenios-votes.ts'

const group = groupNamed('BELENIOS-2048')
const place = mkdtempSync(join(tmpdir(), 'mofang-threshold-'))

afterAll(() => rmSync(place, { recursive: true, force: true }))

function tool(args: readonly string[], input = ''): string {
  const env = { ...process.env, BELENIOS_USE_URANDOM: '1' }
  const ran = spawnSync('belenios-tool', args, { cwd: place, env, input, encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(`belenios-tool ${args.join(' ')}: ${ran.stderr}`)
  return ran.stdout.trimEnd()
}

function step(number: number, options: readonly string[] = [], input = ''): string {
  const fixed = ['setup', 'generate-trustee-key-threshold', '--group', 'BELENIOS-2048', '--step', String(number)]
  return tool([...fixed, ...options], input)
}

function put(name: string, lines: readonly string[]): void {
  writeFileSync(join(place, name), lines.map((line) => `${line}\n`).join(''))
}

function get(name: string): string {
  return readFileSync(join(place, name), 'utf8').trimEnd()
}

function named(ending: string): string[] {
  return readdirSync(place).filter((name) => name.endsWith(ending))
}

describe.skipIf(withoutTool)('one threshold group of trustees with our software and with belenios-tool', () => {
  it('makes its key and decrypts though the third lost his', { timeout: 120_000 }, async () => {
    // The second of three uses belenios-tool.
    step(1)
    const theirs = must(named('.key')[0], 'a key').replace('.key', '')
    const ours = [startTrustee(group), startTrustee(group)]
    const [first, third] = [ours[0]!, ours[1]!]
    const certificates = [first.certificate, get(`${theirs}.cert`), third.certificate]
    put('certs.jsons', certificates)
    const certs = ['--certs', 'certs.jsons']
    step(2, certs)

    const members = { certificates, threshold: 2 }
    const polynomials = [
      agreed(await polynomialOf(group, { private: first.private, ...members })).polynomial,
      step(3, [...certs, '--key', `${theirs}.key`, '--threshold', '2']),
      agreed(await polynomialOf(group, { private: third.private, ...members })).polynomial,
    ]
    put('polynomials.jsons', polynomials)
    step(4, [...certs, '--polynomials', 'polynomials.jsons'])
    const vinputs = agreed(routeShares(group, members, polynomials))
    expect(vinputs[1]).toBe(get(`${theirs}.vinput`))

    const accept = async (own: typeof first, index: number) =>
      agreed(await acceptShares(group, { private: own.private, certificates, vinput: vinputs[index]! }))
    const accepted = [await accept(first, 0), await accept(third, 2)]
    const voutputs = [
      accepted[0]!.voutput,
      step(5, [...certs, '--key', `${theirs}.key`], vinputs[1]),
      accepted[1]!.voutput,
    ]
    const said = step(6, [...certs, '--polynomials', 'polynomials.jsons'], `${voutputs.join('\n')}\n`)
    const combined = agreed(combineThreshold(group, members, polynomials, voutputs))
    expect(JSON.stringify(combined.parameters)).toBe(said)
    expect(combined.decryptionKeys[1]).toBe(get(`${theirs}.dkey`))

    put('threshold.json', [said])
    tool(['setup', 'generate-trustee-key', '--group', 'BELENIOS-2048'])
    put('public_keys.jsons', [get(must(named('.pubkey')[0], 'a key'))])
    tool(['setup', 'make-trustees'])
    const checked = checkTrustees(group, get('trustees.json'))
    if (!checked.ok) throw new Error(checked.error)
    expect(trusteesText(JSON.parse(get('trustees.json')) as never)).toBe(get('trustees.json'))

    await vote()
    await count(theirs, first.private, must(combined.decryptionKeys[0], 'a key'))
  })

  async function vote(): Promise<void> {
    const uuid = ['--uuid', ballotUuid]
    const groupOption = ['--group', 'BELENIOS-2048']
    put('voters.txt', ['1,甲,8850', '2,乙,12034'])
    tool(['setup', 'generate-credentials', ...uuid, ...groupOption, '--file', 'voters.txt'])
    put('public_creds.json', [get(must(named('.pubcreds')[0], 'credentials'))])
    put('template.json', [JSON.stringify({ description: '说明', name: '幸福小区', questions: [aMatter] })])
    tool(['setup', 'make-election', ...uuid, ...groupOption, '--template', 'template.json'])
    tool(['archive', 'init'])
    const codes = get(must(named('.privcreds')[0], 'codes')).split('\n')
    for (const [i, choices] of ['[[1,0,0]]', '[[0,0,1]]'].entries()) {
      put('code', [must(codes[i]?.split(' ')[1], 'a code')])
      put('choices', [choices])
      const ballot = tool(['election', 'generate-ballot', '--privcred', 'code', '--ballot', 'choices'])
      tool(['archive', 'add-event', '--type=Ballot'], ballot)
    }
    tool(['archive', 'add-event', '--type=EndBallots'])
    const tally = tool(['election', 'compute-encrypted-tally'])
    tool(['archive', 'add-event', '--type=EncryptedTally'], tally)
  }

  async function count(theirs: string, secret: string, sealed: string): Promise<void> {
    const archive = () => readFileSync(join(place, `${ballotUuid}.bel`))
    const open = await verifyArchive(archive())
    expect(open).toMatchObject({ findings: [], summary: { phase: 'tallied', numTallied: 2, totalWeight: 20_884 } })
    const setup = must(open.summary.setup, 'a setup')
    const tally = encryptedTally(group, [3], open.summary.counted as readonly CountedBallot[])
    const key = must(await openDecryptionKey(group, secret, sealed), 'a key')
    const own = partialDecryption(group, setup.election.hash, key, tally.ciphertexts)
    const add = (partial: string) => tool(['archive', 'add-event', '--type=PartialDecryption'], partial)
    const decrypt = (name: string, ...options: readonly string[]) => tool(['election', name, ...options])
    add(decrypt('decrypt', '--privkey', must(named('.privkey')[0], 'a key'), '--trustee-id', '1'))
    add(owned(2, own))
    const keys = ['--key', `${theirs}.key`, '--decryption-key', `${theirs}.dkey`]
    add(decrypt('decrypt-threshold', ...keys, '--trustee-id', '3'))
    tool(['archive', 'add-event', '--type=Result'], tool(['election', 'compute-result']))
    tool(['election', 'verify'])
    const closed = await verifyArchive(archive())
    expect(closed.findings).toEqual([])
    expect([...must(closed.summary.totals, 'totals')[0]!].sort((a, b) => a - b)).toEqual([0, 8850, 12_034])
  }

  /** What belenios-tool puts out of a decryption, and takes in as an event: the factors and whose they are. */
  function owned(owner: number, partial: object): string {
    const text = JSON.stringify(partial)
    return `${text}\n${JSON.stringify({ owner, payload: sha256Hex(text) })}\n`
  }
})
