import type { Text } from '#kernel/text'
import { startOfDay } from '#kernel/time'
import { and, atLeast, below, explain, isIn, known, or, type Condition, type Words } from './conditions.ts'

/** A number that a record brings: one of its fields, or the time between two instants in tenths of an hour. */
export type Amount<F extends string = string> = { readonly field: F } | { readonly from: F; readonly to: F }

/** How records become a number. Whatever is added up is a whole number: pieces, fen, tenths of an hour, thousandths of a weight. */
export type Reckoning<F extends string = string> =
  | { readonly kind: 'count' }
  | { readonly kind: 'rate'; readonly part: Condition<F> }
  | { readonly kind: 'sum' | 'mean' | 'median'; readonly amount: Amount<F> }
  /** Σ weight / count, of the records whose field has one of the weighed values (满意 1, 基本满意 0.8 …), in thousandths. */
  | { readonly kind: 'weighted'; readonly field: F; readonly weights: Readonly<Record<string, number>> }

/** What is counted of which records; where it changes from a day on, the later definition holds for records placed from that day. */
export type Definition<F extends string = string> = Reckoning<F> & { readonly of: Condition<F> }

/** What amounts are in, so that a sum of fen reads as yuan: how many of the counted pieces make one shown unit. */
export interface MeasureUnit {
  readonly label: Text
  readonly pieces: number
  /** Decimals shown; cut off, never rounded. */
  readonly decimals: number
}

export const measureUnits = {
  cases: { label: ['件', 'cases'], pieces: 1, decimals: 0 },
  times: { label: ['次', 'times'], pieces: 1, decimals: 0 },
  people: { label: ['人', 'people'], pieces: 1, decimals: 0 },
  households: { label: ['户', 'households'], pieces: 1, decimals: 0 },
  enterprises: { label: ['家', 'enterprises'], pieces: 1, decimals: 0 },
  lifts: { label: ['台', 'lifts'], pieces: 1, decimals: 0 },
  percent: { label: ['%', '%'], pieces: 1, decimals: 2 },
  hours: { label: ['小时', 'hours'], pieces: 10, decimals: 1 },
  yuan: { label: ['元', 'yuan'], pieces: 100, decimals: 2 },
  tenThousandYuan: { label: ['万元', '10,000 yuan'], pieces: 1_000_000, decimals: 2 },
} as const satisfies Record<string, MeasureUnit>
export type MeasureUnitId = keyof typeof measureUnits

/**
 * A measure is data: which records, how they become a number, and by which instant they are placed in a period. Its
 * conditions know no token: a measure that changed by the mere passing of time could not be rolled up from what happened.
 */
export interface Measure<F extends string = string> {
  /** Unique in its face; `face:id` names it for all, the centre's own have no face. */
  readonly id: string
  readonly label: Text
  readonly definition: Definition<F>
  /** Definitions that held before: each for records placed before its day (考核办法 change by the year). */
  readonly earlier?: readonly { readonly until: string; readonly definition: Definition<F> }[]
  /** The instant (or day) that places a record in a period. */
  readonly time: F
  readonly unit: MeasureUnitId
  readonly better?: 'more' | 'less'
  /** What a reader should know besides, such as whose assessment goes by other figures. */
  readonly remark?: Text
  /** The rule, standard or document that the formula is taken from. */
  readonly basis?: Text
}

type Said = Pick<Measure, 'unit' | 'better' | 'remark' | 'basis' | 'earlier'>

/** How many records. */
export function count<const F extends string>(
  id: string,
  label: Text,
  of: Condition<F>,
  time: F,
  said: Partial<Said> = {},
): Measure<F> {
  return { id, label, definition: { kind: 'count', of }, time, unit: 'cases', ...said } as Measure<F>
}

/** The share of the records `of` that are also `part`. */
export function rate<const F extends string>(
  id: string,
  label: Text,
  ratio: { readonly part: Condition<F>; readonly of: Condition<F> },
  time: F,
  said: Partial<Omit<Said, 'unit'>> = {},
): Measure<F> {
  return { id, label, definition: { kind: 'rate', ...ratio }, time, unit: 'percent', ...said } as Measure<F>
}

/** The sum, mean or median of what records bring. */
export function amount<const F extends string>(
  kind: 'sum' | 'mean' | 'median',
  id: string,
  label: Text,
  what: { readonly of: Condition<F>; readonly amount: Amount<F> },
  time: F,
  said: Pick<Said, 'unit'> & Partial<Said>,
): Measure<F> {
  return { id, label, definition: { kind, ...what }, time, ...said } as Measure<F>
}

/** Σ weight / count as a percentage; weights are given as decimals with up to three places. */
export function weighted<const F extends string>(
  id: string,
  label: Text,
  what: { readonly of: Condition<F>; readonly field: F; readonly weights: Readonly<Record<string, number>> },
  time: F,
  said: Partial<Omit<Said, 'unit'>> = {},
): Measure<F> {
  const weights = Object.fromEntries(
    Object.entries(what.weights).map(([value, weight]) => [value, Math.round(weight * 1000)]),
  )
  return { id, label, definition: { kind: 'weighted', ...what, weights }, time, unit: 'percent', ...said } as Measure<F>
}

/** The definition in force for records placed on a day. */
export function definitionOn<F extends string>(measure: Measure<F>, day: string): Definition<F> {
  const earlier = (measure.earlier ?? []).filter((each) => day < each.until)
  return (
    earlier.reduce<(typeof earlier)[number] | null>(
      (first, each) => (first && first.until < each.until ? first : each),
      null,
    )?.definition ?? measure.definition
  )
}

export type MeasurePart = 'numerator' | 'denominator'

/** The records behind one number under one definition: those it counts at all, or of a rate those that count as its part. */
function recordsUnder<F extends string>(definition: Definition<F>, which: MeasurePart): Condition<F> {
  switch (definition.kind) {
    case 'count':
      return definition.of
    case 'rate':
      return which === 'numerator' ? and(definition.of, definition.part) : definition.of
    case 'weighted':
      return and(definition.of, isIn(definition.field, Object.keys(definition.weights)))
    default: {
      const { amount } = definition
      return 'field' in amount
        ? and(definition.of, known(amount.field))
        : and(definition.of, known(amount.from), known(amount.to))
    }
  }
}

/** Which records stand behind a number of this measure, each by the definition of its day: what the list shows that the number opens. */
export function recordsOf<F extends string>(measure: Measure<F>, which: MeasurePart): Condition<F> {
  const earlier = (measure.earlier ?? []).toSorted((a, b) => (a.until < b.until ? -1 : 1))
  if (earlier.length === 0) return recordsUnder(measure.definition, which)
  const from = (day: string) => atLeast(measure.time, startOfDay(day).toISOString())
  const until = (day: string) => below(measure.time, startOfDay(day).toISOString())
  const ages = earlier.map((each, index) => {
    const begins = earlier[index - 1]?.until
    const during = begins === undefined ? [until(each.until)] : [from(begins), until(each.until)]
    return and(...during, recordsUnder(each.definition, which))
  })
  return or(...ages, and(from(earlier.at(-1)!.until), recordsUnder(measure.definition, which)))
}

/** The measure in one sentence, made from its definition. */
export function explainMeasure<F extends string>(measure: Measure<F>, words: Words<F>): Text {
  const { definition } = measure
  const [of, time, label] = [explain(definition.of, words), words.label(measure.time), measure.label]
  const unit = measureUnits[measure.unit].label
  const placed: Text = [`，按${time[0]}归入当期`, `, placed in a period by the time ${time[1]}`]
  const said = ([zh, en]: Text): Text => [`${label[0]}：${zh}${placed[0]}。`, `${label[1]}: ${en}${placed[1]}.`]
  switch (definition.kind) {
    case 'count':
      return said([`${of[0]}的数量（${unit[0]}）`, `the number of ${of[1]} (${unit[1]})`])
    case 'rate': {
      const part = explain(definition.part, words)
      return said([`${of[0]}中，${part[0]}的占比（%）`, `of ${of[1]}, the share where ${part[1]} (%)`])
    }
    case 'weighted': {
      const weights = Object.entries(definition.weights).map(
        ([value, weight]) => [words.say(definition.field, value), weight / 1000] as const,
      )
      return said([
        `${of[0]}按${weights.map(([value, weight]) => `${value[0]} ${weight}`).join('、')}加权平均（%）`,
        `of ${of[1]}, the mean weighed ${weights.map(([value, weight]) => `${value[1]} ${weight}`).join(', ')} (%)`,
      ])
    }
    default: {
      const { amount } = definition
      const what: Text =
        'field' in amount
          ? words.label(amount.field)
          : [
              `从${words.label(amount.from)[0]}到${words.label(amount.to)[0]}`,
              `from ${words.label(amount.from)[1]} to ${words.label(amount.to)[1]}`,
            ]
      const kinds = { sum: ['合计', 'sum'], mean: ['平均值', 'mean'], median: ['中位数', 'median'] } as const
      const kind = kinds[definition.kind]
      return said([
        `${of[0]}${what[0]}的${kind[0]}（${unit[0]}）`,
        `the ${kind[1]} of ${what[1]}, of ${of[1]} (${unit[1]})`,
      ])
    }
  }
}
