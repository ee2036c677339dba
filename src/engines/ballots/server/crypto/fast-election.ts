import { LRUCache } from 'lru-cache'
import { openElection, parseElection } from '../../shared/belenios/election.ts'
import type { OpenElection } from '../../shared/belenios/election.ts'
import { fastGroupNamed } from './fast-group.ts'

// The table of a key in BELENIOS-2048 measures 3 MB and takes 50 ms.
const opened = new LRUCache<string, OpenElection>({ max: 32 })

/** An election of ours, ready to check ballots of; it stays open, for one owner casts after another. */
export function openFastElection(electionText: string): OpenElection {
  const known = opened.get(electionText)
  if (known) return known
  const election = parseElection(electionText)
  if (!election.ok) throw new Error(`The election file cannot be read: ${election.error}.`)
  const open = openElection(election.value, fastGroupNamed(election.value.group))
  opened.set(electionText, open)
  return open
}
