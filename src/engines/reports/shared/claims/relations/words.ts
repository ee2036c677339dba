import type { Figure } from '../figures.ts'
import { trimmedLead } from '../labels.ts'

/** What is said around a figure, without the words that say nothing of what it is. */
export function wordsOf({ lead, tail }: Figure): string {
  return `${trimmedLead(lead.slice(-24))}|${tail.slice(0, 24)}`.replaceAll(/[的了]/g, '')
}

/** The length of the longest run of characters that both have. */
export function sharedRun(a: string, b: string): number {
  let longest = 0
  const row = new Uint8Array(b.length + 1)
  for (let i = 0; i < a.length; i++)
    for (let j = b.length; j > 0; j--) {
      const run = a[i] === b[j - 1] && a[i] !== '|' ? row[j - 1]! + 1 : 0
      row[j] = run
      if (run > longest) longest = run
    }
  return longest
}

/** The thing a figure counts, right behind its measure word or right before the number. */
export function headOf({ lead, tail }: Figure): string {
  return tail === '' ? lead.slice(-4) : tail.slice(0, 10)
}

export const rising =
  /增长|上升|增加(?!值)|提高|提升|上涨|增幅|涨幅|升幅|增收|净增|增速|攀升|多了|增多|扩大|新增(?=了?$)|(?<![新净])[增升](?=了?$)/
export const falling =
  /下降|减少|降低|回落|下滑|降幅|减幅|减收|压降|负增长|缩短|压缩|少了|跌幅|压减|精简|(?<![审核])[降减](?=了?$)/
/** Said of a figure that is a change and not a level. */
export const changing = new RegExp(`${rising.source}|${falling.source}`)
export const comparing = /同比|环比|[比较](?:上|去|前)|与(?:上|去)|同期/

export const isShare = ({ measure, unit }: Figure): boolean => measure === 'percent' && unit === '%'
/** What can be counted up and divided. */
export const isAmount = ({ measure }: Figure): boolean =>
  measure === 'count' || measure === 'money' || measure === 'size' || measure === 'time'

/** 每千人口床位数, 户均收入: not a number of things but so many for each. */
export function isMean({ lead, measure, value }: Figure): boolean {
  // 3.12 人: what is counted in whole things is a mean where it is not whole.
  if (measure === 'count' && value.n % value.d !== 0n) return true
  return /(?:平均|[人户村场亩案家件次日月年]均|每[\p{Script=Han}]{1,8})[^，。；、]{0,12}$/u.test(lead)
}

const joint = /^(?:、|和|及|以及|，|与|，?而?)$/

/** 71.8 %、10.0 %和 8.0 %: shares that nothing but a joint stands between. */
export function isJoined(
  { text, figures }: { readonly text: string; readonly figures: readonly Figure[] },
  share: Figure,
): boolean {
  const next = figures[share.index + 1]
  return next !== undefined && isShare(next) && joint.test(text.slice(share.end, next.start))
}

const summing = /(?:合计|共计?|总计|[两二三四五六七八]者|[两二三四五六七八][类项种](?:\p{Script=Han}{0,4}))$/u
/** 危险驾驶 312 件、盗窃 188 件, 两类合计占刑事案件的 44.4 %: of all of them and not of the last. */
const togetherOf = /(?<who>[^，。；、]*)占(?<whole>[^，。；、]{0,16}?)(?:的|比重|比例)*(?:达到?|为|是|约|近|超过?)*$/

/** Of what several are said to be a share together. */
export function sharedTogether(lead: string): string | undefined {
  const said = togetherOf.exec(lead)
  return said && summing.test(said.groups!['who']!) ? said.groups!['whole']! : undefined
}

export const saysTogether = (lead: string): boolean => sharedTogether(lead) !== undefined
