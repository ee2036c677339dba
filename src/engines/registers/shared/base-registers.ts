import type { Text } from '#kernel/text'
import { choice, day, flag, integer, phone, text } from '#model'
import { open } from './open.ts'
import { person } from './person-register.ts'
import type { Register, RegisterId } from './register.ts'

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

export const premisesKinds = {
  shop: ['商店', 'Shop'],
  catering: ['餐饮', 'Catering'],
  service: ['生活服务', 'Service'],
  market: ['菜场', 'Market'],
  school: ['学校幼托', 'School'],
  medical: ['医疗机构', 'Medical'],
  station: ['社区站点', 'Community station'],
  other: ['其他', 'Other'],
} as const satisfies Record<string, Text>
export const kindOfPremises = choice(['场所类别', 'Kind'], premisesKinds, { optional: true })

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
