import { compare, hundred, minus, rational, times } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { trimmedLead } from '../labels.ts'
import { impliedWhole } from './implied.ts'
import { meansOf, timesOf } from './means.ts'
import { canDivide, namedBoth, share } from './share.ts'
import { isPositive, percentOf, written, type Assertion, type Scene } from './assertion.ts'
import { changing, isAmount, isMean, isShare, saysTogether, sharedRun, wordsOf } from './words.ts'

/** What comes in and is then dealt with: the words before the whole of a rate. */
const incoming =
  /受理|接[到报待]|收到|收[案件]|发现|排查|查[出找处]|检查|抽[检查]|登记|立案|申[请报]|应|总|计划|到期|承[办接]|交办|派[单发]|报名|摸排|需|共|参[加评考]|备案|新收|符合|有|现有|纳入|邀请|发[放出]|反映|诉求|问题|隐患|巡查|举报/
const due = /应(?!用|急|对|付)|需|到期|计划|拟/

const rateEnd = /率(?:(?:分别|均|各|已|仅|也|都)*(?:达到?了?|为|是|至|超过?|近|约|[:：=])*(?:到|了)?)$/
const shareWords = /占(?!比)(?<whole>[^，。；、]{0,16})$/
const shareOf = /(?:比例|比重|占比|份额)(?:(?:达到?|为|是|约|近|超过?|至|[:：])*)$/

interface Reach {
  readonly near: readonly Figure[]
  readonly far: readonly Figure[]
}

/** The amounts before a share: those of its sentence, and those of the one or, in a list, three before. */
export function amountsBefore({ figures, text }: Scene, stated: Figure): Reach {
  const near: Figure[] = []
  const far: Figure[] = []
  for (let i = stated.index - 1; i >= 0 && i >= stated.index - 12; i--) {
    const figure = figures[i]!
    if (stated.start - figure.end > 300) break
    const lines = stated.paragraph - figure.paragraph
    const sentences = stated.sentence - figure.sentence
    const isList = lines > 0 && lines === sentences
    if (isList ? lines > 3 || headingBetween(text, figure, stated) : sentences > 1 || lines > 0) break
    if (!isAmount(figure) || figure.upTo || changing.test(figure.lead) || isMean(figure)) continue
    if (near.length < 8) (sentences === 0 ? near : far).push(figure)
  }
  return { near, far: far.slice(0, 4) }
}

function headingBetween(text: string, from: Figure, to: Figure): boolean {
  return /\n(?:[（(]?[一二三四五六七八九十]{1,3}[)）、])/.test(text.slice(from.end, to.start))
}

export function isCompletion(lead: string): boolean {
  return /(?:目标|指标|任务|计划|预算)(?:数|任务|值|总数|额)?的?(?:达到?|为)?$|完成率|达成率|预算执行率|支出进度|完成(?:进度|比例)|完成.{0,6}(?:目标|指标|任务|计划|预算)[^，。；]{0,4}$/.test(
    lead,
  )
}

function stemOf(lead: string): string {
  const before = lead.replace(rateEnd, '')
  return before.slice(Math.max(0, before.length - 12)).replace(/^.*[的中]/, '')
}

function isRate({ lead }: Figure): boolean {
  return rateEnd.test(lead) && !/增长率|增速|涨幅|环比|同比/.test(lead) && !isCompletion(lead)
}

/** 应换尽换: of what ought to be done, all that could be. */
const oughtStem = /应(?<verb>\p{Script=Han})尽\k<verb>/u

const leftOver = /剩余|其余|没有?|未|正在|尚|待[办整处]|不[予能符]/

interface Fit {
  readonly shared: number
  readonly isPlain: boolean
}

const qualified = /按[期时]|及时|限[时期]|首次|一次|先行|当场|即时|有效|自动|满意|规范|提前|准时|优秀/

/** How far a figure's words say what a rate is the rate of. */
function fitOf(stem: string, figure: Figure, context: string): Fit {
  const ought = oughtStem.exec(stem)
  if (ought) {
    const verb = ought.groups!['verb']!
    const words = wordsOf(figure)
    const isDone = words.includes(verb) && !words.includes(`应${verb}`) && !due.test(figure.lead)
    return { shared: isDone ? 2 : 0, isPlain: true }
  }
  const words = wordsOf(figure)
  // 剩余 58 条正在整改 is what the rate is not of.
  if (leftOver.test(words) && !leftOver.test(stem)) return { shared: 0, isPlain: false }
  if (isDenied(stem, words)) return { shared: 0, isPlain: false }
  const shared = abbreviates(stem, words) ? stem.length : sharedRun(stem, words)
  const left = stem.length - shared
  const isQualified = qualified.test(stem) && !qualified.test(words)
  const isElse = left >= 2 && shared < 2 ? true : left >= 2 && !saidIn(stem, words, context)
  return { shared, isPlain: !isQualified && !isElse }
}

/** 不合格 2 批次: what the 合格率 is not of. */
const isDenied = (stem: string, words: string): boolean => {
  // 不合格产品处置率 is of what failed, and not of what passed.
  const failing = /不(?<what>合格|达标|满意|规范)/.exec(stem)?.groups!['what']
  return failing ? words.includes(failing) && !words.includes(`不${failing}`) : isOfTheRest(stem, words)
}

const isOfTheRest = (stem: string, words: string): boolean =>
  stem.length >= 2 && (words.includes(`不${stem.slice(-2)}`) || words.includes(`未${stem.slice(-2)}`))

/** 抽检 320 批次, 不合格 2 批次, 合格率 99.4 %: of all but those. */
function complementOf(scene: Scene, stated: Figure, stem: string, near: readonly Figure[]): Assertion[] {
  const part = near.find((figure) => isDenied(stem, wordsOf(figure)) && !figure.approximation)
  const whole = part && near.find((figure) => figure.index < part.index && figure.unit === part.unit)
  if (!part || !whole || !isPositive(whole) || stated.clause - part.clause > 1) return []
  const rest = minus(hundred, percentOf(part.value, whole.value))
  const formula = `(${written(scene.text, whole)} − ${written(scene.text, part)}) ÷ ${written(scene.text, whole)}`
  return [{ ...share(scene, stated, part, whole, true), computed: rest, range: { low: rest, high: rest }, formula }]
}

/** 调撤 of 调解撤诉: the first characters of its words, in their order. */
function abbreviates(stem: string, words: string): boolean {
  if (stem.length < 2 || stem.length > 4) return false
  let at = -1
  for (const char of stem) {
    at = words.indexOf(char, at + 1)
    if (at < 0) return false
  }
  return true
}

/** Whether what the rate adds (隐患整改率) is said of the figures too, so that it narrows nothing. */
function saidIn(stem: string, words: string, context: string): boolean {
  const all = `${words}|${context}`
  for (let i = 0; i + 1 < stem.length; i++) {
    const pair = stem.slice(i, i + 2)
    if (!all.includes(pair) && !words.includes(pair[0]!) && !words.includes(pair[1]!))
      return /总|综合|平均|整体/.test(pair)
  }
  return true
}

/** 审结 a 件 …; 其中以调解方式结案 b 件. */
function isAmong({ text }: Scene, part: Figure, whole: Figure): boolean {
  return (
    whole.index < part.index &&
    whole.sentence === part.sentence &&
    /其中[^，。；]*(?:、[^，。；]*)?$/.test(text.slice(whole.end, part.start))
  )
}

interface Scored extends Assertion {
  readonly score: number
}

/** 化解率 98.2%（受理 1,120 件, 化解 1,100 件）. */
function insideBracket({ figures, text }: Scene, stated: Figure): { part: Figure; whole: Figure } | undefined {
  const [whole, part, more] = figures.slice(stated.index + 1, stated.index + 4)
  if (text[stated.end] !== '（' || !whole || !part || whole.bracket === 0 || whole.bracket !== part.bracket)
    return undefined
  if (whole.start - stated.end > 20 || more?.bracket === part.bracket || !isAmount(whole) || !isAmount(part))
    return undefined
  return canDivide(part, whole) ? { part, whole } : undefined
}

/** 化解率 93.5 %（交办 230 件）: the whole, told in brackets behind the rate. */
function toldBehind({ figures, text }: Scene, stated: Figure): Figure | undefined {
  const next = figures[stated.index + 1]
  if (!next || !isAmount(next) || next.bracket === 0 || next.bracket === stated.bracket) return undefined
  return /^（[^，。；（）\d]{0,8}$/.test(text.slice(stated.end, next.start)) && incoming.test(next.lead)
    ? next
    : undefined
}

/** A slip of the pen stays within the range of what it miswrites; what is far off is a share of something else. */
function isLikely(stated: Figure, part: Figure, whole: Figure): boolean {
  const computed = percentOf(part.value, whole.value)
  const isMore = compare(computed, hundred) > 0 && compare(stated.value, hundred) <= 0
  // 矫正对象 43 人, 帮教 112 人, 帮教率: two groups, and not one of the other.
  if (isMore && (part.index - whole.index !== 1 || !incoming.test(whole.lead))) return false
  const isFar =
    compare(computed, times(stated.value, rational(2))) > 0 || compare(times(computed, rational(2)), stated.value) < 0
  return !isFar || (stated.clause - whole.clause <= 3 && part.unit === whole.unit)
}

/** 发现 19115 件, 结案 18726 件, 结案率 97.8 %. */
function ratesOf(scene: Scene, stated: Figure): Assertion[] {
  const { near, far } = amountsBefore(scene, stated)
  const stem = stemOf(stated.lead)
  const complement = complementOf(scene, stated, stem, near)
  if (complement.length > 0) return complement
  const both = namedBoth(scene, stated, stem, near)
  if (both.length > 0) return both
  const told = toldBehind(scene, stated)
  const all = told ? [told, ...near, ...far] : [...near, ...far]
  const context = all.map(wordsOf).join('|')
  const readings: Scored[] = []
  for (const part of all) {
    const fit = fitOf(stem, part, context)
    const isNear = part.sentence === stated.sentence
    if (fit.shared === 0 || (!isNear && fit.shared < 2)) continue
    for (const whole of all) {
      if (!canDivide(part, whole)) continue
      // 办结 b 件, 同比上升 p %, 办结率: what changed stands between.
      const isNearest = part === near[0] && isNear && stated.clause - part.clause <= 3
      const isAdjacent = stated.index - part.index === 1 || stated.clause - part.clause <= 1 || isNearest
      const isOrdered = whole.index < part.index
      const isWhole = incoming.test(whole.lead) || due.test(whole.tail) || isAmong(scene, part, whole)
      const score =
        (fit.shared >= 2 ? 3 : 1) +
        (isAdjacent ? 1 : 0) +
        (isOrdered ? 1 : 0) +
        (isWhole ? 1 : 0) +
        (oughtStem.test(stem) && due.test(`${whole.lead}${whole.tail}`) ? 1 : 0) +
        (part.unit === whole.unit ? 1 : 0) +
        (whole === told ? 4 : 0) -
        (stated.index - whole.index) / 20 -
        (fitOf(stem, whole, '').shared > fit.shared ? 2 : 0)
      // Where the sentence has no other two, these are meant whatever the rate adds.
      const areOnly = near.length === 2 && isNear && isAdjacent && isOrdered && !qualified.test(stem)
      const isDone = areOnly && stem.length <= 3 && /已|成功|完成|实[到际]/.test(part.lead)
      // 签约 4.2 万人, 其中重点人群签约 1.9 万人, 签约率: both were signed, and of whom is not said.
      const isOfBoth =
        fit.shared >= 2 &&
        fit.shared - fitOf(stem, whole, '').shared < 2 &&
        fitOf(stem, whole, '').shared >= 2 &&
        !due.test(whole.lead)
      const isClear = isAdjacent && isOrdered && part.unit === whole.unit && isWhole && stem.length <= 3
      const isFirm = isDone || ((fit.isPlain || areOnly) && !isOfBoth && score >= 4 && (fit.shared >= 2 || isClear))
      readings.push({ ...share(scene, stated, part, whole, isFirm && isLikely(stated, part, whole)), score })
    }
  }
  if (readings.length > 0) return readings.toSorted((a, b) => b.score - a.score)
  const inside = insideBracket(scene, stated)
  if (inside) return [share(scene, stated, inside.part, inside.whole, fitOf(stem, inside.part, '').shared >= 2)]
  const only = near[0]
  if (!only || fitOf(stem, only, '').shared < 2 || due.test(`${only.lead}${only.tail}`)) return []
  if (stated.clause - only.clause > 1 || only.end === stated.start) return []
  // All of what is said says nothing of a whole unsaid.
  if (compare(stated.value, hundred) === 0) return []
  return impliedWhole(scene, stated, only, 'ratio', false)
}

/** 占全国人口总量: of a whole the report is itself a part of. */
const beyond = /全[国省市区县州]/
const general =
  /^(?:总量|总数|总额|总体|总的?|全部|全体|其中?|比|整体|该类|上述|诉求总?量?|案件总?数?|总人数|总面积|总户数)?(?:的|比例?|比重)*(?:达到?|约|近|为|超过?|的)*$/

/** 物业类 5,012 件, 占总量的 21.34 %. */
function sharesOf(scene: Scene, stated: Figure, whole: string): Assertion[] {
  const { near, far } = amountsBefore(scene, stated)
  const between = scene.figures[stated.index - 1]
  // 占全街道企业总数 1,200 家的 35 %
  if (between && between.end + 1 === stated.start && scene.text[between.end] === '的' && isAmount(between)) {
    const named = trimmedLead(between.lead.replace(/占.*$/, ''))
    const part =
      [...near, ...far].find((figure) => figure.index < between.index && sharedRun(named, wordsOf(figure)) >= 2) ??
      near.find(({ index }) => index < between.index)
    return part && canDivide(part, between) ? [share(scene, stated, part, between, /占/.test(between.lead))] : []
  }
  const subject = trimmedLead(stated.lead.replace(/占(?:比|[^，。；、]*)$|(?:所占)?(?:比例|比重|份额).*$/, ''))
  // 其中第三产业占比: of what it names, or of nothing that is said.
  const part = subject.length < 2 ? near[0] : near.find((figure) => sharedRun(subject, wordsOf(figure)) >= 2)
  if (!part || (subject.length < 2 && stated.clause - part.clause > 1)) return []
  const wholes = [...near, ...far].filter((figure) => figure.index !== part.index && canDivide(part, figure))
  const isGeneral = general.test(whole)
  const name = whole.replace(/总[量数额]?|[数的]|比[例重]/g, '')
  const alike = (figure: Figure) => (isGeneral ? 0 : sharedRun(name, wordsOf(figure).replaceAll('总', '')))
  const scope = beyond.exec(whole)?.[0]
  const named = wholes.filter(
    (figure) =>
      isGeneral || (alike(figure) >= Math.max(2, name.length * 0.6) && (!scope || figure.lead.includes(scope))),
  )
  const chosen = named.toSorted(
    (a, b) => alike(b) - alike(a) || wholeness(scene, b) - wholeness(scene, a) || b.index - a.index,
  )
  return chosen.map((figure, i) =>
    share(scene, stated, part, figure, i === 0 && (!isGeneral || wholeness(scene, figure) > 0)),
  )
}

/** Whether others are said to be part of it. */
function wholeness({ text }: Scene, figure: Figure): number {
  if (/其中/.test(text.slice(figure.end, figure.end + 45))) return 2
  // 受理 before 办结: what came in is the whole of its kinds.
  if (/受理|接[报到]|收到|立案|共|总|累计|全(?!面)/.test(figure.lead)) return 1
  return /办结|完成|解决/.test(figure.lead) || !/有/.test(figure.lead) ? 0 : 1
}

export function ratiosOf(scene: Scene, stated: Figure): Assertion[] {
  if (!isShare(stated)) return isAmount(stated) || stated.unit === '' ? meansOf(scene, stated) : timesOf(scene, stated)
  if (changing.test(stated.lead) || /力争|目标|确保|争取/.test(stated.lead)) return []
  const within = shareWords.exec(stated.lead)
  if (saysTogether(stated.lead)) return []
  if (within) return sharesOf(scene, stated, within.groups!['whole']!)
  if (shareOf.test(stated.lead)) return sharesOf(scene, stated, '')
  const between = scene.figures[stated.index - 1]
  if (between && /^的$/.test(stated.lead) && /占/.test(between.lead) && !isCompletion(between.lead))
    return sharesOf(scene, stated, '')
  return isRate(stated) ? ratesOf(scene, stated) : []
}
