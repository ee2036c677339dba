/**
 * What the log of a compound keeps of its votes, by kind. Hashes are SHA-256 in hex of the files' bytes; nothing here
 * names a person or tells a choice.
 */
export interface VoteLeaves {
  readonly roll_frozen: { vote: string; electionUuid: string; roll: string; rules: string }
  readonly setup: {
    vote: string
    electionUuid: string
    election: string
    trustees: string
    credentialsArea: string
    credentialsHead: string
  }
  readonly opened: { vote: string }
  /** `seq` counts from 1 in the order of both archives; `tracker` is Belenios' own. */
  readonly ballot: { vote: string; seq: number; tracker: string }
  readonly paper: { vote: string; paper: string; owner: string; state: 'received' | 'confirmed' | 'void'; scan: string }
  /** What was brought to which doors, by their numbers on the roll; `proof` is of the signature, photo or announcement. */
  readonly delivery: { vote: string; delivery: string; way: string; units: string[]; proof: string; at: string }
  readonly closed: { vote: string; ballots: number; papers: number }
  readonly tally: { vote: string; area: string; head: string; numTallied: number; totalWeight: number }
  /** `sheet` is of result.json, `paper` of paper.json; `openings` only of a named vote. */
  readonly result: { vote: string; sheet: string; paper: string; openings: string | null }
  readonly published: { vote: string; sheet: string }
  /** Before the freeze: what was put right on the roll, by the hash of the decision. */
  readonly correction: { vote: string; settlement: string; kind: string; sha256: string }
}
export type VoteLeafKind = keyof VoteLeaves
