// The files beside the tiles of a log.

/** `keys.json`: the keys as the log's keepers tell them. */
export interface KeysFile {
  readonly v: 1
  readonly log: string
  readonly witnesses: readonly string[]
  /** How many of the witnesses must have signed. */
  readonly quorum: number
  readonly sm2?: { readonly name: string; readonly publicKey: string }
}

/** `leaves.json`: which leaf is what. */
export interface LeavesFile {
  readonly v: 1
  readonly leaves: readonly {
    readonly index: number
    readonly kind: string
    readonly at: string
    readonly hash: string
  }[]
}

/** A checkpoint that a chain holds. */
export interface LogAnchor {
  readonly size: number
  readonly root: string
  readonly chain: string
  readonly chainId: string
  readonly contract: string
  readonly transaction: string
  readonly block: number
  readonly at: string
}

/** `anchor.json`. */
export interface AnchorFile {
  readonly v: 1
  readonly origin: string
  readonly anchors: readonly LogAnchor[]
}
