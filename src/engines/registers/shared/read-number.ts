import type { Text } from '#kernel/text'
import type { Field } from '#model'

type Integer = Extract<Field, { kind: 'integer' }>
type ReadNumber = { readonly value: number } | { readonly problem: Text }

/** How people write what a field keeps, and how much of what is kept one of what they write is. */
interface Usage {
  readonly words: RegExp
  /** The unit of a bare number. */
  readonly usual: string
  readonly kept: number
  readonly said: Text
  readonly example: Text
}

const money = /^(?:元|圆|块|人民币|元人民币|人民币元|rmb|cny|yuan)?整?$/
const usages: Readonly<Record<string, Usage>> = {
  '0.01 m²': {
    words: /^(?:m2|平方米|平米|平方|平|方)$/,
    usual: '平方米',
    kept: 100,
    said: ['平方米', 'm²'],
    example: ['应为面积（平方米，最多两位小数），如 89.53', 'An area in m² with two decimals at most, as 89.53'],
  },
  万元: {
    words: money,
    usual: '万元',
    kept: 1 / 10_000,
    said: ['万元', '10,000 yuan'],
    example: ['应为整数万元，如 500', 'Whole units of 10,000 yuan, as 500'],
  },
  元: {
    words: money,
    usual: '元',
    kept: 1,
    said: ['元', 'yuan'],
    example: ['应为整数元，如 1254000，以万元计的请写“125.4万元”', 'Whole yuan, as 1254000; or 125.4万元'],
  },
}
const count: Usage = {
  words: /^(?:人|名|位|个|户|层|楼|台|部|间|家|次|分|张|年|年度|年代)?$/,
  usual: '',
  kept: 1,
  said: ['个数', 'a count'],
  example: ['应为整数', 'A whole number is needed'],
}
const multiples: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }

/** A comma or blank parts thousands, or it is a slip: 52,85 is not 5285. */
const shape =
  /^约?(?:人民币|[¥￥])?\s*(?<number>-?(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?)\s*(?<multiple>[十百千万亿]*)\s*(?<unit>[^\d.,]*(?:m2)?)$/

const usageOf = (field: Integer): Usage => {
  const unit = field.unit?.[0]
  return unit !== undefined && Object.hasOwn(usages, unit) ? usages[unit]! : count
}

/**
 * A number as it was written or as it is kept. A number is taken as kept; of a text, the words beside the digits count, and
 * a bare one is in the unit that people use (m², and 万元 where the field is in 万元).
 */
export function readNumber(field: Integer, written: string | number): ReadNumber {
  const usage = usageOf(field)
  const read = typeof written === 'number' ? asKept(written) : asWritten(usage, written)
  if ('problem' in read) return read
  const { value } = read
  if (value >= field.min && value <= field.max) return read
  const [least, most] = [field.min, field.max].map((end) => String(usage.kept === 100 ? end / 100 : end))
  const [zh, en] = usage === count ? ['', ''] : [usage.said[0], ` ${usage.said[1]}`]
  return { problem: [`应在${least}至${most}${zh}之间`, `From ${least} to ${most}${en}`] }
}

const asKept = (value: number): ReadNumber =>
  Number.isInteger(value) ? { value } : { problem: ['应为整数', 'A whole number is needed'] }

function asWritten(usage: Usage, written: string): ReadNumber {
  const plain = written.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase()
  const found = shape.exec(/^[-约¥￥]?\s*\d[\d,. ]*$/.test(plain) ? `${plain}${usage.usual}` : plain)?.groups
  if (!found) return { problem: usage.example }
  const unit = found['unit']!.trim()
  // 1.2万 of an area says that it is one, and 100万 of money.
  if (!usage.words.test(unit) && !(unit === '' && found['multiple'] !== ''))
    return usage === count
      ? { problem: usage.example }
      : {
          problem: [
            `“${unit}”不是本项的单位，请换算为${usage.said[0]}后填写`,
            `${unit} is not read here: write ${usage.said[1]}`,
          ],
        }
  const multiple = [...found['multiple']!].reduce((product, each) => product * multiples[each]!, 1)
  const value = Number(found['number']!.replaceAll(/[, ]/g, '')) * multiple * usage.kept
  const rounded = Math.round(value)
  // 89.53 × 100 is not quite whole in floating point; 2.5 people are no number of people.
  return Math.abs(value - rounded) < 1e-6 ? { value: rounded } : { problem: usage.example }
}

const bare = /^约?\s*\d[\d,. ]*$/

/** What a cell says under a head that names a unit: a bare number is in that one. */
export const withUnit = (written: string, unit: string): string =>
  bare.test(written.normalize('NFKC').trim()) ? `${written.trim()}${unit}` : written

/** A thousand million yuan: hardly anybody here has as much capital, and 5000000 below 注册资本 is mostly in yuan. */
const suspect = 100_000

/** Whether a bare number of a field in 万元 may just as well be in yuan. */
export const mayBeYuan = (field: Field, written: string, value: unknown): boolean =>
  field.kind === 'integer' &&
  field.unit?.[0] === '万元' &&
  typeof value === 'number' &&
  value >= suspect &&
  bare.test(written.normalize('NFKC').trim())
