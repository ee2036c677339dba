import { readDay } from '../read-day.ts'
import { monthOf, plainDay } from './plain-day.ts'
import { doubtful, remark, type RowReason } from './reason.ts'

interface Into {
  readonly said: Record<string, unknown>
  readonly hints: Record<string, string>
  readonly reasons: RowReason[]
  readonly today: string
}

const lunar = /[农阴旧]历|正月|腊月|闰|初[一二三四五六七八九十]/
/** A day with something beside it that may be another day, or say of which calendar it is. */
const beside =
  /^(?<before>\D{0,6})(?:1[89]|20)\d\d(?:\d{4}|[-/.,、年]\s*\d{1,2}[-/.,、月]\s*\d{1,2})(?!\d)[日号]?(?<behind>.*)$/s

/** What a cell says of a day: the day itself, a month that only helps to compare, or something at which a person must look. */
export function readDayInto(name: string, written: string, { said, hints, reasons, today }: Into): void {
  const isLunar = lunar.test(written)
  if (!isLunar) {
    if (readDay(written) !== null) return
    const day = plainDay(written, today)
    if (day) {
      said[name] = day
      return
    }
    const month = monthOf(written, today)
    if (month) {
      delete said[name]
      if (name === 'birth') hints['birth'] = month
      else
        reasons.push(
          remark(`field:${name}`, 'day_without_day', [
            `“${written}”没有写明日，未写入`,
            `${written} has no day and is not kept`,
          ]),
        )
      return
    }
    const { before = '', behind = '' } = beside.exec(written.normalize('NFKC').trim())?.groups ?? {}
    if (before + behind === '') return
  }
  delete said[name]
  reasons.push(
    doubtful(
      `field:${name}`,
      'day_unclear',
      isLunar
        ? [`“${written}”是农历，未写入，请填公历日期`, `${written} is of the lunar calendar and is not kept`]
        : [`“${written}”除日期外还有内容，未写入，请只填一个日期`, `${written} says more than a day and is not kept`],
    ),
  )
}
