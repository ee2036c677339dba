import { compare, nought } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { written, type Assertion, type Scene } from './assertion.ts'
import { isAmount, isMean } from './words.ts'

/** 其中: what follows is of what went before, and cannot be more. */
export function partsOf(scene: Scene, part: Figure): Assertion[] {
  const whole = scene.figures[part.index - 1]
  if (!whole || !isAmount(part) || whole.unit !== part.unit || whole.sentence !== part.sentence) return []
  if (isMean(whole) || isMean(part)) return []
  const between = scene.text.slice(whole.end, part.start)
  if (part.clause - whole.clause > 2) return []
  if (
    !/^[^。；]{0,12}[，：（、]?其中/.test(between) &&
    !/^[^，。；、（）]{1,12}中(?![级学心型小央介药医外班高低])[，]?[^，。；、]{0,6}$/.test(between)
  )
    return []
  const isMore = compare(part.value, whole.value) > 0
  if (isMore && (part.approximation || whole.approximation)) return []
  const [a, b] = [written(scene.text, part), written(scene.text, whole)]
  return [
    {
      kind: 'part',
      stated: part,
      joined: [whole],
      computed: whole.value,
      range: { low: nought, high: whole.value },
      formula: `${a} 属于 ${b}`,
      isFirm: true,
      verdict: isMore ? 'contradicts' : 'reconciles',
      note: isMore
        ? ['，部分多于全部', ': the part is more than the whole']
        : ['，部分不多于全部', ': the part is no more than the whole'],
    },
  ]
}
