const digits = '零一二三四五六七八九'
const values = new Map<string, number>([
  ...digits.split('').map((character, value) => [character, value] as const),
  ...'〇壹贰叁肆伍陆柒捌玖'.split('').map((character, value) => [character, value] as const),
  ['两', 2],
  ['十', 10],
  ['拾', 10],
  ['廿', 20],
  ['百', 100],
  ['千', 1000],
])

/** The characters of a number, as they stand in a pattern. */
export const chineseDigits = `[${[...values.keys()].join('')}]`

/** 一千二百三十四, 一二三四 and 廿三 as digits; what is written in digits stays. */
export function inDigits(text: string): string {
  if (/^\d+$/.test(text)) return text
  if (!/[十拾廿百千]/.test(text)) return [...text].map((character) => values.get(character) ?? character).join('')
  let total = 0
  let last = 0
  for (const character of text) {
    const value = values.get(character) ?? 0
    if (value === 20) total += 20
    else if (value >= 10) total += (last === 0 ? 1 : last) * value
    last = value >= 10 ? 0 : value
  }
  return String(total + last)
}

/** 5 as 五, 12 as 十二: how numbers stand in the names of villages and phases (天山五村). */
export function inChinese(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  return (
    (tens > 1 ? (digits[tens] ?? '') : '') +
    (tens > 0 ? '十' : '') +
    (ones > 0 || tens === 0 ? (digits[ones] ?? '') : '')
  )
}
