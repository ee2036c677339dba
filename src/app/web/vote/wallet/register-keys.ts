import type { Text } from '#kernel/text'
import { groupNamed } from '#engines/ballots/shared'
import { registerVotingKey, type Showing, type StoredCredential, type VotingGroup } from '#engines/credentials/shared'
import { wallet } from '../held.ts'
import { askedToShow } from '../own-session.ts'

/** One showing for each group: the same claims to the same street, agreed to once. */
export interface KeyShowing {
  readonly group: VotingGroup
  readonly showing: Showing
}

export async function askedForKeys(
  credential: StoredCredential,
  groups: readonly VotingGroup[],
): Promise<{ showings: readonly KeyShowing[] } | { trouble: Text }> {
  const showings: KeyShowing[] = []
  for (const group of groups) {
    const asked = await askedToShow(credential, 'voting_key', group)
    if ('trouble' in asked) return asked
    showings.push({ group, showing: asked.showing })
  }
  return { showings }
}

/** Null when all are registered; what went through before stays. */
export async function registerKeys(showings: readonly KeyShowing[]): Promise<Text | null> {
  for (const { group, showing } of showings) {
    const registered = await registerVotingKey(await wallet(), showing, groupNamed(group === 'ed25519' ? 'Ed25519' : 'BELENIOS-2048')) // prettier-ignore
    if (registered.ok) continue
    const message = registered.refused?.message ?? ''
    return [message, message]
  }
  return null
}
