import { recordTable } from '#platform/db'
import type { Case, CaseRecord, Deadline, Task } from '#engines/cases/shared'

export const caseTable = recordTable<Case>('cases', {
  id: 'plain', number: 'plain', type: 'plain', typeVersion: 'plain', state: 'plain', open: 'plain', source: 'plain', upstreamNo: 'plain', title: 'plain', description: 'plain',
  category: 'plain', answers: 'json', addressId: 'plain', place: 'plain', lng: 'plain', lat: 'plain', committee: 'plain', grid: 'plain', leadUnit: 'plain', handler: 'plain',
  createdBy: 'plain', repeatGroup: 'plain', returnedCount: 'plain', reworkCount: 'plain', extensionCount: 'plain', reopenCount: 'plain', supervised: 'plain', parked: 'plain',
  difficult: 'plain', selfDisposed: 'plain', namedUnit: 'plain', factFinding: 'plain', appealFinding: 'plain', result: 'plain', answerText: 'plain', answeredAt: 'plain',
  contactedAt: 'plain', contactOnTime: 'plain', onTime: 'plain', solvedSay: 'plain', satisfaction: 'plain', nextKind: 'plain', nextDue: 'plain', nextHalf: 'plain',
  nextOrange: 'plain', reportedAt: 'plain', acceptedAt: 'plain', verifiedAt: 'plain', registeredAt: 'plain', dispatchedAt: 'plain', signedAt: 'plain', fedBackAt: 'plain',
  checkedAt: 'plain', visitedAt: 'plain', closedAt: 'plain', checkedBy: 'plain', followCode: 'plain', version: 'plain',
})

export const taskTable = recordTable<Task>('tasks', {
  id: 'plain', caseId: 'plain', unit: 'plain', role: 'plain', state: 'plain', handler: 'plain', step: 'plain', dispatchedAt: 'plain', signedAt: 'plain', fedBackAt: 'plain',
})

export const deadlineTable = recordTable<Deadline>('deadlines', {
  id: 'plain', caseId: 'plain', taskId: 'plain', kind: 'plain', step: 'plain', limitValue: 'plain', limitUnit: 'plain', ruleKey: 'plain', ruleFrom: 'plain', startedAt: 'plain',
  halfAt: 'plain', orangeAt: 'plain', dueAt: 'plain', firstDueAt: 'plain', state: 'plain', pausedAt: 'plain', metAt: 'plain', movedBy: 'plain', provisional: 'plain',
})

export const recordsTable = recordTable<CaseRecord>('case_records', {
  id: 'plain', caseId: 'plain', taskId: 'plain', kind: 'plain', at: 'plain', by: 'plain', state: 'plain', decidedAt: 'plain', decidedBy: 'plain', body: 'json', photos: 'json',
})
