import { compare, hundred, isNought, over, plus, rational, times, type Rational } from '#kernel/rational'

/** A number as it is written: from where to where, what it says and how finely. */
export interface Numeral {
  readonly start: number
  /** After the digits, the multipliers and 余, 多 or 几; the measure word follows. */
  readonly end: number
  readonly value: Rational
  /** What one in the last written digit is worth. */
  readonly step: Rational
  /** Written out in full, to the last one. */
  readonly isWhole: boolean
  readonly written: 'digits' | 'characters'
  /** 余, 多 or 几 within the number. */
  readonly more?: string
  /** The upper end of 3–5. */
  readonly upTo?: Rational
  /** 分之, 成 and 倍 carry their own unit. */
  readonly unit?: '%' | '倍' | '分之' | '比'
}

/** Longer runs of digits are account numbers and noise. */
const longestRun = 15

const characterDigits: Readonly<Record<string, number>> = {
  零: 0, 〇: 0, '○': 0, 一: 1, 二: 2, 两: 2, 俩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
} // prettier-ignore
const characterScales: Readonly<Record<string, bigint>> = { 十: 10n, 百: 100n, 千: 1000n }
const greatScales: Readonly<Record<string, bigint>> = { 万: 10_000n, 亿: 100_000_000n }
const anyScale: Readonly<Record<string, bigint>> = { ...characterScales, ...greatScales }

export const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9'
const isCharacter = (char: string | undefined): boolean =>
  char !== undefined && (char in characterDigits || char in anyScale)

interface Digits {
  readonly end: number
  readonly value: Rational
  readonly decimals: number
}

function digitsAt(text: string, start: number): Digits | undefined {
  let end = start
  let whole = ''
  while (isDigit(text[end]) && end - start < longestRun + 1) whole += text[end++]
  if (whole.length > longestRun) return undefined
  if (whole.length <= 3)
    while (
      /[,，]/.test(text[end] ?? '') &&
      isDigit(text[end + 1]) &&
      isDigit(text[end + 2]) &&
      isDigit(text[end + 3]) &&
      !isDigit(text[end + 4]) &&
      whole.length < longestRun
    ) {
      whole += text.slice(end + 1, end + 4)
      end += 4
    }
  let decimals = ''
  if (text[end] === '.' && isDigit(text[end + 1])) {
    let to = end + 1
    while (isDigit(text[to]) && to - end < 10) decimals += text[to++]
    end = to
  }
  return {
    end,
    value: rational(BigInt(whole + decimals), 10n ** BigInt(decimals.length)),
    decimals: decimals.length,
  }
}

function scalesAt(text: string, start: number): { readonly end: number; readonly scale: bigint } {
  let end = start
  let scale = 1n
  while (end - start < 3 && text[end]! in anyScale) scale *= anyScale[text[end++]!]!
  return { end, scale }
}

/** 多 and 余 between number and measure word; 几 as in 十几. */
const more = /[余多几]/

function fromDigits(text: string, start: number): Numeral | undefined {
  const first = digitsAt(text, start)
  if (!first) return undefined
  let { end } = first
  let word: string | undefined
  if (more.test(text[end] ?? '') && text[end] !== '几') word = text[end++]
  const scaled = scalesAt(text, end)
  end = scaled.end
  if (word === undefined && more.test(text[end] ?? '') && text[end] !== '几') word = text[end++]
  let value = times(first.value, rational(scaled.scale))
  let step = rational(scaled.scale, 10n ** BigInt(first.decimals))
  let isWhole = scaled.scale === 1n && first.decimals === 0
  // 1亿2000万, 3万5千
  if (word === undefined && scaled.scale > 1n && isDigit(text[end])) {
    const rest = digitsAt(text, end)
    const lower = rest && scalesAt(text, rest.end)
    if (rest && lower && lower.scale < scaled.scale && (lower.scale > 1n || scaled.scale === 10_000n)) {
      value = plus(value, times(rest.value, rational(lower.scale)))
      step = rational(lower.scale, 10n ** BigInt(rest.decimals))
      isWhole = lower.scale === 1n && rest.decimals === 0
      end = lower.end
    }
  }
  return { start, end, value, step, isWhole, written: 'digits', ...(word && { more: word }) }
}

/** 五十四, 一百零三, 两万三千; none where the characters make no number. */
function valueOfCharacters(run: string): { readonly value: bigint; readonly step: bigint } | undefined {
  let total = 0n
  let section = 0n
  let digit: bigint | undefined
  let last = 0n
  for (const char of run) {
    const small = characterDigits[char]
    if (small !== undefined) {
      if (digit !== undefined && digit !== 0n) return undefined
      digit = BigInt(small)
      last = 1n
      continue
    }
    const scale = characterScales[char]
    if (scale !== undefined) {
      section += (digit ?? 1n) * scale
      digit = undefined
      last = scale
      continue
    }
    const great = greatScales[char]!
    section += digit ?? 0n
    total = (total + (section === 0n ? 1n : section)) * great
    section = 0n
    digit = undefined
    last = great
  }
  return { value: total + section + (digit ?? 0n), step: last }
}

/** 三点二亿: what stands behind the point, and of what it is. */
function decimalsAt(text: string, start: number) {
  const found = /^点(?<digits>[零〇一二两三四五六七八九]{1,4})(?<great>[万亿])/.exec(text.slice(start, start + 6))
  if (!found) return undefined
  const { digits, great } = found.groups as { readonly digits: string; readonly great: string }
  const scale = greatScales[great]!
  const step = rational(scale, 10n ** BigInt(digits.length))
  const value = [...digits].reduce((all, char) => all * 10n + BigInt(characterDigits[char]!), 0n)
  return { end: start + found[0].length, value: times(rational(value), step), step, scale }
}

function fromCharacters(text: string, start: number): Numeral | undefined {
  let end = start
  while (isCharacter(text[end]) && end - start < 16) end++
  if (isCharacter(text[end])) return undefined
  const run = text.slice(start, end)
  const read = valueOfCharacters(run)
  if (!read) return undefined
  let word: string | undefined
  let { value, step } = read
  const point = decimalsAt(text, end)
  if (point) {
    const whole = times(rational(value), rational(point.scale))
    return {
      start,
      end: point.end,
      value: plus(whole, point.value),
      step: point.step,
      isWhole: false,
      written: 'characters',
    }
  }
  if (more.test(text[end] ?? '')) {
    word = text[end++]
    if (text[end]! in greatScales) {
      value *= greatScales[text[end]!]!
      step *= greatScales[text[end]!]!
      end++
    }
  }
  return {
    start,
    end,
    value: rational(value),
    step: rational(step),
    isWhole: true,
    written: 'characters',
    ...(word && { more: word }),
  }
}

/** 三分之二, 百分之九十五, 百分之5. */
function fractionAt(text: string, whole: Numeral): Numeral | undefined {
  if (text.slice(whole.end, whole.end + 2) !== '分之' || isNought(whole.value)) return undefined
  const at = whole.end + 2
  const part = isDigit(text[at]) ? fromDigits(text, at) : isCharacter(text[at]) ? fromCharacters(text, at) : undefined
  if (!part) return undefined
  if (compare(whole.value, hundred) === 0) {
    let { end, value, step } = part
    if (text[end] === '点' && part.written === 'characters') {
      let decimals = 0
      let digits = ''
      while (text[end + 1 + decimals]! in characterDigits && decimals < 6)
        digits += String(characterDigits[text[end + 1 + decimals++]!])
      if (decimals > 0) {
        value = plus(value, rational(BigInt(digits), 10n ** BigInt(decimals)))
        step = rational(1n, 10n ** BigInt(decimals))
        end += 1 + decimals
      }
    }
    return { ...part, start: whole.start, end, value, step, unit: '%' }
  }
  return { ...part, start: whole.start, value: over(part.value, whole.value), step: rational(0), unit: '分之' }
}

/** 八成, 九成五: tenths, said of shares. */
function tenthsAt(text: string, found: Numeral): Numeral | undefined {
  if (text[found.end] !== '成' || found.value.n > 10n || !found.isWhole) return undefined
  const next = text[found.end + 1] ?? '，'
  const half = next === '五' || next === '半'
  const after = text[found.end + (half ? 2 : 1)] ?? '，'
  // 近七成税收: a word of nearness tells it from 七成员.
  const isNear = /(?:近|超过?|约|逾|不足|不到|占|达)$/.test(text.slice(Math.max(0, found.start - 2), found.start))
  if (!/[以左，。；、,;的多]/.test(after) && !half && !(isNear && !/[员为立功都交本品果绩分年熟]/.test(after)))
    return undefined
  const ten = rational(10)
  const value = plus(times(found.value, ten), half ? rational(5) : rational(0))
  return { ...found, end: found.end + (half ? 2 : 1), value, step: half ? rational(5) : ten, unit: '%' }
}

function rangeAt(text: string, found: Numeral): Numeral {
  const sign = /^[-–—~～至到]/.exec(text.slice(found.end, found.end + 1))
  if (!sign || !isDigit(text[found.end + 1]) || found.written !== 'digits') return found
  const upper = fromDigits(text, found.end + 1)
  if (!upper) return found
  return { ...upper, start: found.start, value: found.value, upTo: upper.value }
}

/** 1.92:1, 1:1.43: how many of the one to each of the other, where the text says that it is a proportion. */
function proportionAt(text: string, start: number): Numeral | undefined {
  const found = /^(?<a>\d{1,6}(?:\.\d{1,4})?)[：:∶](?<b>\d{1,6}(?:\.\d{1,4})?)(?![\d.：:∶])/.exec(
    text.slice(start, start + 24),
  )
  if (!found || isDigit(text[start - 1]) || /[：:∶.]/.test(text[start - 1] ?? '')) return undefined
  const { a, b } = found.groups! as { a: string; b: string }
  if ((a !== '1' && b !== '1') || !/比(?![分赛])[^，。；、]{0,8}$/.test(text.slice(Math.max(0, start - 12), start)))
    return undefined
  const many = digitsAt(b === '1' ? a : b, 0)!
  return {
    start,
    end: start + found[0].length,
    value: many.value,
    step: rational(1n, 10n ** BigInt(many.decimals)),
    isWhole: false,
    written: 'digits',
    unit: '比',
  }
}

export function numeralsOf(text: string): Numeral[] {
  const numerals: Numeral[] = []
  let i = 0
  while (i < text.length) {
    const char = text[i]!
    if (isDigit(char)) {
      const proportion = proportionAt(text, i)
      if (proportion) {
        numerals.push(proportion)
        i = proportion.end
        continue
      }
      const found = fromDigits(text, i)
      if (!found) {
        while (isDigit(text[i])) i++
        continue
      }
      const read = tenthsAt(text, found) ?? fractionAt(text, found) ?? rangeAt(text, found)
      numerals.push(read)
      i = read.end
    } else if (isCharacter(char)) {
      const found = fromCharacters(text, i)
      if (!found) {
        while (isCharacter(text[i])) i++
        continue
      }
      const read = tenthsAt(text, found) ?? fractionAt(text, found) ?? found
      numerals.push(read)
      i = read.end
    } else i++
  }
  return numerals
}
