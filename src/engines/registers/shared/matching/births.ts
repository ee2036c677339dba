export type BirthLevel = 'equal' | 'swapped' | 'digit' | 'lunar' | 'month' | 'year' | 'nominal' | 'different'

/** YYYY-MM-DD, YYYY-MM or YYYY out of what lists say: 1950.3.2, 19500302, 1950年3月, 50 stays unread. */
export function plainBirth(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim()
  const found =
    /^(?<year>(?:18|19|20)\d\d)(?<month>\d\d)(?<day>\d\d)$/.exec(plain) ??
    /^(?<year>(?:18|19|20)\d\d)(?:[-/.年](?<month>\d{1,2})(?:[-/.月](?<day>\d{1,2}))?)?[日号年月]?(?:[T ].*)?$/.exec(
      plain,
    )
  if (!found) return undefined
  const { year, month, day } = found.groups!
  if (month === undefined || Number(month) < 1 || Number(month) > 12) return year
  const upToMonth = `${year}-${month.padStart(2, '0')}`
  return day === undefined || Number(day) < 1 || Number(day) > 31 ? upToMonth : `${upToMonth}-${day.padStart(2, '0')}`
}

/** Both as plainBirth gives them. */
export function compareBirths(a: string, b: string): BirthLevel {
  if (a === b) return a.length === 10 ? 'equal' : a.length === 7 ? 'month' : 'year'
  const years = Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4)))
  if (a.length < 10 || b.length < 10 || isPlaceholder(a) || isPlaceholder(b)) {
    if (a.length >= 7 && b.length >= 7 && a.slice(0, 7) === b.slice(0, 7)) return 'month'
    if (years === 0)
      return a.length >= 7 && b.length >= 7 && !isPlaceholder(a) && !isPlaceholder(b) ? 'different' : 'year'
    return years <= 2 && (a.length === 4 || b.length === 4) ? 'nominal' : 'different'
  }
  if (years === 0 && a.slice(5, 7) === b.slice(8, 10) && a.slice(8, 10) === b.slice(5, 7)) return 'swapped'
  if (differing(a, b) === 1) return 'digit'
  const days = Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000
  if (days >= 17 && days <= 52) return 'lunar'
  return 'different'
}

/** The first of January stands in lists for "some day of that year". */
const isPlaceholder = (birth: string) => birth.endsWith('-01-01')

const differing = (a: string, b: string) => [...a].filter((letter, at) => letter !== b[at]).length
