import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openAnvil } from './anvil.ts'
import { evmChain } from './evm-chain.ts'
import type { Chain, ChainKind } from './chain.ts'

export interface ChainSettings {
  readonly kind: ChainKind
  /** The data folder; what is of the chain lies in `chain` in it. */
  readonly data: string
  readonly rpc?: string | undefined
  readonly contract?: string | undefined
  readonly key?: string | undefined
  readonly gasPrice?: bigint | undefined
  readonly chainId?: bigint | undefined
}

/** Nothing is started or asked before the first anchor. With none, nothing is ever anchored. */
export function openChain({ kind, data, rpc, key, ...settings }: ChainSettings): Chain | undefined {
  if (kind === 'none') return undefined
  const folder = join(data, 'chain')
  const privateKey = key ?? keepKey(folder)
  if (kind === 'rpc') {
    if (!rpc) throw new Error('MOFANG_CHAIN=rpc needs MOFANG_CHAIN_RPC, the address of a node.')
    return evmChain({ kind, url: rpc, privateKey, folder, ...settings })
  }
  const anvil = openAnvil(folder)
  return evmChain({ kind, url: () => anvil.url(), privateKey, folder, gasPrice: 0n, stop: () => anvil.stop() })
}

/** The account that owns the contract, made at first need. */
function keepKey(folder: string): string {
  const file = join(folder, 'account-key')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const key = `0x${randomBytes(32).toString('hex')}`
  writeFileSync(`${file}.new`, `${key}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return key
}
