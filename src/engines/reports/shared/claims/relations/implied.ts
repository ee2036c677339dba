import { compare, holdsMultiple, hundred, nought, over, rational, times } from '#kernel/rational'
import type { Relation } from '../claim.ts'
import type { Figure } from '../figures.ts'
import { divideIntervals, scaleInterval } from '../interval.ts'
import { rangeOf, shown, statedRange, written, type Assertion, type Scene } from './assertion.ts'

/**
 * A share of something unsaid: 35 人, 完成年度目标 134.62 %. What is counted in whole things can only be a share of
 * whole things; where no whole number gives the share, one of the two is wrong.
 */
export function impliedWhole(
  scene: Scene,
  stated: Figure,
  part: Figure,
  kind: Relation['kind'],
  isFirm: boolean,
): Assertion[] {
  if (compare(stated.value, nought) <= 0 || compare(part.value, nought) <= 0) return []
  const whole = over(times(part.value, hundred), stated.value)
  const range = scaleInterval(divideIntervals(rangeOf(part), statedRange(stated, false)), hundred)
  if (!range.low || !range.high || part.approximation || stated.approximation)
    return [reading(scene, stated, part, kind, whole, range, 'cannot_judge')]
  const isCount = part.measure === 'count' && part.isWhole
  const fits = holdsMultiple(range.low, range.high, isCount ? rational(1) : part.step)
  const verdict = fits ? 'reconciles' : isCount && isFirm ? 'contradicts' : 'cannot_judge'
  return [reading(scene, stated, part, kind, whole, range, verdict)]
}

function reading(
  { text }: Scene,
  stated: Figure,
  part: Figure,
  kind: Relation['kind'],
  whole: NonNullable<Assertion['computed']>,
  range: NonNullable<Assertion['range']>,
  verdict: NonNullable<Assertion['verdict']>,
): Assertion {
  const value = shown(text, whole, part)
  const note: Readonly<Record<typeof verdict, readonly [string, string]>> = {
    reconciles: [`，推得总数约 ${value}，文中未写`, `: of about ${value}, which the text leaves out`],
    within_rounding: ['', ''],
    contradicts: [`，推得总数 ${value}，没有整数能得出此比率`, `: of ${value}; no whole number gives that share`],
    cannot_judge: [
      `，推得总数约 ${value}，文中未写，无从核对`,
      `: of about ${value}, which the text leaves out; nothing to check against`,
    ],
  }
  return {
    kind,
    stated,
    joined: [part],
    computed: whole,
    range,
    formula: `${written(text, part)} ÷ ${written(text, stated)}`,
    isFirm: verdict === 'contradicts',
    verdict,
    note: note[verdict],
  }
}
