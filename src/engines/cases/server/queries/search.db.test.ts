import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseLine } from '#engines/cases/shared'
import { onOwner } from '../../../../../test/db.ts'
import { aPerson, wang } from '../../../../../test/people.ts'
import { aWorld, committees, street, type World } from '../../../../../test/world.ts'

const count = 1_700
let world: World
let kept: { id: string; words: string; committee: string | null; at: string; open: boolean }[]

beforeAll(async () => {
  world = await aWorld()
  await world.aCase({ title: '垃圾', place: '弄口', description: '' })
  // Nine months of cases, some at one instant; the words of each follow from its number.
  await onOwner(
    world,
    `
    create temporary table made as
      select i, gen_random_uuid() as id, timestamptz '2026-11-16T00:00:00Z' - (i - i % 3) * interval '4 hours' as at,
        case when i % 2 = 0 then '${committees[0]}' end as committee, i % 5 = 0 as ended,
        concat_ws(' ', 'N' || i, (array['垃圾堆放', '道路不洁', '50%异味', 'a_b 通道', '反斜\\杠', '路灯不亮'])[i % 6 + 1],
          case when i % 97 = 0 then '罕见词语' end, case when i % 211 = 5 then '𠮷野家😀门口' end, case when i = 1690 then '只此一件' end, case when i % 13 = 0 then 'café NIGHT' end) as title
      from generate_series(1, ${count}) i;
    insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', m.id, 'number', 'M' || m.i, 'follow_code', 'F' || m.i, 'title', m.title, 'reported_at', m.at, 'committee', m.committee,
        'state', case when m.ended then 'rejected' else 'reported' end, 'open', not m.ended))).* from cases c, made m;
    insert into case_words (street, case_id, reported_at, words)
      select '${street}', m.id, m.at, lower(concat_ws(' ', 'M' || m.i, m.title, '长寿路')) from made m;`,
  )
  kept = await world.rows(`
    select w.case_id as id, w.words, c.committee, c.open, to_char(c.reported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as at
    from case_words w join cases c on c.street = w.street and c.id = w.case_id order by c.reported_at desc, c.id desc`)
})
afterAll(() => world.drop())

async function search(words: string, said: object = {}, limit = 200, person = wang): Promise<string[]> {
  const found: string[] = []
  let after: string | null = null
  for (let page = 0; page < 3000; page++) {
    const { items, next } = (await world.do(person, 'list', {
      words,
      sort: 'newest',
      limit,
      ...said,
      ...(after !== null && { after }),
    })) as unknown as { items: CaseLine[]; next: string | null }
    found.push(...items.map((line) => line.id))
    if (next === null) return found
    after = next
  }
  throw new Error('the pages do not end')
}
const expected = (words: string, which: (row: (typeof kept)[number]) => boolean = () => true) =>
  kept.filter((row) => row.words.includes(words.trim().toLowerCase()) && which(row)).map((row) => row.id)

test('frequent and rare words, old and new: every case that has them, the newest first', async () => {
  for (const words of [
    '罕见词语',
    '罕见',
    '见词',
    '只此一件',
    '堆放',
    '垃圾堆放',
    'n1690',
    'N1',
    'm77',
    'café',
    'NIGHT',
    '长寿路',
    '路灯不亮 罕见',
    '没有的词',
  ])
    expect([words, await search(words)]).toEqual([words, expected(words)])
  expect(expected('只此一件')).toHaveLength(1)
  expect(expected('罕见').length).toBeGreaterThan(10)
})

test('one character is enough, and rare ideographs and pictures are one', async () => {
  for (const words of ['垃', '罕', '𠮷', '😀', '𠮷野', '家😀', '😀门', 'é'])
    expect([words, await search(words)]).toEqual([words, expected(words)])
  expect(expected('😀').length).toBeGreaterThan(5)
})

test('signs that mean something to the database mean themselves', async () => {
  for (const words of ['%', '_', '\\', '50%', 'a_b', '斜\\杠', '%异', 'a%b', '5_%', '\\%', "' or '", '{垃圾}', '"'])
    expect([words, await search(words)]).toEqual([words, expected(words)])
  expect(expected('a%b')).toEqual([])
  expect(expected('50%').length).toBeGreaterThan(200)
})

test('any piece of any case finds it, in pages of any size, with any filter beside it', async () => {
  const among = aPerson('何平', ['duty'], { scope: { kind: 'committee', code: committees[0] } })
  await fc.assert(
    fc.asyncProperty(
      fc.nat(count),
      fc.nat(20),
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(17, 50, 200),
      fc.constantFrom('none', 'open', 'ended', 'committee', 'scope', 'from', 'to'),
      async (nth, start, length, limit, filter) => {
        const words = [...kept[nth]!.words]
          .slice(start, start + length)
          .join('')
          .trim()
        fc.pre(words !== '')
        const said = {
          none: {},
          open: { open: true },
          ended: { state: 'rejected' },
          committee: { committee: committees[0] },
          scope: {},
          from: { from: '2026-02-01' },
          to: { to: '2026-02-01' },
        }[filter]
        const is = (row: (typeof kept)[number]) =>
          (filter !== 'open' || row.open) &&
          (filter !== 'ended' || !row.open) &&
          (!['committee', 'scope'].includes(filter) || row.committee === committees[0]) &&
          (filter !== 'from' || row.at >= '2026-01-31T16:00:00') &&
          (filter !== 'to' || row.at < '2026-02-01T16:00:00')
        expect(await search(words, said, limit, filter === 'scope' ? among : wang)).toEqual(expected(words, is))
      },
    ),
    { numRuns: 12, endOnFailure: true },
  )
})

test('a search finds what an amendment has changed, and no longer what it was', async () => {
  const caseId = await world.aCase({ title: '原来的说法', place: '弄口' })
  await world.do(wang, 'amend', { caseId, title: '后来的说法' })
  expect(await search('原来的说法')).toEqual([])
  expect(await search('后来的说法')).toEqual([caseId])
  await world.do(wang, 'note', { caseId, text: '只在备注里' })
  expect(await search('只在备注里')).toEqual([])
})
