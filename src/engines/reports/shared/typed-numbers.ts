import { numbersInCharacters } from './claims/index.ts'

export interface TypedNumber {
  /** As it was typed, with the sign or unit that belongs to it. */
  readonly words: string
  readonly start: number
  readonly end: number
}

const number = /[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?(?:\s*[%％‰]|\s*个百分点)?/gu

/** 2024年、3月、15日、8时、第1季度: when, not how many. */
const dated = /^\s*(?:年(?!度?(?:以上|期))|月|日|号|时(?!长)|点钟?|分钟?许|季度)/u
/** 〔2024〕1号, GB/T 9704, “3320”, 第3届: names that hold digits. */
const named = /(?:〔|第|[“‘《]|[A-Za-z][\w/+.\-—]*\s?)$/u
/** 1. 1、 (1) （1） at the head of a paragraph. */
const numbering = /^\s*[（(]?/u
const afterNumbering = /^\s*(?:[)）]|[.．、](?![0-9]))/u
/** What people count and measure in. */
const unit =
  /^\s*(?:余|多)?\s*(?:[万亿千百]|个|件|次|人|户|家|项|台|处|场|元|名|条|份|平方|公里|公顷|千米|厘米|米|小时|分钟|天|套|栋|幢|块|所|对|位|起|宗|篇|部|辆|吨|张|批|期|支|组|座|亩|倍|分|间|届|课|枚|盏|根|棵|株|岁|例|样|类|级|层|门|本|册|封|趟|轮|笔|单|箱|桶|款|片|村|站|点位|车次|人次|案)/u
const hanNext = /^\s*\p{Script=Han}/u

/**
 * Numbers in free text that state how many or how much: what a reader would take for a figure, and no measure answers
 * for. Dates, numbers of documents and of paragraphs, and names such as the 12345 hotline are none.
 */
export function typedNumbersOf(text: string): readonly TypedNumber[] {
  const found: TypedNumber[] = []
  const head = numbering.exec(text)![0].length
  for (const match of text.matchAll(number)) {
    const [words] = match
    const [start, end] = [match.index, match.index + words.length]
    const after = text.slice(end)
    const isShare = /[%％‰点]$/u.test(words)
    if (!isShare) {
      if (dated.test(after) || named.test(text.slice(Math.max(0, start - 24), start))) continue
      if (start === head && afterNumbering.test(after)) continue
      if (hanNext.test(after) && !unit.test(after)) continue
      if (/^\s*[A-Za-z]/.test(after)) continue
    }
    found.push({ words, start, end })
  }
  return [...found, ...inCharacters(text, found)].sort((a, b) => a.start - b.start)
}

/** 受理三百二十件 claims no less than 受理320件. */
function inCharacters(text: string, inDigits: readonly TypedNumber[]): readonly TypedNumber[] {
  const taken = new Set(
    inDigits.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)),
  )
  return numbersInCharacters(text).flatMap(({ start, end }) => {
    for (let at = start; at < end; at++) if (taken.has(at)) return []
    return [{ words: text.slice(start, end), start, end }]
  })
}
