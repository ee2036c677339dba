import { compare } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { trimmedLead } from '../labels.ts'
import type { Assertion, Scene } from './assertion.ts'
import { amountsBefore } from './reach.ts'
import { canDivide, share } from './share.ts'
import { isAmount, sharedRun, wordsOf } from './words.ts'

/** 占全国人口总量: of a whole the report is itself a part of. */
const beyond = /全[国省市区县州]/
const general =
  /^(?:总量|总数|总额|总体|总的?|全部|全体|其中?|比|整体|该类|上述|诉求总?量?|案件总?数?|总人数|总面积|总户数)?(?:的|比例?|比重)*(?:达到?|约|近|为|超过?|的)*$/

/** 女党员占 is not of 流动党员. */
const isSaid = (subject: string, part: Figure): boolean =>
  subject.length < 2 || subject.length > 6 || [...subject].every((char) => wordsOf(part).includes(char))

/** 物业类 5,012 件, 占总量的 21.34 %. */
export function sharesOf(scene: Scene, stated: Figure, whole: string): Assertion[] {
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
    share(
      scene,
      stated,
      part,
      figure,
      i === 0 &&
        isSaid(subject, part) &&
        compare(part.value, figure.value) <= 0 &&
        (!isGeneral || wholeness(scene, figure) > 0),
    ),
  )
}

/** Whether others are said to be part of it. */
function wholeness({ text }: Scene, figure: Figure): number {
  if (/其中/.test(text.slice(figure.end, figure.end + 45))) return 2
  // 受理 before 办结: what came in is the whole of its kinds.
  if (/受理|接[报到]|收到|立案|共|总|累计|全(?!面)/.test(figure.lead)) return 1
  return /办结|完成|解决/.test(figure.lead) || !/有/.test(figure.lead) ? 0 : 1
}
