import type { Text } from '#kernel/text'
import { and, atLeast, below, is, isIn, known, not, or, token, type Condition } from '#model'
import type { CaseField } from './case-type.ts'

/** A saved queue, defined once and used for the list, its badge, the map and the export. */
export interface Queue {
  readonly id: string
  readonly label: Text
  readonly where: Condition<CaseField>
}

const open = is('open', true)
const queue = (id: string, label: Text, where: Condition<CaseField>): Queue => ({ id, label, where })

export const queues: readonly Queue[] = [
  queue('open', ['全部未结', 'All open'], open),
  queue('incoming', ['待受理立案', 'To accept and register'], isIn('state', ['reported', 'accepted', 'verifying'])),
  queue('to_dispatch', ['待派单', 'To dispatch'], is('state', 'registered')),
  queue('mine', ['我在办', 'Mine'], and(open, is('handler', token('me')))),
  queue('my_unit', ['本单位', 'My unit'], and(open, is('leadUnit', token('my_unit')))),
  queue(
    'due_today',
    ['今日到期', 'Due today'],
    and(open, is('parked', false), atLeast('nextDue', token('now')), below('nextDue', token('end_of_today'))),
  ),
  queue(
    'nearly_due',
    ['即将到期', 'Nearly due'],
    and(open, is('parked', false), below('nextOrange', token('now')), atLeast('nextDue', token('now'))),
  ),
  queue('overdue', ['已逾期', 'Overdue'], and(open, is('parked', false), below('nextDue', token('now')))),
  queue('to_check', ['待核查', 'To check'], is('state', 'checking')),
  queue('to_visit', ['待回访', 'To visit'], is('state', 'visiting')),
  queue('returned', ['被退单', 'Returned'], and(open, atLeast('returnedCount', 1))),
  queue('returned_twice', ['两次退单', 'Returned twice'], and(open, atLeast('returnedCount', 2))),
  queue('reworked', ['返工', 'Reworked'], and(open, atLeast('reworkCount', 1))),
  queue('supervised', ['督办中', 'Supervised'], and(open, atLeast('supervised', 2))),
  queue('parked', ['挂账', 'Parked'], and(open, is('parked', true))),
  queue('repeats', ['重复件', 'Repeats'], and(open, known('repeatGroup'))),
  queue('unsolved_said', ['居民称未解决', 'Said not solved'], and(is('state', 'closed'), is('solvedSay', false))),
]

export function findQueue(id: string): Queue | undefined {
  return queues.find((each) => each.id === id)
}

/** The four lights and grey as conditions, so that a light filters what it shows. */
export const lightConditions: Readonly<Record<'red' | 'orange' | 'yellow' | 'green' | 'grey', Condition<CaseField>>> = {
  red: and(open, is('parked', false), below('nextDue', token('now'))),
  orange: and(open, is('parked', false), atLeast('nextDue', token('now')), below('nextOrange', token('now'))),
  yellow: and(open, is('parked', false), atLeast('nextOrange', token('now')), below('nextHalf', token('now'))),
  green: and(open, is('parked', false), atLeast('nextHalf', token('now'))),
  grey: or(not(open), is('parked', true), not(known('nextDue'))),
}
