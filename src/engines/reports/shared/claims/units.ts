import { rational, type Rational } from '#kernel/rational'

export type UnitKind = 'count' | 'money' | 'percent' | 'points' | 'time' | 'age' | 'times' | 'score' | 'size' | 'rank'

interface Unit {
  /** As the claim gives it. */
  readonly name: string
  readonly measure: UnitKind
  /** How many of the claim's unit one of the written is. */
  readonly scale: Rational
}

const one = rational(1)

/** The measure words of the language; a closed class, whatever is counted. */
const classifiers =
  '个 家 户 人 名 位 件 项 条 次 场 批 台 部 辆 艘 架 栋 幢 座 处 间 套 张 份 本 册 篇 支 只 头 匹 尾 株 棵 块 片 面 盏 根 把 盆 桶 袋 箱 盒 瓶 ' +
  '起 宗 例 则 期 门 堂 课 类 种 款 组 对 队 桌 床 客 餐 单 笔 枚 粒 剂 产 眼 扇 樘 杆 盘 幅 首 集 层 级 方 站 点 段 圈 轮 届 枝 具 顶 副 挂 节 ' +
  '顿 趟 页 字 版 号 路 团 伙 股 批次 人份 课时 学时 人天 车次 班次 班 床位 席 标段 宗地 羽 尊 腔 蓬 例次 所 听 捆 卷 封 帧 通 拨 号次 梯次 楼 亭 井 池 库 岗 站点 点位'

const notAlone = new Set(
  '级 方 站 点 段 圈 轮 届 字 版 号 路 楼 亭 井 池 库 岗 班 节 首 面 副 床位 站点 点位 层 席'.split(' '),
)

const physical: Readonly<Record<string, readonly [name: string, measure: UnitKind, scale: Rational]>> = {
  '%': ['%', 'percent', one],
  '‰': ['‰', 'percent', one],
  个百分点: ['个百分点', 'points', one],
  百分点: ['个百分点', 'points', one],
  倍: ['倍', 'times', one],
  番: ['番', 'times', one],
  分: ['分', 'score', one],
  元: ['元', 'money', one],
  块钱: ['元', 'money', one],
  人民币: ['元', 'money', one],
  美元: ['美元', 'money', one],
  港元: ['港元', 'money', one],
  欧元: ['欧元', 'money', one],
  平方米: ['m2', 'size', one],
  平米: ['m2', 'size', one],
  '㎡': ['m2', 'size', one],
  'm²': ['m2', 'size', one],
  m2: ['m2', 'size', one],
  平方公里: ['m2', 'size', rational(1_000_000)],
  平方千米: ['m2', 'size', rational(1_000_000)],
  公顷: ['m2', 'size', rational(10_000)],
  亩: ['亩', 'size', one],
  公里: ['m', 'size', rational(1000)],
  千米: ['m', 'size', rational(1000)],
  km: ['m', 'size', rational(1000)],
  延米: ['m', 'size', one],
  米: ['m', 'size', one],
  立方米: ['m3', 'size', one],
  'm³': ['m3', 'size', one],
  方量: ['m3', 'size', one],
  吨: ['吨', 'size', one],
  公斤: ['kg', 'size', one],
  千克: ['kg', 'size', one],
  斤: ['斤', 'size', one],
  毫升: ['ml', 'size', one],
  ml: ['ml', 'size', one],
  升: ['升', 'size', one],
  千瓦时: ['千瓦时', 'size', one],
  度: ['度', 'size', one],
  千瓦: ['千瓦', 'size', one],
  兆瓦: ['兆瓦', 'size', one],
  伏: ['伏', 'size', one],
  '微克/立方米': ['μg/m3', 'size', one],
  年: ['年', 'time', one],
  个月: ['个月', 'time', one],
  个工作日: ['个工作日', 'time', one],
  工作日: ['个工作日', 'time', one],
  天: ['天', 'time', one],
  日: ['天', 'time', one],
  个小时: ['小时', 'time', one],
  小时: ['小时', 'time', one],
  分钟: ['分钟', 'time', one],
  秒: ['秒', 'time', one],
  周: ['周', 'time', one],
  周岁: ['岁', 'age', one],
  岁: ['岁', 'age', one],
}

const sameThing: Readonly<Record<string, string>> = { 名: '人', 位: '人' }

const units = new Map<string, Unit>()
for (const word of classifiers.split(' ')) {
  units.set(word, { name: sameThing[word] ?? word, measure: 'count', scale: one })
  if (/^[人户家件个场批栋幢台处项车架剂套名艘辆班座间册]$/.test(word))
    units.set(`${word}次`, { name: `${sameThing[word] ?? word}次`, measure: 'count', scale: one })
}
for (const [word, [name, measure, scale]] of Object.entries(physical)) units.set(word, { name, measure, scale })

const longest = Math.max(...[...units.keys()].map((word) => word.length))

/** The measure word that stands there, the longest that fits. */
export function unitAt(text: string, at: number): { readonly unit: Unit; readonly length: number } | undefined {
  for (let length = longest; length > 0; length--) {
    const word = text.slice(at, at + length)
    const unit = word.length === length ? units.get(word) : undefined
    if (!unit) continue
    // 度 of 年度, 点 of a clock, 号 of a house and 路 of an address count nothing by themselves.
    if (length === 1 && notAlone.has(word)) continue
    return { unit, length }
  }
  return undefined
}

/** 家 and 个 can count the same things; people, money and percentages only their own. */
export function sameUnit(a: string, b: string): boolean {
  return a === b || (general.has(a) && general.has(b))
}

export function looselySameUnit(a: string, b: string): boolean {
  return a === b || ((general.has(a) || general.has(b)) && !strict.has(a) && !strict.has(b))
}

const general = new Set(['个', ''])
const strict = new Set([
  '人',
  '人次',
  '元',
  '%',
  '‰',
  '个百分点',
  'm2',
  'm',
  '次',
  '户次',
  '家次',
  '批次',
  '件次',
  '天',
  '小时',
  '年',
  '岁',
])
