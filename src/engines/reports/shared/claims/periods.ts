import type { ClaimPeriod } from './claim.ts'

/** A place in the text where the years that follow are set. */
interface Mark {
  readonly at: number
  readonly sentence: number
  readonly period: ClaimPeriod
  readonly isTarget: boolean
  /** Headings hold until the next one, other words to the end of their sentence. */
  readonly isHeading: boolean
  /** 由去年的: of the next figure only. */
  readonly isStart: boolean
}

interface Calendar {
  /** The year the report is about. */
  readonly year: number | undefined
  readonly marks: readonly Mark[]
}

const plan = /计划|重点|安排|打算|主要任务|思路|展望|目标任务|工作要点|下一步/
const review = /回顾|总结|完成情况|主要工作回顾|开展情况|成效/
const two = (value: number) => String(value).padStart(2, '0')
const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

const expression =
  /(?<full>(?:19|20)\d\d)年度?(?:(?<month>\d{1,2})月)?(?:(?<day>\d{1,2})日)?(?<half>上半年|下半年)?(?<end>[底末])?|(?<word>去年|上年|今年|本年|明年)|(?<from>\d{1,2})(?:月)?[-–—~～至到](?<to>\d{1,2})月/g

function readPeriod(found: RegExpExecArray, year: number | undefined): ClaimPeriod | undefined {
  const { full, month, day, end, word, from, to, half } = found.groups!
  if (full) {
    const y = Number(full)
    if (month && Number(month) >= 1 && Number(month) <= 12) {
      const m = Number(month)
      if (day) return { year: y, to: `${y}-${two(m)}-${two(Math.min(Number(day), 31))}` }
      return { year: y, from: `${y}-${two(m)}-01`, to: `${y}-${two(m)}-${two(lastDay(y, m))}` }
    }
    if (half)
      return half === '上半年'
        ? { year: y, from: `${y}-01-01`, to: `${y}-06-30` }
        : { year: y, from: `${y}-07-01`, to: `${y}-12-31` }
    return end ? { year: y, to: `${y}-12-31` } : { year: y }
  }
  if (year === undefined) return undefined
  if (word) return { year: word === '去年' || word === '上年' ? year - 1 : word === '明年' ? year + 1 : year }
  const [first, last] = [Number(from), Number(to)]
  if (first < 1 || first > 12 || last < 1 || last > 12) return undefined
  return { year, from: `${year}-${two(first)}-01`, to: `${year}-${two(last)}-${two(lastDay(year, last))}` }
}

/** The year in the title, or the first the text names. */
function yearOf(text: string): number | undefined {
  const opening = text.slice(0, 3000)
  const titled =
    /((?:19|20)\d\d)年度?[^，。\n]{0,16}(?:总结|报告|要点|回顾|情况)/.exec(opening) ?? /((?:19|20)\d\d)年/.exec(opening)
  return titled ? Number(titled[1]) : undefined
}

function isHeadingAt(text: string, at: number, length: number): boolean {
  const ahead = text.slice(Math.max(0, at - 12), at)
  const indent = at < 12 && !ahead.includes('\n') ? at : ahead.length - 1 - ahead.lastIndexOf('\n')
  const line = text.slice(at - indent, at + 48).split('\n')[0]!
  return line.length < 40 && indent < 12 && !/[。；，]/.test(line) && line.length > length
}

export function calendarOf(text: string, sentences: Uint32Array, given: number | undefined): Calendar {
  const year = given ?? yearOf(text)
  const marks: Mark[] = []
  for (const found of text.matchAll(expression)) {
    // 比上年增长: what it is compared with, not when it was.
    if (found.groups!['word'] && /[比较与同]$/.test(text.slice(Math.max(0, found.index - 1), found.index))) continue
    const period = readPeriod(found as RegExpExecArray, year)
    if (!period) continue
    const isHeading = isHeadingAt(text, found.index, found[0].length)
    const line = isHeading ? text.slice(found.index, found.index + 40).split('\n')[0]! : ''
    marks.push({
      at: found.index,
      sentence: sentences[found.index]!,
      period,
      isTarget: isHeading && plan.test(line) && !review.test(line),
      isHeading,
      isStart: /[由从比较]$/.test(text.slice(Math.max(0, found.index - 1), found.index)),
    })
  }
  return { year, marks }
}

/** When each of a rising list of places is; one walk through the marks serves them all. */
export function periodsAt(
  calendar: Calendar,
  places: readonly { readonly start: number; readonly sentence: number }[],
): { readonly period: ClaimPeriod | undefined; readonly inPlan: boolean }[] {
  let next = 0
  let heading: Mark | undefined
  let near: Mark | undefined
  return places.map(({ start, sentence }) => {
    while (next < calendar.marks.length && calendar.marks[next]!.at < start) {
      const mark = calendar.marks[next++]!
      if (mark.isHeading) heading = mark
      else near = mark
    }
    const said = near && near.sentence === sentence ? near.period : undefined
    if (near?.isStart) near = undefined
    const base = heading?.period ?? (calendar.year === undefined ? undefined : { year: calendar.year })
    return { period: said ?? base, inPlan: heading?.isTarget ?? false }
  })
}
