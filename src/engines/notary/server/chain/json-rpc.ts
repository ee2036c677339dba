import { z } from 'zod'
import { ChainTrouble } from './chain.ts'

export type JsonRpc = (method: string, ...parameters: readonly unknown[]) => Promise<unknown>

const Answer = z.object({
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
})
const patience = 15_000

/** JSON-RPC of an Ethereum node, as anvil, Besu and FISCO BCOS 3 speak it. */
export function jsonRpc(url: string | (() => Promise<string>)): JsonRpc {
  let id = 0
  return async (method, ...parameters) => {
    const where = typeof url === 'string' ? url : await url()
    id += 1
    const answer = await ask(where, JSON.stringify({ jsonrpc: '2.0', id, method, params: parameters }))
    if (answer.error) throw new ChainTrouble('chain_refused', `${method}: ${answer.error.message}`)
    return answer.result
  }
}

async function ask(url: string, body: string): Promise<z.output<typeof Answer>> {
  try {
    const signal = AbortSignal.timeout(patience)
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(url, { method: 'POST', headers, body, signal })
    return Answer.parse(await answer.json())
  } catch (cause) {
    // The address may hold a password.
    throw new ChainTrouble('chain_unreachable', `The chain at ${new URL(url).host} does not answer.`, { cause })
  }
}
