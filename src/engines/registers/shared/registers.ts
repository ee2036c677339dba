import type { Text } from '#kernel/text'
import { choice, day, flag, integer, phone, text } from '#model'
import type { Register, RegisterField, RegisterId } from './register.ts'
import { baseTags, type Tags } from './tags.ts'

const open = (field: RegisterField['field'], more: Partial<RegisterField> = {}): RegisterField => ({
  field,
  level: 2,
  ...more,
})

export const identityTypes = {
  resident: ['居民身份证', 'Resident identity card'],
  hmt_residence: ['港澳台居民居住证', 'HMT residence permit'],
  foreign_permanent: ['外国人永久居留身份证', 'Foreign permanent resident card'],
  passport: ['护照', 'Passport'],
  hmt_travel: ['港澳台通行证', 'HMT travel permit'],
  military: ['军官证', 'Military card'],
  other: ['其他', 'Other'],
} as const

const person: Register = {
  id: 'person',
  label: ['实有人口', 'People'],
  parents: [],
  fields: {
    name: open(text(['姓名', 'Name'], { max: 60 }), {
      level: 3,
      mask: 'name',
      heads: ['名字', '居民姓名', '人员姓名', '老人姓名', '家庭成员', '成员姓名'],
    }),
    sex: open(choice(['性别', 'Sex'], { male: ['男', 'Male'], female: ['女', 'Female'] }, { optional: true }), {
      level: 3,
    }),
    birth: open(day(['出生日期', 'Born'], { optional: true }), {
      level: 3,
      mask: 'year',
      heads: ['生日', '出生年月', '出生年月日'],
    }),
    idType: open(choice(['证件类型', 'Document'], identityTypes, { optional: true }), {
      level: 3,
      heads: ['证件种类', '证件名称'],
    }),
    idNumber: open(text(['证件号码', 'Document number'], { max: 40, optional: true }), {
      level: 4,
      mask: 'identity',
      check: 'identity',
      heads: ['身份证', '身份证号', '身份证号码', '公民身份号码', '证件号'],
    }),
    phone: open(phone(['联系电话', 'Phone'], { optional: true }), {
      level: 4,
      mask: 'phone',
      check: 'phone',
      heads: ['电话', '手机', '手机号', '手机号码', '联系方式', '本人电话'],
    }),
    phone2: open(phone(['备用电话', 'Second phone'], { optional: true }), {
      level: 4,
      mask: 'phone',
      check: 'phone',
      heads: ['固定电话', '家庭电话', '座机', '其他电话'],
    }),
    nation: open(text(['民族', 'Ethnic group'], { max: 20, optional: true }), { level: 3 }),
    nationality: open(text(['国籍', 'Nationality'], { max: 30, optional: true }), { level: 3 }),
    education: open(text(['文化程度', 'Education'], { max: 20, optional: true }), { level: 3, heads: ['学历'] }),
    marital: open(text(['婚姻状况', 'Marital status'], { max: 20, optional: true }), { level: 4, heads: ['婚姻'] }),
    political: open(text(['政治面貌', 'Political status'], { max: 20, optional: true }), { level: 3 }),
    workUnit: open(text(['工作单位', 'Works at'], { max: 100, optional: true }), {
      level: 3,
      heads: ['单位', '服务处所'],
    }),
    livesAlone: open(flag(['独自居住', 'Lives alone'], { optional: true }), { level: 3, heads: ['独居', '是否独居'] }),
    hukouAddress: open(text(['户籍地址', 'Registered address'], { max: 200, optional: true }), {
      level: 4,
      mask: 'address',
      heads: ['户籍地', '户口地址', '户口所在地'],
    }),
    contactName: open(text(['紧急联系人', 'Emergency contact'], { max: 60, optional: true }), {
      level: 3,
      mask: 'name',
      heads: ['联系人', '紧急联系人姓名', '监护人'],
    }),
    contactPhone: open(phone(['紧急联系人电话', "Contact's phone"], { optional: true }), {
      level: 4,
      mask: 'phone',
      check: 'phone',
      heads: ['联系人电话', '紧急联系电话', '监护人电话'],
    }),
    contactRelation: open(text(['与紧急联系人关系', 'Relation to contact'], { max: 20, optional: true }), { level: 3 }),
    note: open(text(['备注', 'Note'], { long: true, optional: true }), { level: 4, heads: ['说明', '备 注'] }),
  },
}

const place = {
  road: open(text(['路', 'Road'], { max: 40, optional: true }), { heads: ['路名', '道路'] }),
  lane: open(text(['弄', 'Lane'], { max: 20, optional: true }), { heads: ['弄号'] }),
  sublane: open(text(['支弄', 'Sub-lane'], { max: 20, optional: true })),
  number: open(text(['号', 'Number'], { max: 20, optional: true }), { heads: ['门号', '门牌号', '楼号', '号(幢)'] }),
} as const

const home: Register = {
  id: 'home',
  label: ['实有房屋', 'Homes'],
  parents: ['staircase', 'building'],
  fields: {
    ...place,
    room: open(text(['室', 'Room'], { max: 20 }), { level: 3, heads: ['室号', '房号', '户号'] }),
    floor: open(integer(['层', 'Floor'], { min: -5, max: 200, optional: true }), { heads: ['楼层', '所在层'] }),
    use: open(
      choice(
        ['用途', 'Use'],
        {
          residential: ['住宅', 'Residential'],
          shop: ['商铺', 'Shop'],
          office: ['办公', 'Office'],
          garage: ['车库', 'Garage'],
          other: ['其他', 'Other'],
        },
        { optional: true },
      ),
      { heads: ['房屋用途', '房屋类型'] },
    ),
    tenure: open(
      choice(
        ['产权性质', 'Tenure'],
        {
          commodity: ['商品房', 'Commodity'],
          sold_public: ['售后公房', 'Sold public housing'],
          public_rent: ['公房租赁', 'Public housing'],
          resettlement: ['动迁安置房', 'Resettlement'],
          unit_owned: ['系统公房', 'Owned by a body'],
          other: ['其他', 'Other'],
        },
        { optional: true },
      ),
      { heads: ['房屋性质', '产权'] },
    ),
    // In 0.01 m², so that areas add up exactly (domain.md §0.1).
    area: open(
      integer(['建筑面积', 'Area'], { min: 1, max: 100_000_000, unit: ['0.01 m²', '0.01 m²'], optional: true }),
      {
        heads: ['面积', '房屋面积', '专有部分面积'],
      },
    ),
    realEstateCode: open(text(['不动产单元号', 'Real-estate unit code'], { max: 40, optional: true }), {
      level: 3,
      mask: 'tail',
      check: 'real_estate',
      heads: ['不动产单元代码'],
    }),
    houseCode: open(text(['房屋编码', 'House code'], { max: 40, optional: true }), { check: 'house_code' }),
    policeCode: open(text(['公安地址编码', 'Police address code'], { max: 60, optional: true }), {
      level: 3,
      mask: 'tail',
    }),
    developerHeld: open(flag(['开发单位持有', 'Held by the developer'], { optional: true })),
  },
}

const staircase: Register = {
  id: 'staircase',
  label: ['门号', 'Staircases'],
  parents: ['building', 'compound'],
  fields: {
    ...place,
    floors: open(integer(['层数', 'Floors'], { min: 1, max: 200, optional: true })),
    lift: open(flag(['已有电梯', 'Has a lift'], { optional: true }), { heads: ['电梯', '是否有电梯'] }),
    leader: open(text(['楼组长', 'Building leader'], { max: 60, optional: true }), { level: 3, mask: 'name' }),
  },
}

const building: Register = {
  id: 'building',
  label: ['楼栋', 'Buildings'],
  parents: ['compound'],
  fields: {
    name: open(text(['楼栋', 'Building'], { max: 60 }), { level: 1, heads: ['楼宇名称', '幢号', '楼名'] }),
    ...place,
    kind: open(
      choice(
        ['类别', 'Kind'],
        {
          residential: ['住宅楼', 'Residential'],
          office: ['商务楼', 'Office'],
          mixed: ['综合楼', 'Mixed'],
          public: ['公共建筑', 'Public'],
        },
        { optional: true },
      ),
    ),
    built: open(integer(['建成年份', 'Built'], { min: 1840, max: 2100, optional: true }), {
      heads: ['建造年代', '建成年代'],
    }),
    structure: open(text(['结构', 'Structure'], { max: 40, optional: true })),
    floors: open(integer(['层数', 'Floors'], { min: 1, max: 200, optional: true })),
    lifts: open(integer(['电梯台数', 'Lifts'], { min: 0, max: 100, optional: true })),
    historic: open(flag(['历史建筑', 'Historic'], { optional: true })),
  },
}

const compound: Register = {
  id: 'compound',
  label: ['小区', 'Compounds'],
  parents: [],
  fields: {
    name: open(text(['小区名称', 'Compound'], { max: 60 }), { level: 1, heads: ['小区', '物业小区'] }),
    alias: open(text(['别名', 'Also called'], { max: 100, optional: true }), { level: 1 }),
    kind: open(
      choice(
        ['类别', 'Kind'],
        {
          commodity: ['商品房小区', 'Commodity'],
          sold_public: ['售后房小区', 'Sold public housing'],
          lane: ['里弄', 'Lane houses'],
          mixed: ['混合小区', 'Mixed'],
        },
        { optional: true },
      ),
    ),
    built: open(integer(['建成年份', 'Built'], { min: 1840, max: 2100, optional: true })),
    manager: open(text(['物业服务企业', 'Property manager'], { max: 100, optional: true }), {
      level: 1,
      heads: ['物业公司', '物业'],
    }),
    households: open(integer(['户数', 'Households'], { max: 100_000, optional: true })),
  },
}

const enterprise: Register = {
  id: 'enterprise',
  label: ['企业', 'Enterprises'],
  parents: [],
  fields: {
    name: open(text(['企业名称', 'Enterprise'], { max: 120 }), { level: 1, heads: ['单位名称', '公司名称', '名称'] }),
    formerNames: open(text(['曾用名', 'Former names'], { max: 200, optional: true })),
    uscc: open(text(['统一社会信用代码', 'USCC'], { max: 18, optional: true }), {
      level: 1,
      check: 'uscc',
      heads: ['信用代码', '社会信用代码', '税号', '纳税人识别号'],
    }),
    kind: open(text(['企业类型', 'Type'], { max: 60, optional: true })),
    industry: open(text(['行业', 'Industry'], { max: 60, optional: true }), { heads: ['所属行业', '行业门类'] }),
    legalRep: open(text(['法定代表人', 'Legal representative'], { max: 60, optional: true }), {
      level: 3,
      mask: 'name',
      heads: ['法人', '法人代表', '负责人'],
    }),
    registeredPlace: open(text(['注册地址', 'Registered at'], { max: 200, optional: true }), {
      heads: ['注册地', '住所'],
    }),
    operatingPlace: open(text(['经营地址', 'Operates at'], { max: 200, optional: true }), {
      heads: ['经营地', '实际经营地址'],
    }),
    founded: open(day(['成立日期', 'Founded'], { optional: true })),
    capital: open(
      integer(['注册资本', 'Capital'], { max: 1_000_000_000, unit: ['万元', '10,000 yuan'], optional: true }),
    ),
    staff: open(integer(['员工人数', 'Staff'], { max: 1_000_000, optional: true }), { heads: ['从业人数'] }),
    aboveScale: open(flag(['规模以上', 'Above scale'], { optional: true }), { heads: ['规上', '是否规上'] }),
    // Of one enterprise a tax figure is secret (税收征收管理法 art. 8).
    taxTotal: open(integer(['综合税收', 'Tax'], { max: 2_000_000_000, unit: ['元', 'yuan'], optional: true }), {
      level: 4,
      heads: ['税收', '全口径税收'],
    }),
    taxYear: open(integer(['税收年度', 'Tax year'], { min: 2000, max: 2100, optional: true }), { level: 4 }),
    leaseEnds: open(day(['租约到期', 'Lease ends'], { optional: true })),
    contactName: open(text(['联系人', 'Contact'], { max: 60, optional: true }), { level: 3, mask: 'name' }),
    contactPhone: open(phone(['联系人电话', "Contact's phone"], { optional: true }), {
      level: 4,
      mask: 'phone',
      check: 'phone',
      heads: ['联系电话', '电话'],
    }),
    officer: open(text(['服务专员', 'Service officer'], { max: 60, optional: true }), { heads: ['服务管家'] }),
  },
}

const premisesKinds = {
  shop: ['商店', 'Shop'],
  catering: ['餐饮', 'Catering'],
  service: ['生活服务', 'Service'],
  market: ['菜场', 'Market'],
  school: ['学校幼托', 'School'],
  medical: ['医疗机构', 'Medical'],
  station: ['社区站点', 'Community station'],
  other: ['其他', 'Other'],
} as const satisfies Record<string, Text>
const kindOfPremises = choice(['场所类别', 'Kind'], premisesKinds, { optional: true })

const premises: Register = {
  id: 'premises',
  label: ['场所商铺', 'Premises'],
  parents: ['home', 'building', 'staircase'],
  fields: {
    name: open(text(['招牌名称', 'Sign'], { max: 100 }), { level: 1, heads: ['店名', '商户名称', '场所名称'] }),
    kind: open(kindOfPremises, { level: 1, heads: ['业态', '经营类别'] }),
    ...place,
    operator: open(text(['经营者', 'Operator'], { max: 60, optional: true }), {
      level: 3,
      mask: 'name',
      heads: ['店主', '经营人'],
    }),
    phone: open(phone(['联系电话', 'Phone'], { optional: true }), {
      level: 4,
      mask: 'phone',
      check: 'phone',
      heads: ['电话'],
    }),
    uscc: open(text(['统一社会信用代码', 'USCC'], { max: 18, optional: true }), { level: 1, check: 'uscc' }),
  },
}

const facility: Register = {
  id: 'facility',
  label: ['设施', 'Facilities'],
  parents: ['compound', 'building'],
  fields: {
    name: open(text(['设施名称', 'Facility'], { max: 100 }), { level: 1 }),
    kind: open(text(['设施类别', 'Kind'], { max: 40, optional: true }), { level: 1 }),
    code: open(text(['编号', 'Code'], { max: 60, optional: true }), { level: 1 }),
    ...place,
    keeper: open(text(['管养单位', 'Kept by'], { max: 100, optional: true }), { level: 1 }),
  },
}

/** The registers as the platform ships them; faces add fields (see `registersWith`). */
export const baseRegisters: Readonly<Record<RegisterId, Register>> = {
  person,
  home,
  staircase,
  building,
  compound,
  enterprise,
  premises,
  facility,
}

/** What a face adds: fields of registers, care tags, kinds of premises. None needs a migration. */
export interface RegisterAdditions {
  readonly fields?: Readonly<Partial<Record<RegisterId, Readonly<Record<string, RegisterField>>>>>
  readonly tags?: Tags
  readonly premisesKinds?: Readonly<Record<string, Text>>
}

export type Registers = Readonly<Record<RegisterId, Register>>

/** Adds to a list what is not there yet; a name taken twice is a mistake of a face and throws. */
function together<T>(what: string, all: readonly Readonly<Record<string, T>>[]): Readonly<Record<string, T>> {
  const made: Record<string, T> = {}
  for (const each of all)
    for (const [name, value] of Object.entries(each)) {
      if (Object.hasOwn(made, name)) throw new Error(`${what} has ${name} already.`)
      made[name] = value
    }
  return made
}

/** The registers with what the faces add. */
export function registersWith(additions: readonly RegisterAdditions[]): Registers {
  const kinds = together('The register premises', [premisesKinds, ...additions.map((each) => each.premisesKinds ?? {})])
  const made = Object.values(baseRegisters).map((register): Register => {
    const own =
      register.id === 'premises'
        ? { ...register.fields, kind: { ...register.fields['kind']!, field: { ...kindOfPremises, options: kinds } } }
        : register.fields
    const fields = together(`The register ${register.id}`, [
      own,
      ...additions.map((each) => each.fields?.[register.id] ?? {}),
    ])
    return { ...register, fields }
  })
  return Object.fromEntries(made.map((register) => [register.id, register])) as unknown as Registers
}

/** The care tags with what the faces add. */
export const tagsWith = (additions: readonly RegisterAdditions[]): Tags =>
  together('The tags', [baseTags, ...additions.map((each) => each.tags ?? {})])
