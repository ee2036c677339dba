import type { Text } from '#kernel/text'
import { shanghaiDate } from '#kernel/time'

/** For how long the papers and files of a vote are kept at the least. */
export interface Keeping {
  readonly years: number
  /** A civil date; null before the result is published, from which day it runs. */
  readonly until: string | null
}

/** A term of years ends on the same date, and where that month has no such day, on its last (《民法典》第二百零二条). */
function yearsAfter(day: string, years: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate()
  return new Date(Date.UTC(year + years, month - 1, Math.min(date, last))).toISOString().slice(0, 10)
}

export function keepingOf(publishedAt: string | null, years: number): Keeping {
  return { years, until: publishedAt === null ? null : yearsAfter(shanghaiDate(new Date(publishedAt)), years) }
}

export function keepingText({ years, until }: Keeping): Text {
  return until === null
    ? [
        `资料自公布之日起至少保存 ${years} 年`,
        `Papers and files are kept for at least ${years} years from the day of publication`,
      ]
    : [
        `资料至少保存至 ${until}（自公布之日起 ${years} 年）`,
        `Papers and files are kept until ${until} at least, ${years} years from the day of publication`,
      ]
}
