import { plainCode, readForeignResidentId, readResidentId, readUscc } from '#model'

/** A number of the one scheme of residents, permits of HMT residents and foreigners included, that holds; with 18 places. */
export const residentId = 'resident_id'
/** What was written where a resident id belongs but does not hold. Never a certain key, yet close to the right one. */
export const brokenResidentId = 'resident_id_broken'

export interface Document {
  readonly type: string
  readonly number: string
}

export interface ReadDocument {
  readonly document: Document
  /** What the number itself tells. */
  readonly birth?: string
  readonly sex?: 'male' | 'female'
}

/** Documents whose numbers carry no check digit and whose kinds may share a number. */
const others = { military: /military|军|士官/i, hmt_travel: /hmt_travel|通行证/i, other: /^other$|其他|驾/i }

// Whether a birth lies ahead is for the one who takes the number in; matching must say the same on every day.
const anyDay = '9999-12-31'

/** Nothing where nothing can be compared. */
export function readDocument(type: string, written: string, nationality: string): ReadDocument | undefined {
  const number = plainCode(written).replaceAll(/[-·.]/g, '')
  if (number === '') return undefined
  if (/passport|护照/i.test(type)) {
    if (!/^[A-Z0-9]{5,12}$/.test(number)) return undefined
    // Countries number their passports each for itself.
    const country = plainCode(nationality)
    return {
      document: country ? { type: 'passport', number: `${country}:${number}` } : { type: 'passport_unplaced', number },
    }
  }
  for (const [kind, pattern] of Object.entries(others))
    if (pattern.test(type)) return { document: { type: 'other', number: `${kind}:${number}` } }
  const resident = readResidentId(number, anyDay)
  if (resident.ok) {
    const { id, birth, sex } = resident.value
    return { document: { type: residentId, number: id }, birth, sex }
  }
  const foreign = readForeignResidentId(number, anyDay)
  if (foreign.ok) {
    const { id, birth, sex } = foreign.value
    return { document: { type: residentId, number: id }, birth, ...(sex && { sex }) }
  }
  return /^[\dX]{12,20}$/.test(number) ? { document: { type: brokenResidentId, number } } : undefined
}

export function readUsccCode(written: string): string | undefined {
  const read = readUscc(written)
  return read.ok ? read.value.code : undefined
}

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
