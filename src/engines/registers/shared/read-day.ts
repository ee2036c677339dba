const numerals = '〇一二三四五六七八九'

const longYear = /^(?:公元)?(?<year>(?:1[89]|20|21)\d\d)/.source
/** What may stand behind a day and says nothing else of it: 星期四, 生, 00:00:00, T00:00:00.000Z. */
const tail =
  /(?: ?\(?(?:星期|周)[\d日天]\)?)?(?:[T ]?(?:上午|下午)? ?\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?)?[分秒]?(?:Z|[+-]\d\d:?\d\d)?)? ?(?:出?生)?$/
    .source
const shapes = [
  new RegExp(`${longYear}(?<month>\\d\\d)(?<day>\\d\\d)(?!\\d)${tail}`),
  new RegExp(`${longYear}[-/.,、年](?<month>\\d{1,2})[-/.,、月](?<day>\\d{1,2})(?!\\d)[日号]?${tail}`),
]

/** 一九五〇年三月廿二日: numerals of a year digit by digit, of months and days as numbers. */
export function withDigits(text: string): string {
  if (!/[一二三四五六七八九十廿卅]/.test(text)) return text
  return text
    .replaceAll('廿', '二十')
    .replaceAll('卅', '三十')
    .replaceAll(/[零○Ｏ]/g, '〇')
    .replaceAll(/([一二三])?十([一二三四五六七八九])?/g, (_, tens: string | undefined, ones: string | undefined) =>
      String((tens ? numerals.indexOf(tens) : 1) * 10 + (ones ? numerals.indexOf(ones) : 0)),
    )
    .replaceAll(/[〇一二三四五六七八九]/g, (each) => String(numerals.indexOf(each)))
}

/** Days since 1899-12-30, as spreadsheets count. Four digits are a year: 1958 and 1958.3 would be days of May 1905. */
const firstSerial = 10_000
const lastSerial = 73_050

/** A day as lists write it: 1950.3.2, 19500302, 1950年3月2日, 18324 (a spreadsheet's). YYYY-MM-DD, or null when it is no whole day. */
export function readDay(written: unknown): string | null {
  if (typeof written !== 'string' && typeof written !== 'number') return null
  const text = withDigits(
    String(written)
      .normalize('NFKC')
      .replaceAll(/\s+(?=\D*$)|[\s\u200b-\u200f\ufeff']+/g, ' ')
      .trim(),
  )
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return daySerial(Math.floor(Number(text)))
  const plain = text.replaceAll(/ ?([-/.年月日]) ?/g, '$1')
  for (const shape of shapes) {
    const found = shape.exec(plain)?.groups
    if (found) return wholeDay(Number(found['year']), Number(found['month']), Number(found['day']))
  }
  return null
}

function daySerial(serial: number): string | null {
  if (serial < firstSerial || serial > lastSerial) return null
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
}

function wholeDay(year: number, month: number, day: number): string | null {
  const made = new Date(Date.UTC(year, month - 1, day))
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? made.toISOString().slice(0, 10) : null
}
