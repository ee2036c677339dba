import { compare, hundred, isNought, sumOf, times, toNumber } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { contains, divideIntervals, meet, scaleInterval } from '../interval.ts'
import { trimmedLead } from '../labels.ts'
import { cutsAcross, gapOf, isNear, isNearly } from './addition.ts'
import { isPositive, percentOf, rangeOf, statedRange, written, type Assertion, type Scene } from './assertion.ts'
import { sumOfIntervals } from './growth.ts'
import { changing, isAmount, isMean, isShare, sharedRun, wordsOf } from './words.ts'

/** How far back the whole of a list may be said: the opening of a report gives the totals of its chapters. */
const reach = 60
const widest = 90
const longest = 16

/** Things named one after the other, each with its number, and the share some give themselves. */
interface Listing {
  readonly members: readonly Figure[]
  readonly shares: readonly (readonly [share: Figure, member: Figure])[]
}

const shareLead = /(?:占(?!道|地|用)|相当于)[^，。；]{0,14}$|(?:占比|比例|比重|份额)(?:为|达|是|约|近)*$/

function saysShare({ text }: Scene, share: Figure, member: Figure): boolean {
  if (shareLead.test(share.lead)) {
    // 合计 7,000 人, 本科占比: of what it names, and not of what stands before it.
    const subject = trimmedLead(share.lead.replace(/(?:占|相当于).*$/, ''))
    return subject.length < 2 || sharedRun(subject, wordsOf(member)) >= 2
  }
  return share.bracket > 0 && share.bracket !== member.bracket && text[share.start - 1] === '（'
}

const past = /(?:上年|去年|上一[年届季]|同期|年初|原来?的?)[^，。；]{0,8}$|[由从][^，。；、]{0,10}$/

interface Rough {
  readonly value: number
  /** How far off it may be by its rounding. */
  readonly reach: number
  readonly isMember: boolean
}

const known = new WeakMap<Figure, Rough>()

/** Enough of a figure to tell, at little cost, what cannot be. */
function rough(figure: Figure): Rough {
  const before = known.get(figure)
  if (before) return before
  const isWhole = figure.isWhole && figure.measure === 'count'
  const made: Rough = {
    value: toNumber(figure.value),
    reach: isWhole ? 0 : toNumber(figure.step),
    isMember:
      isAmount(figure) &&
      isPositive(figure) &&
      !figure.upTo &&
      !figure.approximation &&
      !isMean(figure) &&
      !changing.test(figure.lead) &&
      !past.test(figure.lead),
  }
  known.set(figure, made)
  return made
}

const isMember = (figure: Figure): boolean => rough(figure).isMember

/** The amounts of one unit that follow each other in a sentence, whatever else is said of each between them. */
function listingFrom(scene: Scene, first: Figure): Listing {
  const members = [first]
  const shares: [Figure, Figure][] = []
  for (let i = first.index + 1; i < scene.figures.length; i++) {
    const figure = scene.figures[i]!
    const last = members.at(-1)!
    if (figure.sentence !== first.sentence || figure.start - last.end > widest || members.length > longest) break
    if (isShare(figure) && figure.start - last.end < 30 && saysShare(scene, figure, last)) shares.push([figure, last])
    if (figure.unit !== first.unit || !isMember(figure)) continue
    if (figure.bracket !== first.bracket && figure.bracket > 0) continue
    members.push(figure)
  }
  return { members, shares }
}

export function listingsOf(scene: Scene): Listing[] {
  const listings: Listing[] = []
  const taken = new Set<number>()
  for (const figure of scene.figures) {
    if (taken.has(figure.index) || !isMember(figure)) continue
    const listing = listingFrom(scene, figure)
    for (const { index } of listing.members) taken.add(index)
    if (listing.members.length > 1 || listing.shares.length > 0) listings.push(listing)
  }
  return listings
}

export function totalOf(scene: Scene, total: Figure, parts: readonly Figure[], isFirm: boolean): Assertion {
  return {
    kind: 'sum',
    stated: total,
    joined: parts,
    computed: sumOf(parts.map(({ value }) => value)),
    range: sumOfIntervals(parts.map(rangeOf)),
    formula: parts.map((part) => written(scene.text, part)).join(' + '),
    isFirm,
    isExact: true,
  }
}

function addsUp(total: Figure, parts: readonly Figure[]): boolean {
  let about = -rough(total).value
  let slack = rough(total).reach + 0.001
  for (const part of parts) {
    about += rough(part).value
    slack += rough(part).reach
  }
  if (Math.abs(about) > slack) return false
  const range = sumOfIntervals(parts.map(rangeOf))
  const sum = sumOf(parts.map(({ value }) => value))
  return total.isWhole && total.measure === 'count'
    ? compare(sum, total.value) === 0
    : contains(statedRange(total, true), sum) || (parts.length < 8 && meet(range, statedRange(total, true)))
}

const totalWords = /(?<!公)共(?![同享建])|合计|总|计$|累计/
/** 从类型看, 分行业看, 按年龄分: what follows divides what went before, and all of it. */
const dividing = /(?:^|[。；，\n：])(?:[从按分][^，。；：]{1,8}[看分划]|其中)[，：]?[^，。；：]{0,16}$/
const others = /其他|其余|其它|另外|剩余/

/** The digits that tell a number from others by chance alone. */
function isTelling(figure: Figure): boolean {
  return compare(figure.value, isNought(figure.step) ? hundred : times(figure.step, hundred)) >= 0
}

/** Every run of a list that comes to a total said in it, before it or right behind. */
function sumsOfListing(scene: Scene, { members, shares }: Listing): Assertion[] {
  const found: Assertion[] = []
  const first = members[0]!
  const isOfUnit = (figure: Figure) => figure.unit === first.unit && isMember(figure)
  const before = [
    ...scene.figures.slice(Math.max(0, first.index - reach), first.index).toReversed(),
    ...scene.figures.slice(0, Math.max(0, Math.min(opening, first.index - reach))),
  ].filter(isOfUnit)
  const last = members.at(-1)!
  const behind = scene.figures
    .slice(last.index + 1, last.index + 5)
    .find((figure) => isOfUnit(figure) && figure.sentence - last.sentence <= 1 && /合计|总|共计/.test(figure.lead))
  const amounts = before.map((figure) => ({ figure, ...rough(figure) }))
  for (let from = 0; from < members.length - 1 && found.length < longest; from++) {
    const isDivided = dividing.test(leadUp(scene, members[from]!))
    const wholes = from === 0 ? amounts : [{ figure: members[from - 1]!, ...rough(members[from - 1]!) }]
    let [sum, slack] = [rough(members[from]!).value, rough(members[from]!).reach + 0.001]
    for (let to = from + 2; to <= members.length; to++) {
      sum += rough(members[to - 1]!).value
      slack += rough(members[to - 1]!).reach
      const next = members[to] ?? behind
      if (next && comes(next, sum, slack) && totalWords.test(next.lead) && addsUp(next, members.slice(from, to)))
        found.push(totalOf(scene, next, members.slice(from, to), false))
      if (to < members.length && !isDivided && to - from < 3) continue
      for (const { figure, value, reach: own } of wholes) {
        if (Math.abs(sum - value) > slack + own) continue
        // 10 万元 of 2.5, 3.2, 1.8 … 万元: so coarse a total is any run's.
        if (to < members.length && own > rough(members[from]!).reach) continue
        if (!isTelling(figure) && !(isDivided && figure.paragraph === first.paragraph)) continue
        if (!addsUp(figure, members.slice(from, to))) continue
        found.push(totalOf(scene, figure, members.slice(from, to), false))
        break
      }
    }
  }
  found.push(...runsBefore(scene, members))
  return found.length > 0 ? found : missedTotal(scene, members, shares.length, before)
}

const comes = (figure: Figure, sum: number, slack: number) =>
  Math.abs(rough(figure).value - sum) <= slack + rough(figure).reach

const bareTotal = /^(?:合计|共计|总计|小计)(?:达到?|为|约)?$/

/** 满意 262 份、基本满意 24 份、不满意 5 份, 满意和基本满意合计 286 份: of the list right before it, those it names. */
function runsBefore(scene: Scene, members: readonly Figure[]): Assertion[] {
  return members.flatMap((total, at) => {
    if (!/合计|共计|总计|小计/.test(total.lead)) return []
    // 合计 and no more is of all that stands right before it, where that is side by side.
    const areBeside = !members.slice(0, at).some((part) => /其中/.test(part.lead) || cutsAcross(part))
    if (bareTotal.test(total.lead) && areBeside) return []
    for (let from = Math.max(0, at - 8); from < at - 1; from++)
      for (let to = at - 1; to - from >= 2; to--)
        if (addsUp(total, members.slice(from, to))) return [totalOf(scene, total, members.slice(from, to), false)]
    return []
  })
}

/** The figures that open a report and are spoken of in all of it. */
const opening = 12

const leadUp = ({ text, figures }: Scene, figure: Figure) =>
  text.slice(figures[figure.index - 1]?.end ?? Math.max(0, figure.start - 60), figure.start)

/** A list that plainly divides a whole and does not come to it. */
function missedTotal(scene: Scene, members: readonly Figure[], shares: number, before: readonly Figure[]): Assertion[] {
  const isWhole = (parts: readonly Figure[]) =>
    parts.length >= 3 &&
    (shares >= parts.length || others.test(parts.at(-1)!.lead)) &&
    dividing.test(leadUp(scene, parts[0]!))
  const [first, ...rest] = members
  const [total, parts] = isWhole(rest) ? [first!, rest] : isWhole(members) ? [before[0], members] : [undefined, []]
  if (!total || total.paragraph !== parts[0]!.paragraph) return []
  return isNearly(total, parts, gapOf(total, parts)) ? [totalOf(scene, total, parts, true)] : []
}

export function shareOf(scene: Scene, stated: Figure, part: Figure, whole: Figure, isFirm: boolean): Assertion {
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

function divides(stated: Figure, part: Figure, whole: Figure): boolean {
  const about = (100 * rough(part).value) / rough(whole).value
  if (!stated.approximation && Math.abs(about - rough(stated).value) > 2 + rough(stated).reach) return false
  const range = scaleInterval(divideIntervals(rangeOf(part), rangeOf(whole)), hundred)
  return meet(range, statedRange(stated, false))
}

/**
 * Shares of one whole. Where others of the list agree on the whole, one that does not is wrong; a share alone is only
 * looked for.
 */
export function sharesOfWhole(scene: Scene, shares: Listing['shares']): Assertion[] {
  const last = shares.at(-1)
  if (!last) return []
  const from = Math.max(0, last[0].index - reach)
  const wholes = [
    ...scene.figures.slice(from, last[0].index).toReversed(),
    ...scene.figures.slice(0, Math.min(opening, from)),
    // C 类 6 件, 占 20 %, 共 60 件: the total told behind them.
    ...scene.figures
      .slice(last[0].index + 1, last[0].index + 3)
      .filter((figure) => figure.sentence === last[0].sentence && /^(?:合计|共计?|总计|总共)/.test(figure.lead)),
  ].filter((figure) => figure.unit === last[1].unit && isMember(figure))
  const counted = wholes.map((whole) => ({
    whole,
    agreeing: shares.filter(
      ([share, member]) => member !== whole && compare(member.value, whole.value) <= 0 && divides(share, member, whole),
    ).length,
  }))
  // Of two that agree as well, what came in and not what was done of it.
  const opens = ({ lead }: Figure) => (/受理|接[报到]|收到|立案|共|总/.test(lead) ? 1 : 0)
  const [best] = counted.toSorted((a, b) => b.agreeing - a.agreeing || opens(b.whole) - opens(a.whole))
  if (!best || best.agreeing === 0) return []
  const isNamed = best.whole.sentence === last[0].sentence && best.agreeing + 1 === shares.length
  const isSettled = (best.agreeing >= 2 && best.agreeing * 2 >= shares.length) || isNamed
  return shares.flatMap(([share, member]) => {
    if (member === best.whole) return []
    if (divides(share, member, best.whole)) return [shareOf(scene, share, member, best.whole, false)]
    const own = wholes.find((whole) => member !== whole && divides(share, member, whole))
    if (own && (!isSettled || own.sentence === share.sentence)) return [shareOf(scene, share, member, own, false)]
    return isSettled ? [shareOf(scene, share, member, best.whole, true)] : []
  })
}

/** 82 个、210 亿元, 30 个、54 亿元: two columns of one list; where one adds up, a slip in the other shows. */
function columnsBeside(scene: Scene, sums: readonly Assertion[]): Assertion[] {
  const beside = (figure: Figure, step: number, unit?: string) => {
    const other = scene.figures[figure.index + step]
    if (!other || !isMember(other) || other.unit === figure.unit || (unit && other.unit !== unit)) return undefined
    return other.sentence === figure.sentence && Math.abs(other.clause - figure.clause) <= 1 ? other : undefined
  }
  return sums.flatMap(({ stated, joined }) =>
    [-1, 1].flatMap((step) => {
      const parts = joined.flatMap((part) => beside(part, step) ?? [])
      const unit = parts[0]?.unit
      if (parts.length !== joined.length || parts.some((part) => part.unit !== unit)) return []
      const total = beside(stated, step, unit) ?? beside(stated, -step, unit)
      if (!total || addsUp(total, parts)) return []
      return isNear(total, parts, gapOf(total, parts)) ? [totalOf(scene, total, parts, true)] : []
    }),
  )
}

export function listsOf(scene: Scene): Assertion[] {
  const listings = listingsOf(scene)
  const sums = listings.flatMap((listing) => sumsOfListing(scene, listing))
  return [
    ...sums,
    ...columnsBeside(scene, sums),
    ...listings.flatMap((listing) => sharesOfWhole(scene, listing.shares)),
  ]
}
