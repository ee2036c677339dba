import { parseCheckpoint, verifyLogFiles, type LogLeaf, type SeenCheckpoints } from '#engines/notary/shared'
import { sha256Hex } from '../belenios/hash.ts'
import { asRecord, parseJson } from '../belenios/strict-json.ts'
import type { ArchiveSummary } from '../belenios/verify-archive.ts'
import { jsonOf, receiptsKeyIn, textOf, type Files } from './read-record.ts'
import { awaitedFindings } from './record-findings.ts'
import { verifyVoteLeaves } from './verify-vote-leaves.ts'

export type CloseRefusal = 'record_other_vote' | 'log_refuted' | 'log_other_than_before' | 'log_awaited' | 'log_differs'

export interface CloseToVerify {
  readonly vote: string
  readonly files: Files
  readonly area: ArchiveSummary
  readonly head: ArchiveSummary
  /** A checkpoint that this trustee saw while the vote ran: the log at hand must be its continuation. */
  readonly before?: string
  /** What this browser has seen of logs otherwise. */
  readonly seen?: SeenCheckpoints
}

/** What the log says of the close, under a checkpoint that is worth keeping. */
export interface VerifiedClose {
  readonly checkpoint: string
  readonly ballots: number
  readonly papers: number
  readonly cosigned: number
}

export type CloseVerdict =
  | { readonly ok: true; readonly value: VerifiedClose }
  | { readonly ok: false; readonly error: CloseRefusal; readonly findings: readonly string[] }

const refused = (error: CloseRefusal, findings: readonly string[] = []): CloseVerdict => ({
  ok: false,
  error,
  findings,
})

const isOf = (kind: string, vote: string) => (leaf: LogLeaf) =>
  leaf.kind === kind && asRecord(leaf.data)?.['vote'] === vote

/** Whether it is time to verify at all: what this finds is believed only after `verifyClose`. */
export function isCloseLogged(files: Files, vote: string): boolean {
  const { leaves } = verifyLogFiles(files)
  return ['closed', 'tally'].every((kind) => leaves.some(isOf(kind, vote)))
}

/**
 * Before a trustee decrypts: that the ballots in the archives are those, all of them and in their order, with which the
 * log closed. A server could otherwise show every trustee an archive with one ballot and read it.
 */
export function verifyClose(given: CloseToVerify): CloseVerdict {
  const { vote, files, area, head, before, seen = {} } = given
  if (asRecord(parseJson(area.setup?.election.description ?? ''))?.['vote'] !== vote)
    return refused('record_other_vote')
  const note = textOf(files.get('tlog/checkpoint') ?? new Uint8Array()) ?? ''
  const checkpoint = parseCheckpoint(note)
  if (!checkpoint) return refused(files.has('tlog/checkpoint') ? 'log_refuted' : 'log_awaited')
  const { origin } = checkpoint
  if (before !== undefined && parseCheckpoint(before)?.origin !== origin)
    return refused('log_other_than_before', [origin])
  const earlier = [before, seen[origin]].filter((each) => each !== undefined)
  const log = verifyLogFiles(files, { earlier })
  const said = log.findings.map(({ code, at }) => `${code} ${at ?? ''}`.trim())
  // A log under another key than the one that signed what was seen is another log, whatever it calls itself.
  if (log.findings.some(({ code }) => code === 'history_rewritten' || code === 'earlier_foreign'))
    return refused('log_other_than_before', said)
  const key = receiptsKeyIn(jsonOf(files.get('receipts-key.json') ?? new Uint8Array())?.value)
  const keys = asRecord(jsonOf(files.get('tlog/keys.json') ?? new Uint8Array())?.value)
  if (!log.holds || key === undefined || key !== keys?.['log']) return refused('log_refuted', said)

  const hashes = new Map([...files].map(([name, bytes]) => [name, sha256Hex(textOf(bytes) ?? '')]))
  const findings = verifyVoteLeaves({ vote, leaves: log.leaves, area, head, hashes, annex: undefined })
  const differing = findings.filter(({ gravity }) => gravity === 'wrong')
  if (differing.length > 0)
    return refused(
      'log_differs',
      differing.map(({ code, where, detail }) => `${code} ${where} ${detail}`.trim()),
    )
  const closed = log.leaves.find(isOf('closed', vote))
  if (!closed || findings.some(({ code }) => awaitedFindings.has(code))) return refused('log_awaited')
  const papers = Number(asRecord(closed.data)?.['papers'])
  return {
    ok: true,
    value: { checkpoint: note, ballots: area.ballots.length, papers, cosigned: log.cosignedBy.length },
  }
}
