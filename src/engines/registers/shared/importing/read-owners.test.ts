import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeResidentId } from '#model'
import { readOwners } from './read-owners.ts'
import { readShare, sayShare } from './read-share.ts'
import type { RowReason } from './reason.ts'

const id = makeResidentId({ division: '310107', birth: '1950-03-05', serial: 11 })

function read(owners: string, more: Readonly<Record<string, string>> = {}) {
  const reasons: RowReason[] = []
  const found = readOwners({ owners, ...more }, '2026-11-21', reasons)
  return {
    owners: found.map(({ fields, share }) => `${fields.name} ${share ? sayShare(share) : '-'}`),
    codes: reasons.map(({ code }) => code),
    found,
  }
}

test.each([
  ['1/2', [1, 2]],
  ['２／４', [1, 2]],
  ['50%', [1, 2]],
  ['33.33%', [3333, 10_000]],
  ['0.25', [1, 4]],
  ['1', [1, 1]],
  ['二分之一', [1, 2]],
  ['十二分之五', [5, 12]],
  ['百分之三十', [3, 10]],
  ['全部', [1, 1]],
  ['50', null],
  ['3/2', null],
  ['0/2', null],
  ['2026-01-02', null],
  ['一些', null],
])('a share is read: %s', (written, expected) => {
  expect(readShare(written)).toEqual(expected)
})

test('whatever share is written is read as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9999 }), (a, b) => {
      const [part, whole] = [Math.min(a, b), Math.max(a, b)]
      const share = readShare(`${part}/${whole}`)!
      expect(share[0] * whole).toBe(share[1] * part)
      expect(readShare(sayShare(share))).toEqual(share)
    }),
  )
})

test('several owners stand in a cell with their shares in another', () => {
  expect(read('张三、李四', { shares: '1/3、2/3' }).owners).toEqual(['张三 1/3', '李四 2/3'])
  expect(read('张三\n李四', { shares: '各50%' }).owners).toEqual(['张三 1/2', '李四 1/2'])
  expect(read('张三（1/2）、李四（1/2）').owners).toEqual(['张三 1/2', '李四 1/2'])
  expect(read('张三', { owner_ids: id, owner_phones: '19900000001' }).found[0]!.fields).toMatchObject({
    name: '张三',
    idNumber: id,
    birth: '1950-03-05',
    phone: '19900000001',
  })
  expect(read('张三、李四', { owner_ids: `、${id}` }).found.map(({ fields }) => fields['idNumber'])).toEqual([
    undefined,
    id,
  ])
})

test('a body owns as well', () => {
  expect(read('上海某某（集团）有限公司').found).toMatchObject([
    { register: 'enterprise', fields: { name: '上海某某（集团）有限公司' } },
  ])
  expect(read('张三、上海甲贸易有限公司', { shares: '40%、60%' }).owners).toEqual([
    '张三 2/5',
    '上海甲贸易有限公司 3/5',
  ])
})

test.each([
  ['张三、李四', { shares: '1/2' }, ['张三 -', '李四 -'], ['owners_uneven']],
  ['张三、李四', { shares: '共同共有' }, ['张三 -', '李四 -'], ['share_joint']],
  ['张三', { shares: '2026-01-02' }, ['张三 -'], ['share_unreadable']],
  ['张三、李四', { shares: '2/3、2/3' }, ['张三 -', '李四 -'], ['shares_over']],
  ['张三', { owner_ids: '123' }, ['张三 -'], ['owner_wrong']],
  ['', { shares: '1/2' }, [], ['owner_unnamed']],
  ['张*', {}, [], ['owner_masked']],
  ['张三（已售）', {}, ['张三 -'], ['beside_owner']],
  ['无', {}, [], []],
] as const)('what cannot be read of owners is said: %s %o', (written, more, owners, codes) => {
  const found = read(written, more)
  expect([found.owners, found.codes]).toEqual([owners, codes])
})

test.each([
  ['张三50%李四50%', ['张三 1/2', '李四 1/2']],
  ['张三占40%、李四占60%', ['张三 2/5', '李四 3/5']],
  ['张三 1/3 李四 2/3', ['张三 1/3', '李四 2/3']],
  ['张三、李四各50%', ['张三 1/2', '李四 1/2']],
  ['张三、李四各占一半', ['张三 1/2', '李四 1/2']],
  ['上海甲贸易有限公司60%张三40%', ['上海甲贸易有限公司 3/5', '张三 2/5']],
  ['张三（占50%）、李四（占50%）', ['张三 1/2', '李四 1/2']],
])('a share behind a name is a share and no part of it: %s', (written, owners) => {
  expect(read(written)).toMatchObject({ owners, codes: [] })
})

test.each([
  ['共有', [], ['owner_not_named']],
  ['夫妻共有', [], ['owner_not_named']],
  ['张三等', [], ['owner_odd']],
  ['张三、李四等5人', ['张三 -'], ['owner_odd']],
  ['张三50', [], ['owner_odd']],
  ['张某', [], ['owner_odd']],
  ['出租', [], ['owner_odd']],
])('whoever is not named as a person is no owner, and the row waits for a person: %s', (written, owners, codes) => {
  const reasons: RowReason[] = []
  readOwners({ owners: written }, '2026-11-21', reasons)
  expect(read(written)).toMatchObject({ owners, codes })
  expect(reasons[0]!.gravity).toBe('doubtful')
})
