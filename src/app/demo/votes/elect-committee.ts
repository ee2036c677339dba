import { newId } from '#kernel/id'
import { addDays } from '#kernel/time'
import { ballots, committees, type GroupMember } from '#engines/ballots/shared'
import { anyone } from '#platform/operations'
import { personName } from '../people.ts'
import { holdVote } from './hold-vote.ts'
import type { Place, VoteStage } from './stage.ts'
import { electionVote } from './plans.ts'

const notes = {
  reported: '业主联名书面申请组建业主大会',
  group_formed: '筹备组公示七日无异议',
  handed_over: '建设单位移交资料',
  audited: '无前届账目，不适用，经联审确认',
  vetted: '街道、房管、物业、居委联审候选人',
} as const

const posts = ['chair', 'vice'] as const

/** A compound elects its first committee: the preparing steps, the owners' vote, and its filing. */
export async function electCommittee(stage: VoteStage, place: Place): Promise<void> {
  const { player, rng, autonomy, today } = stage
  const renewal = newId()
  const day = (days: number) => addDays(today, days)
  const noon = (days: number) => new Date(`${day(days)}T04:00:00.000Z`)
  await player.play(committees.openRenewal, autonomy, { id: renewal, compound: place.compound, kind: 'first' }, noon(-140)) // prettier-ignore
  const group: GroupMember[] = [
    { name: personName(rng), side: 'street', isHead: true },
    { name: personName(rng), side: 'housing', isHead: false },
    { name: personName(rng), side: 'committee', isHead: false },
    ...Array.from({ length: 4 }, () => ({ name: personName(rng), side: 'owner' as const, isHead: false })),
  ]
  const take = (
    step: keyof typeof notes | 'elected' | 'filed',
    days: number,
    more: { note: string; group?: GroupMember[]; vote?: string; filing?: string },
  ) => player.play(committees.takeRenewalStep, autonomy, { id: renewal, step, day: day(days), ...more }, noon(days))
  for (const [nth, step] of (Object.keys(notes) as (keyof typeof notes)[]).entries())
    await take(step, -138 + nth * 14, { note: notes[step], ...(step === 'group_formed' && { group }) })

  const names = Array.from({ length: 7 }, () => personName(rng))
  const plan = electionVote([...new Set(names)])
  const vote = await holdVote(stage, plan, place)
  const closed = plan.days[2]
  const { questions } = await player.play(ballots.result, anyone, { id: vote }, noon(closed + 3))
  await take('elected', closed + 2, { note: '业主大会会议选举产生委员五名', vote })
  await player.play(
    committees.addTerm,
    autonomy,
    {
      id: newId(),
      compound: place.compound,
      number: 1,
      seats: 5,
      from: day(closed + 3),
      to: addDays(day(closed + 3), 4 * 365),
      members: questions[0]!.outcome.elected.map((name, nth) => ({
        id: newId(),
        name,
        post: posts[nth] ?? ('member' as const),
        joined: day(closed + 3),
      })),
    },
    noon(closed + 4),
  )
  await take('filed', closed + 12, { note: '业委会备案', filing: `备案〔${today.slice(0, 4)}〕第 12 号` })
}
