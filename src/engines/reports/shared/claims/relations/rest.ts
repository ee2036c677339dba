import { compare, minus } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { subtractIntervals } from '../interval.ts'
import { sameUnit } from '../units.ts'
import { rangeOf, statedRange, written, type Assertion, type Scene } from './assertion.ts'
import { contains } from '../interval.ts'
import { changing, isAmount, isMean, isShare } from './words.ts'

/** What is left of one when another is taken away, and cannot be anything else. */
const left = /(?:其余|剩余|余下|余额|结余|尚余|缺口|净增|净流入|差额|相差)[^，。；、]{0,8}$/
const maybe = /(?:还有|尚有|仍有|未[\p{Script=Han}]{1,4}|新增|增量|尾数)[^，。；、]{0,10}$/u

function differenceOf(scene: Scene, stated: Figure, whole: Figure, part: Figure, isFirm: boolean): Assertion {
  return {
    kind: 'sum',
    stated,
    joined: [whole, part],
    computed: minus(whole.value, part.value),
    range: subtractIntervals(rangeOf(whole), rangeOf(part)),
    formula: `${written(scene.text, whole)} − ${written(scene.text, part)}`,
    isFirm,
    isExact: true,
  }
}

/** 收到 143 个, 解决 131 个, 其余 12 个; 新办 316 户, 注销 142 户, 净增 174 户. */
export function restOf(scene: Scene, stated: Figure): Assertion[] {
  if (!isAmount(stated) || stated.approximation || stated.upTo || isMean(stated)) return []
  const isPlain = left.test(stated.lead)
  if (!isPlain && !maybe.test(stated.lead)) return []
  const before: Figure[] = []
  for (let i = stated.index - 1; i >= 0 && i >= stated.index - 6; i--) {
    const figure = scene.figures[i]!
    if (stated.sentence - figure.sentence > (isPlain ? 0 : 1) || stated.paragraph !== figure.paragraph) break
    if (isShare(figure)) continue
    if (!isAmount(figure) || isMean(figure) || figure.upTo) continue
    if (!sameUnit(figure.unit, stated.unit) && !(/缺口|相差|差额/.test(stated.lead) && figure.measure === 'count'))
      break
    before.push(figure)
  }
  const [part, whole] = before
  if (!part || !whole) return []
  const isOnly =
    before.length === 2 &&
    isPlain &&
    stated.clause - part.clause <= 2 &&
    part.clause - whole.clause <= 2 &&
    !changing.test(part.lead) &&
    compare(whole.value, part.value) > 0
  const pairs = before.flatMap((one, i) => before.slice(i + 1).map((other) => [one, other] as const))
  return pairs.flatMap(([one, other]) => {
    const [less, more] = compare(one.value, other.value) < 0 ? [one, other] : [other, one]
    const fits = contains(statedRange(stated, true), minus(more.value, less.value))
    if (fits) return [differenceOf(scene, stated, more, less, false)]
    return isOnly ? [differenceOf(scene, stated, more, less, true)] : []
  })
}
