import pg from 'pg'
import { makeResidentId, makeUscc } from '#model'
import type { Database } from '#platform/db'
import type { Fields, RegisterId } from '#engines/registers/shared'
import { addDays } from '#kernel/time'
import { makeRng, pick, type Rng } from '../src/app/demo/rng.ts'
import { addressKeyOf } from '../src/engines/registers/server/entries/tokens.ts'
import type { Place, Saying } from '../src/engines/registers/server/entries/entry.ts'
import { sayAll } from '../src/engines/registers/server/entries/settle-entries.ts'

export interface RegistersFilling {
  readonly street: string
  readonly people: number
}

/** What a street is filled with, to ask for it again. */
export interface FilledStreet {
  readonly people: readonly FilledPerson[]
  readonly homes: number
}

export interface FilledPerson {
  readonly id: string
  readonly name: string
  readonly idNumber: string
  readonly phone: string
  readonly home: string
  readonly road: string
  readonly lane: string
  readonly number: string
  readonly room: string
  readonly compound: string
  readonly committee: string
}

const batch = 4000
const observedOn = '2026-06-01'
const now = '2026-06-01T00:00:00.000Z'
const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
const idOf = (kind: number, nth: number) => `01900000-${hex(kind, 4)}-7000-8000-${hex(nth, 12)}`
const kinds = { compound: 1, building: 2, staircase: 3, home: 4, person: 5, enterprise: 6, premises: 7, tie: 8, tag: 9, statement: 10 } // prettier-ignore

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严欧'
const letters: readonly string[] = Array.from(
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰英华玉萍红梅琴云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉建国志文斌宇浩凯健俊帆帅旭宁龙林欢阳成晨辉峰海波鹏翔飞鑫德福根宝永康安邦庆祥泰和惠珠翠雅芝玲秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君蕊薇菁梦岚苑馨琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希欣飘育滢馥筠柔竹霭凝晓枫芸菲寒',
)
const bodies = '绿洲 锦绣 华庭 阳光 知音 梅川 清涧 曹杨 兰溪 枣阳 金沙 怒江 中宁 普雄 秋水 河滨 世纪 同济 香樟 玫瑰 明珠 天园 新湖 长风 白玉 祥和 恒盛 水岸 云庐 芳华'.split(' ') // prettier-ignore
const ends = '花园 小区 公寓 苑 新村 名邸 里 坊'.split(' ')
const trades = '餐饮 科技 贸易 咨询 文化传播 物业 商务服务 信息技术'.split(' ')
const shops = '面馆 水果店 理发店 便利店 五金店 药房 咖啡馆 修理铺'.split(' ')
const relations = ['户主', '配偶', '子', '女', '父', '母']

interface Grid {
  readonly code: string
  readonly committee: string
  readonly lng: number
  readonly lat: number
}

interface Made {
  readonly id: string
  readonly register: RegisterId
  readonly parent: string | null
  readonly place: Place
  readonly fields: Fields
}

/** Two thirds of given names have two characters, as today; three in a thousand surnames are written with two. */
function nameOf(rng: Rng): string {
  const surname =
    rng() < 0.003 ? pick(rng, ['欧阳', '司徒', '上官']) : surnames[Math.floor(rng() ** 2 * surnames.length)]!
  const given = pick(rng, letters) + (rng() < 0.67 ? pick(rng, letters) : '')
  return surname + given
}

/** Mobile numbers that are nobody's as far as they go, then landlines of an exchange that there is not. */
const phoneOf = (nth: number) =>
  nth < 10_000 ? `1990000${String(nth).padStart(4, '0')}` : `0210${String(nth).padStart(7, '0')}`

/** Everything of one street, in the order in which it lies in each other; the same at each call. */
function* invent(street: string, people: number, grids: readonly Grid[], roads: readonly string[]) {
  const rng = makeRng(`registers ${street}`)
  const compounds = Math.max(4, Math.round(people / 1250))
  let [staircases, homes, persons] = [0, 0, 0]
  for (let c = 0; c < compounds; c++) {
    const grid = grids[c % grids.length]!
    const road = roads[c % roads.length]!
    const lane = String(100 + c * 7)
    const name = `${bodies[c % bodies.length]}${ends[Math.floor(c / bodies.length) % ends.length]}${c >= bodies.length * ends.length ? `${Math.floor(c / (bodies.length * ends.length)) + 1}期` : ''}`
    const at = (part: number): Place => ({
      committee: grid.committee,
      grid: grid.code,
      microGrid: `${grid.code}-${part % 4}`,
      lng: grid.lng + (rng() - 0.5) / 1000,
      lat: grid.lat + (rng() - 0.5) / 1000,
      homeKey: null,
    })
    const compound = idOf(kinds.compound, c)
    yield entry(compound, 'compound', null, at(0), { name, kind: 'commodity', built: 1985 + (c % 30) })
    const here = Math.floor((people * (c + 1)) / compounds)
    for (let s = 0; persons < here; s++) {
      const number = String(s + 1)
      const building = idOf(kinds.building, staircases)
      const staircase = idOf(kinds.staircase, staircases++)
      const place = at(s)
      yield entry(building, 'building', compound, place, {
        name: `${s + 1}号楼`,
        road,
        lane,
        number,
        kind: 'residential',
      })
      yield entry(staircase, 'staircase', building, place, { road, lane, number, floors: 6 })
      for (let floor = 1; floor <= 6 && persons < here; floor++)
        for (let door = 1; door <= 3 && persons < here; door++) {
          const room = `${floor}0${door}`
          const home = idOf(kinds.home, homes++)
          yield entry(home, 'home', staircase, place, { road, lane, number, room, floor, use: 'residential', area: 5000 + ((homes * 37) % 8000) }) // prettier-ignore
          const homeKey = addressKeyOf('home', { road, lane, number, room })
          const size = 1 + Math.floor(rng() * 4)
          const [kin, birth0] = [nameOf(rng), rng()]
          for (let n = 0; n < size && persons < here; n++) {
            const nth = persons++
            const born = addDays('1930-01-01', Math.floor((n === 0 ? birth0 * 0.6 : rng()) * 21_900))
            const serial = 1 + (Math.floor(nth / 150) % 998)
            const own = nameOf(rng)
            // Children mostly bear the surname of the house.
            const full = n > 1 ? kin[0]! + own.slice(1) : n === 0 ? kin : own
            const isAlone = size === 1 && born < '1956'
            yield entry(idOf(kinds.person, nth), 'person', null, { ...place, homeKey }, {
              name: full,
              sex: serial % 2 === 1 ? 'male' : 'female',
              birth: born,
              idType: 'resident',
              idNumber: makeResidentId({ division: '310107', birth: born, serial }),
              phone: phoneOf(nth),
              ...(isAlone && { livesAlone: true }),
              ...(born < '1950' && { contactName: kin[0]! + pick(rng, letters), contactPhone: phoneOf((nth * 7) % 10_000), contactRelation: '子女' }),
              hukouAddress: `上海市普陀区${road}${lane}弄${number}号${room}室`,
            }, { home, road, lane, number, room, compound: name, relation: relations[n] ?? '其他', isOwner: n === 0, isAlone, born }) // prettier-ignore
          }
        }
      if (s % 4 === 0) {
        const nth = staircases
        const trade = pick(rng, trades)
        yield entry(idOf(kinds.enterprise, nth), 'enterprise', null, place, {
          name: `上海${pick(rng, letters)}${pick(rng, letters)}${pick(rng, letters)}${trade}有限公司`,
          uscc: makeUscc({ division: '310107', subject: `MA${String(nth).padStart(6, '0')}` }),
          registeredPlace: `${road}${lane}弄${number}号`,
          legalRep: nameOf(rng),
          contactPhone: phoneOf((nth * 13) % 10_000),
        })
        yield entry(idOf(kinds.premises, nth), 'premises', building, place, { name: `${pick(rng, letters)}${pick(rng, letters)}${pick(rng, shops)}`, road, lane, number, phone: phoneOf((nth * 17) % 10_000) }) // prettier-ignore
      }
    }
  }
}

interface Living {
  readonly home: string
  readonly road: string
  readonly lane: string
  readonly number: string
  readonly room: string
  readonly compound: string
  readonly relation: string
  readonly isOwner: boolean
  readonly isAlone: boolean
  readonly born: string
}

const entry = (
  id: string,
  register: RegisterId,
  parent: string | null,
  place: Place,
  fields: Fields,
  living?: Living,
) => ({
  made: { id, register, parent, place, fields } satisfies Made,
  living,
})

/** Fills one street, whose committees and grids must be there, with invented people in homes: the same at each call. */
export async function fillRegistersWith(
  ownerUrl: string,
  database: Database,
  { street, people }: RegistersFilling,
): Promise<FilledStreet> {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  const filled: FilledPerson[] = []
  let homes = 0
  let statement = 0
  try {
    await client.query(`set synchronous_commit = off; set session_replication_role = replica`)
    const grids = await client.query<Grid>(
      `select code, committee, (ring->0->>0)::float8 as lng, (ring->0->>1)::float8 as lat from grids where street = $1 and valid_to is null order by code`,
      [street],
    )
    const roads = await client.query<{ road: string }>(
      `select distinct road collate "C" as road from addresses where street = $1 order by 1`,
      [street],
    )
    const ties: unknown[][] = []
    const tags: unknown[][] = []
    let said: Made[] = []
    const flush = async () => {
      const sayings = said.map((made): Saying => ({
        statement: idOf(kinds.statement, statement++),
        entry: made.id,
        makes: { register: made.register, parent: made.parent, place: made.place },
        source: 'police',
        observedOn,
        fields: made.fields,
      }))
      said = []
      await database.transaction(street, (tx) => sayAll(tx, street, { rules: new Map(), now, by: null, entries: [] }, sayings)) // prettier-ignore
    }
    for (const { made, living } of invent(
      street,
      people,
      grids.rows,
      roads.rows.map(({ road }) => road),
    )) {
      said.push(made)
      if (made.register === 'home') homes++
      if (living) {
        const nth = filled.length
        const f = made.fields as Record<string, string>
        filled.push({ id: made.id, name: f['name']!, idNumber: f['idNumber']!, phone: f['phone']!, home: living.home, road: living.road, lane: living.lane, number: living.number, room: living.room, compound: living.compound, committee: made.place.committee! }) // prettier-ignore
        const tie = (kind: string, share: number | null = null) =>
          ties.push([idOf(kinds.tie, ties.length), kind, made.id, living.home, JSON.stringify(kind === 'owns' ? {} : { relation: living.relation, residence: 'HUKOU_PRESENT' }), share, share]) // prettier-ignore
        tie('lives')
        if (nth % 10 < 7) tie('hukou')
        if (living.isOwner) tie('owns', 1)
        const tag = (name: string, restricted = false) =>
          tags.push([idOf(kinds.tag, tags.length), made.id, name, restricted])
        if (living.isAlone) tag('lives_alone')
        if (living.born < '1946') tag('very_old')
        if (nth % 41 === 0) tag('subsistence')
        if (nth % 37 === 0) tag('disability')
        if (nth % 211 === 0) tag('mental_health', true)
        if (nth % 997 === 0) tag('correction', true)
      }
      if (said.length >= batch) await flush()
    }
    await flush()
    const columns = <T>(rows: readonly T[][]) => rows[0]?.map((_, at) => rows.map((row) => row[at]!)) ?? []
    for (let at = 0; at < ties.length; at += 50_000)
      await client.query(
        `insert into register_ties (street, id, kind, subject, object, details, share_part, share_whole, valid_from, source, recorded_at)
         select '${street}', n.id, n.kind, n.subject, n.object, n.details, n.part, n.whole, '2020-01-01', 'police', '${now}'
         from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::jsonb[], $6::int[], $7::int[]) as n (id, kind, subject, object, details, part, whole)`,
        columns(ties.slice(at, at + 50_000)),
      )
    for (const restricted of [false, true])
      await client.query(
        `insert into ${restricted ? 'restricted_tags' : 'care_tags'} (street, id, entry, tag, source, valid_from, recorded_at)
         select '${street}', n.id, n.entry, n.tag, 'civil_affairs', '2022-01-01', '${now}' from unnest($1::uuid[], $2::uuid[], $3::text[]) as n (id, entry, tag)`,
        columns(tags.filter((tag) => tag[3] === restricted).map((tag) => tag.slice(0, 3))),
      )
    await client.query(`vacuum analyze`)
  } finally {
    await client.end()
  }
  return { people: filled, homes }
}
