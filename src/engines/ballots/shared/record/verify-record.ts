import { sha256Hex } from '../belenios/hash.ts'
import { awaitedFindings, recordFinding, type RecordFinding } from './record-findings.ts'
import { recordStepIds, recordStepTexts, type RecordStep, type RecordStepId } from './record-steps.ts'
import { textOf, type Files } from './read-record.ts'
import { archives, cross, filesOf, leavesStep, logStep, rollStep, setupStep } from './verify-record-parts.ts'
import { openingsStep, paperStep, receiptsStep, recountStep } from './verify-record-count.ts'
import type { RecordFacts, Verifying, VerifyRecordOptions } from './verifying.ts'

/** `unfinished`: nothing refutes it, but it proves no result yet, and its findings say what is awaited. */
export type RecordState = 'sound' | 'unfinished' | 'refuted'

export interface RecordVerdict {
  readonly state: RecordState
  /** Nothing found that refutes it. */
  readonly ok: boolean
  readonly findings: readonly RecordFinding[]
  readonly steps: readonly RecordStep[]
  readonly facts: Readonly<RecordFacts>
}

const nothingKnown = (): RecordFacts => ({
  vote: null,
  electionUuid: null,
  title: null,
  mode: null,
  group: null,
  phase: 'empty',
  owners: 0,
  area: 0,
  ballots: 0,
  counted: 0,
  countedArea: 0,
  papers: 0,
  trustees: 0,
  decryptedBy: [],
  questions: [],
  decisions: [],
  rollHash: null,
  rulesHash: null,
  lastEvents: { area: null, head: null },
  log: null,
  found: [],
})

function starting(files: Files, options: VerifyRecordOptions) {
  const findings: RecordFinding[] = []
  const steps: RecordStep[] = recordStepIds.map((id) => ({ id, text: recordStepTexts[id], state: 'waiting', ms: 0 }))
  let current: RecordStepId = 'files'
  const progress = (done: number, total: number) =>
    options.onProgress?.({ step: current, done, total, steps: [...steps] })
  const verifying: Verifying = {
    files,
    options,
    facts: nothingKnown(),
    hashes: new Map([...files].map(([name, bytes]) => [name, sha256Hex(textOf(bytes) ?? '')])),
    say: (code, where, detail) => void findings.push(recordFinding(code, where, detail)),
    take: (finding) => void findings.push(finding),
    async told(done, total) {
      progress(done, total)
      await new Promise((resolve) => {
        setTimeout(resolve, 0)
      })
      options.signal?.throwIfAborted()
    },
    textOf: (name) => {
      const bytes = files.get(name)
      return bytes && textOf(bytes)
    },
  }
  /** Undefined where what it needs is not there: that was said where it was missed. */
  async function step<T>(id: RecordStepId, does: (() => T | Promise<T>) | undefined): Promise<T | undefined> {
    const place = steps.findIndex((each) => each.id === id)
    const put = (state: RecordStep['state'], ms: number) => void (steps[place] = { ...steps[place]!, state, ms })
    if (!does) {
      put('skipped', 0)
      return undefined
    }
    current = id
    const [began, before] = [performance.now(), findings.length]
    put('running', 0)
    await verifying.told(0, 0)
    const made = await does()
    const own = findings.slice(before)
    const state = own.some(({ gravity }) => gravity === 'wrong') ? 'failed' : own.length > 0 ? 'open' : 'passed'
    put(state, performance.now() - began)
    return made
  }
  return { verifying, findings, steps, step, progress }
}

function stateOf(findings: readonly RecordFinding[]): RecordState {
  if (findings.some(({ gravity }) => gravity === 'wrong')) return 'refuted'
  return findings.some(({ code }) => awaitedFindings.has(code)) ? 'unfinished' : 'sound'
}

/**
 * Verifies the whole public record of a vote from its files alone: everything that belenios-tool does, and that the two
 * archives, roll, rules, log, papers, openings and the signed result are of one piece. Never throws on what files hold.
 */
export async function verifyRecord(files: Files, options: VerifyRecordOptions = {}): Promise<RecordVerdict> {
  const { verifying, findings, steps, step, progress } = starting(files, options)
  const { facts } = verifying
  const named = await step('files', () => filesOf(verifying))
  const read = named && (await step('area', () => archives(verifying, named, 'area')))
  const other = named && (await step('head', () => archives(verifying, named, 'head', read?.verify)))
  const [area, head] = [read?.summary, other?.summary]
  const setup = await step('setup', area?.setup && (() => setupStep(verifying, area, head)))
  const roll = await step('roll', area?.setup && (() => rollStep(verifying, area)))
  await step('cross', area && head && (() => cross(verifying, area, head, setup?.rules)))
  const log = await step('log', () => logStep(verifying, area))
  const vote = facts.vote
  const rules = setup?.rules
  const mode = setup?.mode
  const whole = roll && rules && mode && area?.totals && head?.totals ? { roll, rules, mode, area, head } : undefined
  const annex = await step('paper', files.has('paper.json') ? () => paperStep(verifying, whole) : undefined)
  await step('leaves', log && area && head && vote !== null ? () => leavesStep(verifying, { vote, log, area, head, annex, rules, roll }) : undefined) // prettier-ignore
  await step('openings', area && files.has('openings.json') ? () => openingsStep(verifying, area) : undefined)
  await step('recount', whole && annex ? () => recountStep(verifying, { ...whole, annex }) : undefined)
  const isAsked = (options.receipts?.length ?? 0) + (options.trackers?.length ?? 0) > 0
  await step('receipts', isAsked ? () => receiptsStep(verifying, area, log) : undefined)
  progress(1, 1)
  const state = stateOf(findings)
  return { state, ok: state !== 'refuted', findings, steps, facts }
}
