import { unreachable } from '#kernel/assert'
import type { Text } from '#kernel/text'
import { addDays, shanghaiDate, startOfDay } from '#kernel/time'

/** Values that are known only when the question is asked: who asks, and when. */
export type Token = 'me' | 'my_unit' | 'now' | 'start_of_today' | 'end_of_today' | 'start_of_year'

export type Operand = string | number | boolean | { readonly token: Token }

/**
 * A condition is data with three readings: `holds` (true or not of a record), `explain` (a sentence) and
 * `toSql` (a filter). An unknown value makes every comparison false, in all three.
 */
export type Condition<F extends string = string> =
  | { readonly op: 'is'; readonly field: F; readonly value: Operand }
  | { readonly op: 'in'; readonly field: F; readonly values: readonly (string | number)[] }
  | { readonly op: 'startsWith'; readonly field: F; readonly value: string }
  | { readonly op: 'atLeast' | 'below'; readonly field: F; readonly value: Operand }
  | { readonly op: 'known'; readonly field: F }
  | { readonly op: 'and' | 'or'; readonly all: readonly Condition<F>[] }
  | { readonly op: 'not'; readonly that: Condition<F> }
  /** A condition that people have a word for: 有效案件. */
  | { readonly op: 'named'; readonly name: Text; readonly that: Condition<F> }

export const is = <const F extends string>(field: F, value: Operand): Condition<F> => ({ op: 'is', field, value })
export const isIn = <const F extends string>(field: F, values: readonly (string | number)[]): Condition<F> => ({
  op: 'in',
  field,
  values,
})
export const startsWith = <const F extends string>(field: F, value: string): Condition<F> => ({
  op: 'startsWith',
  field,
  value,
})
/** 以上 includes the number itself (Civil Code art. 1259). */
export const atLeast = <const F extends string>(field: F, value: Operand): Condition<F> => ({
  op: 'atLeast',
  field,
  value,
})
export const below = <const F extends string>(field: F, value: Operand): Condition<F> => ({ op: 'below', field, value })
export const known = <const F extends string>(field: F): Condition<F> => ({ op: 'known', field })
export const and = <F extends string>(...all: readonly Condition<F>[]): Condition<F> => ({ op: 'and', all })
export const or = <F extends string>(...all: readonly Condition<F>[]): Condition<F> => ({ op: 'or', all })
export const not = <F extends string>(that: Condition<F>): Condition<F> => ({ op: 'not', that })
export const named = <F extends string>(name: Text, that: Condition<F>): Condition<F> => ({ op: 'named', name, that })
export const token = (name: Token): Operand => ({ token: name })
export const always: Condition<never> = { op: 'and', all: [] }

/** Who asks, and when. Instants are ISO strings in UTC with milliseconds, which sort as they follow. */
export interface Asking {
  readonly now: string
  readonly me: string | null
  readonly myUnit: string | null
}

export type Value = string | number | boolean | null | undefined

function resolve(operand: Operand, asking: Asking): Value {
  if (typeof operand !== 'object') return operand
  const today = shanghaiDate(new Date(asking.now))
  switch (operand.token) {
    case 'me':
      return asking.me
    case 'my_unit':
      return asking.myUnit
    case 'now':
      return asking.now
    case 'start_of_today':
      return startOfDay(today).toISOString()
    case 'end_of_today':
      return startOfDay(addDays(today, 1)).toISOString()
    case 'start_of_year':
      return startOfDay(`${today.slice(0, 4)}-01-01`).toISOString()
    default:
      return unreachable(operand.token)
  }
}

/** Whether the condition is true of a record, read through `valueOf`. */
export function holds<F extends string>(
  condition: Condition<F>,
  valueOf: (field: F) => Value,
  asking: Asking,
): boolean {
  switch (condition.op) {
    case 'is': {
      const value = valueOf(condition.field)
      const wanted = resolve(condition.value, asking)
      return value !== null && value !== undefined && wanted !== null && value === wanted
    }
    case 'in':
      return condition.values.includes(valueOf(condition.field) as string | number)
    case 'startsWith': {
      const value = valueOf(condition.field)
      return typeof value === 'string' && value.startsWith(condition.value)
    }
    case 'atLeast':
    case 'below': {
      const value = valueOf(condition.field)
      const limit = resolve(condition.value, asking)
      if (value === null || value === undefined || limit === null || limit === undefined) return false
      // JavaScript would guess at '9' and 10; PostgreSQL does not.
      if (typeof value !== typeof limit) return false
      return condition.op === 'atLeast' ? value >= limit : value < limit
    }
    case 'known': {
      const value = valueOf(condition.field)
      return value !== null && value !== undefined
    }
    case 'and':
      return condition.all.every((each) => holds(each, valueOf, asking))
    case 'or':
      return condition.all.some((each) => holds(each, valueOf, asking))
    case 'not':
      return !holds(condition.that, valueOf, asking)
    case 'named':
      return holds(condition.that, valueOf, asking)
    default:
      return unreachable(condition)
  }
}

/** A piece of SQL: text and parameters in turn; identifiers come only from `column`, never from a user. */
export type SqlPiece = readonly (string | { readonly value: unknown })[]

/** In brackets as a whole: a bare `a or b` among filters joined by `and` would let everything else through. */
const join = (pieces: readonly SqlPiece[], by: string): SqlPiece => [
  '(',
  ...pieces.flatMap((piece, index) => (index === 0 ? ['(', ...piece, ')'] : [by, '(', ...piece, ')'])),
  ')',
]

type Kind = 'string' | 'number' | 'boolean'

/** Trusted SQL of a field; of one that may hold values of several kinds, null unless it is of this kind. */
type Column<F extends string> = (field: F, kind?: Kind) => string

/** The same condition as a filter. */
export function toSql<F extends string>(condition: Condition<F>, column: Column<F>, asking: Asking): SqlPiece {
  const compare = (field: F, operator: string, operand: Operand): SqlPiece => {
    const value = resolve(operand, asking)
    return value === null || value === undefined
      ? ['false']
      : [column(field, typeof value as Kind), operator, { value }]
  }
  switch (condition.op) {
    case 'is':
      return compare(condition.field, ' = ', condition.value)
    case 'in': {
      const kinds = [...new Set(condition.values.map((value) => typeof value as Kind))]
      const pieces = kinds.map((kind): SqlPiece => {
        const values = condition.values.filter((value) => typeof value === kind)
        const list = values.flatMap((value, index) => (index ? [', ', { value }] : [{ value }]))
        return [column(condition.field, kind), ' in (', ...list, ')']
      })
      return pieces.length === 0 ? ['false'] : join(pieces, ' or ')
    }
    case 'startsWith':
      return [`starts_with(${column(condition.field, 'string')}, `, { value: condition.value }, ')']
    case 'atLeast':
      return compare(condition.field, ' >= ', condition.value)
    case 'below':
      return compare(condition.field, ' < ', condition.value)
    case 'known':
      return [column(condition.field), ' is not null']
    case 'and':
      return condition.all.length === 0
        ? ['true']
        : join(
            condition.all.map((each) => toSql(each, column, asking)),
            ' and ',
          )
    case 'or':
      return condition.all.length === 0
        ? ['false']
        : join(
            condition.all.map((each) => toSql(each, column, asking)),
            ' or ',
          )
    case 'not':
      return ['(', ...toSql(condition.that, column, asking), ') is not true']
    case 'named':
      return toSql(condition.that, column, asking)
    default:
      return unreachable(condition)
  }
}

/** The words of a vocabulary: what a field is called and how its values read. */
export interface Words<F extends string> {
  label(field: F): Text
  say(field: F, value: Operand): Text
}

const tokenWords: Record<Token, Text> = {
  me: ['本人', 'me'],
  my_unit: ['本单位', 'my unit'],
  now: ['现在', 'now'],
  start_of_today: ['今日零时', 'the start of today'],
  end_of_today: ['今日结束', 'the end of today'],
  start_of_year: ['今年 1 月 1 日', 'the start of this year'],
}

function list(texts: readonly Text[], zh: string, en: string): Text {
  return [texts.map((text) => text[0]).join(zh), texts.map((text) => text[1]).join(en)]
}

const never: Text = ['从不', 'never']

/** The condition as a sentence. */
export function explain<F extends string>(condition: Condition<F>, words: Words<F>): Text {
  const say = (field: F, value: Operand): Text =>
    typeof value === 'object' ? tokenWords[value.token] : words.say(field, value)
  switch (condition.op) {
    case 'is': {
      const [label, value] = [words.label(condition.field), say(condition.field, condition.value)]
      return [`${label[0]}为${value[0]}`, `${label[1]} is ${value[1]}`]
    }
    case 'in': {
      if (condition.values.length === 0) return never
      const label = words.label(condition.field)
      const values = list(
        condition.values.map((value) => say(condition.field, value)),
        '、',
        ', ',
      )
      return [`${label[0]}为${values[0]}之一`, `${label[1]} is one of ${values[1]}`]
    }
    case 'startsWith': {
      const label = words.label(condition.field)
      return [`${label[0]}以 ${condition.value} 开头`, `${label[1]} begins with ${condition.value}`]
    }
    case 'atLeast':
    case 'below': {
      const [label, value] = [words.label(condition.field), say(condition.field, condition.value)]
      return condition.op === 'atLeast'
        ? [`${label[0]}不早于（不少于）${value[0]}`, `${label[1]} is at least ${value[1]}`]
        : [`${label[0]}早于（少于）${value[0]}`, `${label[1]} is before (below) ${value[1]}`]
    }
    case 'known': {
      const label = words.label(condition.field)
      return [`已有${label[0]}`, `${label[1]} is known`]
    }
    case 'and':
      return condition.all.length === 0
        ? ['任何情况', 'always']
        : list(
            condition.all.map((each) => explain(each, words)),
            '，且',
            ' and ',
          )
    case 'or': {
      if (condition.all.length === 0) return never
      const inner = list(
        condition.all.map((each) => explain(each, words)),
        '，或',
        ' or ',
      )
      return [`（${inner[0]}）`, `(${inner[1]})`]
    }
    case 'not': {
      const inner = explain(condition.that, words)
      return [`不符合“${inner[0]}”`, `not: ${inner[1]}`]
    }
    case 'named':
      return condition.name
    default:
      return unreachable(condition)
  }
}
