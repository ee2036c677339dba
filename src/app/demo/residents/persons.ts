import { makeResidentId } from '#model'
import type { Fields } from '#engines/registers/shared'
import { addDays } from '#kernel/time'
import { personName, phoneNumber } from '../people.ts'
import { between, pick } from '../rng.ts'
import { daysAgo, said, type Plan, type SaidOf } from './plan.ts'

export interface Drawn {
  readonly name: string
  readonly sex: 'male' | 'female'
  readonly birth: string
  readonly age: number
  readonly phone: string | null
  readonly identity: Fields
}

export interface Wanted {
  readonly ages: readonly [number, number]
  readonly sex?: 'male' | 'female'
  /** Children bear the surname of a parent. */
  readonly surname?: string
}

const men = /[强华明伟俊国杰然康东峰宏佑刚鸣新宝根轩航振耀培斌晨]$/

const serials = new WeakMap<Plan, Map<string, number>>()

/** Of each day and sex another. Whoever was born since 1990 gets a county that there is not: the number is nobody's. */
function residentIdFor(plan: Plan, birth: string, sex: 'male' | 'female', province = '310107'): string {
  const used = serials.get(plan) ?? new Map<string, number>()
  serials.set(plan, used)
  const key = `${birth}${sex}`
  const nth = used.get(key) ?? between(plan.rng, 1, 300)
  used.set(key, nth + 1)
  const division = birth < '1990' || !province.startsWith('31') ? province : '310199'
  return makeResidentId({ division, birth, serial: (nth * 2 + (sex === 'male' ? 1 : 0)) % 1000 })
}

export function draw(plan: Plan, { ages, sex = plan.rng() < 0.49 ? 'male' : 'female', surname }: Wanted): Drawn {
  const { rng } = plan
  const age = between(rng, ...ages)
  const birth = addDays(plan.today, -Math.round(age * 365.25) - between(rng, 1, 360))
  let name = personName(rng)
  // The name fits the sex, as far as its last character tells.
  for (let again = 0; again < 6 && men.test(name) !== (sex === 'male'); again++) name = personName(rng)
  if (surname) name = surname + name.slice(1)
  return {
    name,
    sex,
    birth,
    age,
    phone: age >= 12 ? phoneNumber(rng) : null,
    identity: { idType: 'resident', idNumber: residentIdFor(plan, birth, sex) },
  }
}

const elsewhere = ['349999', '329999', '339999', '369999', '419999'] as const
const provinces: Readonly<Record<string, string>> = {
  '349999': '安徽省',
  '329999': '江苏省',
  '339999': '浙江省',
  '369999': '江西省',
  '419999': '河南省',
}

export interface Origin {
  readonly identity: Fields
  readonly hukouAddress: string | null
  readonly nationality?: string
  readonly name?: string
}

/** From another province: the number begins with one of its counties that there is not. */
export function migrant(plan: Plan, { birth, sex }: Drawn): Origin {
  const division = pick(plan.rng, elsewhere)
  return {
    identity: { idType: 'resident', idNumber: residentIdFor(plan, birth, sex, division) },
    hukouAddress: `${provinces[division]}某县`,
  }
}

const families = {
  法国: 'Durand Moreau Lambert Girard',
  德国: 'Weber Schulz Krüger Vogel',
  美国: 'Carter Hayes Bennett Foster',
  意大利: 'Ricci Conti Marino Greco',
  日本: '佐藤 高桥 田中 渡边',
} as const
const given = {
  male: ['Jonas', 'Marco', 'Louis', 'Peter', 'Simon', 'Daniel'],
  female: ['Camille', 'Emily', 'Anna', 'Julia', 'Clara', 'Sophie'],
} as const
const givenInJapan = { male: ['健一', '翔太', '大辅'], female: ['美咲', '由美', '真理子'] } as const

export function foreigner(plan: Plan, { sex }: Drawn): Origin {
  const { rng } = plan
  const nationality = pick(rng, Object.keys(families) as (keyof typeof families)[])
  const family = pick(rng, families[nationality].split(' '))
  const name = nationality === '日本' ? family + pick(rng, givenInJapan[sex]) : `${pick(rng, given[sex])} ${family}`
  const number = `ZZ${String(between(rng, 0, 999_999)).padStart(6, '0')}`
  return { identity: { idType: 'passport', idNumber: number }, hukouAddress: null, nationality, name }
}

export function fromHongKong(plan: Plan): Origin {
  const number = `H0000${String(between(plan.rng, 0, 9999)).padStart(4, '0')}`
  return { identity: { idType: 'hmt_travel', idNumber: number }, hukouAddress: null, nationality: '中国香港' }
}

const schooling = ['小学', '初中', '高中', '中专', '大专', '大学本科', '硕士研究生'] as const
const works = [
  '上海某某商贸有限公司',
  '街道社区卫生服务中心',
  '市第三中学',
  '出租汽车公司',
  '某软件公司',
  '某银行支行',
  '个体经营',
] as const

/** What the population base, the community cloud and the committee say of someone: mostly the same, not always. */
export function sayingsOf(
  plan: Plan,
  person: Drawn,
  { hukouAddress, married, livesAlone }: { hukouAddress: string | null; married: boolean; livesAlone: boolean },
  origin: Origin | null,
): SaidOf[] {
  const { rng } = plan
  const { sex, birth, age, phone } = person
  const name = origin?.name ?? person.name
  const older = phoneNumber(rng)
  const isSlip = rng() < 0.01
  const all: SaidOf[] = [
    said('police', daysAgo(plan, 200, 700), {
      name,
      sex,
      birth,
      ...(origin?.identity ?? person.identity),
      nation: origin?.nationality ? null : rng() < 0.97 ? '汉族' : pick(rng, ['回族', '满族', '蒙古族']),
      nationality: origin?.nationality,
      hukouAddress: origin ? origin.hukouAddress : hukouAddress,
    }),
  ]
  if (rng() < 0.42)
    all.push(
      said('community_cloud', daysAgo(plan, 120, 800), {
        name,
        birth: isSlip ? addDays(birth, 1) : birth,
        phone: phone && rng() < 0.2 ? older : phone,
        education: age > 18 ? pick(rng, schooling) : null,
        marital: age > 22 ? (married ? '已婚' : pick(rng, ['未婚', '离异', '丧偶'])) : null,
        political: age > 24 && rng() < 0.15 ? '中共党员' : null,
      }),
    )
  if (phone || livesAlone)
    all.push(
      said('committee', daysAgo(plan, 20, 500), {
        name: isSlip ? name.slice(0, 1) + pick(rng, ['晓', '小', '玲', '琳']) + name.slice(2) : name,
        phone,
        livesAlone: livesAlone || undefined,
        workUnit: age > 22 && age < 60 && rng() < 0.4 ? pick(rng, works) : null,
      }),
    )
  if (livesAlone || (age >= 80 && rng() < 0.6))
    all.push(
      said('visit', daysAgo(plan, 3, 90), {
        phone: phone && rng() < 0.15 ? phoneNumber(rng) : phone,
        livesAlone: livesAlone || undefined,
        contactName: personName(rng),
        contactPhone: phoneNumber(rng),
        contactRelation: pick(rng, ['儿子', '女儿', '侄女', '邻居', '妹妹']),
      }),
    )
  return all
}
