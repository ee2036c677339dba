import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { voteSimulateCommand } from './vote-simulate-command.ts'

let out: string
const said: string[] = []
const printed = { print: (line: string) => void said.push(line), complain: (line: string) => void said.push(line) }
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'mofang-simulated-'))
})
afterAll(() => rmSync(out, { recursive: true, force: true }))

test.each(['ed25519', 'belenios-2048'])(
  'owners with wallets and owners with letters vote over HTTP in %s, and the record verifies',
  async (group) => {
    const asked = ['--out', join(out, group), '--owners', '12', '--http', '--wallets', '0.5', '--group', group]
    expect([await voteSimulateCommand([...asked, '--revotes', '--mode', 'secret'], printed), said]).toEqual([0, said])
    const roll = JSON.parse(readFileSync(join(out, group, 'roll.json'), 'utf8')) as { owners: { printed: boolean }[] }
    expect(roll.owners.map(({ printed: isLetter }) => isLetter)).toEqual([...Array(6).fill(true), ...Array(6).fill(false)]) // prettier-ignore
  },
)

test('a share that is none is refused before anything is made', async () => {
  for (const share of ['1.1', '-0.1', 'half', ''])
    expect(await voteSimulateCommand(['--out', out, `--wallets=${share}`], printed)).toBe(2)
})
