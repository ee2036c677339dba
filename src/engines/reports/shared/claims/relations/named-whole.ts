import { compare, hundred } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { trimmedLead } from '../labels.ts'
import { divideIntervals, scaleInterval } from '../interval.ts'
import { isPositive, percentOf, rangeOf, written, type Assertion, type Scene } from './assertion.ts'
import { changing, isAmount, isMean, isShare, wordsOf } from './words.ts'

const shareOf = /(?:占|相当于)(?<whole>[^，。；、]{2,16}?)的?$/
/** Words that say how much of it is meant, and not what it is. */
const extent =
  /全部|全体|所有|全[区市县镇街院校院局所队社]道?|总[量数额]?(?![值产成收支面])|本[年院街镇区]|合计|累计|年度|上述|[户人件家个]?数量?$|[的道]/g
const whole_ = /(?<!公)共(?![同享建])|总|受理|收到|承办|全|现有|在册|达到?$|完成/

function share(scene: Scene, stated: Figure, part: Figure, whole: Figure, isFirm: boolean): Assertion {
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

const canBe = (figure: Figure, part: Figure) =>
  figure !== part &&
  figure.unit === part.unit &&
  isAmount(figure) &&
  !figure.approximation &&
  !figure.upTo &&
  compare(figure.value, part.value) >= 0 &&
  isPositive(figure) &&
  !isMean(figure) &&
  !changing.test(figure.lead)

/** How many of the characters of a name are in some words. */
function commonCharacters(name: string, words: string): number {
  return [...new Set(name)].filter((char) => words.includes(char)).length
}

/** 合计 6,792 件, 占全部诉求的 52.87 %: of the largest number of what it names, wherever that is said. */
export function namedWholeOf(scene: Scene, stated: Figure): Assertion[] {
  if (!isShare(stated)) return []
  const said = shareOf.exec(stated.lead)
  if (!said) return []
  const part = scene.figures[stated.index - 1]
  if (!part || !isAmount(part) || part.sentence !== stated.sentence || stated.clause - part.clause > 1) return []
  const name = said.groups!['whole']!.replaceAll(extent, '')
  const within = ofWhich(scene, stated, part, name)
  if (within) return [within]
  if (name.length < 2) return []
  const from = Math.max(0, part.index - 300)
  const wholes = [...scene.figures.slice(0, Math.min(40, from)), ...scene.figures.slice(from, part.index)]
    .filter((figure) => canBe(figure, part) && wordsOf(figure).includes(name))
    .toSorted((a, b) => compare(b.value, a.value))
    .filter((figure, i) => i === 0 || figure.paragraph === stated.paragraph)
    .slice(0, 4)
  const [largest, second] = wholes
  const isClear =
    largest !== undefined &&
    (whole_.test(largest.lead) || trimmedLead(largest.lead) === name) &&
    (!second || compare(second.value, part.value) !== 0)
  return wholes.map((whole, i) => share(scene, stated, part, whole, i === 0 && isClear))
}

/** 老人 2,974 人, 其中高龄老人 587 人, 占老年人口的 19.7 %: of those it is said to be among. */
function ofWhich(scene: Scene, stated: Figure, part: Figure, name: string): Assertion | undefined {
  if (!/其中/.test(part.lead)) return undefined
  const whole = scene.figures
    .slice(Math.max(0, part.index - 3), part.index)
    .toReversed()
    .find((figure) => figure.sentence === part.sentence && canBe(figure, part))
  if (!whole || part.clause - whole.clause > 2) return undefined
  return commonCharacters(name, wordsOf(whole)) >= 2 ? share(scene, stated, part, whole, true) : undefined
}

/** 销案率 83.3 %: where nothing else says of what, the amounts right before it, if they give it. */
export function fallbackRateOf(scene: Scene, stated: Figure): Assertion[] {
  if (!isShare(stated) || !/率(?:[达为是至约:：]|达到|仅)*$/.test(stated.lead) || stated.step.d < 10n) return []
  const before = scene.figures
    .slice(Math.max(0, stated.index - 14), stated.index)
    .filter((figure) => figure.paragraph === stated.paragraph)
    .toReversed()
  const parts = before
    .filter((figure) => isAmount(figure) && figure.sentence === stated.sentence && stated.clause - figure.clause <= 2)
    .slice(0, 2)
  return parts.flatMap((part) =>
    before
      .filter((whole) => whole.index < part.index && canBe(whole, part))
      .map((whole) => share(scene, stated, part, whole, false)),
  )
}
