import { compareBirths } from './births.ts'
import type { BirthLevel } from './births.ts'
import { brokenResidentId, nearness, residentId } from './documents.ts'
import type { Document } from './documents.ts'
import { nameBits } from './name-frequency.ts'
import { compareNames } from './names.ts'
import type { NameLevel } from './names.ts'
import type { Reason } from './reasons.ts'
import { isMobile } from './traits.ts'
import type { Traits } from './traits.ts'
import { weights } from './weights.ts'

type DocumentLevel = 'equal' | 'other' | 'one' | 'two' | 'far' | 'conflict' | 'near_conflict'

/** What two sides look like beside each other; undefined where one of them says nothing. */
interface Findings {
  readonly document: DocumentLevel | undefined
  readonly name: NameLevel | undefined
  readonly birth: BirthLevel | undefined
  readonly sex: 'equal' | 'different' | undefined
  readonly phone: 'mobile' | 'landline' | 'apart' | undefined
  readonly address: 'equal' | 'building' | 'apart' | undefined
  readonly kin: 'shared' | 'isKin' | undefined
}

export type Verdict = 'same' | 'doubtful' | 'different'

export interface Compared {
  readonly verdict: Verdict
  /** Bits, that is log2 of the odds that both are one. */
  readonly score: number
  readonly reasons: readonly Reason[]
}

export function comparePersons(a: Traits, b: Traits): Compared {
  const findings = find(a, b)
  const reasons = weigh(findings, a, b)
  let score = weights.prior
  for (const reason of reasons) score += reason.weight
  return { verdict: judge(findings, score), score, reasons }
}

function judge(found: Findings, score: number): Verdict {
  const isSameName = found.name === 'equal' || found.name === 'swapped'
  const isOtherName = found.name === 'surname' || found.name === 'different'
  if (found.document === 'equal') {
    // A number slips from the row above, and columns of birth and sex are mostly computed from the number: they do not
    // vouch for it. A name does.
    if (isOtherName) return 'doubtful'
    const isContradicted = found.birth === 'different' || found.sex === 'different'
    return isContradicted && !isSameName ? 'doubtful' : 'same'
  }
  if (found.document === 'conflict' || found.document === 'near_conflict') {
    const isMetElsewhere = found.phone === 'mobile' || found.address === 'equal' || found.document === 'near_conflict'
    // Two valid numbers are two people, unless one was taken from somebody else's row.
    return isSameName && found.birth !== 'different' && found.sex !== 'different' && isMetElsewhere
      ? 'doubtful'
      : 'different'
  }
  if (score < weights.doubtful) return 'different'
  // Twins share birth, home, phone and most of a name; fathers and sons share phone and home. Without a certain document
  // only the very name makes two one.
  const isForbidden =
    !isSameName ||
    found.birth === 'different' ||
    found.sex === 'different' ||
    found.kin === 'isKin' ||
    found.document === 'far'
  return score >= weights.same && !isForbidden ? 'same' : 'doubtful'
}

function find(a: Traits, b: Traits): Findings {
  const name = a.name && b.name && isOneScript(a.name, b.name) ? compareNames(a.name, b.name) : undefined
  const hasSameName = name === 'equal' || name === 'swapped'
  return {
    document: documents(a, b),
    name,
    birth: a.birth && b.birth ? compareBirths(a.birth, b.birth) : undefined,
    sex: a.sex && b.sex ? (a.sex === b.sex ? 'equal' : 'different') : undefined,
    phone: phones(a.phones, b.phones),
    address: addresses(a.addresses, b.addresses),
    kin: hasSameName ? sharedKin(a, b) : namedAsKin(a, b) ? 'isKin' : sharedKin(a, b),
  }
}

/** A foreigner's Chinese name and the name in the passport cannot contradict each other. */
const isOneScript = (a: string, b: string) => /^[A-Z]/.test(a) === /^[A-Z]/.test(b)

function documents(a: Traits, b: Traits): DocumentLevel | undefined {
  let found: DocumentLevel | undefined
  for (const one of a.documents)
    for (const two of b.documents) {
      const level = twoDocuments(one, two)
      if (level === 'equal') return 'equal'
      if (level && (found === undefined || order.indexOf(level) < order.indexOf(found))) found = level
    }
  return found
}

const order: readonly DocumentLevel[] = ['equal', 'near_conflict', 'conflict', 'other', 'one', 'two', 'far']

function twoDocuments(one: Document, two: Document): DocumentLevel | undefined {
  if (one.type === two.type && one.number === two.number) {
    if (one.type === residentId || one.type === 'passport') return 'equal'
    return one.type === brokenResidentId ? 'one' : 'other'
  }
  const kinds = [one.type, two.type]
  if (kinds.every((kind) => kind === residentId))
    return nearness(one.number.slice(0, 17), two.number.slice(0, 17)) === 'one' ? 'near_conflict' : 'conflict'
  // Passports are renewed under new numbers, so that two of them contradict nothing.
  if (!kinds.every((kind) => kind === residentId || kind === brokenResidentId)) return undefined
  const [short, long] = one.number.length < two.number.length ? [one.number, two.number] : [two.number, one.number]
  const isOldLength = short.length <= 16 && long.length === 18
  const level = nearness(short, isOldLength ? long.slice(0, 6) + long.slice(8, 17) : long)
  return level === 'equal' ? 'one' : level
}

function phones(a: readonly string[], b: readonly string[]): Findings['phone'] {
  if (a.length === 0 || b.length === 0) return undefined
  const shared = a.filter((phone) => b.includes(phone))
  if (shared.length === 0) return 'apart'
  return shared.some(isMobile) ? 'mobile' : 'landline'
}

function addresses(a: readonly string[], b: readonly string[]): Findings['address'] {
  if (a.length === 0 || b.length === 0) return undefined
  let found: Findings['address'] = 'apart'
  for (const one of a)
    for (const two of b) {
      const isWhole = hasRoom(one)
      if (one === two && isWhole) return 'equal'
      if ((!isWhole || !hasRoom(two)) && houseOf(one) === houseOf(two)) found = 'building'
    }
  return found
}

// addressKey gives road, lane, sublane, number, building and, if asked for it, room. A key of any other make is taken for a
// home of its own.
function slashesIn(key: string): number {
  let count = 0
  for (let at = key.indexOf('/'); at >= 0; at = key.indexOf('/', at + 1)) count++
  return count
}
const hasRoom = (key: string) => slashesIn(key) !== 4 && !key.endsWith('/')
const houseOf = (key: string) => (slashesIn(key) === 5 ? key.slice(0, key.lastIndexOf('/')) : key)

const sharedKin = (a: Traits, b: Traits) => (a.kin?.some((name) => b.kin?.includes(name)) ? 'shared' : undefined)
const namedAsKin = (a: Traits, b: Traits) =>
  (a.name !== undefined && b.kin?.includes(a.name) === true) ||
  (b.name !== undefined && a.kin?.includes(b.name) === true)

type Meeting = Readonly<Record<'mobile' | 'landline' | 'equal' | 'building', number>>

/** Below it a name is so common that one would expect namesakes in the same street. */
const commonBits = 13

function weigh(found: Findings, a: Traits, b: Traits): readonly Reason[] {
  const reasons: Reason[] = []
  const { document, name, birth, sex, phone, address, kin } = found
  if (document) {
    const weight = document === 'near_conflict' ? weights.document.conflict : weights.document[document]
    reasons.push({ field: 'document', how: document, weight })
  }
  if (name) reasons.push(weighName(name, a.name!, b.name!))
  if (birth) reasons.push({ field: 'birth', how: birth, weight: weights.birth[birth] })
  if (sex) reasons.push({ field: 'sex', how: sex, weight: weights.sex[sex] })
  const isOther = name === 'surname' || name === 'different'
  const meeting: Meeting = name === 'equal' || name === 'swapped' ? weights.sameName : weights.likeName
  if (phone === 'apart') reasons.push({ field: 'phone', how: 'apart', weight: weights.apart.phone })
  else if (phone)
    reasons.push({ field: 'phone', how: isOther ? 'family' : phone, weight: isOther ? 0 : meeting[phone] })
  if (address === 'apart') reasons.push({ field: 'address', how: 'apart', weight: weights.apart.address })
  else if (address)
    reasons.push({ field: 'address', how: isOther ? 'family' : address, weight: isOther ? 0 : meeting[address] })
  if (kin) reasons.push({ field: 'kin', how: kin, weight: weights.kin[kin] })
  return reasons
}

function weighName(level: NameLevel, a: string, b: string): Reason {
  if (level === 'nickname' || level === 'surname' || level === 'different')
    return { field: 'name', how: level, weight: weights.name[level] }
  const bits = Math.min(nameBits(a), nameBits(b))
  if (level === 'equal') return { field: 'name', how: bits < commonBits ? 'common' : 'equal', weight: bits }
  return { field: 'name', how: level, weight: bits + weights.name[level] }
}
