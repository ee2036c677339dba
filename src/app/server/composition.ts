import type { Database } from '#platform/db'
import { attachToCase, attachmentsExist, fileRefusals } from '#platform/files'
import { createIdentity, identityRefusals, type Identity } from '#platform/identity'
import type { Implementation } from '#platform/operations'
import { ballotsHandlers, committeeHandlers, openVerifyPool, type BallotsDeps } from '#engines/ballots'
import {
  ballotRefusals,
  ballotRoles,
  ballots,
  committeeRefusals,
  committeeRoles,
  committees,
  groupNamed,
} from '#engines/ballots/shared'
import { casesHandlers, openCasesOf } from '#engines/cases'
import { caseRefusals, caseRoles, caseTypesOf, cases, wordsOfType } from '#engines/cases/shared'
import { credentialsHandlers, type CredentialsDeps } from '#engines/credentials'
import { credentialRefusals, credentialRoles, credentials } from '#engines/credentials/shared'
import {
  entryHandlers,
  goalsOf,
  kpiHandlers,
  ledgerHandlers,
  measureChange,
  measureHandlers,
  targetHandlers,
  type MeasuresDeps,
} from '#engines/indicators'
import {
  caseMeasures,
  entryMeasures,
  explainEntryMeasure,
  indicatorRefusals,
  indicators,
  measureRoles,
  targetRoles,
  type PlacedMeasure,
} from '#engines/indicators/shared'
import { notarizeReport, notaryHandlers, openNotary, type ChainKind, type NotarySettings } from '#engines/notary'
import { notary, notaryRefusals, notaryRoles } from '#engines/notary/shared'
import { registersHandlers, type RegistersDeps } from '#engines/registers'
import {
  auditLooks,
  registerRefusals,
  registerRoles,
  registers,
  registersWith,
  tagsWith,
} from '#engines/registers/shared'
import { figureSourceOf, reportsHandlers, type ReportsDeps } from '#engines/reports'
import { reportRefusals, reportRoles, reports } from '#engines/reports/shared'
import type { Text } from '#kernel/text'
import { explainMeasure } from '#model'
import { caseTypes, entryLedgers, kpiSets, ledgers, registerAdditions, reportParagraphs } from '#faces'

/** What everyone on the staff may look up. */
const commonLooks = [registers.directory, registers.areaHistory, registers.areaChanges, registers.addressesOfArea].map(
  (look) => look.name,
)

/** Whoever issues credentials finds people by name. */
const findHolders = [registers.find, registers.entries, registers.entry, registers.unmask].map((look) => look.name)

const grants = [
  ...caseRoles.map(({ id, label, may }) => ({ id, label, may: may.map((verb) => cases[verb].name) })),
  ...measureRoles.map(({ id, label, may }) => ({ id, label, may: may.map((verb) => indicators[verb].name) })),
  ...reportRoles.map(({ id, label, may }) => ({ id, label, may: may.map((verb) => reports[verb].name) })),
  ...ballotRoles.map(({ id, label, may }) => ({ id, label, may: may.map((verb) => ballots[verb].name) })),
  ...notaryRoles.map(({ id, label, may }) => ({ id, label, may: may.map((verb) => notary[verb].name) })),
  ...targetRoles.map(({ id, label, may }) => ({ id, label, may: may.map((verb) => indicators[verb].name) })),
  ...credentialRoles.map(({ id, label, may }) => ({
    id,
    label,
    may: [...may.map((verb) => credentials[verb].name), ...findHolders],
  })),
  ...committeeRoles.map(({ id, label, may }) => ({ id, label, may: may.map((verb) => committees[verb].name) })),
  ...registerRoles.map(({ id, label, may }) => ({ id, label, may: may.map((verb) => registers[verb].name) })),
]

/** A role that several engines know is one role with the permissions of all. */
export const roles = [...new Set(grants.map((grant) => grant.id))].map((id) => {
  const all = grants.filter((grant) => grant.id === id)
  return { id, label: all[0]!.label, may: [...all.flatMap((grant) => grant.may), ...commonLooks] }
})

export const refusals: Readonly<Record<string, Text>> = {
  ...caseRefusals,
  ...registerRefusals,
  ...credentialRefusals,
  ...committeeRefusals,
  ...indicatorRefusals,
  ...reportRefusals,
  ...ballotRefusals,
  ...notaryRefusals,
  ...identityRefusals,
  ...fileRefusals,
}

/** The registers and tags with what the faces add. */
export const registersDeps: RegistersDeps = {
  openCases: openCasesOf,
  registers: registersWith(registerAdditions),
  tags: tagsWith(registerAdditions),
}

/** Where commands say that an import has work waiting; the jobs listen once they run. */
export interface ImportQueue {
  wake?: (street: string, id: string) => void
}

/** 业委会事务, under which an objection to a vote's result is registered. */
const ownersCommitteeMatters = 'local:m:54017'

/** Everything that is counted, over the types of cases and the ledgers of all faces. */
const types = caseTypesOf(caseTypes)
const measures = [...caseMeasures(types), ...entryMeasures(entryLedgers)]
function explain({ key, measure, source }: PlacedMeasure): Text {
  const [of] = key.split(':')
  const ledger = source === 'ledger' && entryLedgers.find((each) => each.id === of)
  return ledger ? explainEntryMeasure(ledger, measure) : explainMeasure(measure, wordsOfType(types.get(of!)))
}

/** What is rolled up in a database. */
export const measuresOf = (name: string): MeasuresDeps => ({ measures, database: name })

/** What reports are made of. */
export const reportsOf = (name: string): ReportsDeps => ({
  figures: figureSourceOf({ ...measuresOf(name), explain }),
  paragraphs: reportParagraphs,
  goalsOf,
  notary: notarizeReport,
})

export interface Composition {
  readonly credentials: CredentialsDeps
  readonly measures: MeasuresDeps
  readonly reports: ReportsDeps
  readonly importQueue: ImportQueue
  readonly identity: Identity
  readonly implementations: readonly Implementation[]
}

/** Engines and faces put together over one database: the only place that knows them all. */
export function compose(
  database: Database,
  options: {
    secret: string
    name: string
    now?: () => Date
    notary?: Omit<NotarySettings, 'secret' | 'now'>
    chain?: ChainKind
  },
): Composition {
  openNotary({ ...options.notary, secret: options.secret, ...(options.now && { now: options.now }) })
  const identity = createIdentity({
    database,
    roles,
    audits: [...auditLooks.map((verb) => registers[verb].name), notary.logs.name],
    secret: options.secret,
    now: options.now ?? (() => new Date()),
  })
  const files = {
    async claim(
      tx: Parameters<typeof attachToCase>[0],
      street: string,
      ids: readonly string[],
      caseId: string,
    ): Promise<boolean> {
      return (await attachmentsExist(tx, street, ids)) && attachToCase(tx, street, ids, caseId)
    },
  }
  const importQueue: ImportQueue = {}
  const measuresDeps = measuresOf(options.name)
  const reportsDeps = reportsOf(options.name)
  const caseImplementations = casesHandlers({
    caseTypes: types,
    database: options.name,
    files,
    measured: measureChange(measuresDeps),
  })
  const reportCase = caseImplementations.find(({ operation }) => operation.name === cases.report.name)
  const openCase: BallotsDeps['openCase'] = async (context, { id, title, place, name, phone, words }) => {
    const description = `对“${title}”表决结果的异议：${words}`
    const told = { caseId: id, type: 'resident-snapshot', category: ownersCommitteeMatters, description, place }
    const input = cases.report.input.parse({ ...told, callerName: name, callerPhone: phone })
    const outcome = await reportCase?.run(context, input as never)
    return outcome?.ok ? (outcome.value as { number: string }).number : null
  }
  return {
    importQueue,
    credentials: {
      secret: options.secret,
      groups: (group) => groupNamed(group === 'ed25519' ? 'Ed25519' : 'BELENIOS-2048'),
    },
    measures: measuresDeps,
    reports: reportsDeps,
    identity,
    implementations: [
      ...registersHandlers({ ...registersDeps, onImport: (street, id) => importQueue.wake?.(street, id) }),
      ...credentialsHandlers(options),
      ...committeeHandlers(),
      ...caseImplementations,
      ...ballotsHandlers({ now: options.now ?? (() => new Date()), verify: openVerifyPool().verify, openCase }),
      ...measureHandlers({ ...measuresDeps, explain }),
      ...reportsHandlers(reportsDeps),
      ...kpiHandlers({ ...measuresDeps, kpiSets }),
      ...ledgerHandlers({ ...measuresDeps, ledgers, caseTypes: types }),
      ...entryHandlers({ ...measuresDeps, entryLedgers }),
      ...targetHandlers(measuresDeps),
      ...notaryHandlers({ chain: options.chain ?? 'none' }),
      ...identity.implementations,
    ],
  }
}
