import { expect, test } from 'vitest'
import { baseTags, restrictedIn } from '../tags.ts'
import { restrictedHeads } from './index.ts'
import { readTags } from './read-tags.ts'
import type { RowReason } from './reason.ts'

function read(tag: string, text: string): string {
  const reasons: RowReason[] = []
  const found = readTags(baseTags, { [`tag:${tag}`]: text }, '2026-11-22', reasons)
  const marked = found.map(({ details }) => `marked ${details['value'] ?? ''}`.trim())
  return [...marked, ...reasons.map(({ code, gravity }) => `${code} ${gravity}`)].join(', ')
}

test.each([
  ['lives_alone', '不'],
  ['lives_alone', '否'],
  ['disability', '健康'],
  ['disability', '无'],
])('a no is no tag: %s %s', (tag, text) => {
  expect(read(tag, text)).toBe('')
})

test.each([
  ['lives_alone', '非独居'],
  ['subsistence', '已退出'],
  ['subsistence', '2023年5月退出'],
  ['subsistence', '申请中'],
  ['subsistence', '未享受'],
  ['subsistence', '无低保'],
  ['disability', '未评'],
  ['disability', '已注销'],
  ['disability', '待评残'],
  ['disability', '无残疾'],
])('what was so or may become so is no tag, and that is said: %s %s', (tag, text) => {
  expect(read(tag, text)).toBe('tag_not_now remark')
})

test.each([
  ['lives_alone', '2人'],
  ['lives_alone', '2'],
  ['lives_alone', '看情况'],
  ['very_old', '不详'],
  ['disabled_care', '自理'],
])('a value that is neither yes nor no makes a person look: %s %s', (tag, text) => {
  expect(read(tag, text)).toBe('tag_unclear doubtful')
})

test.each([
  ['lives_alone', '√', ''],
  ['lives_alone', '独居', ''],
  ['disability', '属于', ''],
  ['disability', '残疾', ''],
  ['disability', '肢体三级', '肢体三级'],
  ['disability', '是（2级）', '是（2级）'],
  ['disability', '31010719500305001142', '31010719500305001142'],
  ['disability', '听力', '听力'],
  ['subsistence', '1450', '1450'],
  ['subsistence', '1450元/月', '1450元/月'],
  ['subsistence', '2023.5', '2023.5'],
  ['subsistence', '2023-05-01', '2023-05-01'],
  ['disabled_care', '不能自理', '不能自理'],
  ['disabled_care', '照护等级四级', '照护等级四级'],
  ['jobless', '待业', '待业'],
  ['lost_only_child', '失独家庭', '失独家庭'],
  ['very_old', '85岁', '85岁'],
])('a yes, a degree, a day or an amount marks: %s %s', (tag, text, value) => {
  expect(read(tag, text)).toBe(`marked ${value}`.trim())
})

test('a tag is read from the list of them whether or not its restricted neighbours may be', () => {
  const reasons: RowReason[] = []
  expect(readTags(baseTags, { tags: '独居、吸毒' }, '2026-11-22', reasons).map(({ tag }) => tag)).toEqual([
    'lives_alone',
  ])
  expect(reasons.map(({ code }) => code)).toEqual(['restricted_withheld'])
})

test('every usual word for a restricted tag is one above a column', () => {
  const heads = restrictedHeads(baseTags)
  for (const word of ['精神病', '社区矫正', '刑满释放', '刑释解教', '吸毒', '戒毒', '涉毒', '信访'])
    expect([word, [...heads].some((head) => word.includes(head))]).toEqual([word, true])
  expect(restrictedIn(baseTags)).toHaveLength(5)
})
