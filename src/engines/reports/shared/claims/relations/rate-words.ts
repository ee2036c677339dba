import type { Figure } from '../figures.ts'
import { sharedRun, wordsOf } from './words.ts'

/** What comes in and is then dealt with: the words before the whole of a rate. */
export const incoming =
  /受理|接[到报待]|收到|收[案件]|发现|排查|查[出找处]|检查|抽[检查]|登记|立案|申[请报]|应|总|计划|到期|承[办接]|交办|派[单发]|报名|摸排|需|共|参[加评考]|备案|新收|符合|有|现有|纳入|邀请|发[放出]|反映|诉求|问题|隐患|巡查|举报/
export const due = /应(?!用|急|对|付)|需|到期|计划|拟/

const rateEnd = /率(?:(?:分别|均|各|已|仅|也|都)*(?:达到?了?|为|是|至|超过?|近|约|[:：=])*(?:到|了)?)$/
export function isCompletion(lead: string): boolean {
  return /(?:目标|指标|任务|计划|预算)(?:数|任务|值|总数|额)?的?(?:达到?|为)?$|完成率|达成率|预算执行率|支出进度|完成(?:进度|比例)|完成.{0,6}(?:目标|指标|任务|计划|预算)[^，。；]{0,4}$/.test(
    lead,
  )
}

export function stemOf(lead: string): string {
  const before = lead.replace(rateEnd, '')
  return before.slice(Math.max(0, before.length - 12)).replace(/^.*[的中]/, '')
}

export function isRate({ lead }: Figure): boolean {
  return rateEnd.test(lead) && !/增长率|增速|涨幅|环比|同比/.test(lead) && !isCompletion(lead)
}

/** 应换尽换: of what ought to be done, all that could be. */
export const oughtStem = /应(?<verb>\p{Script=Han})尽\k<verb>/u

const leftOver = /剩余|其余|没有?|未|正在|尚|待[办整处]|不[予能符]/

interface Fit {
  readonly shared: number
  readonly isPlain: boolean
}

export const qualified = /按[期时]|及时|限[时期]|首次|一次|先行|当场|即时|有效|自动|满意|规范|提前|准时|优秀/

/** How far a figure's words say what a rate is the rate of. */
export function fitOf(stem: string, figure: Figure, context: string): Fit {
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
export const isDenied = (stem: string, words: string): boolean => {
  // 不合格产品处置率 is of what failed, and not of what passed.
  const failing = /不(?<what>合格|达标|满意|规范)/.exec(stem)?.groups!['what']
  return failing ? words.includes(failing) && !words.includes(`不${failing}`) : isOfTheRest(stem, words)
}

const isOfTheRest = (stem: string, words: string): boolean =>
  stem.length >= 2 && (words.includes(`不${stem.slice(-2)}`) || words.includes(`未${stem.slice(-2)}`))

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
