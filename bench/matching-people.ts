// An invented population whose truth is known: households, twins, namesakes next door, shared phones, moves. It lives in
// 1989, so that its numbers of 15 places could be given; its phones begin with digits that no phone in China has.

import { makeResidentId } from '#model'

/** Numbers between 0 and 1, the same ones for the same seed (mulberry32). */
export function randomOf(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    chance: (share: number) => next() < share,
    below: (limit: number) => Math.floor(next() * limit),
    pick: <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!,
    /** The first are picked most, by about the law that names and words follow. */
    pickZipf: <T>(all: readonly T[]): T => all[Math.floor(all.length ** next()) - 1]!,
  }
}
export type Random = ReturnType<typeof randomOf>

export interface Invented {
  readonly truth: number
  readonly name: string
  readonly sex: 'male' | 'female'
  readonly birth: string
  readonly id: string
  readonly household: number
  readonly home: string
  readonly formerHome: string | undefined
  readonly phone: string | undefined
  readonly formerPhone: string | undefined
  readonly landline: string | undefined
  readonly isMigrant: boolean
}

const surnames = Array.from(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方' +
    '石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤',
).concat('欧阳', '诸葛', '司徒')
const letters = {
  male: Array.from(
    '伟强军国华建明志文勇杰涛平海德斌峰波辉刚龙宏永生林松浩庆祥福根荣忠义良新民光宇鹏飞磊超亮健成东春金玉安学家振东立成世清润泽宝元',
  ),
  female: Array.from(
    '芳英丽秀兰敏静娟桂玉珍红霞燕玲梅凤艳萍华云琴雪莉淑慧春月美芬婷琳彩爱莲洁莹颖佳欣怡雯倩菊香娜丹蓉晓文惠素瑞巧银翠杏青珠妹芝',
  ),
}
const roads = ['松柏路', '桐荫路', '清溪路', '望江路', '书香路', '云栖路', '槐安路', '映月路']

function givenName(random: Random, sex: 'male' | 'female', born: number): string {
  const pool = letters[sex]
  const isShort = random.chance(born < 1950 ? 0.12 : born < 1966 ? 0.2 : 0.42)
  const first = random.pickZipf(pool)
  return isShort ? first : first + random.pick(pool)
}

/** People of one street, household by household, until there are so many. */
export function inventPeople(seed: number, count: number): readonly Invented[] {
  const random = randomOf(seed)
  const people: Invented[] = []
  const usedNumbers = new Set<string>()
  let household = 0

  function numberOf(birth: string, sex: 'male' | 'female', after?: string): string {
    for (let serial = after ? Number(after.slice(14, 17)) + 1 : random.below(999) + 1; ; serial = (serial % 999) + 1) {
      if ((serial % 2 === 1) !== (sex === 'male')) continue
      const number = makeResidentId({ division: '310107', birth, serial })
      if (usedNumbers.has(number)) continue
      usedNumbers.add(number)
      return number
    }
  }
  const birthIn = (year: number) =>
    `${Math.max(1905, Math.min(1989, year))}-${two(random.below(12) + 1)}-${two(random.below(28) + 1)}`
  const mobile = () => `100${String(random.below(100_000_000)).padStart(8, '0')}`

  function add(
    member: { surname: string; given: string; sex: 'male' | 'female'; birth: string; twin?: Invented },
    home: Home,
  ) {
    const age = 1989 - Number(member.birth.slice(0, 4))
    const hasOwnPhone = age >= 14 && random.chance(age > 70 ? 0.6 : 0.95)
    const phone = hasOwnPhone ? mobile() : home.phone
    people.push({
      truth: people.length,
      name: member.surname + member.given,
      sex: member.sex,
      birth: member.birth,
      id: numberOf(member.birth, member.sex, member.twin?.id),
      household,
      home: home.address,
      formerHome: random.chance(0.25) ? addressOf(random, count) : undefined,
      phone,
      formerPhone: random.chance(0.35) ? (random.chance(0.2) ? home.phone : mobile()) : undefined,
      landline: home.landline,
      isMigrant: home.isMigrant,
    })
    return people.at(-1)!
  }

  while (people.length < count) {
    household++
    const isMigrant = random.chance(0.25)
    const home: Home = {
      address: addressOf(random, count),
      phone: mobile(),
      landline: random.chance(0.35) ? `00${String(random.below(1_000_000)).padStart(6, '0')}` : undefined,
      isMigrant,
    }
    const kind = random.below(100)
    if (kind < 10) {
      // Strangers who share a flat.
      for (let left = 2 + random.below(3); left > 0; left--) {
        const [sex, year] = [random.chance(0.6) ? 'male' : 'female', 1955 + random.below(15)] as const
        add(
          { surname: random.pickZipf(surnames), given: givenName(random, sex, year), sex, birth: birthIn(year) },
          home,
        )
      }
      continue
    }
    const headYear = kind < 35 ? 1908 + random.below(22) : 1930 + random.below(33)
    const [father, mother] = [random.pickZipf(surnames), random.pickZipf(surnames)]
    // Some are named after the one next door without anybody meaning it.
    const neighbour = people.at(-1 - random.below(Math.min(people.length, 60)))
    const isNamesake = neighbour !== undefined && neighbour.sex === 'male' && random.chance(0.012)
    const head = isNamesake
      ? { surname: neighbour.name.slice(0, 1), given: neighbour.name.slice(1) }
      : { surname: father, given: givenName(random, 'male', headYear) }
    const birth = birthIn(isNamesake && random.chance(0.2) ? Number(neighbour.birth.slice(0, 4)) : headYear)
    if (kind < 20 ? random.chance(0.4) : true) add({ ...head, sex: 'male', birth }, home)
    const wifeYear = headYear + random.below(5) - 1
    add(
      { surname: mother, given: givenName(random, 'female', wifeYear), sex: 'female', birth: birthIn(wifeYear) },
      home,
    )
    if (kind < 40) continue
    const shared = random.pick(letters.male)
    for (let left = 1 + random.below(2); left > 0 && headYear + 24 < 1988; left--) {
      const sex = random.chance(0.5) ? 'male' : 'female'
      const childBirth = birthIn(headYear + 23 + random.below(10))
      // A son with a name that sounds like his father's: 志强 and 自强.
      const isLikeFather = sex === 'male' && random.chance(0.03)
      const given = isLikeFather
        ? (alike.get(head.given[0]!) ?? shared) + head.given.slice(1)
        : random.chance(0.5)
          ? shared + random.pick(letters[sex])
          : givenName(random, sex, Number(childBirth.slice(0, 4)))
      const child = add({ surname: head.surname, given, sex, birth: childBirth }, home)
      if (!random.chance(0.02)) continue
      const last = child.name.at(-1)!
      const twinLast = random.chance(0.2) ? (alike.get(last) ?? random.pick(letters[sex])) : random.pick(letters[sex])
      const twinName = child.name.length > 2 ? child.name.slice(1, -1) + twinLast : twinLast
      add(
        {
          surname: head.surname,
          given: twinName === child.name.slice(1) ? `${twinName}华` : twinName,
          sex,
          birth: childBirth,
          twin: child,
        },
        home,
      )
    }
  }
  return people.slice(0, count)
}

interface Home {
  readonly address: string
  readonly phone: string
  readonly landline: string | undefined
  readonly isMigrant: boolean
}

/** Characters of one sound, as clerks mistake them and as parents of twins choose them. */
export const alike: ReadonlyMap<string, string> = new Map(
  '伟维 强墙 军君 国果 华花 建健 明铭 志智 文雯 勇永 杰洁 涛陶 平萍 海孩 德得 斌彬 峰锋 波博 辉晖 刚钢 宏红 生胜 林琳 浩昊 祥翔 芳方 英瑛 丽莉 秀修 兰岚 敏闵 静靖 娟鹃 桂贵 玉钰 珍真 霞夏 燕艳 玲灵 梅美 凤奉 云芸 琴勤 怡仪 佳嘉 欣心 慧惠 莹盈 张章 陈程 徐许 于余 沈申'
    .split(' ')
    .flatMap(([one, two_]) => [[one!, two_!] as const, [two_!, one!] as const]),
)

function addressOf(random: Random, count: number): string {
  const lanes = Math.max(4, Math.round(count / 1200))
  return `${random.pick(roads)}/${100 + random.below(lanes)}//${1 + random.below(30)}//${1 + random.below(6)}0${1 + random.below(4)}`
}

const two = (number: number) => String(number).padStart(2, '0')
