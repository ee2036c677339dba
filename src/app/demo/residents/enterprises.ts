import { must } from '#kernel/assert'
import { makeUscc } from '#model'
import { addressesOf, type Address } from '../addresses.ts'
import { personName, phoneNumber } from '../people.ts'
import { between, pick } from '../rng.ts'
import type { Resident } from './households.ts'
import { placeOf } from './places.ts'
import { add, daysAgo, join, said, type Plan, type Thing } from './plan.ts'

const words =
  '恒远 卓越 新锐 博雅 申浦 汇智 联创 嘉禾 星河 云启 德润 海纳 明道 瑞丰 华章 致远 同辉 启航 润泽 融信'.split(' ')
const fields = [
  ['信息科技', '软件和信息技术服务业'],
  ['文化传播', '商务服务业'],
  ['企业管理咨询', '商务服务业'],
  ['国际贸易', '批发业'],
  ['建筑设计', '专业技术服务业'],
  ['餐饮管理', '餐饮业'],
  ['医疗器械', '批发业'],
  ['教育科技', '教育'],
  ['供应链管理', '装卸搬运和仓储业'],
  ['人力资源', '商务服务业'],
] as const
const towers = '国际大厦 商务中心 广场 科创园 大厦 中心'.split(' ')

const digits = (text: string) => text.replace(/号$/, '')

interface Tower {
  readonly thing: Thing
  readonly address: Address
  readonly name: string
  readonly floors: number
}

function buildTowers(plan: Plan, shops: readonly Address[], count: number): readonly Tower[] {
  return Array.from({ length: count }, (_, at): Tower => {
    const address = must(shops[Math.floor((at * shops.length) / count)], 'an address for an office building')
    const name = `${address.road.replace(/[路街]$/, '')}${words[at % words.length]}${towers[at % towers.length]}`
    const floors = between(plan.rng, 9, 28)
    const thing = add(plan, 'building', null, placeOf(plan, address), [
      said('housing', daysAgo(plan, 200, 900), {
        name,
        road: address.road,
        number: digits(address.number),
        kind: 'office',
        built: between(plan.rng, 1994, 2019),
        structure: '钢混',
        floors,
        lifts: Math.ceil(floors / 5),
      }),
    ])
    return { thing, address, name, floors }
  })
}

const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Firms in office buildings, some registered where they do not work; and shops on the street. */
export function settleEnterprises(
  plan: Plan,
  { firms, shops: wantedShops, residents }: { firms: number; shops: number; residents: readonly Resident[] },
): readonly Thing[] {
  const { rng } = plan
  const onStreet = addressesOf(plan.street).filter((address) => address.shop !== null)
  const buildings = buildTowers(plan, onStreet, 8)
  const made = Array.from({ length: firms }, (_, nth): Thing => {
    const tower = pick(rng, buildings)
    const floor = between(rng, 2, tower.floors)
    const room = `${floor}${String(between(rng, 1, 12)).padStart(2, '0')}`
    const works = `${tower.address.road}${tower.address.number}${tower.name}${room}室`
    const [trade, industry] = pick(rng, fields)
    const first = words[nth % words.length]!
    const second = pick(
      rng,
      words.filter((word) => word !== first),
    )
    const name = `上海${first}${second}${trade}有限公司`
    const isElsewhere = rng() < 0.14
    const subject = `MA1${letters[nth % 31]}${letters[Math.floor(nth / 31) % 31]}${String(between(rng, 0, 999)).padStart(3, '0')}`
    const uscc = makeUscc({ division: plan.street.slice(0, 6), subject })
    const staff = rng() < 0.1 ? between(rng, 80, 600) : between(rng, 3, 60)
    const tax = staff * between(rng, 4_000, 40_000)
    const thing = add(plan, 'enterprise', null, tower.thing.place, [
      said('market', daysAgo(plan, 60, 900), {
        name,
        formerNames: rng() < 0.06 ? `上海${pick(rng, words)}实业有限公司` : null,
        uscc,
        kind: rng() < 0.9 ? '有限责任公司' : '有限责任公司（外商投资）',
        industry,
        legalRep: personName(rng),
        registeredPlace: isElsewhere ? `上海市崇明区某镇某路${between(rng, 1, 900)}号` : works,
        founded: daysAgo(plan, 400, 9000),
        capital: pick(rng, [50, 100, 200, 500, 1000, 5000]),
      }),
      said('tax', daysAgo(plan, 30, 300), { name, uscc, taxTotal: tax, taxYear: Number(plan.today.slice(0, 4)) - 1 }),
      ...(rng() < 0.75
        ? [
            said('visit', daysAgo(plan, 2, 180), {
              operatingPlace: works,
              staff,
              aboveScale: staff >= 80 || undefined,
              leaseEnds: daysAgo(plan, -900, -20),
              contactName: personName(rng),
              contactPhone: phoneNumber(rng),
              officer: personName(rng),
            }),
          ]
        : []),
      // The list of the committee counts otherwise, and is older.
      ...(rng() < 0.2
        ? [said('committee', daysAgo(plan, 400, 800), { name, staff: Math.max(1, staff - between(rng, 1, 9)) })]
        : []),
    ])
    join(plan, 'occupies', thing, tower.thing, {
      details: { room, floor: String(floor) },
      from: daysAgo(plan, 100, 2500),
      source: 'visit',
    })
    return thing
  })
  settleShops(plan, onStreet.slice(0, wantedShops), { firms: made, residents })
  return made
}

function kindOfShop(name: string): string {
  if (/(面馆|馄饨店|早餐店|奶茶店|咖啡馆|生煎馆|熟食店|卤味店|小吃店)$/.test(name)) return 'catering'
  if (/(理发店|洗衣店|干洗店|修车铺|房产中介)$/.test(name)) return 'service'
  return name.endsWith('药房') ? 'medical' : 'shop'
}

function settleShops(
  plan: Plan,
  addresses: readonly Address[],
  { firms, residents }: { firms: readonly Thing[]; residents: readonly Resident[] },
): void {
  const { rng } = plan
  const grown = residents.filter(({ person }) => person.age >= 25 && person.age < 65)
  for (const address of addresses) {
    const operator = rng() < 0.5 ? pick(rng, grown) : null
    const shop = add(plan, 'premises', null, placeOf(plan, address), [
      said('visit', daysAgo(plan, 5, 300), {
        name: address.shop,
        kind: kindOfShop(address.shop ?? ''),
        road: address.road,
        number: digits(address.number),
        operator: operator?.name ?? personName(rng),
        phone: operator?.person.phone ?? phoneNumber(rng),
      }),
    ])
    const from = daysAgo(plan, 100, 3000)
    if (operator) join(plan, 'runs', operator.thing, shop, { from, source: 'visit' })
    else if (rng() < 0.3) join(plan, 'runs', pick(rng, firms), shop, { from, source: 'market' })
  }
}
