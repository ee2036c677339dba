import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { addr, Transaction } from 'micro-eth-signer'
import { z } from 'zod'
import { anchorsBytecode } from './anchors-contract.ts'
import { ChainTrouble, type Anchored, type Chain, type ChainHead, type ChainKind } from './chain.ts'
import { jsonRpc, type JsonRpc } from './json-rpc.ts'

export interface EvmSettings {
  readonly kind: ChainKind
  readonly url: string | (() => Promise<string>)
  /** Of the account that owns the contract, in hexadecimal. */
  readonly privateKey: string
  /** Where the address of the contract is kept once it was set up. */
  readonly folder: string
  /** A contract that was set up already. */
  readonly contract?: string | undefined
  /** What a unit of gas is paid; the node is asked when it is not given. Nothing on chains without fees. */
  readonly gasPrice?: bigint | undefined
  readonly chainId?: bigint | undefined
  readonly stop?: () => Promise<void>
}

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const selector = (signature: string) => hexOf(keccak_256(Buffer.from(signature)).slice(0, 4))
const topic = (signature: string) => `0x${hexOf(keccak_256(Buffer.from(signature)))}`
const word = (value: number | Uint8Array) =>
  typeof value === 'number' ? value.toString(16).padStart(64, '0') : hexOf(value).padStart(64, '0')
const originWord = (origin: string) => word(sha256(Buffer.from(origin)))

const anchorCall = selector('anchor(bytes32,uint64,bytes32)')
const headsCall = selector('heads(bytes32)')
const anchoredTopic = topic('Anchored(bytes32,uint64,bytes32)')

// Measured: 60,142 for an anchor, 391,000 for the contract.
const anchorGas = 200_000n
const contractGas = 1_500_000n

const Quantity = z
  .string()
  .regex(/^0x[0-9a-f]+$/i)
  .transform(BigInt)
const Receipt = z.object({
  status: Quantity,
  blockNumber: Quantity,
  contractAddress: z.string().nullish(),
})
const Log = z.object({
  transactionHash: z.string(),
  blockNumber: Quantity,
  topics: z.array(z.string()),
  data: z.string().regex(/^0x[0-9a-f]{64}$/i),
})
const Kept = z.object({ chainId: z.string(), contract: z.string(), block: z.number() })

/** Anchors in a contract on a chain that speaks as Ethereum does. */
export function evmChain(settings: EvmSettings): Chain {
  const rpc = jsonRpc(settings.url)
  const sender = addr.fromPrivateKey(settings.privateKey)
  let place: Promise<z.output<typeof Kept>> | undefined

  /** The contract, set up at first need. Asked for anew after each failure. */
  function contract(): Promise<z.output<typeof Kept>> {
    place ??= findContract(rpc, settings, (data) => send(undefined, data, contractGas)).catch((cause: unknown) => {
      place = undefined
      throw cause
    })
    return place
  }

  async function send(to: string | undefined, data: string, gasLimit: bigint): Promise<z.output<typeof Receipt>> {
    const chainId = settings.chainId ?? Quantity.parse(await rpc('eth_chainId'))
    const nonce = Quantity.parse(await rpc('eth_getTransactionCount', sender, 'pending'))
    const gasPrice = settings.gasPrice ?? Quantity.parse(await rpc('eth_gasPrice'))
    // Not strict: a price of nothing is right on chains without fees.
    const plain = { type: 'legacy' as const, to: to ?? '0x', value: 0n, data, nonce, gasLimit, gasPrice, chainId }
    const signed = Transaction.prepare(plain, false).signBy(settings.privateKey)
    const hash = z.string().parse(await rpc('eth_sendRawTransaction', signed.toHex()))
    return await mined(rpc, hash)
  }

  async function read(origin: string): Promise<ChainHead | undefined> {
    const ask = async () => {
      const { contract: to } = await contract()
      return z.string().parse(await rpc('eth_call', { to, data: `0x${headsCall}${originWord(origin)}` }, 'latest'))
    }
    let said = await ask()
    // Nothing at all is what an address without a contract answers: a killed chain for development may have lost it.
    if (said === '0x') {
      place = undefined
      said = await ask()
    }
    const size = Number(BigInt(`0x${said.slice(2, 66)}`))
    return size === 0 ? undefined : { size, root: Buffer.from(said.slice(66, 130), 'hex') }
  }

  async function found(origin: string, size?: number): Promise<readonly (ChainHead & Anchored)[]> {
    const { contract: address, chainId, block } = await contract()
    const topics = [anchoredTopic, `0x${originWord(origin)}`, ...(size === undefined ? [] : [`0x${word(size)}`])]
    const filter = { address, topics, fromBlock: `0x${block.toString(16)}`, toBlock: 'latest' }
    const logs = z.array(Log).parse(await rpc('eth_getLogs', filter))
    const anchors: (ChainHead & Anchored)[] = []
    for (const log of logs)
      anchors.push({
        size: Number(BigInt(log.topics[2]!)),
        root: Buffer.from(log.data.slice(2), 'hex'),
        chainId,
        contract: address,
        transaction: log.transactionHash,
        block: Number(log.blockNumber),
        at: await timeOf(rpc, log.blockNumber),
      })
    return anchors
  }

  return {
    kind: settings.kind,
    read,
    history: (origin) => found(origin),
    async anchor(origin, size, root) {
      const head = await read(origin)
      if (head && head.size > size)
        throw new ChainTrouble('chain_ahead', `The chain holds ${head.size} leaves of ${origin}, and we have ${size}.`)
      if (head?.size === size && !Buffer.from(head.root).equals(root))
        throw new ChainTrouble('chain_forked', `The chain holds another root for ${size} leaves of ${origin}.`)
      if (head?.size !== size) {
        const { contract: to } = await contract()
        const data = `0x${anchorCall}${originWord(origin)}${word(size)}${word(root)}`
        const { status } = await send(to, data, anchorGas)
        if (status !== 1n)
          throw new ChainTrouble('chain_refused', `The contract did not take ${size} leaves of ${origin}.`)
      }
      const [anchored] = await found(origin, size)
      if (!anchored) throw new ChainTrouble('chain_refused', `The chain tells nothing of ${size} leaves of ${origin}.`)
      return anchored
    },
    stop: settings.stop ?? (async () => {}),
  }
}

async function findContract(
  rpc: JsonRpc,
  { kind, folder, contract, chainId: known }: EvmSettings,
  deploy: (data: string) => Promise<z.output<typeof Receipt>>,
): Promise<z.output<typeof Kept>> {
  const chainId = String(known ?? Quantity.parse(await rpc('eth_chainId')))
  if (contract) {
    if (await hasCode(rpc, contract)) return { chainId, contract, block: 0 }
    throw new ChainTrouble(
      'chain_contract_missing',
      `There is no contract at ${contract}. Correct MOFANG_CHAIN_CONTRACT.`,
    )
  }
  const file = join(folder, 'contract.json')
  const kept = existsSync(file) ? Kept.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
  if (kept?.chainId === chainId && (await hasCode(rpc, kept.contract))) return kept
  // A chain for development may have been thrown away; on another, a contract that is gone is for people to look into.
  if (kept && kind === 'rpc')
    throw new ChainTrouble(
      'chain_contract_missing',
      `Chain ${chainId} does not have the contract ${kept.contract} of chain ${kept.chainId}. ` +
        `Let MOFANG_CHAIN_RPC name the chain of before, or move ${file} away to begin on a new one.`,
    )
  const receipt = await deploy(anchorsBytecode)
  if (receipt.status !== 1n || !receipt.contractAddress)
    throw new ChainTrouble(
      'chain_refused',
      'The chain did not take the contract. Its account may lack permission or funds.',
    )
  const made = { chainId, contract: receipt.contractAddress, block: Number(receipt.blockNumber) }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, `${JSON.stringify(made)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return made
}

async function hasCode(rpc: JsonRpc, address: string): Promise<boolean> {
  return /^0x[0-9a-f]{2,}$/i.test(z.string().parse(await rpc('eth_getCode', address, 'latest')))
}

const blockPatience = 60_000

/** Waits until the transaction stands in a block. */
async function mined(rpc: JsonRpc, hash: string): Promise<z.output<typeof Receipt>> {
  const until = Date.now() + blockPatience
  for (let pause = 20; Date.now() < until; pause = Math.min(pause * 2, 1000)) {
    const receipt = Receipt.nullish().parse(await rpc('eth_getTransactionReceipt', hash))
    if (receipt) return receipt
    await new Promise((settle) => setTimeout(settle, pause))
  }
  throw new ChainTrouble('chain_unreachable', `The transaction ${hash} is in no block yet.`)
}

async function timeOf(rpc: JsonRpc, block: bigint): Promise<string> {
  const said = z
    .object({ timestamp: Quantity })
    .parse(await rpc('eth_getBlockByNumber', `0x${block.toString(16)}`, false))
  // FISCO BCOS counts milliseconds where Ethereum counts seconds.
  const time = Number(said.timestamp)
  return new Date(time > 1e11 ? time : time * 1000).toISOString()
}
