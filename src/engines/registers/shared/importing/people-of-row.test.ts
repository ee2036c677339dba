import { describe, expect, test } from 'vitest'
import { openLayout } from './layout.ts'
import { splitPeople } from './split-people.ts'

const columns = [
  ['姓名', 'field:name'],
  ['现住址', 'address'],
  ['电话', 'field:phone'],
  ['备注', 'field:note'],
  ['残疾', 'tag:disability'],
  ['与户主关系', 'relation'],
] as const

function read(...texts: readonly string[]) {
  const layout = openLayout(
    {
      headRow: 1,
      heads: columns.map(([head]) => head),
      context: '',
      targets: columns.map(([, target]) => target),
      merges: [],
    },
    { ofPeople: true },
  )
  return layout.read({ row: 2, cells: texts.map((text) => ({ text, kind: 'text' })) })
}
const home = '茅台路1234弄5号101室'

describe('several people in one cell', () => {
  test('a note and a tag of two people are not dealt out: the first has them, in doubt', () => {
    const [first, second] = read('张三、李四', home, '19900001234、19900001235', '高血压、糖尿病', '√')
    expect(first!.given).toMatchObject({
      'field:phone': '19900001234',
      'field:note': '高血压、糖尿病',
      'tag:disability': '√',
    })
    expect(second!.given).toEqual({ 'field:name': '李四', address: home, 'field:phone': '19900001235' })
    expect(first!.reasons.map(({ target, gravity }) => [target, gravity])).toEqual([
      ['field:note', 'doubtful'],
      ['tag:disability', 'doubtful'],
    ])
    expect(first!.reasons[0]!.text[0]).toContain('不知该列说的是谁')
    expect(read('张三、李四', home, '', '', '否')[0]!.reasons).toEqual([])
  })

  test('two phones for three people are told as two, in doubt', () => {
    for (const phones of ['19900001234、19900001235', '19900001234/19900001235', '19900001234 19900001235']) {
      const [first] = read('王五、赵六、钱七', home, phones)
      expect(first!.reasons).toMatchObject([{ code: 'values_for_several', gravity: 'doubtful' }])
      expect(first!.reasons[0]!.text[0]).toContain('2个值')
    }
  })

  test('a bracket that closes before a surname parts two people', () => {
    const people = read('孙八（户主）周九（妻）', home)
    expect(people.map(({ given }) => [given['field:name'], given['@said']])).toEqual([
      ['孙八', '户主'],
      ['周九', '妻'],
    ])
    expect(splitPeople('张三（女）李四').map((each) => each.name)).toEqual(['张三', '李四'])
    expect(splitPeople('张三（已故）之妻')).toHaveLength(1)
    expect(splitPeople('张三（租客）19900001234')).toMatchObject([{ name: '张三', phone: '19900001234' }])
  })

  test('two words that no list of surnames parts are in doubt, and a blank within a name is not', () => {
    for (const name of ['辛五一 辛五二', '辛四一（户主）辛四二（妻）'])
      expect(read(name, home)[0]!.reasons.map(({ code }) => code)).toEqual(['perhaps_two_people'])
    expect(read('张　伟', home)[0]!.reasons).toEqual([])
    expect(read('欧阳 修', home)[0]!.reasons).toEqual([])
  })

  test('as many relations as people are one for each', () => {
    expect(read('张三、李四', home, '', '', '', '户主、妻').map(({ given }) => given['relation'])).toEqual([
      '户主',
      '妻',
    ])
  })
})
