import type { Text } from '#kernel/text'
import type { entryOperations } from './operations/entries.ts'
import type { kpiOperations } from './operations/kpi.ts'
import type { ledgerOperations } from './operations/ledgers.ts'
import type { measureOperations } from './operations/measures.ts'

type Verb = keyof (typeof measureOperations & typeof kpiOperations & typeof ledgerOperations & typeof entryOperations)

export interface MeasureRole {
  readonly id: string
  readonly label: Text
  readonly may: readonly Verb[]
}

const look = ['definitions', 'values', 'breakdown', 'series'] as const satisfies readonly Verb[]

const compare = ['kpiScores', 'ledgers', 'ledgerSheets', 'ledgerSheet'] as const satisfies readonly Verb[]

/** Single members are told to those who keep the ledger or answer for it: what an enterprise pays is its secret. */
const readEntries = ['entryLedgers', 'entries', 'entriesCompared'] as const satisfies readonly Verb[]

/** Whoever sees the leader's page of the cases sees the figures of their own area. */
export const measureRoles: readonly MeasureRole[] = [
  { id: 'secretary', label: ['党政办', 'Secretary'], may: look },
  { id: 'reviewer', label: ['核稿人', 'Reviewer'], may: look },
  { id: 'duty', label: ['值班受理员', 'Duty officer'], may: [...look, 'ledgers', 'ledgerSheets', 'ledgerSheet'] },
  { id: 'supervisor', label: ['督办管理员', 'Supervisor'], may: [...look, ...compare, 'makeLedger', 'setKpiPoints'] },
  // What a committee sees is its own area's.
  { id: 'committee_worker', label: ['居委干部', 'Committee worker'], may: look },
  { id: 'leader', label: ['街道领导', 'Leader'], may: [...look, ...compare, ...readEntries] },
  {
    id: 'economy',
    label: ['营商服务办', 'Business service office'],
    may: [...look, ...readEntries, 'enterEntries', 'withdrawEntry'],
  },
]
