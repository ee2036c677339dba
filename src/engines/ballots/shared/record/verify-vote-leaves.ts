import type { LogLeaf } from '#engines/notary/shared'
import { sha256Hex } from '../belenios/hash.ts'
import { asRecord } from '../belenios/strict-json.ts'
import { encryptedTallyText } from '../belenios/tally.ts'
import type { ArchiveSummary } from '../belenios/verify-archive.ts'
import type { VoteLeafKind, VoteLeaves } from '../leaves.ts'
import type { PaperAnnex } from '../rules/paper-annex.ts'
import { recordFinding, type RecordFinding, type RecordFindingCode } from './record-findings.ts'

interface Leaf {
  readonly index: number
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface LeavesToVerify {
  readonly vote: string
  readonly leaves: readonly LogLeaf[]
  /** Of an election that was read. */
  readonly area: ArchiveSummary
  readonly head: ArchiveSummary
  /** SHA-256 in hex of the files of the record, by name. */
  readonly hashes: ReadonlyMap<string, string>
  readonly annex: PaperAnnex | undefined
  /** A result was signed so shortly before it was read that the log may take it in yet. */
  readonly isJustSigned?: boolean
}

const steps = ['roll_frozen', 'setup', 'opened', 'closed', 'tally', 'result', 'published'] as const
type Step = (typeof steps)[number]

/** What the log keeps of a vote, against the files: nothing may be there that was not logged, nor be missing. */
export function verifyVoteLeaves(given: LeavesToVerify): readonly RecordFinding[] {
  const found: RecordFinding[] = []
  const own = given.leaves.flatMap(({ index, kind, data }): Leaf[] => {
    const record = asRecord(data)
    return record?.['vote'] === given.vote ? [{ index, kind, data: record }] : []
  })
  const first = new Map<Step, Leaf>()
  for (const leaf of own) {
    const step = steps.find((each) => each === leaf.kind)
    if (!step) continue
    if (first.has(step)) found.push(recordFinding('leaf_repeated', `tlog ${leaf.index}`, leaf.kind))
    else first.set(step, leaf)
  }
  found.push(
    ...orderOf(own, first),
    ...missing(own, first, given),
    ...beyond(first, given),
    ...contents(first, given),
    ...ballotsOf(own, first, given.area),
    ...papersOf(own, first, given.annex),
  )
  return found
}

/** Frozen before opened, opened before any ballot, closed after the last, then tally, result, publication. */
function orderOf(own: readonly Leaf[], first: ReadonlyMap<Step, Leaf>): RecordFinding[] {
  const found: RecordFinding[] = []
  let before: Leaf | undefined
  for (const step of steps) {
    const leaf = first.get(step)
    if (leaf && before && leaf.index < before.index)
      found.push(recordFinding('leaf_order_wrong', `tlog ${leaf.index}`, `${step} < ${before.kind}`))
    before = leaf ?? before
  }
  const opened = first.get('opened')?.index ?? Number.POSITIVE_INFINITY
  const closed = first.get('closed')?.index ?? Number.POSITIVE_INFINITY
  const astray = own.find(({ kind, index }) => kind === 'ballot' && (index < opened || index > closed))
  if (astray && first.has('opened')) found.push(recordFinding('leaf_order_wrong', `tlog ${astray.index}`, 'ballot'))
  // A paper that turns up when the online result may be known already.
  const late = own.find(({ kind, index, data }) => kind === 'paper' && data['state'] === 'received' && index > closed)
  if (late) found.push(recordFinding('leaf_order_wrong', `tlog ${late.index}`, 'paper'))
  return found
}

const codeOfMissing: Readonly<Record<Step, RecordFindingCode>> = {
  roll_frozen: 'leaf_roll_missing',
  setup: 'leaf_setup_missing',
  opened: 'leaf_opened_missing',
  closed: 'leaf_closed_missing',
  tally: 'leaf_tally_missing',
  result: 'leaf_result_missing',
  published: 'leaf_result_missing',
}

/** The log cannot hold what the files do not show: whoever cut them off wants an earlier point of the vote believed. */
function beyond(first: ReadonlyMap<Step, Leaf>, given: LeavesToVerify): RecordFinding[] {
  const shown = taken(given)
  return steps.slice(steps.indexOf('closed')).flatMap((step) => {
    const leaf = first.get(step)
    const isShown = shown.includes(step === 'published' ? 'result' : step)
    return leaf && !isShown ? [recordFinding('files_behind_log', `tlog ${leaf.index}`, step)] : []
  })
}

/** The steps that the files show to have been taken. */
function taken({ area: { phase, ballots }, hashes }: LeavesToVerify): readonly Step[] {
  if (hashes.has('result.json')) return steps.slice(0, -1)
  if (phase === 'empty' || phase === 'voting') return steps.slice(0, ballots.length > 0 ? 3 : 2)
  return steps.slice(0, phase === 'closed' ? 4 : 5)
}

/**
 * The log takes in what is new every minute, so the last steps of a vote may be missing yet. Only they, and only while
 * nothing rests on them: before the first partial decryption, which trustees make of what the log already holds, and a
 * result only while its signatures are fresh.
 */
function missing(own: readonly Leaf[], first: ReadonlyMap<Step, Leaf>, given: LeavesToVerify): RecordFinding[] {
  const { phase } = given.area
  const isDecrypted = phase === 'decrypting' || phase === 'result'
  const lastStep = steps.findLastIndex((step) => first.has(step))
  // Whatever comes later in the log cannot have come without what is before it.
  const last = Math.max(lastStep, own.some(({ kind }) => kind === 'ballot') ? steps.indexOf('opened') : -1)
  const needed = [...new Set([...taken(given), ...steps.slice(0, last + 1)])]
  return needed.flatMap((step) => {
    if (first.has(step)) return []
    const mayCome = step === 'result' ? given.isJustSigned === true : !isDecrypted
    return steps.indexOf(step) > last && mayCome
      ? [recordFinding('leaf_awaits_log', 'tlog', step)]
      : [recordFinding(codeOfMissing[step], 'tlog')]
  })
}

/** The fields of a leaf that differ from what the files say. */
function differing<K extends VoteLeafKind>(leaf: Leaf | undefined, wanted: Partial<VoteLeaves[K]>): string {
  if (!leaf) return ''
  return Object.entries(wanted)
    .filter(([name, value]) => leaf.data[name] !== value)
    .map(([name]) => name)
    .join(', ')
}

function contents(first: ReadonlyMap<Step, Leaf>, given: LeavesToVerify): RecordFinding[] {
  const { area, head, hashes } = given
  const found: RecordFinding[] = []
  const judge = (step: Step, code: RecordFindingCode, detail: string) => {
    if (detail !== '') found.push(recordFinding(code, `tlog ${first.get(step)!.index}`, detail))
  }
  const { election, group, hashes: own } = area.setup!
  const electionUuid = election.uuid
  const hash = (name: string) => hashes.get(name) ?? 'missing'
  judge(
    'roll_frozen',
    'leaf_roll_differs',
    differing<'roll_frozen'>(first.get('roll_frozen'), {
      electionUuid,
      roll: hash('roll.json'),
      rules: hash('rules.json'),
    }),
  )
  judge(
    'setup',
    'leaf_setup_differs',
    differing<'setup'>(first.get('setup'), {
      electionUuid,
      election: own.election,
      trustees: own.trustees,
      credentialsArea: own.credentials,
      credentialsHead: head.setup?.hashes.credentials ?? 'missing',
    }),
  )
  if (area.tally && head.tally)
    judge(
      'tally',
      'leaf_tally_differs',
      differing<'tally'>(first.get('tally'), {
        area: sha256Hex(encryptedTallyText(group, area.tally.ciphertexts)),
        head: sha256Hex(encryptedTallyText(group, head.tally.ciphertexts)),
        numTallied: area.numTallied!,
        totalWeight: area.totalWeight!,
      }),
    )
  judge(
    'result',
    'leaf_result_differs',
    differing<'result'>(first.get('result'), {
      sheet: hash('result.json'),
      paper: hash('paper.json'),
      openings: hashes.get('openings.json') ?? null,
    }),
  )
  judge(
    'published',
    'leaf_result_differs',
    differing<'published'>(first.get('published'), { sheet: hash('result.json') }),
  )
  return found
}

function ballotsOf(
  own: readonly Leaf[],
  first: ReadonlyMap<Step, Leaf>,
  { ballots, phase }: ArchiveSummary,
): RecordFinding[] {
  const found: RecordFinding[] = []
  const logged = own.filter(({ kind }) => kind === 'ballot').map(({ index, data }) => ({ index, tracker: data['tracker'], seq: data['seq'] })) // prettier-ignore
  const inArchive = new Set<unknown>(ballots.map(({ tracker }) => tracker))
  const inLog = new Set(logged.map(({ tracker }) => tracker))
  for (const { index, tracker } of logged)
    if (!inArchive.has(tracker))
      found.push(recordFinding('ballot_leaf_without_ballot', `tlog ${index}`, String(tracker)))
  // Only the latest may still wait for the next checkpoint, and only until the log holds the close.
  let mayCome = !first.has('closed') && phase !== 'decrypting' && phase !== 'result'
  for (const [i, { tracker }] of [...ballots.entries()].toReversed()) {
    if (inLog.has(tracker)) mayCome = false
    else found.push(recordFinding(mayCome ? 'ballot_awaits_log' : 'ballot_not_in_log', `ballot ${i + 1}`, tracker))
  }
  if (found.length > 0) return found.toReversed()
  const astray = ballots.findIndex(({ tracker }, i) => logged[i]?.tracker !== tracker || logged[i]!.seq !== i + 1)
  if (astray >= 0 || logged.length !== ballots.length)
    found.push(recordFinding('ballots_not_in_order_of_log', `ballot ${astray < 0 ? logged.length : astray + 1}`))
  const closed = first.get('closed')
  if (closed && closed.data['ballots'] !== ballots.length)
    found.push(
      recordFinding(
        'leaf_closed_differs',
        `tlog ${closed.index}`,
        `${String(closed.data['ballots'])} / ${ballots.length}`,
      ),
    )
  return found
}

interface PaperInHand {
  readonly owner: unknown
  readonly scan: unknown
  readonly isConfirmed: boolean
}

/** Papers in hand after a stretch of the log, by owner; a second hand confirms what a first received, and nothing else. */
function inHand(leaves: readonly Leaf[]): Map<unknown, PaperInHand> {
  const papers = new Map<unknown, PaperInHand>()
  for (const { kind, data } of leaves) {
    if (kind !== 'paper') continue
    const { paper, state, owner, scan } = data
    const known = papers.get(paper)
    if (state === 'received' && !known) papers.set(paper, { owner, scan, isConfirmed: false })
    else if (state === 'confirmed' && known && known.owner === owner && known.scan === scan)
      papers.set(paper, { owner, scan, isConfirmed: true })
    else papers.delete(paper)
  }
  return new Map([...papers.values()].map((each) => [each.owner, each]))
}

function papersOf(
  own: readonly Leaf[],
  first: ReadonlyMap<Step, Leaf>,
  annex: PaperAnnex | undefined,
): RecordFinding[] {
  const found: RecordFinding[] = []
  const closed = first.get('closed')
  const atClose = inHand(own.filter(({ index }) => index < (closed?.index ?? 0))).size
  if (closed && closed.data['papers'] !== atClose)
    found.push(
      recordFinding('leaf_closed_differs', `tlog ${closed.index}`, `${String(closed.data['papers'])} / ${atClose}`),
    )
  if (!annex) return found
  const logged = inHand(own)
  const differs = (owner: unknown, detail?: string) =>
    void found.push(recordFinding('paper_leaf_differs', `paper ${String(owner)}`, detail))
  const scans = new Map(annex.named.map(({ owner, scan }) => [owner, scan]))
  for (const owner of annex.received) {
    const paper = logged.get(owner)
    logged.delete(owner)
    if (!paper) differs(owner)
    else if (!paper.isConfirmed) differs(owner, 'confirmed')
    else if (scans.has(owner) && scans.get(owner) !== paper.scan) differs(owner, 'scan')
  }
  for (const owner of logged.keys()) differs(owner)
  return found
}
