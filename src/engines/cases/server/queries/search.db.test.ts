import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseLine } from '#engines/cases/shared'
import { onOwner } from '../../../../../test/db.ts'
import { li, sanitation, wang } from '../../../../../test/people.ts'
import { aWorld, elsewhere, street, type World } from '../../../../../test/world.ts'

const count = 6000
/** Frequent, middling, rare, in one long gone month only, never; of one letter; with what SQL takes for a wildcard. */
const words = ['漏水', '电梯', '鳄鱼', '老城厢', '犀牛', '漏', '%', '_b', '𠮷野', '水管漏水', 'g0001']

let world: World
let titles: { id: string; at: string; words: string; committee: string; unit: string | null }[]

beforeAll(async () => {
  world = await aWorld()
  // Forty months of cases, newest last, in two streets; what they say follows from their number.
  const fill = (code: string, digit: string) => `
    insert into cases (street, id, number, type, type_version, state, open, source, title, description, category, answers, place, committee,
      lead_unit, handler, returned_count, rework_count, extension_count, reopen_count, supervised, parked, difficult, self_disposed, on_time,
      reported_at, closed_at, checked_by, follow_code, version)
    select '${code}', ('00000000-0000-7000-8000-${digit}' || lpad(n::text, 11, '0'))::uuid, 'G' || lpad(n::text, 5, '0'), 'test-type', 1, 'closed', false,
      'phone', concat_ws(' ', case when n % 7 = 0 then '水管漏水' end, case when n % 113 = 0 then '电梯' end, case when n % 2000 = 3 then '鳄鱼' end,
        case when n between 100 and 400 then '老城厢' end, case when n % 50 = 0 then '50%_b' end, case when n % 900 = 0 then '𠮷野家' end, '巡查'),
      '', 'gb2026:m:06010', '{}', '路口', case when n % 3 = 0 then '310107015001' else '310107015002' end,
      case when n % 40 = 0 then '${sanitation}'::uuid end, null, 0, 0, 0, 0, 0, false, false, false, true,
      date_trunc('milliseconds', '2026-11-16T00:00:00Z'::timestamptz - (${count} - n / 2 * 2) * interval '4 h 53 min'),
      '2026-11-16', gen_random_uuid(), 'F' || n, 1
    from generate_series(1, ${count}) n;
    insert into tasks (street, id, case_id, unit, role, state, step, dispatched_at)
      select street, gen_random_uuid(), id, lead_unit, 'lead', 'withdrawn', 0, reported_at from cases where street = '${code}' and lead_unit is not null;
    insert into case_words select street, id, reported_at, lower(concat_ws(' ', number, title, place)) from cases where street = '${code}';`
  await onOwner(world, `${fill(street, 'a')} ${fill(elsewhere, 'b')} analyze`)
  titles = await world.rows(
    `select c.id, c.reported_at::text as at, w.words, c.committee, c.lead_unit as unit from cases c
     join case_words w on w.street = c.street and w.case_id = c.id where c.street = '${street}' order by c.reported_at desc, c.id desc`,
  )
}, 120_000)
afterAll(() => world.drop())

async function pagesOf(actor: typeof wang, input: object): Promise<string[]> {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = (await world.do(actor, 'list', { sort: 'newest', ...input, ...(after && { after }) })) as unknown as {
      items: CaseLine[]
      next: string | null
    }
    ids.push(...page.items.map((line) => line.id))
    after = page.next ?? undefined
  } while (after !== undefined)
  return ids
}

test('a search finds every case that has the words, the newest first and each once, whatever else is asked', async () => {
  const anyAsked = fc.record(
    {
      words: fc.constantFrom(...words),
      committee: fc.constantFrom('310107015001', '310107015002'),
      from: fc.constantFrom('2023-09-01', '2025-06-30', '2026-11-01'),
      to: fc.constantFrom('2023-12-31', '2026-06-30', '2030-01-01'),
      limit: fc.constantFrom(37, 200),
    },
    { requiredKeys: ['words', 'limit'] },
  )
  const startOf = (day: string, plus = 0) => new Date(Date.parse(`${day}T00:00:00+08:00`) + plus).toISOString()
  const asInstant = (text: string) => new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString()
  await fc.assert(
    fc.asyncProperty(anyAsked, async (asked) => {
      const expected = titles.filter(
        (each) =>
          each.words.includes(asked.words) &&
          (!asked.committee || each.committee === asked.committee) &&
          (!asked.from || asInstant(each.at) >= startOf(asked.from)) &&
          (!asked.to || asInstant(each.at) < startOf(asked.to, 86_400_000)),
      )
      expect(await pagesOf(wang, asked)).toEqual(expected.map((each) => each.id))
    }),
    { numRuns: 60 },
  )
}, 120_000)

test('who sees only what is their own finds only that, however far back', async () => {
  for (const asked of ['漏水', '电梯', '老城厢', '犀牛']) {
    const own = titles.filter((each) => each.unit === sanitation && each.words.includes(asked)).map((each) => each.id)
    const handler = { ...li, scope: { kind: 'unit' } } as typeof wang
    expect(await pagesOf(handler, { words: asked, limit: 20 })).toEqual(own)
  }
})

test('a case that was told anew is found by its new words and no longer by its old ones', async () => {
  const caseId = await world.aCase({ title: '红色气球' })
  expect(await pagesOf(wang, { words: '气球' })).toEqual([caseId])
  await world.do(wang, 'amend', { caseId, title: '绿色风筝' })
  expect(await pagesOf(wang, { words: '气球' })).toEqual([])
  expect(await pagesOf(wang, { words: '风筝' })).toEqual([caseId])
  expect(await pagesOf(wang, { words: '风筝', open: true })).toEqual([caseId])
})
