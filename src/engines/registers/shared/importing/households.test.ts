import { expect, test } from 'vitest'
import { openLayout, type SheetPlan } from './layout.ts'

const columns = [
  ['住址', 'address'],
  ['姓名', 'field:name'],
  ['与户主关系', 'relation'],
  ['户籍地址', 'field:hukouAddress'],
  ['户主姓名', 'note'],
] as const

function read(rows: readonly (readonly string[])[], more: Partial<SheetPlan> = {}) {
  const plan = {
    headRow: 1,
    heads: columns.map(([head]) => head),
    context: '',
    targets: columns.map(([, target]) => target),
    merges: [],
  }
  const layout = openLayout({ ...plan, ...more }, { ofPeople: true })
  return rows.flatMap((texts, at) =>
    layout
      .read({ row: at + 2, cells: texts.map((text) => ({ text, kind: 'text' })) })
      .map(({ given, reasons }) => ({ given, codes: reasons.map((reason) => reason.code) })),
  )
}

const home = '茅台路1234弄5号101室'

test('a head of a household without an address ends the one above: the wife does not move in with the neighbours', () => {
  const rows = read([
    [home, '张一', '户主'],
    ['', '王五', '户主'],
    ['', '赵六', '妻'],
  ])
  expect(rows.map(({ given }) => given['address'])).toEqual([home, undefined, undefined])
  expect(rows.map(({ codes }) => codes)).toEqual([[], ['no_address'], ['no_address']])
})

test('another name of the head begins another household', () => {
  const rows = read([
    [home, '张一', '', '', '张一'],
    ['', '李二', '妻', '', '张一'],
    ['', '赵六', '妻', '', '王五'],
    ['', '赵七', '子', '', ''],
  ])
  expect(rows.map(({ given }) => given['address'])).toEqual([home, home, undefined, undefined])
})

test('only merged cells of places say what belongs together, not those of a title', () => {
  const rows = [
    [home, '张一', '户主'],
    ['', '李二', '妻'],
  ]
  const title = { fromRow: 1, toRow: 1, fromColumn: 1, toColumn: 4 }
  const names = { fromRow: 2, toRow: 3, fromColumn: 5, toColumn: 5 }
  expect(read(rows, { merges: [title, names] })[1]).toMatchObject({ given: { address: home }, codes: ['filled_down'] })
  const elsewhere = { fromRow: 8, toRow: 9, fromColumn: 1, toColumn: 1 }
  expect(read(rows, { merges: [elsewhere] })[1]!.codes).toEqual(['no_address'])
})

test('as on the left is the cell to the left, not the one above', () => {
  const rows = read([
    [home, '张三', '户主', '江苏省昆山市甲村1号'],
    ['茅台路1234弄5号202室', '李四', '户主', '同左'],
  ])
  expect(rows[1]!.given['field:hukouAddress']).toBeUndefined()
  expect(rows[1]!.codes).toEqual(['nothing_on_the_left'])
  const beside = { heads: ['现住址', '户籍地址', '姓名'], targets: ['address', 'field:hukouAddress', 'field:name'] }
  expect(
    read(
      [
        [home, '江苏省昆山市甲村1号', '张三'],
        ['茅台路1234弄5号202室', '同左', '李四'],
      ],
      beside,
    )[1]!.given['field:hukouAddress'],
  ).toBe('茅台路1234弄5号202室')
})

test('the same as the home is the address of the row, and where there is none it is in doubt', () => {
  const rows = read([
    [home, '张三', '户主', '同现住址'],
    ['', '李四', '户主', '同居住地'],
    ['同户籍', '王五', '户主', '江苏省昆山市甲村1号'],
  ])
  expect(rows[0]!.given['field:hukouAddress']).toBe(home)
  expect(rows[1]).toMatchObject({ codes: ['no_address', 'same_address_missing'] })
  expect(rows[1]!.given['field:hukouAddress']).toBeUndefined()
  expect(rows[2]!.given['address']).toBe('江苏省昆山市甲村1号')
})
