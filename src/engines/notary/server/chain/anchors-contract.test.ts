import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { anchorsAbi, anchorsBytecode } from './anchors-contract.ts'

test('the contract that is deployed is the one whose source is read', () => {
  const compiler = createRequire(import.meta.url)('solc') as { compile(input: string): string }
  const input = {
    language: 'Solidity',
    sources: { 'anchors.sol': { content: readFileSync(new URL('./anchors.sol', import.meta.url), 'utf8') } },
    settings: {
      evmVersion: 'paris',
      optimizer: { enabled: true, runs: 200 },
      metadata: { appendCBOR: false, bytecodeHash: 'none' },
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
    },
  }
  const output = JSON.parse(compiler.compile(JSON.stringify(input))) as {
    errors?: unknown
    contracts: Record<string, Record<string, { abi: unknown; evm: { bytecode: { object: string } } }>>
  }
  expect(output.errors).toBeUndefined()
  const made = output.contracts['anchors.sol']!['Anchors']!
  expect([`0x${made.evm.bytecode.object}`, made.abi]).toEqual([anchorsBytecode, anchorsAbi])
  // PUSH0 is unknown to EVMs before Shanghai.
  expect(opcodes(made.evm.bytecode.object)).not.toContain(0x5f)
})

/** Operations without what is pushed behind them. */
function opcodes(code: string): number[] {
  const bytes = Buffer.from(code, 'hex')
  const found: number[] = []
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes[at]!
    found.push(code)
    if (code >= 0x60 && code <= 0x7f) at += code - 0x5f
  }
  return found
}
