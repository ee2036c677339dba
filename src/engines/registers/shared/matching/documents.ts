/** A resident id that holds by its check digit, or one of 15 digits, which has none, written with 18. */
export const residentId = 'resident_id'
/** What was written where a resident id belongs but does not hold. Never a certain key, yet close to the right one. */
export const brokenResidentId = 'resident_id_broken'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11643-1999. */
export function checkDigit(first17: string): string {
  let sum = 0
  for (let at = 0; at < 17; at++) sum += weights[at]! * (first17.charCodeAt(at) - 48)
  return '10X98765432'[sum % 11]!
}

/** The number with 18 places when it holds; undefined when it does not. */
export function holdingResidentId(text: string): string | undefined {
  if (/^[1-9]\d{16}[\dX]$/.test(text))
    return checkDigit(text.slice(0, 17)) === text[17] && isBirth(text.slice(6, 14)) ? text : undefined
  // Numbers of 15 places were given until 1999, to people born in the twentieth century.
  if (/^[1-9]\d{14}$/.test(text) && isBirth(`19${text.slice(6, 12)}`)) {
    const long = `${text.slice(0, 6)}19${text.slice(6)}`
    return long + checkDigit(long)
  }
  return undefined
}

export const birthOf = (id18: string) => `${id18.slice(6, 10)}-${id18.slice(10, 12)}-${id18.slice(12, 14)}`
export const sexOf = (id18: string) => (Number(id18[16]) % 2 === 1 ? ('male' as const) : ('female' as const))

function isBirth(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))]
  return year >= 1880 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month)
}

const daysOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

const usccLetters = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** GB 32100-2015. */
export function isUscc(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text)) return false
  let sum = 0
  let weight = 1
  for (let at = 0; at < 17; at++) {
    sum += weight * usccLetters.indexOf(text[at]!)
    weight = (weight * 3) % 31
  }
  return usccLetters[(31 - (sum % 31)) % 31] === text[17]
}

/** As people write codes: full-width digits, small x, blanks and dashes between. */
export const plainCode = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-—–_·.'"]/g, '')

export type Nearness = 'equal' | 'one' | 'two' | 'far'

/** How far two written numbers are: a digit replaced, left out or added, or two neighbours changed places, is one. */
export function nearness(a: string, b: string): Nearness {
  if (a === b) return 'equal'
  if (Math.abs(a.length - b.length) > 1) return 'far'
  if (a.length !== b.length) {
    const [short, long] = a.length < b.length ? [a, b] : [b, a]
    let at = 0
    while (at < short.length && short[at] === long[at]) at++
    return short.slice(at) === long.slice(at + 1) ? 'one' : 'far'
  }
  let apart = 0
  let swaps = 0
  for (let at = 0; at < a.length; at++) {
    if (a[at] === b[at]) continue
    if (a[at] === b[at + 1] && a[at + 1] === b[at] && a[at] !== a[at + 1]) {
      swaps++
      at++
    } else apart++
    if (apart + swaps > 2) return 'far'
  }
  return apart + swaps === 1 ? 'one' : 'two'
}
