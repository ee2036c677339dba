import { withDigits } from '../read-day.ts'

/** 50年3月5日, 民国39年3月5日, 500305, 5/3/1950 where it can mean one day only. YYYY-MM-DD, or null. */
export function plainDay(written: string, today: string): string | null {
  const text = plain(written)
  const short = /^(民国)?(\d{1,4})([年.\-/])(\d{1,2})[月.\-/](\d{1,2})日?$/.exec(text)
  if (short) {
    const [, republic, year, sign] = short
    if (!republic && (year!.length < 2 || (sign === '/' && Number(year) <= 31))) return null
    return whole(yearOf(year!, republic !== undefined, today), Number(short[4]), Number(short[5]))
  }
  const spaced = /^(\d{4})\s+(\d{1,2})\s+(\d{1,2})$/.exec(written.normalize('NFKC').trim())
  if (spaced) return whole(Number(spaced[1]), Number(spaced[2]), Number(spaced[3]))
  // 200105 is May 2001: whoever leaves out the century has no month of 19 or 20.
  const six = /^(?!(?:19|20)(?:0[1-9]|1[0-2]))(\d\d)(\d\d)(\d\d)$/.exec(text)
  if (six) return whole(yearOf(six[1]!, false, today), Number(six[2]), Number(six[3]))
  const turned = /^(\d{1,2})[.\-/](\d{1,2})[.\-/]((?:19|20)\d\d)$/.exec(text)
  if (turned) {
    const [a, b, year] = [Number(turned[1]), Number(turned[2]), Number(turned[3])]
    // 3/5/1950 is March or May; only a number past twelve tells.
    if (a > 12 && b <= 12) return whole(year, b, a)
    if (b > 12 && a <= 12) return whole(year, a, b)
    return a === b ? whole(year, a, b) : null
  }
  return null
}

/** 1950.3, 50年3月, 195003, 1950年. YYYY-MM or YYYY, or null. */
export function monthOf(written: string, today: string): string | null {
  const text = plain(written)
  if (/^(?:[12]?\d|3[01])\//.test(text)) return null
  const found = /^(民国)?(\d{2,4})[年.\-/](\d{1,2})?月?份?$/.exec(text) ?? /^()((?:19|20)\d\d)(\d\d)?$/.exec(text)
  if (!found) return null
  const year = yearOf(found[2]!, Boolean(found[1]), today)
  const month = Number(found[3] ?? 0)
  if (year < 1880 || String(year) > today.slice(0, 4) || month > 12) return null
  return month === 0 ? String(year) : `${year}-${String(month).padStart(2, '0')}`
}

const plain = (written: string) =>
  withDigits(written.normalize('NFKC').replaceAll(/[\s'’、]+/g, ''))
    .replaceAll('。', '.')
    .replace(/^公元/, '')

/** Two digits are of the last hundred years. */
function yearOf(digits: string, ofRepublic: boolean, today: string): number {
  const year = Number(digits)
  if (ofRepublic) return 1911 + year
  if (digits.length > 2) return year
  return year > Number(today.slice(2, 4)) ? 1900 + year : 2000 + year
}

function whole(year: number, month: number, day: number): string | null {
  if (year < 1850 || year > 2200) return null
  const made = new Date(Date.UTC(year, month - 1, day))
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? made.toISOString().slice(0, 10) : null
}
