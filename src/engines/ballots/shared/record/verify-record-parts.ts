import { canonicalJson } from '#kernel/canonical-json'
import { verifyLogFiles, type LogVerdict } from '#engines/notary/shared'
import { crossCheckArchives, crossCheckRoll } from '../belenios/archive-cross-check.ts'
import { modeOf } from '../belenios/openings.ts'
import { asRecord, parseJson } from '../belenios/strict-json.ts'
import { verifyArchive, type ArchiveSummary, type VerifyBallots } from '../belenios/verify-archive.ts'
import { checkRoll } from '../electorate/roll.ts'
import type { Roll } from '../electorate/electorate.ts'
import type { PaperAnnex } from '../rules/paper-annex.ts'
import { checkRules } from '../rules/rule-instance.ts'
import { rulesOn, type Rule } from '../rules/rules.ts'
import type { VoteMode } from '../vote.ts'
import { matterOf, onBallot, type FrozenRules } from './frozen-rules.ts'
import { jsonOf, receiptsKeyIn, rollIn, rulesIn, sheetIn } from './read-record.ts'
import { recordFinding } from './record-findings.ts'
import type { SignedSheet } from './result-sheet.ts'
import { remembering, verifyBallotsHere } from './verify-ballots-here.ts'
import type { Verifying } from './verifying.ts'
import { verifyDeliveries } from './verify-deliveries.ts'
import { verifyTimes } from './verify-times.ts'
import { verifyVoteLeaves } from './verify-vote-leaves.ts'

export type Side = 'area' | 'head'
type Named = Readonly<Record<Side, string>>

const always = ['roll.json', 'rules.json', 'receipts-key.json']
const ofLog = ['tlog/checkpoint', 'tlog/leaves.json', 'tlog/keys.json']
const later = ['paper.json', 'result.json', 'openings.json', 'anchor.json']
const archiveName = /^(area|head)\/([1-9A-HJ-NP-Za-km-z]{14,})\.bel$/

/** Whether everything is there under its name, and every text is the only one of what it says. */
export function filesOf({ files, say }: Verifying): Named {
  const names: Partial<Record<Side, string>> = {}
  for (const name of files.keys()) {
    const [, side, uuid] = archiveName.exec(name) ?? []
    if (side && uuid) {
      if (names[side as Side] !== undefined) say('archive_repeated', name)
      else names[side as Side] = name
    } else if (!always.includes(name) && !later.includes(name) && !name.startsWith('tlog/')) say('file_unknown', name)
  }
  for (const name of always) if (!files.has(name)) say('file_missing', name)
  for (const side of ['area', 'head'] as const) if (!names[side]) say('file_missing', `${side}/*.bel`)
  for (const [name, bytes] of files) {
    if (!name.endsWith('.json')) continue
    const json = jsonOf(bytes)
    if (!json) say('file_unreadable', name)
    else if (!json.canonical) say('file_not_canonical', name)
  }
  return { area: names.area ?? '', head: names.head ?? '' }
}

interface ReadArchive {
  readonly summary: ArchiveSummary
  /** Knows the verdicts on the ballots of this archive. */
  readonly verify: VerifyBallots
}

export async function archives(
  verifying: Verifying,
  named: Named,
  side: Side,
  known?: VerifyBallots,
): Promise<ReadArchive | undefined> {
  const { files, options, say, facts } = verifying
  const bytes = files.get(named[side])
  if (!bytes) return undefined
  // Only a guess at which back-end to try: a wrong one costs time and nothing else.
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 65_536))
  const group = options.groups?.find(({ name }) => start.includes(`"group":"${name}"`))
  const told = (done: number) => verifying.told(done, facts.ballots)
  const verify = known ?? remembering(options.verifyBallots ?? verifyBallotsHere(group, told))
  const { findings, summary } = await verifyArchive(bytes, {
    ...(group && { group }),
    verifyBallots: verify,
    onBallots: (done) => verifying.told(done, done),
  })
  for (const { code, where, detail } of findings) say(code, `${side} ${where}`, detail)
  const uuid = archiveName.exec(named[side])?.[2]
  if (summary.setup && summary.setup.election.uuid !== uuid) say('election_uuid_differs', named[side])
  facts.lastEvents = { ...facts.lastEvents, [side]: summary.lastEvent ?? null }
  if (side === 'area') takeFacts(verifying, summary)
  return { summary, verify }
}

function takeFacts({ facts }: Verifying, { setup, phase, ballots, counted, decryptedBy }: ArchiveSummary): void {
  facts.phase = phase
  facts.ballots = ballots.length
  facts.counted = counted.length
  facts.countedArea = counted.reduce((sum, { weight }) => sum + weight, 0)
  facts.decryptedBy = decryptedBy
  if (!setup) return
  facts.electionUuid = setup.election.uuid
  facts.title = setup.election.name
  facts.group = setup.election.group === 'Ed25519' ? 'ed25519' : 'belenios-2048'
  facts.trustees = setup.trustees.sets.reduce((sum, { members }) => sum + members.length, 0)
}

interface Bound {
  readonly mode: VoteMode | undefined
  readonly rules: FrozenRules | undefined
}

/** What every ballot is bound to by the election's hash: mode, roll, rules and the vote. */
export function setupStep(verifying: Verifying, area: ArchiveSummary, head: ArchiveSummary | undefined): Bound {
  const { say, facts, hashes, files } = verifying
  const { election } = area.setup!
  const described = asRecord(parseJson(election.description))
  const mode = modeOf(election)
  const { v, roll, rules: rulesHash, vote } = described ?? {}
  if (!described || !mode || v !== 1 || typeof vote !== 'string' || Object.keys(described).length !== 5)
    say('description_wrong', 'election.json')
  facts.mode = mode ?? null
  facts.vote = typeof vote === 'string' ? vote : null
  facts.rollHash = typeof roll === 'string' ? roll : null
  facts.rulesHash = typeof rulesHash === 'string' ? rulesHash : null
  if (head && head.phase !== area.phase) say('archives_phase_differ', 'head', `${area.phase}, ${head.phase}`)
  const signed = ['paper.json', 'result.json', ...(mode === 'named' ? ['openings.json'] : [])]
  if (area.phase !== 'result') {
    say('record_unfinished', 'area', area.phase)
    for (const name of signed) if (files.has(name)) say('result_unproved', name)
  } else if (!signed.some((name) => files.has(name))) say('result_awaits_signing', 'area')
  else for (const name of signed) if (!files.has(name)) say('file_missing', name)

  // Besides the server's own key, which comes first: t trustees and the server read every ballot.
  const [, ...others] = area.setup!.trustees.sets
  if (mode === 'secret' && others.reduce((sum, { threshold }) => sum + threshold, 0) < 2)
    say('trustees_too_few', 'election.json')
  const bytes = files.get('rules.json')
  if (!bytes) return { mode, rules: undefined }
  if (hashes.get('rules.json') !== rulesHash) say('rules_not_of_election', 'rules.json')
  const rules = rulesIn(jsonOf(bytes)?.value)
  if (!rules) {
    say('file_unreadable', 'rules.json')
    return { mode, rules }
  }
  facts.questions = rules.questions
  const fit = checkRules(rules, rules.questions.map(matterOf))
  if (!fit.ok) say('rules_unfit', 'rules.json', fit.error)
  for (const matter of unlawful(rules)) say('rules_not_statutory', 'rules.json', matter)
  const asked = election.questions.map(({ question, answers, min, max }) => ({ question, answers, min, max }))
  if (canonicalJson(rules.questions.map(onBallot)) !== canonicalJson(asked)) say('rules_questions_differ', 'rules.json')
  return { mode, rules }
}

/** The matters that are decided otherwise than by the law of the day, or by two rules at once. */
function unlawful(rules: FrozenRules): readonly string[] {
  const law = rulesOn(rules.day)
  const shares = (rule: Rule | undefined) => canonicalJson(rule ? [rule.quorum, rule.majority] : null)
  return [...new Set(rules.questions.map(matterOf))].filter((matter) => {
    const given = rules.rules.filter((rule) => rule.matter === matter)
    return given.length !== 1 || shares(given[0]) !== shares(law.get(matter))
  })
}

export function rollStep({ say, files, facts }: Verifying, area: ArchiveSummary): Roll | undefined {
  const bytes = files.get('roll.json')
  if (!bytes) return undefined
  const roll = rollIn(jsonOf(bytes)?.value)
  if (!roll) {
    say('file_unreadable', 'roll.json')
    return undefined
  }
  for (const fault of checkRoll(roll)) say(`roll_${fault}`, 'roll.json')
  if (roll.vote !== facts.vote) say('vote_id_differs', 'roll.json')
  if (roll.electionUuid !== area.setup?.election.uuid) say('election_uuid_differs', 'roll.json')
  facts.owners = roll.owners.length
  facts.area = roll.totals.area
  return roll
}

export function cross(
  verifying: Verifying,
  area: ArchiveSummary,
  head: ArchiveSummary,
  rules: FrozenRules | undefined,
): void {
  const { say, textOf } = verifying
  for (const { code, where, detail } of crossCheckArchives(area, head)) say(code, where, detail)
  const roll = textOf('roll.json')
  if (roll !== undefined) for (const { code, where, detail } of crossCheckRoll(area, roll)) say(code, where, detail)
  if (!rules) return
  const owners = rollIn(parseJson(roll ?? ''))?.owners ?? []
  const perProxy = new Map<string, number>()
  for (const { proxy } of owners) {
    // A proxy from outside stands on the public roll without a name: whether it is one or many cannot be told.
    if (proxy === undefined || proxy === 'other') continue
    perProxy.set(proxy, (perProxy.get(proxy) ?? 0) + 1)
    if (perProxy.get(proxy) === rules.proxyCap + 1) say('proxies_too_many', `roll.json ${proxy}`)
  }
  if (rules.revote) return
  const seen = new Set<string>()
  for (const [i, { credential }] of area.ballots.entries()) {
    if (seen.has(credential)) say('revote_not_allowed', `ballot ${i + 1}`)
    seen.add(credential)
  }
}

export function logStep(
  { files, options, facts, say, take }: Verifying,
  area: ArchiveSummary | undefined,
): LogVerdict | undefined {
  const isBegun = area === undefined || area.ballots.length > 0 || (area.phase !== 'empty' && area.phase !== 'voting')
  if (!isBegun && !files.has('anchor.json') && ![...files.keys()].some((name) => name.startsWith('tlog/'))) {
    say('log_awaits', 'tlog')
    return undefined
  }
  for (const name of ofLog) if (!files.has(name)) say('file_missing', name)
  if (!files.has('tlog/checkpoint')) return undefined
  const receipts = (options.receipts ?? []).map(({ receipt }) => receipt)
  const verdict = verifyLogFiles(files, { ...options.trust, receipts })
  for (const { code, gravity, at } of verdict.findings)
    take(recordFinding(code, `tlog ${at ?? ''}`.trim(), '', gravity))
  const { origin, size, root, cosignedBy, anchors } = verdict
  facts.log = { origin, size, root, cosignedBy, anchors }
  const [own, keys] = [files.get('receipts-key.json'), files.get('tlog/keys.json')]
  const key = own && receiptsKeyIn(jsonOf(own)?.value)
  const logKey = options.trust?.logKey ?? (keys && asRecord(jsonOf(keys)?.value)?.['log'])
  if (own && (key === undefined || key !== logKey)) say('receipts_key_differs', 'receipts-key.json')
  return verdict
}

export function leavesStep(
  { hashes, take, files, options }: Verifying,
  given: {
    readonly vote: string
    readonly log: LogVerdict
    readonly area: ArchiveSummary
    readonly head: ArchiveSummary
    readonly annex: PaperAnnex | undefined
    readonly rules: FrozenRules | undefined
    readonly roll: Roll | undefined
  },
): void {
  const { vote, log, area, head, annex, rules, roll } = given
  const { leaves } = log
  const result = files.get('result.json')
  const sheet = result && sheetIn(jsonOf(result)?.value)
  const isJustSigned = sheet !== undefined && isFresh(sheet, options.now ?? new Date())
  for (const each of verifyVoteLeaves({ vote, leaves, area, head, hashes, annex, isJustSigned })) take(each)
  if (roll) for (const each of verifyDeliveries({ leaves, roll, annex, sheet })) take(each)
  if (rules) for (const each of verifyTimes({ vote, leaves, rules, sheet })) take(each)
}

/** The log seals every minute; a result that it lacks for longer than this was never told to it. */
const sealedWithin = 600_000

const isFresh = ({ tellers }: SignedSheet, now: Date): boolean =>
  tellers.length > 0 && tellers.every(({ at }) => Math.abs(now.getTime() - Date.parse(at)) < sealedWithin)
