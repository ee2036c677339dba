import { hundred } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { divideIntervals, scaleInterval } from '../interval.ts'
import { isPositive, percentOf, rangeOf, written, type Assertion, type Scene } from './assertion.ts'
import { isAmount, isShare } from './words.ts'

const head =
  /(?<whole>目标|计划|任务|应[办结签]|受理|总数).{0,16}?(?<part>完成|实绩|实际|办结|签约|已).{0,16}?(?:率|比例|进度)/

/** A row of a table that lost its lines: 新增就业（人） 1,200 1,260 105.0%, under 目标值 完成值 完成率. */
export function rowsOf(scene: Scene, stated: Figure): Assertion[] {
  if (!isShare(stated) || stated.lead.length > 1) return []
  const [whole, part] = [scene.figures[stated.index - 2], scene.figures[stated.index - 1]]
  if (!whole || !part || whole.paragraph !== stated.paragraph || part.paragraph !== stated.paragraph) return []
  if (!isAmount(whole) || whole.unit !== part.unit || !isPositive(whole)) return []
  if (scene.text.slice(part.end, stated.start).trim() !== '' || scene.text.slice(whole.end, part.start).trim() !== '')
    return []
  const above = scene.text.slice(Math.max(0, stated.start - 600), whole.start)
  const heading = above
    .split('\n')
    .toReversed()
    .find((line) => head.test(line))
  if (!heading) return []
  return [
    {
      kind: /目标|计划|任务/.test(heading) ? 'completion' : 'ratio',
      stated,
      joined: [part, whole],
      computed: percentOf(part.value, whole.value),
      range: scaleInterval(divideIntervals(rangeOf(part), rangeOf(whole)), hundred),
      formula: `${written(scene.text, part)} ÷ ${written(scene.text, whole)}`,
      isFirm: true,
    },
  ]
}
