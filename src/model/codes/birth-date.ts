// The first cards were issued in 1984; nobody born before this year can have had one.
const earliestYear = 1860

/** A birth date of YYYYMMDD as YYYY-MM-DD; `impossible` when the calendar lacks it, `future` when it is after `today`. */
export function birthDate(digits: string, today: string): string {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)]
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const said = `${year}-${month}-${day}`
  if (Number(year) < earliestYear || date.toISOString().slice(0, 10) !== said) return 'impossible'
  return said > today ? 'future' : said
}
