import { z } from 'zod'
import { err, ok } from '#kernel/result'
import {
  adjustable,
  goalPeriods,
  isRunning,
  type AdjustedField,
  type AdjustedKind,
  type AdjustedValue,
  type AdjustmentSheet,
  type BookFile,
  type GoalPeriod,
} from '../book.ts'
import { changedBook, type Decided, type DecidingBook } from './book.ts'

const Day = z.iso.date()
const Words = (length: number) => z.string().trim().min(1).max(length)
const Written = z.string().regex(/^-?\d{1,12}(\.\d{1,4})?$/)

/** What each field may hold. */
const shapes: Readonly<Record<string, z.ZodType>> = {
  'target.title': Words(120),
  'target.content': z.string().max(2000),
  'target.leader': z.string().max(60),
  'target.leadUnit': z.uuid(),
  'target.assisting': z.array(z.uuid()).max(20),
  'target.deadline': Day,
  'target.weight': z.number().int().min(0).max(1_000_000),
  'target.suspended': z.boolean(),
  'goal.district': Written.nullable(),
  'goal.own': Written.nullable(),
  'goal.base': Written.nullable(),
  'goal.measure': z.string().max(120).nullable(),
  'goal.period': z.enum(Object.keys(goalPeriods) as [GoalPeriod, ...GoalPeriod[]]),
  'milestone.title': Words(120),
  'milestone.due': Day,
  'milestone.weight': z.number().int().min(1).max(1000),
}

function rowsOf(file: BookFile, kind: AdjustedKind): readonly { readonly id: string }[] {
  return kind === 'target' ? file.targets : kind === 'goal' ? file.goals : file.milestones
}

function valueOf(file: BookFile, change: Pick<AdjustedField, 'kind' | 'id' | 'field'>): AdjustedValue | undefined {
  const row = rowsOf(file, change.kind).find((each) => each.id === change.id)
  const fields: readonly string[] = adjustable[change.kind]
  if (!row || !fields.includes(change.field)) return undefined
  return (row as unknown as Record<string, AdjustedValue>)[change.field]
}

const same = (a: AdjustedValue, b: AdjustedValue) => JSON.stringify(a) === JSON.stringify(b)

/** The book as the sheet would leave it; null when it would contradict itself. */
function applied(file: BookFile, sheet: Pick<AdjustmentSheet, 'id' | 'changes'>): BookFile | null {
  const change = <T extends { readonly id: string }>(kind: AdjustedKind, rows: readonly T[]): T[] =>
    rows.map((row) => {
      const own = sheet.changes.filter((each) => each.kind === kind && each.id === row.id)
      if (own.length === 0) return row
      return { ...row, ...Object.fromEntries(own.map((each) => [each.field, each.to])), adjustedBy: sheet.id }
    })
  const after = {
    ...file,
    targets: change('target', file.targets),
    goals: change('goal', file.goals),
    milestones: change('milestone', file.milestones),
  }
  const deadlines = new Map(after.targets.map((target) => [target.id, target.deadline]))
  const isSound =
    after.goals.every((goal) => goal.own !== null || goal.district !== null) &&
    after.milestones.every((milestone) => milestone.due <= deadlines.get(milestone.target)!)
  return isSound ? after : null
}

type Asked = Omit<AdjustedField, 'from'>

export function askAdjustment(
  file: BookFile,
  said: { readonly id: string; readonly reason: string; readonly changes: readonly Asked[] },
  { by, now }: DecidingBook,
): Decided<'wrong_book_state' | 'nothing_adjusted' | 'adjustment_invalid' | 'id_of_another'> {
  if (!isRunning(file.book)) return err('wrong_book_state')
  if (file.sheets.some((each) => each.id === said.id)) return err('id_of_another')
  const changes: AdjustedField[] = []
  for (const asked of said.changes) {
    const from = valueOf(file, asked)
    const shape = shapes[`${asked.kind}.${asked.field}`]
    if (from === undefined || !shape?.safeParse(asked.to).success) return err('adjustment_invalid')
    if (changes.some((each) => each.id === asked.id && each.field === asked.field)) return err('adjustment_invalid')
    if (!same(from, asked.to)) changes.push({ ...asked, from })
  }
  if (changes.length === 0) return err('nothing_adjusted')
  const sheet: AdjustmentSheet = {
    id: said.id,
    book: file.book.id,
    no: file.sheets.length + 1,
    changes,
    reason: said.reason,
    askedBy: by,
    askedAt: now,
    state: 'waiting',
    decidedBy: null,
    decidedAt: null,
    note: null,
  }
  if (!applied(file, sheet)) return err('adjustment_invalid')
  return ok({ ...changedBook(file, {}), sheets: [...file.sheets, sheet] })
}

export function decideAdjustment(
  file: BookFile,
  said: { readonly id: string; readonly approved: boolean; readonly note: string },
  { by, now }: DecidingBook,
): Decided<
  | 'adjustment_not_found'
  | 'already_decided'
  | 'approver_is_asker'
  | 'adjustment_stale'
  | 'adjustment_invalid'
  | 'reason_needed'
  | 'wrong_book_state'
> {
  const sheet = file.sheets.find((each) => each.id === said.id)
  if (!sheet) return err('adjustment_not_found')
  if (!isRunning(file.book)) return err('wrong_book_state')
  if (sheet.state !== 'waiting') return err('already_decided')
  if (sheet.askedBy === by) return err('approver_is_asker')
  if (!said.approved && said.note === '') return err('reason_needed')
  const decided: AdjustmentSheet = {
    ...sheet,
    state: said.approved ? 'approved' : 'refused',
    decidedBy: by,
    decidedAt: now,
    note: said.note || null,
  }
  const sheets = file.sheets.map((each) => (each.id === sheet.id ? decided : each))
  if (!said.approved) return ok({ ...changedBook(file, {}), sheets })
  // Another sheet came first: what this one says it changes is no longer there.
  if (sheet.changes.some((change) => !same(valueOf(file, change) ?? null, change.from))) return err('adjustment_stale')
  const after = applied(file, sheet)
  if (!after) return err('adjustment_invalid')
  return ok({ ...changedBook(after, { state: 'adjusted' }), sheets })
}
