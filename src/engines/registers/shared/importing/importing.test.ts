import { describe, expect, test } from 'vitest'
import { makeResidentId } from '#model'
import { baseRegisters } from '../base-registers.ts'
import { baseTags } from '../tags.ts'
import type { ImportKind } from '../operations/imports.ts'
import { findHeads, guessColumns, headsKnown, interpret, openLayout, restrictedHeads, targetsOf } from './index.ts'
import type { Merged, Reading, SheetCell } from './index.ts'

const idOf = (birth: string, serial: number) => makeResidentId({ division: '310107', birth, serial })
const old = idOf('1950-03-05', 11)
const today = '2026-11-21'

interface Asked {
  readonly kind?: ImportKind
  readonly name?: string
  readonly merges?: readonly Merged[]
  readonly compounds?: ReadonlyMap<string, string>
}

/** Reads a sheet as the server does: heads, columns, rows. */
function readSheet(rows: readonly (readonly (string | SheetCell)[])[], asked: Asked = {}) {
  const { kind = 'person', name = 'Sheet1', merges = [], compounds = new Map() } = asked
  const cells = rows.map((row) =>
    row.map((cell): SheetCell => (typeof cell === 'string' ? { text: cell, kind: 'text' } : cell)),
  )
  const numbered = cells.map((each, at) => ({ row: at + 1, cells: each }))
  const targets = targetsOf(kind, baseRegisters, baseTags)
  const found = findHeads(
    numbered.map(({ row, cells: all }) => ({ row, cells: all.map((cell) => cell.text) })),
    targets,
  )
  const width = Math.max(...cells.map((row) => row.length))
  const columns = guessColumns(
    Array.from({ length: width }, (_, at) => ({
      at: at + 1,
      head: found.heads[at] ?? '',
      samples: numbered
        .filter(({ row }) => row > found.headRow)
        .map(({ cells: all }) => all[at]?.text ?? '')
        .filter((text) => text !== ''),
    })),
    targets,
    restrictedHeads(baseTags),
  )
  const plan = {
    headRow: found.headRow,
    headFrom: found.headFrom,
    heads: found.heads,
    context: `${found.title} ${name}`.trim(),
    targets: columns.map((each) => each.target),
    merges,
  }
  const layout = openLayout(plan, { ofPeople: kind === 'person' || kind === 'tags', isHeads: headsKnown(targets) })
  const given = numbered.flatMap((row) => layout.read(row))
  const readings = given.map((each): Reading & { codes: string[] } => {
    const read = interpret(
      { kind, register: baseRegisters[kind === 'tags' ? 'person' : kind], tags: baseTags, today, compounds },
      each.given,
    )
    return { ...read, codes: [...each.reasons, ...(each.part === 0 ? [] : read.reasons)].map((reason) => reason.code) }
  })
  return { found, targets: columns.map((each) => each.target), columns, given, readings }
}

const first = (rows: readonly (readonly (string | SheetCell)[])[], asked?: Asked) => readSheet(rows, asked).readings[0]!

describe('heads', () => {
  test('stand under merged titles, blank rows and a line of remarks', () => {
    const { found, targets, readings } = readSheet([
      ['天山新村街道第一居委会茅台路1234弄实有人口登记表'],
      [],
      ['填表日期：2026年11月', '', '', '单位：人'],
      ['序号', '姓 名', '性别', '身份证号码', '联系电话', '门牌', '与户主关系', '独居', '是否党员'],
      ['1', '张三', '男', old, '19900001234', '5号101', '户主', '√', '是'],
    ])
    expect(found.headRow).toBe(4)
    expect(targets).toEqual([
      'ignore',
      'field:name',
      'field:sex',
      'field:idNumber',
      'field:phone',
      'address',
      'relation',
      'tag:lives_alone',
      'note',
    ])
    expect(readings[0]).toMatchObject({
      fields: { name: '张三', sex: 'male', idNumber: old, birth: '1950-03-05', phone: '19900001234' },
      address: { room: '茅台路/1234//5//101' },
      relation: '户主',
      tags: [{ tag: 'lives_alone', details: {} }],
    })
  })

  test('in two rows, the upper over several columns', () => {
    const { found, targets } = readSheet([
      ['基本信息', '', '', '紧急联系人', ''],
      ['姓名', '性别', '出生年月', '姓名', '电话'],
      ['张三', '男', '1950.3.5', '李四', '19900001234'],
    ])
    expect(found.headRow).toBe(2)
    expect(targets).toEqual(['field:name', 'field:sex', 'field:birth', 'field:contactName', 'field:contactPhone'])
  })

  test('may be missing: then the content tells', () => {
    const { found, targets } = readSheet([
      ['张三', old, '19900001234', '茅台路1234弄5号101室'],
      ['李四', idOf('1961-02-03', 20), '19900001235', '茅台路1234弄5号102室'],
      ['王五', idOf('1962-02-03', 21), '19900001236', '茅台路1234弄5号103室'],
    ])
    expect(found.headRow).toBe(0)
    expect(targets).toEqual(['field:name', 'field:idNumber', 'field:phone', 'address'])
  })

  test('a restricted column is not read, not even into the samples', () => {
    const { targets, columns, given } = readSheet([
      ['姓名', '身份证', '精神障碍'],
      ['张三', old, '是'],
    ])
    expect(targets).toEqual(['field:name', 'field:idNumber', 'withhold'])
    expect(JSON.stringify([columns[2], given[0]!.cells])).not.toContain('是"')
    expect(given[0]!.reasons.map((each) => each.code)).toEqual(['restricted_withheld'])
  })
})

const heads = ['姓名', '身份证号', '出生日期', '联系电话', '住址', '备注'] as const
const row = (
  name: string,
  id: string | SheetCell = '',
  birth: string | SheetCell = '',
  phone: string | SheetCell = '',
  address = '',
  note = '',
) => [name, id, birth, phone, address, note]

describe('messy cells', () => {
  test.each<[string, readonly (string | SheetCell)[], object]>([
    ['a day with dots', row('张三', '', '1950.3.5'), { fields: { birth: '1950-03-05' } }],
    ['two digits of a year', row('张三', '', '50年3月5日'), { fields: { birth: '1950-03-05' } }],
    ['a young one', row('张三', '', '15.3.5'), { fields: { birth: '2015-03-05' } }],
    ['eight digits', row('张三', '', '19500305'), { fields: { birth: '1950-03-05' } }],
    ['a serial number', row('张三', '', { text: '18327', kind: 'number' }), { fields: { birth: '1950-03-05' } }],
    ['years of the Republic', row('张三', '', '民国39年3月5日'), { fields: { birth: '1950-03-05' } }],
    ['in characters', row('张三', '', '一九五〇年三月五日'), { fields: { birth: '1950-03-05' } }],
    ['a month alone', row('张三', '', '50年3月'), { hints: { birth: '1950-03' }, codes: ['birth_without_day'] }],
    [
      'a month, and the number knows the day',
      row('张三', old, '1950年3月'),
      { fields: { birth: '1950-03-05' }, codes: [] },
    ],
    ['a day that never was', row('张三', '', '1950-02-30'), { codes: ['field_wrong'] }],
    ['a day of two meanings', row('张三', '', '3/5/1950'), { codes: ['field_wrong'] }],
    [
      'full-width digits and blanks',
      row(
        '张　三',
        `${old.slice(0, 6)} ${old.slice(6, 14)}　${old.slice(14)}`.replaceAll(/\d/g, (digit) =>
          String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
        ),
        '',
        '１９９ ０００５ ６７８９',
      ),
      { fields: { name: '张三', idNumber: old, phone: '19900056789' } },
    ],
    ['an id of fifteen digits', row('张三', old.slice(0, 6) + old.slice(8, 17)), { fields: { idNumber: old } }],
    [
      'a wrong check digit',
      row('张三', old.slice(0, 17) + (old.endsWith('1') ? '2' : '1')),
      { codes: ['field_wrong'] },
    ],
    [
      'an id that lost its digits',
      row('张三', { text: '310107195003050000', kind: 'number', lossy: true }),
      { codes: ['number_lost_digits'] },
    ],
    ['an id in powers of ten', row('张三', { text: '3.10107E+17', kind: 'number' }), { codes: ['number_lost_digits'] }],
    ['a birth against the number', row('张三', old, '1951-03-05'), { codes: ['field_contradicts'] }],
    [
      'two phones in a cell',
      row('张三', '', '', '19900001234/62345678'),
      { fields: { phone: '19900001234', phone2: '62345678' } },
    ],
    [
      'a phone with words',
      row('张三', '', '', '女儿 19900001234'),
      { fields: { phone: '19900001234' }, codes: ['beside_phone'] },
    ],
    ['a name with a remark', row('张三（已故）', old), { codes: ['perhaps_dead'] }],
    ['a name with a relation', row('张三（户主）', old), { relation: '户主', fields: { name: '张三' } }],
    [
      'a name with something else',
      row('张三(听力不好)', old),
      { fields: { name: '张三', note: '听力不好' }, codes: ['beside_name'] },
    ],
    ['an error of a formula', row('张三', { text: '#REF!', kind: 'error' }), { codes: ['cell_error'] }],
    [
      'a formula with its value',
      row('张三', { text: old, kind: 'text', formula: 'A1' }),
      { fields: { idNumber: old }, codes: ['formula_value'] },
    ],
    [
      'a formula without value',
      row('张三', { text: '', kind: 'formula', uncached: true, formula: 'A1' }),
      { fields: { name: '张三' } },
    ],
    ['an address without its road', row('张三', old, '', '', '5-101'), { address: { room: '茅台路/1234//5//101' } }],
    ['a name alone', row('张三'), { fields: { name: '张三' } }],
  ])('%s', (_, cells, expected) => {
    expect(first([['茅台路1234弄居民名册'], heads, cells])).toMatchObject(expected)
  })

  test('several people in a cell become several rows, and every value finds its person', () => {
    const second = idOf('1961-02-03', 20)
    const { readings, given } = readSheet([
      heads,
      row('张三、李四', `${old}\n${second}`, '', '19900001234', '茅台路1234弄5号101'),
    ])
    expect(readings.map((each) => each.fields)).toMatchObject([
      { name: '张三', idNumber: old, phone: '19900001234' },
      { name: '李四', idNumber: second },
    ])
    expect(readings.map((each) => each.address?.room)).toEqual(Array(2).fill('茅台路/1234//5//101'))
    expect(given.map((each) => each.part)).toEqual([1, 2])
    expect(readings[0]!.codes).toEqual(['one_value_for_several'])
    expect(readSheet([heads, row('张三 19900001234 李四')]).readings).toHaveLength(1)
    expect(readSheet([heads, row('张三 李四')]).readings).toHaveLength(2)
    expect(
      readSheet([heads, row('张三19900001234、李四19900001235')]).readings.map((each) => each.fields['phone']),
    ).toEqual(['19900001234', '19900001235'])
  })

  test('one number for two people makes a person look', () => {
    expect(first([heads, row('张三、李四', old)]).codes).toEqual(['one_value_for_several'])
    expect(readSheet([heads, row('张三、李四', old)]).given[0]!.reasons[0]!.gravity).toBe('doubtful')
  })
})

describe('rows', () => {
  test('that are no record are left out with a reason, and none is lost', () => {
    const { given } = readSheet([
      heads,
      row('张三', old),
      [],
      ['小计', '1', '', '', '', ''],
      heads,
      row('李四', idOf('1961-02-03', 20)),
      row('空关', '', '', '', '茅台路1234弄5号102'),
      ['合计：2人'],
      ['制表人：王五', '', '', '日期：2026年'],
    ])
    expect(given.map((each) => [each.row, each.reasons.map((reason) => reason.code)])).toEqual([
      [2, []],
      [4, ['total_row']],
      [5, ['heads_again']],
      [6, []],
      [7, ['vacant']],
      [8, ['total_row']],
      [9, ['remark_row']],
    ])
  })

  test('as above, merged cells and members below their head take what stands above', () => {
    const table = [
      ['姓名', '关系', '住址', '电话'],
      ['张三', '户主', '茅台路1234弄5号101', '19900001234'],
      ['李四', '妻', '同上', '〃'],
      ['王五', '户主', '茅台路1234弄5号102', ''],
      ['赵六', '子', '', ''],
    ]
    const { readings } = readSheet(table)
    expect(readings.map((each) => each.address?.room?.slice(-3))).toEqual(['101', '101', '102', '102'])
    expect(readings[1]!.fields['phone']).toBe('19900001234')
    expect(readings[3]!.codes).toEqual(['filled_down'])
    const merged = readSheet([table[0]!, table[1]!, ['李四', '妻', '', ''], ['王五', '子', '', '']], {
      merges: [{ fromRow: 2, toRow: 3, fromColumn: 3, toColumn: 3 }],
    })
    expect(merged.readings.map((each) => each.address?.room?.slice(-3))).toEqual(['101', '101', undefined])
    expect(first([heads, row('同上', old)]).codes).toContain('same_as_above')
  })

  test('sections and the name of the sheet say where people live', () => {
    const compounds = new Map([['茅台花苑', '茅台路1234弄']])
    expect(
      first(
        [
          ['姓名', '门号', '室号'],
          ['张三', '5号', '101'],
        ],
        { name: '茅台花苑', compounds },
      ).address?.room,
    ).toBe('茅台路/1234//5//101')
    const { readings } = readSheet([
      ['姓名', '性别', '室号'],
      ['茅台路1234弄5号', '', ''],
      ['张三', '男', '101'],
    ])
    expect(readings[1]!.address?.room).toBe('茅台路/1234//5//101')
  })

  test('a list of tags, what it does not know and what is restricted', () => {
    const { readings } = readSheet([
      ['姓名', '身份证', '人员标签'],
      ['张三', old, '独居、低保、精神障碍、爱跳舞'],
    ])
    expect(readings[0]!.tags.map((each) => each.tag)).toEqual(['lives_alone', 'subsistence'])
    expect(readings[0]!.codes.toSorted()).toEqual(['restricted_withheld', 'tag_unknown'])
  })
})

describe('other registers', () => {
  test('homes by one cell or by parts', () => {
    const whole = first(
      [
        ['地址', '建筑面积', '用途'],
        ['茅台路1234弄5号101室', '89.53㎡', '住宅'],
      ],
      { kind: 'home' },
    )
    const parts = first(
      [
        ['路名', '弄号', '门号', '室号', '面积', '房屋用途'],
        ['茅台路', '1234弄', '5号', '101室', '89.53', '住宅'],
      ],
      { kind: 'home' },
    )
    for (const read of [whole, parts])
      expect(read).toMatchObject({
        fields: { road: '茅台路', lane: '1234', number: '5', room: '101', area: 8953, use: 'residential' },
        codes: [],
      })
  })

  test('enterprises keep their code', () => {
    expect(
      first(
        [
          ['企业名称', '统一社会信用代码', '法人', '联系电话'],
          ['上海某某有限公司', '91330100799655058B', '张三', '62345678'],
        ],
        { kind: 'enterprise' },
      ),
    ).toMatchObject({
      fields: { name: '上海某某有限公司', uscc: '91330100799655058B', legalRep: '张三', contactPhone: '62345678' },
      codes: [],
    })
  })
})

describe('what is easily taken for something else', () => {
  test('a row that says 姓名 is a head, however many columns beside it nobody knows', () => {
    const { found, readings } = readSheet([
      ['姓名', ...Array.from({ length: 60 }, (_, at) => `第${at}列`)],
      ['王秀兰', ...Array.from({ length: 60 }, () => '某值')],
    ])
    expect(found.headRow).toBe(1)
    expect(readings.map((read) => read.fields['name'])).toEqual(['王秀兰'])
  })

  test('the members of a household are the people of its list, not its head over and over', () => {
    const { readings } = readSheet(
      [
        ['户主', '家庭成员', '与户主关系', '证件号码'],
        ['赵德福', '赵德福', '户主', old],
        ['', '孙美玲', '妻', ''],
      ],
      { merges: [{ fromRow: 2, toRow: 3, fromColumn: 1, toColumn: 1 }] },
    )
    expect(readings.map((read) => read.fields['name'])).toEqual(['赵德福', '孙美玲'])
  })

  test('a blank in an address parts no people, and a comma no surname', () => {
    const { readings } = readSheet([
      ['姓名', '电话', '住址'],
      ['单小红、仇英', '19900000002\n19900000003', '茅台路1234弄 5号101室'],
      ['刘,玉梅', '19900000021', '茅台路1234弄5号102室'],
    ])
    expect(readings.map((read) => [read.fields['name'], read.address?.parts.room])).toEqual([
      ['单小红', '101'],
      ['仇英', '101'],
      [expect.stringContaining('玉梅'), '102'],
    ])
  })
})
