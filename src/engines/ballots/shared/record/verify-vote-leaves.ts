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
  readonly area: ArchiveSummary
  readonly head: ArchiveSummary
  /** SHA-256 in hex of the files of the record, by name. */
  readonly hashes: ReadonlyMap<string, string>
  readonly annex: PaperAnnex | undefined
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
    ...missing(first, given),
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

const codeOfMissing: Readonly<Partial<Record<Step, RecordFindingCode>>> = {
  roll_frozen: 'leaf_roll_missing',
  setup: 'leaf_setup_missing',
  opened: 'leaf_opened_missing',
  closed: 'leaf_closed_missing',
  tally: 'leaf_tally_missing',
  result: 'leaf_result_missing',
}

function missing(first: ReadonlyMap<Step, Leaf>, { area, hashes }: LeavesToVerify): RecordFinding[] {
  const { phase, ballots } = area
  const isClosed = phase !== 'empty' && phase !== 'voting'
  const needed: Step[] = ['roll_frozen', 'setup']
  if (isClosed || ballots.length > 0) needed.push('opened')
  if (isClosed) needed.push('closed')
  if (isClosed && phase !== 'closed') needed.push('tally')
  if (hashes.has('result.json')) needed.push('result')
  // Whatever comes later in the log cannot have come without what is before it.
  const last = steps.findLastIndex((step) => first.has(step))
  for (const step of steps.slice(0, Math.max(last, 0))) if (!needed.includes(step)) needed.push(step)
  return needed.flatMap((step) => {
    const code = codeOfMissing[step]
    return first.has(step) || !code ? [] : [recordFinding(code, 'tlog')]
  })
}

/** The fields of a leaf that differ from what the files say. */
function differing<K extends VoteLeafKind>(leaf: Leaf | undefined, wanted: Partial<VoteLeaves[K]>): string {
  if (!leaf) return ''
  return Object.entries(wanted)
    .filter(([name, value]) => value !== undefined && leaf.data[name] !== value)
    .map(([name]) => name)
    .join(', ')
}

function contents(first: ReadonlyMap<Step, Leaf>, given: LeavesToVerify): RecordFinding[] {
  const { area, head, hashes } = given
  const found: RecordFinding[] = []
  const judge = (step: Step, code: RecordFindingCode, detail: string) => {
    if (detail !== '') found.push(recordFinding(code, `tlog ${first.get(step)?.index}`, detail))
  }
  const electionUuid = area.setup?.election.uuid ?? ''
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
  const setup = area.setup?.hashes
  const wanted = setup && {
    electionUuid,
    election: setup.election,
    trustees: setup.trustees,
    credentialsArea: setup.credentials,
    credentialsHead: head.setup?.hashes.credentials ?? 'missing',
  }
  if (wanted) judge('setup', 'leaf_setup_differs', differing<'setup'>(first.get('setup'), wanted))
  if (area.setup && head.setup && area.tally && head.tally)
    judge(
      'tally',
      'leaf_tally_differs',
      differing<'tally'>(first.get('tally'), {
        area: sha256Hex(encryptedTallyText(area.setup.group, area.tally.ciphertexts)),
        head: sha256Hex(encryptedTallyText(head.setup.group, head.tally.ciphertexts)),
        numTallied: area.numTallied ?? -1,
        totalWeight: area.totalWeight ?? -1,
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

function ballotsOf(own: readonly Leaf[], first: ReadonlyMap<Step, Leaf>, { ballots }: ArchiveSummary): RecordFinding[] {
  const found: RecordFinding[] = []
  const logged = own.filter(({ kind }) => kind === 'ballot').map(({ index, data }) => ({ index, tracker: data['tracker'], seq: data['seq'] })) // prettier-ignore
  const inArchive = new Set(ballots.map(({ tracker }) => tracker))
  const inLog = new Set(logged.map(({ tracker }) => tracker))
  for (const { index, tracker } of logged)
    if (typeof tracker !== 'string' || !inArchive.has(tracker))
      found.push(recordFinding('ballot_leaf_without_ballot', `tlog ${index}`, String(tracker)))
  let known = true
  for (const [i, { tracker }] of [...ballots.entries()].toReversed()) {
    if (inLog.has(tracker)) known = false
    else {
      // Only the latest may still wait for the next checkpoint, and only while the vote is open.
      const code = known && !first.has('closed') ? 'ballot_awaits_log' : 'ballot_not_in_log'
      found.push(recordFinding(code, `ballot ${i + 1}`, tracker))
    }
  }
  if (found.length > 0) return found.toReversed()
  const astray = ballots.findIndex(({ tracker }, i) => logged[i]?.tracker !== tracker || logged[i]?.seq !== i + 1)
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
    else if (state === 'confirmed' && known?.owner === owner && known?.scan === scan)
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
