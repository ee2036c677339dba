import { compare, nought } from '#kernel/rational'
import type { Claim } from '../claim.ts'
import type { Figure } from '../figures.ts'
import type { Assertion, Scene } from './assertion.ts'
import { rateBetween } from './growth.ts'
import { changing, isAmount, isShare } from './words.ts'

const planning = /目标|预期|力争|争取|预计|计划|完成|实现|达到?|全年|全[市区县镇]|约|的|[，。：、]/g
const nameOf = (label: string) => label.replaceAll(planning, '')
const isBare = /^[，]?(?:同比|比上年|较上年|预期)?(?:增长|上升|提高|下降|减少)(?:约|近|不低于|达)?$/

/** 收入 7.05 亿元 in the review, 收入 7.62 亿元, 增长 8.1 % in the plan: the one grows from the other. */
export function plannedOf(scene: Scene, claims: readonly Claim[]): Assertion[] {
  const reached = new Map<string, Figure | undefined>()
  const found: Assertion[] = []
  for (const figure of scene.figures) {
    const claim = claims[figure.index]!
    const key = `${figure.unit}|${nameOf(claim.label)}`
    if (isAmount(figure) && claim.kind !== 'target' && !figure.approximation && !changing.test(figure.lead)) {
      const known = reached.get(key)
      // Said of two things in the same words: of which it grows is not said.
      const isOther = known !== undefined && compare(known.value, figure.value) !== 0
      if (!reached.has(key)) reached.set(key, figure)
      else if (isOther) reached.set(key, undefined)
      continue
    }
    const now = scene.figures[figure.index - 1]
    if (!isShare(figure) || !now || !isBare.test(figure.lead) || figure.part !== now.part) continue
    const aim = claims[now.index]!
    if (!isAmount(now) || aim.kind !== 'target' || figure.clause - now.clause > 1) continue
    const name = nameOf(aim.label)
    const was = name.length < 4 || now.approximation ? undefined : reached.get(`${now.unit}|${name}`)
    if (was && compare(was.value, nought) > 0 && was.paragraph !== now.paragraph)
      found.push(rateBetween(scene, figure, now, was, !figure.approximation))
  }
  return found
}
