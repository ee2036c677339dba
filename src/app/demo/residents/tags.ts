import { addDays } from '#kernel/time'
import { pick } from '../rng.ts'
import type { Resident } from './households.ts'
import { daysAgo, type Plan, type Tag } from './plan.ts'

/** Care tags as the offices would have given them, and a few that are apart. */
export function tagPeople(plan: Plan, residents: readonly Resident[]): void {
  const { rng } = plan
  const give = (resident: Resident, tag: string, source: Tag['source'], more: Partial<Tag> = {}) =>
    plan.tags.push({
      entry: resident.thing.id,
      tag,
      details: {},
      source,
      from: daysAgo(plan, 60, 1500),
      to: null,
      ...more,
    })
  for (const resident of residents) {
    const { person, livesAlone, onlyElders } = resident
    const { age } = person
    if (age >= 80) give(resident, 'very_old', 'civil_affairs', { from: addDays(person.birth, Math.ceil(80 * 365.25)) })
    if (livesAlone) give(resident, 'lives_alone', 'committee')
    else if (onlyElders && age >= 60) give(resident, 'elder_household', 'committee')
    if (livesAlone && age >= 75 && rng() < 0.08) give(resident, 'no_kin', 'civil_affairs')
    if (age >= 75 && rng() < 0.1)
      give(resident, 'disabled_care', 'civil_affairs', {
        details: { 照护等级: pick(rng, ['二级', '三级', '四级', '五级']) },
      })
    if (age >= 78 && rng() < 0.05) give(resident, 'dementia_risk', 'health')
    if (age >= 18 && rng() < 0.035)
      give(resident, 'disability', 'disabled', {
        details: {
          类别: pick(rng, ['肢体', '视力', '听力', '智力', '言语']),
          等级: pick(rng, ['一级', '二级', '三级', '四级']),
        },
      })
    if (age >= 16 && rng() < 0.018) give(resident, 'subsistence', 'civil_affairs', { to: addDays(plan.today, 200) })
    else if (rng() < 0.008) give(resident, 'low_income', 'civil_affairs')
    if (age >= 50 && rng() < 0.02)
      give(resident, 'honoured', 'civil_affairs', {
        details: { 类别: pick(rng, ['复员军人', '参战退役', '伤残军人', '烈属']) },
      })
    if (rng() < 0.012) give(resident, 'grave_illness', 'health')
    if (age >= 58 && age < 72 && rng() < 0.01) give(resident, 'lost_only_child', 'health')
    if (age >= 25 && age < 55 && rng() < 0.012) give(resident, 'jobless', 'community_cloud')
    if (age >= 22 && age < 45 && rng() < 0.015) give(resident, 'new_employment', 'visit')
    if (age < 16 && rng() < 0.01) give(resident, 'child_in_need', 'civil_affairs')
  }
  const grown = residents.filter(({ person }) => person.age >= 25 && person.age < 70)
  const apart = [
    ['mental_health', 'health', 5],
    ['correction', 'police', 3],
    ['resettled', 'police', 2],
    ['drug_recovery', 'police', 1],
    ['petition', 'committee', 2],
  ] as const
  for (const [tag, source, count] of apart) for (let n = 0; n < count; n++) give(pick(rng, grown), tag, source)
}
