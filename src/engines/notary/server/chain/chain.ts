export type ChainKind = 'anvil' | 'rpc' | 'none'

/** That a chain holds a checkpoint, and where. */
export interface Anchored {
  readonly chainId: string
  readonly contract: string
  readonly transaction: string
  readonly block: number
  /** When the chain says that it was. */
  readonly at: string
}

export interface ChainHead {
  readonly size: number
  readonly root: Uint8Array
}

/** Where checkpoints are anchored: of each log its origin's hash, its size and its root, and nothing else. */
export interface Chain {
  readonly kind: ChainKind
  /** Asked again it answers the same. Throws ChainTrouble when the chain does not take it. */
  anchor(origin: string, size: number, root: Uint8Array): Promise<Anchored>
  /** The newest that the chain holds of a log. */
  read(origin: string): Promise<ChainHead | undefined>
  /** All that the chain holds of a log, oldest first. */
  history(origin: string): Promise<readonly (ChainHead & Anchored)[]>
  stop(): Promise<void>
}

export type ChainTroubleCode =
  | 'chain_unreachable'
  | 'chain_refused'
  | 'chain_contract_missing'
  /** It holds more than we have: the database was set back, or someone else writes under this name. */
  | 'chain_ahead'
  /** It holds another root for the same size. */
  | 'chain_forked'

export class ChainTrouble extends Error {
  readonly code: ChainTroubleCode
  constructor(code: ChainTroubleCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
