import { compare, rational } from '#kernel/rational'
import { figuresOf } from './figures.ts'
import { natureOf } from './nature.ts'
import { plainOf } from './plain.ts'

const numeral = '零〇○一二两俩三四五六七八九十百千万亿'
const ten = rational(10)
const anyNumeral = new RegExp(`[${numeral}]`)
/** Without its measure word: 三百二十 of 三百二十件, 百余 of 百余人. */
const digits = new RegExp(`^[${numeral}]+[余多几]?[万亿]?`)

/** Where a text counts or measures in Chinese characters: 三百二十件, 百分之九十五, 近七成; not 十四五, 三会一课 or 两大机遇. */
export function numbersInCharacters(text: string): readonly { readonly start: number; readonly end: number }[] {
  if (!anyNumeral.test(text)) return []
  const plain = plainOf(text)
  return figuresOf(plain.text).figures.flatMap((figure) => {
    const nature = natureOf(figure, figure.tail)
    if (figure.written !== 'characters' || nature === 'composition' || nature === 'rank') return []
    // 经两次劝导: how often something is to be done, more often than how often it was.
    if (figure.unit.startsWith('次') && compare(figure.value, ten) < 0) return []
    const written = plain.text.slice(figure.start, figure.end)
    const isOwnUnit = figure.unit === '%' || figure.unit === ''
    const length = isOwnUnit ? written.length : (digits.exec(written)?.[0].length ?? 0)
    if (length === 0) return []
    return [{ start: plain.at[figure.start]!, end: plain.at[figure.start + length - 1]! + 1 }]
  })
}
