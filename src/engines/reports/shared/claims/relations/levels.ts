import type { Figure } from '../figures.ts'
import { sameUnit } from '../units.ts'
import type { Scene } from './assertion.ts'
import { isAim } from './completion.ts'
import { changing, sharedRun, wordsOf } from './words.ts'

const base =
  /(?<![比较与])(?:去年|上年|上一年|往年|前年|上月|上季度|上一届|上届|同期|年初(?!预算|计划|目标|任务|下达)|最初|原来的?|此前)[^，。；]{0,10}(?:的|为|是|达|仅|约)?$|(?:由|从)[^，。；]{0,16}$|[比较](?:20\d\d年[^，。；]{0,8}|(?:去年|上年|上一年|上月|年初)(?:同期|末|底)?的?)$|(?:[比较])[^，。；]{0,10}的$/
/** 较2023年的 1,500 件, 环比11月的 400 件: only what another is compared with. */
const comparedWith = /(?:较|(?<!占)比(?![重例赛选值率]))[^，。；]{0,14}$/
/** 提高到, 下降至: where it came to, not by how much. */
export const arrived =
  /(?:增长|上升|增加|提高|提升|上涨|扩大|攀升|下降|减少|降低|回落|下滑|缩短|压缩|压降|压减|增|升|降|减)了?(?:到|至|为)[^，。；]{0,12}$/

/** 较上年多建 4 个. */
export const moreThan = /[比较](?:去年|上年|上一年|上月|上届|往年|年初)[^，。；的]{0,6}[多少增减升降]/

export function isChange(figure: Figure): boolean {
  return (changing.test(figure.lead) || moreThan.test(figure.lead)) && !arrived.test(figure.lead)
}

/** Of what is compared: at most so many figures back, in the same sentence. */
export function earlier({ figures }: Scene, stated: Figure, test: (figure: Figure) => boolean): Figure | undefined {
  for (let i = stated.index - 1; i >= 0 && i >= stated.index - 4; i--) {
    const figure = figures[i]!
    if (figure.sentence !== stated.sentence || figure.part !== stated.part) return undefined
    if (test(figure)) return figure
  }
  return undefined
}

export const isLevel = (figure: Figure): boolean => !isChange(figure)

/** 上年同期的, 由: said of what there was before the change. */
export const isBase = ({ lead }: Figure): boolean => base.test(lead)

export interface Compared {
  readonly now: Figure
  readonly was: Figure
}

/** ，上年为 600 件: what it was, in the clause right behind the change. */
const saidBehind = /^，(?:去年|上年|上一年)(?:同期)?(?:同口径)?(?:为|是|仅为?|约为?)?$/

/** 下降 12.1 %（上年为 1,438 批次）: what it was, told in brackets right behind the change, or after a comma. */
function toldBehind(scene: Scene, stated: Figure, fits: (figure: Figure) => boolean): Compared | undefined {
  const was = scene.figures[stated.index + 1]
  if (!was || !fits(was) || was.upTo) return undefined
  const between = scene.text.slice(stated.end, was.start)
  const isBehind = was.sentence === stated.sentence && was.bracket === stated.bracket && saidBehind.test(between)
  if (!isBehind) {
    if (was.bracket === 0 || was.bracket === stated.bracket || !/^[^，。；]{0,2}（/.test(between)) return undefined
    const isBare = was.start - stated.end === 1 && scene.text[was.end] === '）'
    if (!isBare && !/上年|去年|上一|同期|20\d\d年|年初|原/.test(between)) return undefined
  }
  const levels = scene.figures
    .slice(Math.max(0, stated.index - 6), stated.index)
    .filter(
      (figure) =>
        figure.sentence === stated.sentence && fits(figure) && isLevel(figure) && sameUnit(figure.unit, was.unit),
    )
    .toReversed()
  const alike = levels.find((figure) => sharedRun(wordsOf(figure), trimmedYear(was.lead)) >= 2)
  const now = alike ?? levels[0]
  return now && { now, was }
}

const trimmedYear = (lead: string) => lead.replace(/^.*(?:年[度末底]?|同期)/, '')

/** The two levels a change lies between: 由 A 到 B; B, 上年同期 A; 较上年的 A. */
export function levelsBefore(scene: Scene, stated: Figure, fits: (figure: Figure) => boolean): Compared | undefined {
  const told = toldBehind(scene, stated, fits)
  if (told) return told
  const last = earlier(scene, stated, (figure) => fits(figure) && isLevel(figure))
  if (!last) return undefined
  const first = earlier(scene, last, (figure) => fits(figure) && isLevel(figure) && sameUnit(figure.unit, last.unit))
  if (!first || last.clause - first.clause > 2 || stated.clause - last.clause > 2) return undefined
  const between = scene.text.slice(first.end, last.start)
  if (
    /(?:由|从|自)[^，。；]{0,20}$/.test(first.lead) &&
    /[到至为]/.test(between) &&
    /[升增降减提高低涨回到至]/.test(between)
  )
    return { now: last, was: first }
  if (isBase(first) && /[到至为]/.test(between) && changing.test(between)) return { now: last, was: first }
  if (isBase(last) && !isAim(last)) {
    // 较2023年的 A 下降 p %, 较2022年的 B 下降 q %: both of what is said before them.
    let now: Figure | undefined = first
    while (now && comparedWith.test(now.lead))
      now = earlier(scene, now, (figure) => fits(figure) && isLevel(figure) && sameUnit(figure.unit, last.unit))
    return now && { now, was: last }
  }
  const [one, other] = [yearIn(first.lead), yearIn(last.lead)]
  if (one === undefined || other === undefined || sharedRun(wordsOf(first), wordsOf(last)) < 2) return undefined
  if (other - one === 1) return { now: last, was: first }
  return one - other === 1 ? { now: first, was: last } : undefined
}

/** 2023年财政收入, 去年新增: the year within the words themselves; this year is 0 to the last one's −1. */
function yearIn(lead: string): number | undefined {
  const year = /(?<year>20\d\d)年/.exec(lead)?.groups!['year']
  if (year) return Number(year)
  if (/去年|上年/.test(lead)) return -1
  return /今年|本年/.test(lead) ? 0 : undefined
}
