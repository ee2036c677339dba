import { makeResidentId, makeUscc } from '#model'
import type { Scope } from '#kernel/session'
import { StaffId } from '#kernel/id'
import type { Actor } from '#platform/operations'
import { registerRoles, registers, type Fields, type RegisterId } from '#engines/registers/shared'
import type { Saying } from '../src/engines/registers/server/entries/entry.ts'
import { sayAll } from '../src/engines/registers/server/entries/settle-entries.ts'
import { freshDatabase, onOwner, type TestDatabase } from './db.ts'
import { countedId, property } from './people.ts'

export const street = '310107015'
export const committees = [`${street}001`, `${street}002`] as const
const now = '2026-11-20T02:00:00.000Z'
const square = (from: number) =>
  JSON.stringify([
    [from, 31.24],
    [from + 0.01, 31.24],
    [from + 0.01, 31.25],
    [from, 31.25],
  ])

const places = `
  insert into streets (code, name, district, lng, lat, phone) values ('${street}', '["测试街道","Test"]', '["测试区","Test"]', 121.4, 31.2, '021-00000000');
  insert into committees (street, code, name, ring, valid_from) values ('${street}', '${committees[0]}', '第一居委', '${square(121.43)}', '2020-01-01'), ('${street}', '${committees[1]}', '第二居委', '${square(121.44)}', '2020-01-01');
  insert into comprehensive_grids (street, code, name) values ('${street}', 'Z01', '综合网格一');
  insert into grids (street, code, name, committee, comprehensive, ring, valid_from) values
    ('${street}', 'W01', '网格一', '${committees[0]}', 'Z01', '${square(121.43)}', '2020-01-01'), ('${street}', 'W02', '网格二', '${committees[1]}', 'Z01', '${square(121.44)}', '2020-01-01');
  insert into units (street, id, code, name, kind, committee) values ('${street}', '${property}', 'property', '物业', 'property', '${committees[0]}');`

let staff = 0
/** Someone who has these roles, also those of administrators, whose rights are named here as the composition gives them. */
export function aReader(
  roles: readonly string[],
  said: { scope?: Scope; can?: readonly string[]; unit?: string } = {},
) {
  const id = StaffId.parse(countedId(++staff, 0xbb))
  const verbs = registerRoles.filter((role) => roles.includes(role.id)).flatMap((role) => role.may)
  const can = new Set([...verbs.map((verb) => registers[verb].name), registers.directory.name, ...(said.can ?? [])])
  const { scope = { kind: 'street' }, unit = null } = said
  return { kind: 'staff', id, accountId: id, name: roles.join(), unit, scope, roles, can } as unknown as Actor & { kind: 'staff' } // prettier-ignore
}

/** What differs between two worlds that must look alike to who may not see it. */
export interface Hidden {
  readonly names: number
  readonly numbers: number
}

export interface Resident {
  readonly id: string
  readonly home: string
  readonly committee: 0 | 1
  readonly fields: Fields
}

const given = ['铭轩', '芷晴', '柏舟', '念慈', '远帆', '若溪', '承泽', '语桐', '景行', '书瑶', '怀瑾', '清越', '望舒', '听澜', '嘉树', '明夷'] // prettier-ignore
const surnames = ['赵', '钱', '孙', '李', '欧阳', '吴', '郑', '王']

/** Same ends, same year of birth, another middle: what a mask shows is the same. The day of birth goes with the name. */
function numbersOf(nth: number, variant: number, numbers: number) {
  const year = 1940 + (nth % 45)
  const end = String(1000 + nth * 37).slice(-4)
  const wanted = String(nth % 10)
  for (let serial = 0; ; serial++) {
    // The check character and the serial are shown: they must be alike too.
    const month = String(1 + ((nth + variant * 5) % 12)).padStart(2, '0')
    const day = String(1 + ((nth * 3 + variant * 7 + Math.floor(serial / 10)) % 28)).padStart(2, '0')
    const birth = `${year}-${month}-${day}`
    const idNumber = makeResidentId({ division: '310107', birth, serial: Number(`${wanted}5${serial % 10}`) })
    if (idNumber.endsWith(`${wanted}5${nth % 10}${(nth * 7) % 10}`))
      return { birth, idNumber, phone: `199000${numbers}${end}` }
    if (serial > 4000) throw new Error('no such number')
  }
}

export interface RegistersWorld extends TestDatabase {
  readonly residents: readonly Resident[]
  readonly entries: Readonly<Record<string, string>>
}

/** A small street of two committees, everything in it at least once; the same ids whatever is hidden. */
export async function aRegistersWorld({ names, numbers }: Hidden = { names: 0, numbers: 0 }): Promise<RegistersWorld> {
  const at = await freshDatabase()
  await onOwner(at, places)
  const sayings: Saying[] = []
  let statements = 0
  const say = (id: string, register: RegisterId, parent: string | null, committee: 0 | 1, fields: Fields) => {
    sayings.push({
      statement: countedId(++statements, 0x5a),
      entry: id,
      makes: { register, parent, place: { committee: committees[committee], grid: committee === 0 ? 'W01' : 'W02', microGrid: `M${committee}`,
          homeKey: null, lng: 121.435, lat: 31.245 } },
      source: 'police',
      observedOn: '2026-01-01',
      fields,
    }) // prettier-ignore
    return id
  }
  const residents: Resident[] = []
  const entries: Record<string, string> = {}
  for (const committee of [0, 1] as const) {
    const road = ['茅台路', '长寿路'][committee]!
    const id = (kind: number, nth = 0) => countedId(committee * 100 + nth, kind)
    const compound = say(id(0xc1), 'compound', null, committee, { name: ['梅川苑', '清涧坊'][committee]!, alias: ['老梅川', '老清涧'][committee]! }) // prettier-ignore
    const building = say(id(0xc2), 'building', compound, committee, { name: '5号楼', road, lane: '1234', number: '5' })
    const staircase = say(id(0xc3), 'staircase', building, committee, { road, lane: '1234', number: '5', leader: `周${given[(names * 3 + committee) % given.length]}` }) // prettier-ignore
    Object.assign(entries, { [`compound${committee}`]: compound, [`building${committee}`]: building, [`staircase${committee}`]: staircase }) // prettier-ignore
    for (let nth = 0; nth < 8; nth++) {
      const of = committee * 8 + nth
      const home = say(id(0xc4, nth), 'home', staircase, committee, { road, lane: '1234', number: '5', room: `${nth + 1}01`, floor: nth + 1, area: 7000 }) // prettier-ignore
      const fields = {
        name: `${surnames[nth]}${given[(of + names * 5) % given.length]}`,
        sex: 'male',
        ...numbersOf(of + 1, names, numbers),
        idType: 'resident',
        hukouAddress: `上海市普陀区中山北路${300 + of}弄${numbers + 1}号${201 + numbers}室`,
        contactName: `冯${given[(of + 3 + names * 5) % given.length]}`,
        contactPhone: `199000${numbers}${7000 + of * 3}`,
        note: `备注秘密${numbers}`,
        marital: ['未婚', '离异'][numbers]!,
        livesAlone: nth === 0,
      }
      residents.push({ id: say(id(0xc5, nth), 'person', null, committee, fields), home, committee, fields })
    }
    entries[`enterprise${committee}`] = say(id(0xc6), 'enterprise', null, committee, {
      name: ['上海兰台餐饮有限公司', '上海云帆科技有限公司'][committee]!,
      uscc: makeUscc({ division: '310107', subject: `MA00000${committee}` }),
      legalRep: `韩${given[(names * 2 + committee) % given.length]}`,
      contactPhone: `199000${numbers}555${committee}`,
      taxTotal: 1_234_567 + numbers,
      registeredPlace: `${road}1234弄5号`,
    })
    entries[`premises${committee}`] = say(id(0xc7), 'premises', building, committee, { name: '兰州面馆', road, lane: '1234', number: '5', operator: `许${given[(names + committee) % given.length]}`, phone: `199000${numbers}666${committee}` }) // prettier-ignore
  }
  await at.database.transaction(street, (tx) =>
    sayAll(tx, street, { rules: new Map(), now, by: null, entries: [] }, sayings),
  )
  await onOwner(at, linksOf(residents))
  return { ...at, residents, entries }
}

/** Where they live and what they own, their tags, a doubt. */
function linksOf(residents: readonly Resident[]): string {
  const tie = (nth: number, kind: string, subject: string, object: string) =>
    `('${street}', '${countedId(nth, 0xd1)}', '${kind}', '${subject}', '${object}', '{"relation":"户主"}', '2020-01-01', 'police', '2026-01-02')`
  const tag = (nth: number, kind: number, of: string, name: string) =>
    `('${street}', '${countedId(nth, kind)}', '${of}', '${name}', 'civil_affairs', '2022-01-01', '2026-01-02')`
  const ties = residents.flatMap(({ id, home }, nth) => [
    tie(nth * 3, 'lives', id, home),
    ...(nth % 2 === 0 ? [tie(nth * 3 + 1, 'owns', id, home)] : []),
    // An owner who lives in the other committee, and someone there to be called.
    ...(nth === 0
      ? [tie(nth * 3 + 2, 'owns', id, residents[9]!.home), tie(900, 'contact', id, residents[10]!.id)]
      : []),
  ])
  return `
    insert into register_ties (street, id, kind, subject, object, details, valid_from, source, recorded_at) values ${ties.join()};
    insert into care_tags (street, id, entry, tag, source, valid_from, recorded_at) values
      ${residents.slice(0, 13).map(({ id }, nth) => tag(nth, 0xd2, id, nth % 3 === 0 ? 'lives_alone' : 'subsistence')).join()};
    insert into restricted_tags (street, id, entry, tag, source, valid_from, recorded_at) values
      ${residents.filter((_, nth) => nth % 3 === 1).map(({ id }, nth) => tag(nth, 0xd3, id, nth % 2 === 0 ? 'mental_health' : 'correction')).join()};
    insert into register_doubts (street, id, register, entry, other, score, reasons, state, made_at) values
      ('${street}', '${countedId(1, 0xd4)}', 'person', '${residents[1]!.id}', '${residents[2]!.id}', 3, '[["姓名同音不同字","names sound alike"]]', 'open', '2026-01-02'),
      ('${street}', '${countedId(2, 0xd4)}', 'person', '${residents[3]!.id}', '${residents[11]!.id}', 3, '[["住址一致","same address"]]', 'open', '2026-01-02');` // prettier-ignore
}
