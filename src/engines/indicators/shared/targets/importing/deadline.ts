import { addDays } from '#kernel/time'

export interface ReadDeadline {
  readonly deadline: string
  /** What is to be done by when, where several days are said. */
  readonly milestones: readonly { readonly title: string; readonly due: string }[]
}

const digits = '一二三四五六七八九'
const numberOf = (said: string): number => {
  if (/^\d+$/.test(said)) return Number(said)
  if (said === '十') return 10
  if (said.startsWith('十')) return 10 + digits.indexOf(said[1]!) + 1
  return digits.indexOf(said) + 1
}
const number = '(\\d{1,2}|十[一二]?|[一二三四五六七八九])'
const pad = (n: number) => String(n).padStart(2, '0')

/** The last day of a month, 2023-02 to 2023-02-28. */
function endOfMonth(year: number, month: number): string | null {
  if (month < 1 || month > 12) return null
  return addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${pad(month + 1)}-01`, -1)
}

function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}

/** The day that a text names, and the words around it; null when it names none. */
function dayIn(said: string, bookYear: number): { readonly day: string; readonly rest: string } | null {
  const text = said.normalize('NFKC').replaceAll(/\s+/g, '')
  const tell = (day: string | null, matched: string) =>
    day && isDay(day) ? { day, rest: text.replace(matched, '') } : null
  const whole = /(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?/.exec(text)
  if (whole) return tell(`${whole[1]}-${pad(Number(whole[2]))}-${pad(Number(whole[3]))}`, whole[0])
  const year = Number(/(20\d\d)\s*年?/.exec(text)?.[1] ?? bookYear)
  const dayOfMonth = new RegExp(`(?:20\\d\\d年)?${number}月(\\d{1,2})日`).exec(text)
  if (dayOfMonth) return tell(`${year}-${pad(numberOf(dayOfMonth[1]!))}-${pad(Number(dayOfMonth[2]))}`, dayOfMonth[0])
  const month = new RegExp(`(?:20\\d\\d[年.-])?${number}(?:个)?月(?:份)?(上旬|中旬|底|末|下旬)?`).exec(text)
  if (month) {
    const last = endOfMonth(year, numberOf(month[1]!))
    const part = month[2] === '上旬' ? '10' : month[2] === '中旬' ? '20' : null
    return tell(last && part ? `${last.slice(0, 8)}${part}` : last, month[0])
  }
  const quarter = /(?:第)?([一二三四1-4])季度(?:末|底)?/.exec(text)
  if (quarter) return tell(endOfMonth(year, numberOf(quarter[1]!) * 3), quarter[0])
  const half = /上半年(?:末|底)?|年中/.exec(text)
  if (half) return tell(`${year}-06-30`, half[0])
  const end = /全年|年底|年末|年内|下半年|长期|持续|常态|贯穿全年|当年|本年度?/.exec(text)
  if (end) return tell(`${year}-12-31`, end[0])
  if (/^20\d\d年?$/.test(text)) return tell(`${year}-12-31`, text)
  return null
}

const around = /^[\s前之内完成:：,，-]*(?=[\s:：,，]|$)|^(?:底|末)?(?:之?前|以前|内)?[\s:：,，]*/

/** 3 月底前完成方案；6 月底前开工；年底竣工: the last day is the deadline, several are milestones. */
export function readDeadline(text: string, year: number): ReadDeadline | null {
  const parts = text
    .split(/[;；。\n]|(?:[,，、](?=[^,，、;；。]*(?:月|季度|年底|年末)))/)
    .map((part) => part.trim())
    .filter(Boolean)
  const found = parts.flatMap((part) => {
    const named = dayIn(part, year)
    return named ? [{ due: named.day, title: named.rest.replace(around, '').trim() }] : []
  })
  if (found.length === 0) return null
  const deadline = found.reduce((last, { due }) => (due > last ? due : last), '')
  // A day without words beside others with some is the deadline alone.
  const named = found.filter((each) => each.title !== '')
  const numbered = found.length > 1 ? found.map((each, at) => ({ ...each, title: `节点 ${at + 1}` })) : []
  const isGoingOn = found.length === 1 && /全年|长期|持续|常态|贯穿/.test(text)
  const milestones = isGoingOn ? [] : named.length > 0 ? named : numbered
  return { deadline, milestones }
}
