// What three sources say of the invented people: the police list, the community cloud and the lists that committees keep
// by hand, each wrong in its own way.
import { alike, randomOf } from './matching-people.ts'
import type { Invented, Random } from './matching-people.ts'

export interface Row {
  readonly truth: number
  readonly fields: Readonly<Record<string, string>>
  readonly addresses: readonly string[]
  /** What was done to it, for the report on rows that were merged wrongly. */
  readonly faults: readonly string[]
}

export interface Source {
  readonly name: string
  readonly rows: readonly Row[]
}

/** How many rows of the cloud and of the lists kept by hand bear no number. */
export const worlds = { usual: { cloud: 0.04, byHand: 0.5 }, 'few numbers': { cloud: 0.6, byHand: 0.95 } } as const
export type World = keyof typeof worlds

export function sourcesOf(people: readonly Invented[], seed: number, world: World): readonly Source[] {
  const random = randomOf(seed * 7919 + 1)
  const without = worlds[world]
  const cloud: Say = (...of) => byCloud(...of, without.cloud)
  const byHand: Say = (...of) => ofCommittee(...of, without.byHand)
  return [
    { name: 'police', rows: listOf(people, random, (person) => (person.isMigrant ? 0.35 : 0.97), police) },
    { name: 'cloud', rows: listOf(people, random, () => 0.85, cloud) },
    { name: 'by hand', rows: listOf(people, random, (person) => (person.birth < '1930' ? 0.75 : 0.22), byHand) },
  ]
}

type Say = (person: Invented, random: Random, before: Invented) => Row

/** Shuffled by household, as lists are kept; a few are listed twice. */
function listOf(
  people: readonly Invented[],
  random: Random,
  share: (person: Invented) => number,
  say: Say,
): readonly Row[] {
  const rows: Row[] = []
  people.forEach((person, at) => {
    if (!random.chance(share(person))) return
    const before = people[Math.max(0, at - 1)]!
    rows.push(say(person, random, before))
    if (random.chance(0.004)) rows.push(say(person, random, before))
  })
  for (let at = rows.length - 1; at > 0; at--) {
    const other = random.below(at + 1)
    ;[rows[at], rows[other]] = [rows[other]!, rows[at]!]
  }
  return rows
}

function police(person: Invented, random: Random): Row {
  const faults: string[] = []
  const name = random.chance(0.002) ? mishear(person.name, random, faults) : person.name
  const address = person.formerHome && random.chance(0.7) ? person.formerHome : person.home
  const phone = person.formerPhone ?? person.phone
  return {
    truth: person.truth,
    faults,
    addresses: [address],
    fields: {
      name,
      idType: 'resident',
      idNumber: person.id,
      birth: person.birth,
      sex: person.sex,
      ...(phone && random.chance(0.7) && { phone }),
    },
  }
}

function byCloud(person: Invented, random: Random, before: Invented, none: number): Row {
  const faults: string[] = []
  const name = random.chance(0.006) ? mishear(person.name, random, faults) : person.name
  const number = numberAs(person, before, random, faults, { none, old: 0.06, broken: 0.012, slipped: 0.0005 })
  const phone = random.chance(0.9) ? person.phone : undefined
  return {
    truth: person.truth,
    faults,
    addresses: random.chance(0.93) ? [person.home] : person.formerHome ? [person.formerHome] : [],
    fields: {
      name,
      sex: person.sex,
      ...(number && { idNumber: number }),
      ...(random.chance(0.97) && { birth: birthAs(person.birth, random, faults, 0.006) }),
      ...(phone && { phone }),
      ...(person.landline && random.chance(0.3) && { phone2: `021-${person.landline}` }),
    },
  }
}

function ofCommittee(person: Invented, random: Random, before: Invented, none: number): Row {
  const faults: string[] = []
  const number = numberAs(person, before, random, faults, { none, old: 0.1, broken: 0.12, slipped: 0.003 })
  const birth = random.below(100)
  const phone = random.chance(0.62)
    ? person.phone
    : random.chance(0.5)
      ? (person.formerPhone ?? person.landline)
      : undefined
  if (phone !== person.phone) faults.push('phone changed or missing')
  const isAway = random.chance(0.1)
  if (isAway) faults.push('address old or missing')
  const hasRoom = random.chance(0.93)
  if (!hasRoom) faults.push('no room')
  const year = Number(person.birth.slice(0, 4)) - (random.chance(0.08) ? 1 : 0)
  if (birth >= 45) faults.push(birth < 82 ? 'year only' : birth < 86 ? 'placeholder day' : 'no birth')
  return {
    truth: person.truth,
    faults,
    addresses: (isAway ? (person.formerHome ? [person.formerHome] : []) : [person.home]).map((key) =>
      hasRoom ? key : key.slice(0, key.lastIndexOf('/')),
    ),
    fields: {
      name: nameByHand(person, random, faults),
      ...(random.chance(0.7) && { sex: person.sex === 'male' ? '男' : '女' }),
      ...(number && { idNumber: number }),
      ...(birth < 45
        ? { birth: birthAs(person.birth, random, faults, 0.1) }
        : birth < 82
          ? { birth: String(year) }
          : birth < 86 && { birth: `${person.birth.slice(0, 4)}.1.1` }),
      ...(phone && { phone: random.chance(0.05) ? wide(phone) : phone }),
    },
  }
}

const wide = (digits: string) => [...digits].map((digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0)).join('')

interface NumberFaults {
  readonly none: number
  readonly old: number
  readonly broken: number
  readonly slipped: number
}

function numberAs(
  person: Invented,
  before: Invented,
  random: Random,
  faults: string[],
  shares: NumberFaults,
): string | undefined {
  if (random.chance(shares.none)) return undefined
  if (random.chance(shares.slipped)) {
    faults.push('number of the row above')
    return before.id
  }
  const number = random.chance(shares.old) ? person.id.slice(0, 6) + person.id.slice(8, 17) : person.id
  if (number.length === 15) faults.push('15 digits')
  if (!random.chance(shares.broken))
    return random.chance(0.1) ? wide(number.slice(0, 6)) + number.slice(6).toLowerCase() : number
  faults.push('number mistyped')
  const once = mistype(number, random)
  return random.chance(0.25) ? mistype(once, random) : once
}

function mistype(number: string, random: Random): string {
  const at = 6 + random.below(number.length - 7)
  const kind = random.below(10)
  if (kind < 5) return number.slice(0, at) + random.below(10) + number.slice(at + 1)
  if (kind < 8) return number.slice(0, at) + number[at + 1]! + number[at]! + number.slice(at + 2)
  return kind < 9 ? number.slice(0, at) + number.slice(at + 1) : number.slice(0, at) + number[at]! + number.slice(at)
}

function birthAs(birth: string, random: Random, faults: string[], share: number): string {
  const [year, month, day] = birth.split('-') as [string, string, string]
  if (!random.chance(share)) return random.chance(0.3) ? `${year}.${Number(month)}.${Number(day)}` : birth
  const kind = random.below(10)
  if (kind < 3) {
    faults.push('lunar date')
    return new Date(Date.parse(birth) - (19 + random.below(32)) * 86_400_000).toISOString().slice(0, 10)
  }
  if (kind < 6 && Number(day) <= 12) {
    faults.push('day and month swapped')
    return `${year}-${day}-${month}`
  }
  faults.push('birth mistyped')
  const at = random.pick([3, 6, 9])
  return (
    birth.slice(0, at) +
    ((Number(birth[at]) + 1 + random.below(at === 6 ? 1 : 8)) % (at === 6 ? 2 : 10)) +
    birth.slice(at + 1)
  )
}

/** One character becomes another of the same sound. */
function mishear(name: string, random: Random, faults: string[]): string {
  const places = [...name].map((_, at) => at).filter((at) => alike.has(name[at]!))
  if (places.length === 0) return name
  const at = random.pick(places)
  faults.push('homophone')
  return name.slice(0, at) + alike.get(name[at]!)! + name.slice(at + 1)
}

const likeInShape = new Map(
  Array.from('未末晴睛宇字祥详侯候萍苹娟捐兰三刚钢文丈千干明朋令今林材芬芳云去彬林梅海凤风玲珍').map((c, at, all) => [
    c,
    all[at % 2 === 0 ? at + 1 : at - 1]!,
  ]),
)
const traditional = new Map(
  '張张 陳陈 劉刘 楊杨 趙赵 黃黄 吳吴 孫孙 馬马 國国 華华 偉伟 軍军 傑杰 濤涛 輝辉 麗丽 蘭兰 鳳凤 蓮莲 雲云 紅红 玲玲 靜静 榮荣 貴贵'
    .split(' ')
    .map(([t, s]) => [s!, t!]),
)

function nameByHand(person: Invented, random: Random, faults: string[]): string {
  const { name, sex } = person
  const kind = random.below(1000)
  const at = 1 + random.below(name.length - 1)
  if (kind < 25) return mishear(name, random, faults)
  if (kind < 35) {
    const place = [...name].findIndex((letter) => likeInShape.has(letter))
    if (place < 0) return name
    faults.push('similar shape')
    return name.slice(0, place) + likeInShape.get(name[place]!)! + name.slice(place + 1)
  }
  if (kind < 45) {
    faults.push('name mistyped')
    return name.slice(0, at) + random.pick(Array.from('晓小亚红金玉文')) + name.slice(at + 1)
  }
  if (kind < 60) {
    faults.push('order swapped')
    return name.slice(1) + name[0]!
  }
  if (kind < 85) return [...name].map((letter) => traditional.get(letter) ?? letter).join('')
  if (kind < 95) {
    faults.push('nickname')
    return random.pick([`老${name[0]!}`, `${name[0]!}${sex === 'male' ? '师傅' : '阿姨'}`, `阿${name.at(-1)!}`])
  }
  if (kind < 100 && name.length > 2) {
    faults.push('character missing')
    return name.slice(0, at) + name.slice(at + 1)
  }
  return kind < 200 && name.length === 2 ? `${name[0]!} ${name[1]!}` : name
}
