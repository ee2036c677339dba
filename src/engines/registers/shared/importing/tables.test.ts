import { describe, expect, test } from 'vitest'
import { baseRegisters } from '../base-registers.ts'
import { baseTags } from '../tags.ts'
import { guessColumns } from './guess-columns.ts'
import { findHeads, headsKnown } from './heads.ts'
import { openLayout } from './layout.ts'
import { restrictedHeads, targetsOf } from './targets.ts'

const targets = targetsOf('person', baseRegisters, baseTags)

/** Reads a sheet of people: its columns and its rows with what is told of each. */
function read(rows: readonly (readonly string[])[]) {
  const numbered = rows.map((cells, at) => ({ row: at + 1, cells }))
  const found = findHeads(numbered, targets)
  const body = numbered.filter(({ row }) => row > found.headRow)
  const columns = guessColumns(
    Array.from({ length: Math.max(...rows.map((cells) => cells.length)) }, (_, at) => ({
      at: at + 1,
      head: found.heads[at] ?? '',
      samples: body.map(({ cells }) => cells[at] ?? '').filter((text) => text !== ''),
    })),
    targets,
    restrictedHeads(baseTags),
  )
  const layout = openLayout(
    { ...found, context: found.title, targets: columns.map(({ target }) => target), merges: [] },
    { ofPeople: true, isHeads: headsKnown(targets) },
  )
  const given = numbered.flatMap(({ row, cells }) =>
    layout.read({ row, cells: cells.map((text) => ({ text, kind: 'text' })) }),
  )
  return {
    found,
    columns,
    targets: columns.map(({ target }) => target),
    told: given.map((each) => [each.row, each.part, each.given['field:name'], each.reasons.map(({ code }) => code)]),
    given,
  }
}
const home = (room: number) => `茅台路1234弄5号${room}室`

describe('several tables in one sheet', () => {
  test('of two tables side by side the second is kept with its rows and told: nobody becomes a contact', () => {
    const { targets: read_, told } = read([
      ['姓名', '电话', '住址', '', '姓名', '电话', '住址'],
      ['张三', '19900001234', home(101), '', '李四', '19900001235', home(102)],
      ['王五', '19900001236', home(201), '', '', '', ''],
    ])
    expect(read_).toEqual(['field:name', 'field:phone', 'address', 'ignore', 'note', 'note', 'note'])
    expect(told).toEqual([
      [2, 1, '张三', ['name_again']],
      [3, 1, '王五', []],
    ])
  })

  test('beside the owner it is the resident who is read, and the group stands in the words of the head', () => {
    const { columns, told, given } = read([
      ['序号', '房屋地址', '产权人', '', '', '实际居住人', '', ''],
      ['', '', '姓名', '身份证号', '电话', '姓名', '身份证号', '电话'],
      ['1', home(101), '张产一', '', '19900001234', '李住一', '', '19900001235'],
    ])
    expect(columns.map(({ head, target }) => [head, target])).toEqual([
      ['序号', 'ignore'],
      ['房屋地址', 'address'],
      ['产权人·姓名', 'note'],
      ['产权人·身份证号', 'note'],
      ['产权人·电话', 'note'],
      ['实际居住人·姓名', 'field:name'],
      ['实际居住人·身份证号', 'field:idNumber'],
      ['实际居住人·电话', 'field:phone'],
    ])
    expect(told).toEqual([[3, 1, '李住一', ['name_again']]])
    expect(given[0]!.reasons[0]!.text[0]).toContain('产权人·姓名')
  })

  test('a second phone under the same word is no other phone', () => {
    expect(
      read([
        ['姓名', '电话', '电话', '备用电话'],
        ['张三', '19900001234', '19900001235', '19900001236'],
      ]).targets,
    ).toEqual(['field:name', 'field:phone', 'note', 'field:phone2'])
  })

  test('the first table is read, and the one below with other heads is told row by row', () => {
    const { found, told } = read([
      ['姓名', '电话', '住址'],
      ['张三', '19900001234', home(101)],
      [],
      ['二、租户'],
      ['住址', '姓名', '身份证', '电话'],
      [home(201), '李四', '', '19900001235'],
      ['姓名', '电话', '住址'],
      ['王五', '19900001236', home(102)],
    ])
    expect(found.headRow).toBe(1)
    expect(told).toEqual([
      [2, 1, '张三', []],
      [4, 0, undefined, ['section_row']],
      [5, 0, undefined, ['another_table']],
      [6, 0, undefined, ['another_table']],
      [7, 0, undefined, ['heads_again']],
      [8, 1, '王五', []],
    ])
  })

  test('a form of one person above a list is told, not lost in the title', () => {
    const { found, told } = read([
      ['居民信息登记表'],
      ['姓名', '卯一', '性别', '男'],
      ['身份证号', '310107197001038217', '电话', '19900008031'],
      ['住址', home(101)],
      ['家庭成员'],
      ['姓名', '关系', '电话'],
      ['卯二', '妻', '19900008032'],
    ])
    expect(found.headRow).toBe(6)
    expect(found.title).toBe('居民信息登记表 姓名 卯一 性别 男 住址 茅台路1234弄5号101室 家庭成员')
    expect(told.slice(0, 3)).toEqual([2, 3, 4].map((row) => [row, 0, undefined, ['above_heads']]))
    expect(told.slice(3)).toEqual([[7, 1, '卯二', ['no_address']]])
  })
})

describe('rows that are no person, and those that are', () => {
  test('a person whose remark begins with 备注 is a person', () => {
    const { told } = read([
      ['姓名', '住址', '电话', '备注'],
      ['张三', home(101), '', '备注：独居'],
      ['备注：本表仅供内部使用', '', '', ''],
      ['', '', '制表人：王五', '填表日期：2026年'],
      ['单位（盖章）：', '', '制表人：王五', ''],
    ])
    expect(told).toEqual([
      [2, 1, '张三', []],
      [3, 0, undefined, ['remark_row']],
      [4, 0, undefined, ['remark_row']],
      [5, 0, undefined, ['remark_row']],
    ])
  })

  test('numbers of the columns below the heads are nobody', () => {
    const { told } = read([
      ['姓名', '住址', '电话', '备注'],
      ['1', '2', '3', '4'],
      ['张三', home(101), '', ''],
    ])
    expect(told).toEqual([
      [2, 0, undefined, ['column_numbers']],
      [3, 1, '张三', []],
    ])
  })
})
