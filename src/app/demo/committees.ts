import { newId } from '#kernel/id'
import { addDays, shanghaiDate, startOfDay } from '#kernel/time'
import { sql } from 'kysely'
import type { Database } from '#platform/db'
import type { Implementation } from '#platform/operations'
import { committees, firstScheme, itemsOf, type GroupMember } from '#engines/ballots/shared'
import { streets } from '#engines/registers/shared'
import { castOf } from './cast.ts'
import { personName } from './people.ts'
import { playerOf, type Player } from './player.ts'
import { makeRng, type Rng } from './rng.ts'

const at = (day: string): Date => new Date(startOfDay(day).getTime() + 10 * 3_600_000)

interface Stage {
  readonly player: Player
  readonly rng: Rng
  readonly today: string
  readonly autonomy: Parameters<Player['play']>[1]
  readonly registry: Parameters<Player['play']>[1]
}

interface Sitting {
  readonly id: string
  readonly compound: string
  readonly to: string
  readonly chair: string
}

async function aTerm({ player, rng, autonomy }: Stage, compound: string, number: number, to: string): Promise<Sitting> {
  const [year, rest] = [Number(to.slice(0, 4)), to.slice(4)]
  const from = addDays(`${year - 4}${rest === '-02-29' ? '-02-28' : rest}`, 1)
  const id = newId()
  const members = Array.from({ length: 5 }, (_, n) => ({
    id: newId(),
    name: personName(rng),
    post: n === 0 ? ('chair' as const) : n === 1 ? ('vice' as const) : ('member' as const),
    joined: from,
  }))
  await player.play(
    committees.addTerm,
    autonomy,
    { id, compound, number, seats: 5, from, to, members },
    at(addDays(from, 20)),
  )
  return { id, compound, to, chair: members[0]!.name }
}

const groupOf = (rng: Rng): GroupMember[] => [
  { name: personName(rng), side: 'street', isHead: true },
  { name: personName(rng), side: 'housing', isHead: false },
  { name: personName(rng), side: 'committee', isHead: false },
  ...Array.from({ length: 4 }, () => ({ name: personName(rng), side: 'owner' as const, isHead: false })),
]

const steps = ['reported', 'group_formed', 'handed_over', 'audited', 'vetted'] as const
const notes = [
  '业委会书面报告',
  '换届改选小组公示无异议',
  '印章、账册、档案已封存',
  '委托有资质机构审计',
  '街道、房管、物业、居委联审',
]

/** A renewal taken as many steps as there are days for, the first so many days ago. */
async function aRenewal({ player, rng, today, autonomy }: Stage, compound: string, daysAgo: readonly number[]) {
  const id = newId()
  const begun = addDays(today, -daysAgo[0]! - 3)
  await player.play(committees.openRenewal, autonomy, { id, compound, kind: 'due' }, at(begun))
  for (const [n, days] of daysAgo.entries()) {
    const day = addDays(today, -days)
    const step = steps[n]!
    const said = { id, step, day, note: notes[n]!, ...(step === 'group_formed' && { group: groupOf(rng) }) }
    await player.play(committees.takeRenewalStep, autonomy, said, at(day))
  }
}

async function assess({ player, rng, today, autonomy, registry }: Stage, sitting: Sitting, rounds: 1 | 2) {
  const year = Number(today.slice(0, 4))
  const points = () =>
    Object.fromEntries(
      itemsOf(firstScheme).map((item) => [item.id, Math.max(0, item.points - Math.floor(rng() * rng() * 6))]),
    )
  const first = points()
  const weak = itemsOf(firstScheme).filter((item) => first[item.id]! < item.points - 2)
  const improvements = weak.slice(0, 2).map((item) => ({
    id: newId(),
    item: item.id,
    what: `${item.label[0]}：材料不全，限期补正`,
    due: addDays(today, 20),
  }))
  const sheet = { committee: sitting.id, year }
  await player.play(
    committees.assess,
    autonomy,
    { id: newId(), ...sheet, round: 'first', points: first, improvements },
    at(addDays(today, -40)),
  )
  if (rounds === 2)
    await player.play(
      committees.assess,
      registry,
      { id: newId(), ...sheet, round: 'second', points: points() },
      at(addDays(today, -12)),
    )
}

/** Committees of the compounds of every street: most sit, some are due, some are being renewed, a few have run out. */
export async function fillCommittees(
  database: Database,
  implementations: readonly Implementation[],
  now: Date,
): Promise<void> {
  const today = shanghaiDate(now)
  for (const { code } of streets) {
    const rng = makeRng(`committees ${code}`)
    const cast = await castOf(database, code)
    const player = playerOf(database, code, implementations)
    const stage = { player, rng, today, autonomy: cast.one('autonomy', rng), registry: cast.one('registry', rng) }
    const compounds = await database.transaction(code, async (tx) => {
      const { rows } = await sql<{
        id: string
      }>`select id from register_entries where street = ${code} and register = 'compound'
        and state = 'standing' order by sort_key limit 30`.execute(tx)
      return rows.map(({ id }) => id)
    })
    const sitting: Sitting[] = []
    // The first few have no committee yet; of the rest the terms end here and there.
    for (const [n, compound] of compounds.slice(2).entries()) {
      const ends =
        n === 0 ? -70 : n === 1 ? 24 : n === 2 ? 75 : n === 3 ? 110 : n === 4 ? 140 : 200 + Math.floor(rng() * 1000)
      sitting.push(await aTerm(stage, compound, 1 + Math.floor(rng() * 5), addDays(today, ends)))
    }
    if (sitting[1]) await aRenewal(stage, sitting[1].compound, [130, 80, 72, 40, 15])
    if (sitting[2]) await aRenewal(stage, sitting[2].compound, [70, 30])
    if (sitting[3]) await aRenewal(stage, sitting[3].compound, [20])
    for (const [n, each] of sitting.slice(5, 17).entries()) await assess(stage, each, n < 7 ? 2 : 1)
    const chairs = sitting.slice(5, 15).map(({ id, chair }) => ({ committee: id, name: chair, post: '主任' }))
    for (const [topic, days] of [
      ['业主大会议事规则与线上表决', 95],
      ['维修资金使用与公开', 33],
    ] as const)
      await player.play(
        committees.addTraining,
        stage.autonomy,
        { id: newId(), day: addDays(today, -days), topic, place: '社区党群服务中心', people: chairs },
        at(addDays(today, -days)),
      )
  }
}
