import type { SeenCheckpoints } from '#engines/notary/shared'
import {
  decryptTallies,
  groupNamed,
  isCloseLogged,
  openDecryptionKey,
  openingFactors,
  sha256Hex,
  unzipRecord,
  verifyArchive,
  verifyClose,
  type CloseRefusal,
  type DecryptedTallies,
  type GroupName,
  type TallyDecryptionRefusal,
  type VerifiedClose,
} from '#engines/ballots/shared'

export interface DecryptionJob {
  readonly group: GroupName
  readonly secret: string
  /** The trustee's own part of the election's key, sealed to the secret. */
  readonly sealed: string
  readonly vote: string
  /** Where the public record lies, as one zip: of one moment, as its files one by one would not be. */
  readonly record: string
  readonly electionUuid: string
  /** Of a named vote the ballots that count, by tracker. */
  readonly trackers: readonly string[]
  readonly before?: DecryptedTallies
  /** The checkpoint of the vote's log that this browser kept for this key, and those that it has seen otherwise. */
  readonly checkpoint?: string
  readonly seen: SeenCheckpoints
}

export type DecryptionStep = 'fetch' | 'verify' | 'decrypt'

export interface DecryptionProgress {
  readonly step: DecryptionStep
  readonly done: number
  readonly total: number | null
}

export type DecryptionFault =
  | TallyDecryptionRefusal
  | CloseRefusal
  | 'record_missing'
  | 'key_not_opened'
  | 'ballot_not_counted'
  | 'vote_not_named'

export interface Decrypted {
  readonly area: string
  readonly head: string
  readonly ballots: readonly string[]
  readonly decrypted: DecryptedTallies
  /** What the log says of the close. */
  readonly closed: VerifiedClose
}

export type DecryptionOutcome =
  | { readonly ok: true; readonly value: Decrypted }
  | { readonly ok: false; readonly error: DecryptionFault; readonly findings: readonly string[] }

const refused = (error: DecryptionFault, findings: readonly string[] = []): DecryptionOutcome => ({
  ok: false,
  error,
  findings,
})

const slice = 16

/** A trustee verifies the whole record before anything is decrypted, and decrypts what was added up here. */
export async function decryptRecord(
  job: DecryptionJob,
  tell: (progress: DecryptionProgress) => void,
): Promise<DecryptionOutcome> {
  tell({ step: 'fetch', done: 0, total: null })
  const answer = await fetch(job.record)
  if (!answer.ok) return refused('record_missing')
  const record = unzipRecord(new Uint8Array(await answer.arrayBuffer()))
  if (!record.ok) return refused('record_missing', [record.error])
  const files = record.value
  const named = [`area/${job.electionUuid}.bel`, `head/${job.electionUuid}.bel`, 'roll.json']
  const lacking = named.filter((name) => !files.has(name))
  if (lacking.length > 0) return refused('record_missing', lacking)
  const [areaFile, headFile, roll] = named.map((name) => files.get(name)) as [Uint8Array, Uint8Array, Uint8Array]

  if (!isCloseLogged(files, job.vote)) return refused('log_awaited')
  const total = ballotsIn(areaFile)
  const area = await verifyArchive(areaFile, { onBallots: (done) => tell({ step: 'verify', done, total }) })
  const seen = new Set(area.summary.ballots.map(({ hash }) => hash))
  // The same ballots stand in both archives: what was verified in the one is known by its hash in the other.
  const head = await verifyArchive(headFile, {
    verifyBallots: (batch) =>
      Promise.resolve(
        batch.ballots.map((ballot) =>
          seen.has(sha256Hex(ballot)) ? { ok: true as const } : { ok: false as const, error: 'ballot_not_in_area' },
        ),
      ),
  })

  const closed = verifyClose({
    vote: job.vote,
    files,
    area: area.summary,
    head: head.summary,
    seen: job.seen,
    ...(job.checkpoint !== undefined && { before: job.checkpoint }),
  })
  if (!closed.ok) return refused(closed.error, closed.findings)

  const group = groupNamed(job.group)
  const key = await openDecryptionKey(group, job.secret, job.sealed)
  if (key === undefined) return refused('key_not_opened')
  const tallies = decryptTallies(
    { area, head, roll: new TextDecoder().decode(roll), ...(job.before && { before: job.before }) },
    key,
  )
  if (!tallies.ok)
    return refused(
      tallies.error,
      [...area.findings, ...head.findings].map(({ code, where }) => `${code} ${where}`),
    )

  const counted = new Map(area.summary.counted.map((ballot) => [ballot.tracker, ballot]))
  const open = job.trackers.map((tracker) => counted.get(tracker))
  const ballots: string[] = []
  const election = area.summary.setup?.election
  for (let at = 0; at < open.length; at += slice) {
    tell({ step: 'decrypt', done: at, total: open.length })
    const part = open.slice(at, at + slice)
    if (!election || !part.every((ballot) => ballot !== undefined)) return refused('ballot_not_counted')
    const factors = openingFactors(election, group, key, part)
    if (!factors.ok) return refused(factors.error)
    ballots.push(...factors.value.map((each) => JSON.stringify(each)))
  }
  tell({ step: 'decrypt', done: open.length, total: open.length })
  return {
    ok: true,
    value: {
      area: JSON.stringify(tallies.value.area),
      head: JSON.stringify(tallies.value.head),
      ballots,
      decrypted: tallies.value.decrypted,
      closed: closed.value,
    },
  }
}

/** A tar archive names its events; one of each ballot says how many there are to verify. */
function ballotsIn(archive: Uint8Array): number | null {
  const text = new TextDecoder('latin1').decode(archive)
  return text.match(/"type":"Ballot"/g)?.length ?? null
}
