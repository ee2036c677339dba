import { caseTypesOf, CaseId, type CaseFile, type CaseType, type Intake, type Source } from '#engines/cases/shared'
import { aCaseType } from './cases.ts'
import { aDice, aJourney } from './journeys.ts'
import { countedId, everyone } from './people.ts'
import { committees, grids, points } from './world.ts'

export const types: readonly CaseType[] = [
  aCaseType({ rework: 'CONTINUE' }),
  aCaseType({ id: 'with-visit', visit: true, children: 'lead' }),
  aCaseType({ id: 'hotline', contact: true, answer: true, visit: true, isPublic: true }),
]
export const caseTypes = caseTypesOf(types)

const titles = [
  '垃圾堆放',
  '道路不洁',
  '乱堆杂物',
  '50%有异味',
  'A_B 通道',
  '路灯\\坏',
  '垃圾桶 𠮷野家 门口',
  'Noise at NIGHT',
  '漏水😀',
  '噪声扰民',
] as const
const sources: readonly Source[] = ['phone', 'hotline', 'inspector', 'resident', 'leader']
const categories = ['gb2026:m:06010', 'gb2026:m:06012', 'local:m:51008'] as const

/** Cases of a few weeks, each as far as chance brought it; the newest hours before `until`, the oldest a month. */
export function aPopulation(count: number, seed: number, until: string): CaseFile[] {
  const dice = aDice(seed)
  return Array.from({ length: count }, (_, index) => {
    const nth = index + 1
    const place = dice.of([0, 1, null] as const)
    const intake: Partial<Intake> = {
      id: CaseId.parse(countedId(nth, 0xc)),
      number: `N${String(nth).padStart(5, '0')}`,
      followCode: `F${nth}`,
      source: dice.of(sources),
      upstreamNo: dice.yes(0.2) ? `SH-${nth}` : null,
      title: dice.of(titles),
      description: dice.of(titles),
      category: dice.of(categories),
      place: `长寿路 ${nth} 号`,
      committee: place === null ? null : committees[place],
      grid: place === null ? null : grids[place],
      ...(place === null ? {} : points[grids[place]]),
      answers: {
        ...(dice.yes(0.2) && { unsure: true }),
        ...(dice.yes() && { kind: dice.of(['household', 'building']) }),
        ...(dice.yes() && { bags: dice.of([0, 2, 9, 10, 11, 100]) }),
        ...(dice.yes(0.3) && { seenOn: dice.of(['2026-11-01', '2026-11-20', '2026-12-01']) }),
      },
    }
    const hours = dice.of([3, 20, 60, 24 * 9, 24 * 30])
    const now = new Date(Date.parse(until) - (hours + dice.next()) * 3_600_000).toISOString()
    // Of one instant there may be several: pages must not lose or repeat them.
    const whole = dice.yes(0.3) ? `${now.slice(0, 13)}:00:00.000Z` : now
    const by = dice.yes(0.8) ? dice.of(everyone) : null
    const { start, taken } = aJourney(dice.of(types), Math.floor(dice.next() * 2 ** 32), {
      length: Math.floor(dice.next() * 30),
      waits: [0.01, 0.05, hours / 60],
      intake,
      by,
      now: whole,
      nth,
    })
    return taken.at(-1)?.to ?? start
  })
}
