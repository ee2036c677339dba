import type { Figure } from './figures.ts'

/** Words that say when, how much in all or how far, and not of what. */
const opening =
  /^(?:其中|全年|年内|当年|本年|去年|上年|今年|同期|目前|现|已|共计|总计|合计|累计|共|总共|一共|先后|还|并|也|又|且|而|即|对|为|向|将|在(?![校册岗职建])|以|由|从|于|及|和|与|以及|至|的|约|近|达|有|各|均|以来|截至|截止|其余|期间|实现|全市|全区|全县|全镇|全街道|街道|\d{4}年度?|\d{1,2}月份?|底|末|[:：•●▪■◆★·\-*]|[一二三四五六七八九十]是)+/
const closing =
  /(?:达到?了?|为|是|了|共计?|总计|合计|累计|共有|分别|(?<![签预节合公履违制租续邀契条解])约|近|(?<![所拥])有|至|到|超过?|逾|均|各|仅|增至|突破|完成|的|不足|不低于|不少于|至少|大约|[:：=])+$/

const longest = 30

export function trimmedLead(lead: string): string {
  return lead.replace(opening, '').replace(closing, '')
}

/** What a figure is of, in the words around it: 走访企业, 结案率, 名80岁以上独居老人. */
export function labelOf(figure: Figure, figures: readonly Figure[]): string {
  const lead = trimmedLead(figure.lead)
  const following = figures[figure.index + 1]
  // The words between two figures without punctuation are the second one's as well.
  const shared = following !== undefined && following.lead !== '' && figure.tail.endsWith(following.lead)
  const tail = shared && lead.length >= 2 ? '' : figure.tail.replace(/^的/, '')
  if (figure.measure !== 'count') {
    if (lead.length >= 2) return lead.slice(-longest)
    if (tail.length >= 2) return tail.slice(0, longest)
  }
  const own = lead + tail
  if (own.length >= 2)
    return own.length > longest
      ? tail.length > 4
        ? lead.slice(-8) + tail.slice(0, longest - 8)
        : lead.slice(-longest)
      : own
  return inheritedLabel(figure, figures) + own
}

/** 578户1345人: the second is of what the first is of. */
function inheritedLabel(figure: Figure, figures: readonly Figure[]): string {
  for (let i = figure.index - 1; i >= 0 && i >= figure.index - 3; i--) {
    const earlier = figures[i]!
    if (earlier.sentence !== figure.sentence) break
    const words = trimmedLead(earlier.lead)
    if (words.length >= 2) return words.slice(-longest + 8)
  }
  return ''
}
