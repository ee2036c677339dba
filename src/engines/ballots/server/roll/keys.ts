import { randomBytes } from 'node:crypto'
import { err, ok, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { delegationsOf, votingKeysOf } from '#engines/credentials'
import { deriveElectionKey } from '#engines/credentials/shared'
import { encryptSecret } from '#engines/notary'
import { makeCode, publicCredential, secretOfCode, type GroupName, type SnapshotOwner } from '#engines/ballots/shared'
import { fastGroupNamed } from '../crypto/fast-group.ts'
import type { Vote } from '../votes.store.ts'

export interface RollKey {
  readonly publicKey: string
  readonly from: 'wallet' | 'letter' | 'proxy'
  readonly voter: string | null
  /** Of a letter, encrypted. */
  readonly code: Buffer | null
}

export const groupOf = (vote: Pick<Vote, 'group'>): GroupName =>
  vote.group === 'ed25519' ? 'Ed25519' : 'BELENIOS-2048'

/** Who speaks for a head: the one named, else the only one on the title. */
export const voterOf = ({
  representative,
  holders,
}: Pick<SnapshotOwner, 'representative' | 'holders'>): string | null =>
  representative ?? (holders.length === 1 ? holders[0]! : null)

/**
 * What a wallet derives the key of a head with, besides election and chain code: whoever votes for several heads has
 * another key for each. The own head, held alone, needs nothing.
 */
export function representsOf(owner: Pick<SnapshotOwner, 'no' | 'kind' | 'holders'>, voter: string): string | null {
  return owner.kind !== 'co_owners' && owner.holders.length === 1 && owner.holders[0] === voter ? null : owner.no
}

export const sealedFor = (vote: string, owner: string) => `letter ${vote} ${owner}`

/** A key for every head: the wallet's, the proxy's, or that of a letter yet to be printed. */
export async function keysOfRoll(
  tx: Tx,
  street: string,
  vote: Vote,
  owners: readonly SnapshotOwner[],
  now: string,
): Promise<Result<ReadonlyMap<string, RollKey>, 'proxy_cap_exceeded'>> {
  const group = fastGroupNamed(groupOf(vote))
  const voters = owners.flatMap((owner) => voterOf(owner) ?? [])
  const mandates = new Map<string, string>()
  for (const each of await delegationsOf(tx, street, voters, now)) {
    const isForThis = each.compound === vote.compound && (each.election === null || each.election === vote.electionUuid)
    // Newest first: an older mandate of the same owner is gone. One that ends before the vote does is none.
    if (isForThis && each.until >= vote.closesAt && !mandates.has(each.holder)) mandates.set(each.holder, each.delegate)
  }
  const keys = await votingKeysOf(tx, street, vote.group, [...voters, ...mandates.values()])
  const perProxy = new Map<string, number>()
  const made = new Map<string, RollKey>()
  for (const owner of owners) {
    const voter = voterOf(owner)
    const proxy = voter === null ? undefined : mandates.get(voter)
    const derived = (holder: string, represents: string | null) => {
      const key = keys.get(holder)
      const of = {
        electionUuid: vote.electionUuid,
        chainCode: key?.chainCode ?? '',
        ...(represents !== null && { represents }),
      }
      return key && deriveElectionKey(group, key.publicKey, of)
    }
    const byProxy = proxy === undefined ? undefined : derived(proxy, owner.no)
    if (proxy !== undefined && byProxy !== undefined) {
      perProxy.set(proxy, (perProxy.get(proxy) ?? 0) + 1)
      if (perProxy.get(proxy)! > vote.terms.proxyCap) return err('proxy_cap_exceeded')
      made.set(owner.no, { publicKey: byProxy, from: 'proxy', voter: proxy, code: null })
      continue
    }
    const own = voter === null ? undefined : derived(voter, representsOf(owner, voter))
    if (voter !== null && own !== undefined) {
      made.set(owner.no, { publicKey: own, from: 'wallet', voter, code: null })
      continue
    }
    const code = makeCode((length) => randomBytes(length))
    const secret = secretOfCode(code, vote.electionUuid, group.q)!
    made.set(owner.no, {
      publicKey: publicCredential(group, secret),
      from: 'letter',
      voter: null,
      code: encryptSecret(Buffer.from(code), sealedFor(vote.id, owner.no)),
    })
  }
  return ok(made)
}
