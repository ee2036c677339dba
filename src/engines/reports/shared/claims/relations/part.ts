import { compare, nought } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { written, type Assertion, type Scene } from './assertion.ts'
import { changing, comparing, isAmount, isMean } from './words.ts'

/** 同比下降 15 %, 较上年减少 40 件: by how much the level before it changed. */
function tellsChange({ lead, measure, unit }: Figure, of: Figure): boolean {
  if (measure === 'percent' || measure === 'points') return true
  return unit === of.unit && changing.test(lead) && (comparing.test(lead) || /净|^，?[增减升降上下提]/.test(lead))
}

/** 320 件, 较上年减少 40 件, 其中来访: of what there is, and not of what it changed by. */
function levelBefore({ figures }: Scene, part: Figure): Figure | undefined {
  const before = figures
    .slice(Math.max(0, part.index - 4), part.index)
    .filter(({ sentence }) => sentence === part.sentence)
  return before.findLast((figure) => !tellsChange(figure, part))
}

const opensParts = /^[^。；、]{0,12}其中/
const longestList = 8

/** 264 人次, 其中未成年人 31 人次、精神障碍患者 302 人次: each of those named is of the one before 其中. */
function wholeOfList({ figures, text }: Scene, part: Figure): Figure | undefined {
  for (let i = part.index - 1; i >= 0 && part.index - i <= longestList; i--) {
    const [one, next] = [figures[i]!, figures[i + 1]!]
    if (one.unit !== part.unit || one.sentence !== part.sentence) return undefined
    const between = text.slice(one.end, next.start)
    if (opensParts.test(between)) return next === part || changing.test(one.lead) ? undefined : one
    if (!/^、[^，。；：（）]{0,16}$/.test(between)) return undefined
  }
  return undefined
}

/** 其中: what follows is of what went before, and cannot be more. */
export function partsOf(scene: Scene, part: Figure): Assertion[] {
  if (!isAmount(part) || isMean(part)) return []
  const listed = wholeOfList(scene, part)
  // That each is less than its whole is not worth a word where the list goes on.
  if (listed && isOver(part, listed)) return [within(scene, part, listed)]
  const whole = levelBefore(scene, part)
  if (!whole || whole.unit !== part.unit || isMean(whole)) return []
  const between = scene.text.slice(whole.end, part.start)
  if (part.clause - whole.clause > 2) return []
  if (
    !/^[^。；]{0,12}[，：（、]?其中/.test(between) &&
    !/^[^，。；、（）]{1,12}中(?![级学心型小央介药医外班高低])[，]?[^，。；、]{0,6}$/.test(between)
  )
    return []
  return isMore(part, whole) && !isOver(part, whole) ? [] : [within(scene, part, whole)]
}

const isMore = (part: Figure, whole: Figure): boolean => compare(part.value, whole.value) > 0
const isOver = (part: Figure, whole: Figure): boolean =>
  isMore(part, whole) && !part.approximation && !whole.approximation && !isMean(whole)

function within(scene: Scene, part: Figure, whole: Figure): Assertion {
  const [a, b] = [written(scene.text, part), written(scene.text, whole)]
  return {
    kind: 'part',
    stated: part,
    joined: [whole],
    computed: whole.value,
    range: { low: nought, high: whole.value },
    formula: `${a} 属于 ${b}`,
    isFirm: true,
    verdict: isMore(part, whole) ? 'contradicts' : 'reconciles',
    note: isMore(part, whole)
      ? ['，部分多于全部', ': the part is more than the whole']
      : ['，部分不多于全部', ': the part is no more than the whole'],
  }
}
