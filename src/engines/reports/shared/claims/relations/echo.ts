import { compare, decimalsOf, hundred, isNought, minus, nought, over, rational, times } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { written, type Assertion, type Scene } from './assertion.ts'
import { areContrasted } from './contrast.ts'
import { changing, isAmount, isMean, sharedRun, wordsOf } from './words.ts'

function repeated({ text }: Scene, stated: Figure, first: Figure): Assertion {
  const [a, b] = [written(text, first), written(text, stated)]
  const isEqual = compare(first.value, stated.value) === 0
  return {
    kind: 'same',
    stated,
    joined: [first],
    computed: first.value,
    formula: `前文写 ${a}`,
    isFirm: false,
    verdict: isEqual ? 'reconciles' : 'within_rounding',
    note: isEqual
      ? [`，此处写 ${b}，一致`, ` is said earlier and ${b} here: the same`]
      : [`，此处写 ${b}，取舍后一致`, ` is said earlier and ${b} here: the same when rounded`],
  }
}

/** Enough digits that two alike are no chance. */
function isTelling({ value, step }: Figure): boolean {
  return compare(value, times(isNought(step) ? rational(1) : step, hundred)) >= 0
}

/** 128.36 亿元 is 128.4 亿元 to one digit less. */
function roundsTo(fine: Figure, coarse: Figure): boolean {
  const gap = minus(fine.value, coarse.value)
  const size = gap.n < 0n ? minus(nought, gap) : gap
  return compare(size, over(coarse.step, rational(2))) <= 0
}

/** 120,347,862 元（约 1.2 亿元）: the same once more, in fewer digits. */
function inBracket({ text, figures }: Scene, stated: Figure): Figure | undefined {
  const first = figures[stated.index - 1]
  if (!first || first.unit !== stated.unit || stated.bracket === 0 || first.bracket === stated.bracket) return undefined
  return /^（(?:约|即|近|合)?$/.test(text.slice(first.end, stated.start)) && roundsTo(first, stated) ? first : undefined
}

const perUnit = 12

/** The same thing said again in other words or fewer digits. */
export function echoesOf(scene: Scene, known: ReadonlySet<number>): Assertion[] {
  const seen = new Map<string, Figure[]>()
  const found: Assertion[] = []
  for (const figure of scene.figures) {
    if (!isAmount(figure) || figure.upTo || isMean(figure)) continue
    const bracketed = inBracket(scene, figure)
    if (bracketed) found.push(repeated(scene, figure, bracketed))
    if (figure.approximation || changing.test(figure.lead) || !isTelling(figure)) continue
    const { n, d } = figure.value
    const lead = /[1-9]/.exec(decimalsOf(figure.value, 15))?.[0] ?? ''
    const key = `${figure.unit}|${(n / d).toString().length}${lead}`
    const others = seen.get(key) ?? []
    if (!bracketed && !known.has(figure.index)) {
      const first = others.find(
        (other) =>
          other.sentence !== figure.sentence &&
          !areContrasted(other, figure) &&
          sharedRun(wordsOf(other), wordsOf(figure)) >= (compare(other.value, figure.value) === 0 ? 2 : 4) &&
          (roundsTo(other, figure) || roundsTo(figure, other)),
      )
      if (first) found.push(repeated(scene, figure, first))
    }
    if (others.length < perUnit) seen.set(key, [...others, figure])
  }
  return found
}
