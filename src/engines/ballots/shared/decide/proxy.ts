import { err, ok, type Result } from '#kernel/result'

/** A delegation in force for one vote: who holds the key of a represented owner. */
export interface ProxyGrant {
  /** Number of the represented owner. */
  readonly owner: string
  /** The register entry of whoever casts the ballot for them. */
  readonly proxy: string
}

export type ProxyRefusal =
  | 'roll_is_frozen'
  | 'proxy_is_owner'
  | 'already_represented'
  | 'proxy_cap_reached'
  | 'proxy_is_represented'
  | 'owner_is_proxy'

/**
 * Whether an owner may be represented by someone in a vote. The represented owner keeps a ballot of their own; the
 * proxy holds its key. Who is represented may not represent: a mandate is not handed on.
 */
export function grantProxy(
  wanted: ProxyGrant,
  given: {
    readonly frozen: boolean
    readonly cap: number
    readonly granted: readonly ProxyGrant[]
    /** Entries behind the represented owner, and those behind each owner on the roll. */
    readonly holders: ReadonlyMap<string, readonly string[]>
  },
): Result<ProxyGrant, ProxyRefusal> {
  const { granted, holders } = given
  const holds = (owner: string, entry: string): boolean => holders.get(owner)?.includes(entry) ?? false
  // After the freeze nobody gets another key.
  if (given.frozen) return err('roll_is_frozen')
  // A co-owner who votes for all of them is their representative, not a proxy.
  if (holds(wanted.owner, wanted.proxy)) return err('proxy_is_owner')
  if (granted.some(({ owner }) => owner === wanted.owner)) return err('already_represented')
  if (granted.some(({ owner }) => holds(owner, wanted.proxy))) return err('proxy_is_represented')
  if (granted.some(({ proxy }) => holds(wanted.owner, proxy))) return err('owner_is_proxy')
  if (granted.filter(({ proxy }) => proxy === wanted.proxy).length >= given.cap) return err('proxy_cap_reached')
  return ok(wanted)
}
