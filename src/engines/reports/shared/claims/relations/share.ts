import { hundred } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { divideIntervals, scaleInterval } from '../interval.ts'
import { looselySameUnit, sameUnit } from '../units.ts'
import { isPositive, percentOf, rangeOf, written, type Assertion, type Scene } from './assertion.ts'
import { headOf, sharedRun, wordsOf } from './words.ts'

export function share(scene: Scene, stated: Figure, part: Figure, whole: Figure, isFirm: boolean): Assertion {
  return {
    kind: 'ratio',
    stated,
    joined: [part, whole],
    computed: percentOf(part.value, whole.value),
    range: scaleInterval(divideIntervals(rangeOf(part), rangeOf(whole)), hundred),
    formula: `${written(scene.text, part)} ÷ ${written(scene.text, whole)}`,
    isFirm,
  }
}

export function canDivide(part: Figure, whole: Figure): boolean {
  if (part.index === whole.index || !isPositive(whole)) return false
  if (sameUnit(part.unit, whole.unit)) return true
  return looselySameUnit(part.unit, whole.unit) && sharedRun(headOf(part), headOf(whole)) >= 2
}

/** 资产总额 A, 负债总额 B, 资产负债率: the one over the other, both named. */
export function namedBoth(scene: Scene, stated: Figure, stem: string, near: readonly Figure[]): Assertion[] {
  if (stem.length !== 4) return []
  const [of, by] = [stem.slice(2), stem.slice(0, 2)]
  const part = near.find((figure) => wordsOf(figure).includes(of) && !wordsOf(figure).includes(by))
  const whole = near.find((figure) => wordsOf(figure).includes(by) && !wordsOf(figure).includes(of))
  return part && whole && canDivide(part, whole) && !part.approximation ? [share(scene, stated, part, whole, true)] : []
}
