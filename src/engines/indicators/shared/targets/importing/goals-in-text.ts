import type { TargetGoal } from '../book.ts'

/** Units in which tasks are counted, the longer before what they begin with. */
export const countedUnits = (
  '平方米 立方米 万平方米 万人次 万元 亿元 人次 户次 场次 家次 公里 小时 课时 平米 个点 ' +
  '台 个 家 户 人 场 次 件 处 元 % 米 项 条 起 批 期 篇 幅 套 辆 所 对 名 份 只 棵 株 支 座 间 栋 幢 部 桩 盏 类 天 ㎡'
).split(' ')

/** A number to reach as a table says it; its measure, where the table names one. */
export type GoalSaid = Pick<
  TargetGoal,
  'label' | 'unit' | 'measure' | 'period' | 'course' | 'direction' | 'base' | 'district' | 'own' | 'share'
>

const units = countedUnits.toSorted((a, b) => b.length - a.length).map((unit) => unit.replace('%', '[%％]'))
const quantity = new RegExp(`(\\d[\\d,]*(?:\\.\\d{1,4})?)\\s*(?:余|多)?\\s*(${units.join('|')})(以内|以下|之内)?`, 'gu')
/** A number with a letter behind it that is no unit, and no part of a day, an order or a rank. */
const unknown = /(\d[\d,]*(?:\.\d+)?)\s*(?:余|多)?\s*([\p{Script=Han}])/gu
const noUnit = new Set('年月日号级大分点季周岁时届版、，。；：和及与或至到楼层弄路村街区五'.split(''))
const ceiling = /(不超过|不高于|不多于|控制在|(?<!不)低于|压降到|下降到|降至|降到)[^，。；、]*$/
const trailing =
  /(?:数量|目标数|总数|指标|目标|任务|计划)?(?:不低于|不少于|不超过|不高于|不多于|控制在|达到|达|完成|实现|至少|力争|确保|保持在?|保持|提升至|提高到|降至|降到|下降到|为|(?<![签节])约|近|超过|超|共|各|新增约)*[\s:：]*$/u

const byDistrict = /区(?:里|级)?(?:下达|要求|指标|目标|任务)/
const byOwn = /(?:街道)?(?:自定|自设|自加压)|街道(?:目标|指标|自)|力争/

/** A share is held, what is counted adds up. */
export const usualCourse = (unit: string): TargetGoal['course'] =>
  unit === '%' || unit === '分' ? 'is_held' : 'adds_up'

const plain = (number: string) => number.replaceAll(',', '')

/** What a number is of: the words before it, back to the last pause. */
function labelBefore(text: string, at: number): string {
  const before = text.slice(0, at)
  const words = before.split(/[，,。；;、\n（）()]|(?<=\d[\p{Script=Han}%％㎡]{1,3})/u).at(-1) ?? ''
  return words
    .replace(byDistrict, '')
    .replace(byOwn, '')
    .replace(trailing, '')
    .replace(/^(?:年内|全年|确保|力争|完成|实现|推进|开展|其中|以及|并|和|及|共|计划|年度|今年|预计|达到)+/u, '')
    .replace(/[:：\s]+$/u, '')
    .trim()
}

/**
 * The numbers that a text promises: 新签约 80 台、开工 58 台. What the district set and what the subdistrict set itself are
 * told apart by its words, else by the level of the task.
 */
export function goalsIn(text: string, title: string, level: 1 | 2): { goals: GoalSaid[]; unread: string[] } {
  const clean = text.normalize('NFKC').replaceAll('％', '%').replaceAll(/[“”]/g, '')
  const goals = new Map<string, { -readonly [K in keyof GoalSaid]: GoalSaid[K] }>()
  let last = ''
  const read = new Set<number>()
  for (const found of clean.matchAll(quantity)) {
    const [, number = '', unit = '', cap] = found
    read.add(found.index)
    const clause =
      clean
        .slice(0, found.index)
        .split(/[，,。；;、\n]/)
        .at(-1) ?? ''
    const isDistrict = byDistrict.test(clause)
    const isOwn = !isDistrict && byOwn.test(clause)
    const said = labelBefore(clean, found.index)
    const label = (said || (isDistrict || isOwn ? last : '') || title).slice(-20)
    last = label
    const key = `${label} ${unit}`
    const known = goals.get(key)
    const goal = known ?? {
      label,
      unit,
      direction: cap || ceiling.test(clause) ? ('less' as const) : ('more' as const),
      course: usualCourse(unit),
      period: 'year' as const,
      base: null,
      district: null,
      own: null,
      share: 1,
      measure: null,
    }
    const side = isDistrict ? 'district' : isOwn ? 'own' : level === 1 ? 'district' : 'own'
    goal[side] ??= plain(number)
    goals.set(key, goal)
  }
  const unread = [...clean.matchAll(unknown)].flatMap((found) => {
    const isRead =
      read.has(found.index) || [...read].some((at) => found.index > at && found.index < at + found[0].length)
    return isRead || noUnit.has(found[2]!) ? [] : [found[0]]
  })
  return { goals: [...goals.values()].slice(0, 20), unread }
}
