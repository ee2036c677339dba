import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressKey, floorOf, formatAddress, type AddressParts } from './address-parts.ts'
import { parseAddress } from './parse-address.ts'

const partsOf = (text: string): AddressParts => {
  const { rest: _rest, canonical: _canonical, ...parts } = parseAddress(text)
  return parts
}

// Ways of writing, each line one place.
const sameRoom: readonly (readonly [key: string, ...written: string[]])[] = [
  [
    '天目中路/749//3//201',
    '天目中路749弄3号201室',
    '天目中路749弄3号201',
    '天目中路 749 弄 3 号 201 室',
    '天目中路７４９弄３号２０１室',
    '天目中路七百四十九弄三号二〇一室',
    '天目中路七四九弄3号二零一',
    '天目中路749弄3号楼201室',
    '天目中路749弄3号2楼201室',
    '天目中路749弄3号二层201室',
    '天目中路749弄3#201',
    '天目中路749弄3-201',
    '天目中路749弄3/201室',
    '天目中路749-3-201',
    '天目中路749—3—201',
    '天目中路749/3/201',
    '天目中路749/3号201',
    '天目中路.749弄.3号.201室',
    '天目中路749弄，3号，201室',
    '天目 中路749弄3号201室',
    '静安区天目中路749弄3号201室',
    '静安天目中路749弄3号201室',
    '上海市静安区天目西路街道天目中路749弄3号201室',
    '上海 静安区 天目西路街道 天目中路749弄3号201室',
    '上海市静安区天目西路街道蕃瓜弄居委会天目中路749弄3号201室',
    '蕃瓜小区天目中路749弄3号201室',
    '蕃瓜小区 天目中路749弄3号201室',
    '天目中路749弄蕃瓜小区3号201室',
    '天目中路749弄（蕃瓜小区）3号201室',
    '天目中路749弄3号201室(蕃瓜小区)',
    '天目中路749弄內3號201室',
    '天目中路749弄3号201户',
    '天目中路749弄3号门201室',
    '天目中路749弄3号201房间',
    '\u200b天目中路749弄3号201室\ufeff',
  ],
  ['仙霞路/700//12甲//301', '仙霞路７００弄十二号甲301', '仙霞路700弄12甲号301室', '仙霞路700弄12号甲301室'],
  ['茅台路/1234/56/7//', '茅台路1234弄56支弄7号', '茅台路 1234 弄 五十六支弄 七号', '茅台路1234弄56弄7号'],
  ['天山五村///12//301', '天山五村12号301室', '天山5村12-301', '长宁区天山五村12#301'],
  ['曹杨路///500/3幢2单元/301', '曹杨路500号3幢2单元301室', '曹杨路500号3号楼2单元301', '曹杨路500号3栋2-301'],
  ['长寿路/88///A幢/1203', '长寿路88弄A座1203室', '长寿路88弄a楼12层03室', '长寿路88弄A幢12楼1203'],
  ['长寿路///123-1//', '长寿路123-1号', '长寿路１２３－１号', '普陀区长寿路123-1'],
  ['长寿路/12//3//101-102', '长寿路12弄3号101-102室', '长寿路12弄3号101—102', '长寿路12弄3号101至102室'],
  ['长寿路/12//3//B1层', '长寿路12弄3号地下室', '长寿路12弄3号B1', '长寿路12弄3号地下一层', '长寿路12弄3号负1楼'],
  ['长乐路/12//3//前客堂', '长乐路12弄3号前客堂', '长乐路12弄3号底层前客堂', '长乐路12弄3号1楼前客堂'],
  ['长乐路/12//3//2层亭子间', '长乐路12弄3号二楼亭子间', '长乐路12弄3号2层亭子间'],
  ['长乐路/12//3//1层', '长乐路12弄3号底层', '长乐路12弄3号一楼', '长乐路12弄3号1F'],
  ['长乐路/12//3//三层阁', '长乐路12弄3号三层阁', '长乐路十二弄三号三层阁'],
  ['武宁路/74乙//3//', '武宁路74弄乙3号', '武宁路74乙弄3号', '武宁路74弄乙 3号'],
  ['番禺路/55/12/3//', '番禺路55弄12支弄3号', '番禺路55弄12支3号'],
  ['定西路/1100//A3//201', '定西路1100弄A3号201', '定西路1100弄A-3号201室'],
  ['西康路///1001//13层C', '西康路1001号13楼C室', '西康路1001号十三层C'],
  ['西康路///1001//B1层12', '西康路1001号B1-12', '西康路1001号B1层12号铺', '西康路1001号地下一层12室'],
  ['远景路/97//3//', '远景路97弄中远两湾城一期3号', '中远两湾城1期（远景路97弄）3号'],
  ['长寿路/12//3附2//', '长寿路12弄3号附2号', '长寿路12弄三号附二号'],
]

test('one place has one key however it is written', () => {
  for (const [key, ...written] of sameRoom)
    for (const text of written) expect([text, addressKey(parseAddress(text), 'room')]).toEqual([text, key])
  expect(sameRoom.flatMap(([, ...written]) => written).length).toBeGreaterThan(60)
  const keys = sameRoom.map(([key]) => key)
  expect(new Set(keys).size).toBe(keys.length)
})

test.each<[string, AddressParts, string?]>([
  ['普陀区长寿路1234弄5号楼101室', { district: '普陀区', road: '长寿路', lane: '1234', number: '5', room: '101' }],
  ['1234弄5-101', { lane: '1234', number: '5', room: '101' }],
  ['5#101', { number: '5', room: '101' }],
  ['5/101', { number: '5', room: '101' }],
  ['3号2单元401', { number: '3', unit: '2', room: '401' }],
  ['12幢', { building: '12' }],
  ['12楼301室', { building: '12', room: '301' }],
  ['地下室', { floor: 'B1' }],
  ['B1', { floor: 'B1' }],
  ['底层', { floor: '1' }],
  ['101', { room: '101' }],
  ['长乐路12弄3号东客堂', { road: '长乐路', lane: '12', number: '3', room: '东客堂' }],
  ['长寿路12弄3号101室A', { road: '长寿路', lane: '12', number: '3', room: '101A' }],
  ['长寿路12弄3号乙室', { road: '长寿路', lane: '12', number: '3', room: '乙' }],
  ['三门路12号', { road: '三门路', number: '12' }],
  ['中山东一路3号', { road: '中山东一路', number: '3' }],
  ['浦东大道100号', { road: '浦东大道', number: '100' }],
  ['浦东张杨路500号', { district: '浦东新区', road: '张杨路', number: '500' }],
  ['静安区镇宁路405弄', { district: '静安区', road: '镇宁路', lane: '405' }],
  ['花园石桥路66号', { road: '花园石桥路', number: '66' }],
  ['上海长寿路12号', { road: '长寿路', number: '12' }],
  ['上海路12号', { road: '上海路', number: '12' }],
  ['铁路新村12号', { compound: '铁路新村', number: '12' }],
  ['大上海城市花园5号楼', { compound: '大上海城市花园', number: '5' }],
  ['宜川路街道宜川三村12号', { street: '宜川路街道', compound: '宜川三村', number: '12' }],
  ['江苏省南京市鼓楼区中山路1号', { city: '江苏省南京市', district: '鼓楼区', road: '中山路', number: '1' }],
  ['长寿路(近常德路)123号', { road: '长寿路', number: '123' }, '近常德路'],
  ['武宁路1号101室 张三 19900001234', { road: '武宁路', number: '1', room: '101' }, '张三 19900001234'],
  ['长寿路12弄5号101室，6号202室', { road: '长寿路', lane: '12', number: '5', room: '101' }, '6号202室'],
  ['长寿路12弄5号、6号', { road: '长寿路', lane: '12', number: '5' }, '6号'],
  ['长寿路12弄5号101室;长寿路12弄6号', { road: '长寿路', lane: '12', number: '5', room: '101' }, '长寿路 12弄6号'],
  ['仙霞路88弄3号602室北间', { road: '仙霞路', lane: '88', number: '3', room: '602' }, '北间'],
  ['仙霞路88号太阳广场东塔15楼', { road: '仙霞路', number: '88', compound: '太阳广场', building: '东', floor: '15' }],
  ['同上', {}, '同上'],
  ['王建国', {}, '王建国'],
  ['愚园路镇宁路口', { road: '愚园路' }, '镇宁路口'],
  ['', {}],
])('%s', (text, parts, rest = '') => {
  expect(partsOf(text)).toEqual(parts)
  expect(parseAddress(text).rest).toBe(rest)
})

test('the short text is the one people know', () => {
  expect(parseAddress('上海市静安区天目中路七四九弄3#2楼201').canonical).toBe('天目中路749弄3号201室')
  expect(parseAddress('长乐路12弄3号二楼亭子间').canonical).toBe('长乐路12弄3号2层亭子间')
})

test('keys go as deep as asked, and the deeper begins with the higher', () => {
  const parts = parseAddress('天目中路749弄3号201室')
  expect(addressKey(parts, 'lane')).toBe('天目中路/749/')
  expect(addressKey(parts, 'number')).toBe('天目中路/749//3/')
  expect(addressKey(parts, 'room')).toBe('天目中路/749//3//201')
  expect(addressKey(parseAddress('长寿路123号'), 'lane')).toBeNull()
  expect(addressKey(parseAddress('长寿路12弄'), 'number')).toBeNull()
  expect(addressKey(parseAddress('3号201室'), 'room')).toBeNull()
})

test.each([
  ['101室', 1],
  ['1203室', 12],
  ['3号甲301', 3],
  ['3号A301室', 3],
  ['3号B102室', null],
  ['3号101-102室', 1],
  ['3号12层03室', 12],
  ['3号前客堂', 1],
  ['3号三层阁', 3],
  ['3号亭子间', null],
  ['3号地下室102', -1],
  ['3号地下二层', -2],
  ['3号5室', null],
  ['3号', null],
])('%s is on floor %s', (text, floor) => {
  expect(floorOf(parseAddress(text))).toBe(floor)
})

const house = fc.integer({ min: 1, max: 2500 }).map(String)
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
const room = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 32 }), fc.integer({ min: 1, max: 12 }))
    .map(([floor, serial]) => `${floor}${String(serial).padStart(2, '0')}`),
  fc.constantFrom('201A', 'A1203', '301甲', '101-102', '前客堂', '亭子间', '三层阁', '东厢房', '后楼', '西间'),
)
const road = fc.constantFrom('长寿路', '天目中路', '茅台路', '中山东一路', '四平路', '世纪大道', '沪太公路', '镇宁路')
const addresses = fc
  .record({
    district: optional(fc.constantFrom('普陀区', '长宁区', '浦东新区')),
    street: optional(fc.constantFrom('长寿路街道', '新华路街道', '七宝镇')),
    compound: optional(fc.constantFrom('茅台新苑', '大上海城市花园', '曹杨一村')),
    road,
    lane: optional(house),
    sublane: optional(house),
    number: fc.oneof(house, fc.constantFrom('12甲', '12A', '123-1', '3附2')),
    building: optional(fc.constantFrom('2', '12', 'A')),
    unit: optional(fc.constantFrom('1', '2')),
    room: optional(room),
  })
  .map(({ sublane, ...parts }) => ({ ...parts, sublane: parts.lane === undefined ? undefined : sublane }))

test('an address that was said is read as it was', () => {
  fc.assert(
    fc.property(addresses, (parts) => {
      const { rest, canonical: _, ...read } = parseAddress(formatAddress(parts))
      expect(rest).toBe('')
      // Parts that were left out have no key at all.
      expect(read).toEqual(parts)
    }),
    { numRuns: 1000 },
  )
})

const chinese = '〇一二三四五六七八九'
const writings: readonly ((text: string) => string)[] = [
  (text) => text.replace(/[0-9A-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  (text) => text.replace(/(\d+)(弄|支弄|号)/g, ' $1 $2 '),
  (text) =>
    text.replace(/(?<![-\dA-Z])(\d+)(?=弄|支弄|号)/g, (digits) =>
      digits.replace(/\d/g, (digit) => chinese[Number(digit)]!),
    ),
  (text) => text.replace(/号(?=\d)/, '号楼'),
  (text) => text.replace(/室$/, ''),
  (text) => `上海市${text}`,
  (text) => ` ${text}。`,
]

test('ways of writing do not change the key', () => {
  const simple = fc.record({
    district: fc.constant('普陀区'),
    road,
    lane: optional(house),
    number: house,
    room: optional(room),
  })
  fc.assert(
    fc.property(simple, fc.constantFrom(...writings), fc.constantFrom(...writings), (parts, once, twice) => {
      const written = twice(once(formatAddress(parts)))
      const key = addressKey(parts, 'room')
      expect([written, addressKey(parseAddress(written), 'room')]).toEqual([written, key])
    }),
    { numRuns: 1000 },
  )
})

// fast-check's own binary strings take seconds to prepare on a busy machine.
const anyText = fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units))

test('no text throws, and none takes long', () => {
  fc.assert(fc.property(anyText, (text) => void parseAddress(text)))
  const pieces = fc.array(
    fc.constantFrom(
      ...'天目中路弄支号楼幢单元层室底客堂亭子间甲乙上海市普陀区街道镇新村一二十百零0123456789AB-/#,. ()'.split(''),
    ),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(pieces, (characters) => {
      const parsed = parseAddress(characters.join(''))
      expect(Object.values(parsed).every((value) => typeof value === 'string')).toBe(true)
    }),
    { numRuns: 1000 },
  )
  for (const piece of [
    '天目中路749弄3号201室',
    '一',
    '1',
    '1-',
    'A',
    '路',
    '新村',
    '市',
    '区',
    '街道',
    '(',
    ' ',
    '-',
    '号',
    '1 ',
    '天1',
    '天 ',
    '居委',
    '𠮷',
  ]) {
    const text = piece.repeat(Math.ceil(10_000 / piece.length))
    const took = [1, 2, 3].map(() => {
      const begun = performance.now()
      parseAddress(text)
      return performance.now() - begun
    })
    // Ten to twenty milliseconds on a quiet machine; quadratic reading would take seconds.
    expect([piece, Math.min(...took) < 500]).toEqual([piece, true])
  }
})
