import type { Text } from '#kernel/text'
import type { Confidence } from '#model'
import type { VoteMatter } from '../vote.ts'

/** A share of a whole. Strict is 过半数, more than; otherwise 以上, which includes the share itself (民法典 1259). */
export interface Fraction {
  readonly numerator: number
  readonly denominator: number
  readonly strict: boolean
}

/** What the law counts by: exclusive area and number of owners. */
export type CountedBy = 'area' | 'heads'

export interface Thresholds {
  readonly area: Fraction
  readonly heads: Fraction
}

/** What owners decide together: the nine matters of 民法典 278, with lift installation named apart from the seventh. */
export const matters = {
  assembly_rules: {
    item: 1,
    label: ['制定和修改业主大会议事规则', "Adopt or change the assembly's rules of procedure"],
  },
  covenant: { item: 2, label: ['制定和修改管理规约', 'Adopt or change the management covenant'] },
  committee_election: {
    item: 3,
    label: ['选举业主委员会或者更换业主委员会成员', "Elect the owners' committee or replace members"],
  },
  manager: { item: 4, label: ['选聘和解聘物业服务企业或者其他管理人', 'Hire or dismiss the property manager'] },
  use_fund: { item: 5, label: ['使用建筑物及其附属设施的维修资金', 'Use the maintenance fund'] },
  raise_fund: { item: 6, label: ['筹集建筑物及其附属设施的维修资金', 'Raise money for the maintenance fund'] },
  rebuild: { item: 7, label: ['改建、重建建筑物及其附属设施', 'Convert or rebuild the building or its facilities'] },
  lift: { item: 7, label: ['既有多层住宅加装电梯', 'Add a lift to an existing building'] },
  common_use: {
    item: 8,
    label: [
      '改变共有部分的用途或者利用共有部分从事经营活动',
      'Change the use of common parts, or use them for business',
    ],
  },
  other: {
    item: 9,
    label: ['有关共有和共同管理权利的其他重大事项', 'Other major matters of common ownership and common management'],
  },
} as const satisfies Readonly<Record<VoteMatter, { readonly item: number; readonly label: Text }>>
export type MatterId = keyof typeof matters
export const matterIds = Object.keys(matters) as readonly MatterId[]

/** How far a value may be trusted before a lawyer has read it. */

/** Quorum and majority of one matter from a day on. */
export interface Rule {
  readonly matter: MatterId
  readonly article: Text
  /** The law or document the numbers were taken from. */
  readonly source: string
  readonly confidence: Confidence
  /** Civil date from which this version is in force. */
  readonly validFrom: string
  /** Of all owners of the scope. */
  readonly quorum: Thresholds
  /** Of those who take part. */
  readonly majority: Thresholds
}

const both = (numerator: number, denominator: number, strict: boolean): Thresholds => ({
  area: { numerator, denominator, strict },
  heads: { numerator, denominator, strict },
})

const heavyItems: readonly number[] = [6, 7, 8]

/** 民法典 278, in force from 2021-01-01: two thirds take part; items 6 to 8 need three quarters of those, the rest more than half. */
export const statutoryRules: readonly Rule[] = matterIds.map((matter) => {
  const { item } = matters[matter]
  return {
    matter,
    article: [
      `《中华人民共和国民法典》第二百七十八条第一款第（${'一二三四五六七八九'[item - 1]}）项`,
      `Civil Code of the PRC, article 278, paragraph 1, item ${item}`,
    ],
    source: '《中华人民共和国民法典》第二百七十八条',
    confidence: matter === 'lift' ? 'likely' : 'sure',
    validFrom: '2021-01-01',
    quorum: both(2, 3, false),
    majority: heavyItems.includes(item) ? both(3, 4, false) : both(1, 2, true),
  }
})

/** The rules in force on a day. Amendments are a street's own dated versions; of the same day an amendment prevails over the default. */
export function rulesOn(day: string, amendments: readonly Rule[] = []): ReadonlyMap<MatterId, Rule> {
  const rules = new Map<MatterId, Rule>()
  for (const rule of [...statutoryRules, ...amendments]) {
    const known = rules.get(rule.matter)
    if (rule.validFrom <= day && (!known || known.validFrom <= rule.validFrom)) rules.set(rule.matter, rule)
  }
  return rules
}

/** Numbers of procedure: defaults of dated parameters that a street may change. */
export const voteParameters = {
  'ballots.notice.days': {
    value: 15,
    unit: 'DAY',
    label: ['会议通知提前天数', 'Days of notice before a vote opens'],
    basis: '《物业管理条例》第十四条',
    confidence: 'sure',
  },
  'ballots.publish.days': {
    value: 3,
    unit: 'DAY',
    label: ['表决结果公告期限', 'Days within which a result is announced'],
    basis: '《业主大会和业主委员会指导规则》',
    confidence: 'likely',
  },
  'ballots.filing.days': {
    value: 30,
    unit: 'DAY',
    label: ['备案期限', 'Days within which an election is filed'],
    basis: '《物业管理条例》第十六条',
    confidence: 'sure',
  },
  'ballots.objection.days': {
    value: 7,
    unit: 'DAY',
    label: ['结果公示期', 'Days in which a published result is open to objection'],
    basis: '本市通行做法',
    confidence: 'unverified',
  },
  'ballots.proxy.cap': {
    value: 3,
    unit: 'TIMES',
    label: ['一名受托人最多代理业主数', 'Owners that one proxy may represent'],
    basis: '本市通行做法',
    confidence: 'unverified',
  },
  'ballots.guard.class': {
    value: 5,
    unit: 'TIMES',
    label: ['无记名表决同面积业主数下限', 'Least owners of one area in a secret vote'],
    basis: '表决秘密保护要求',
    confidence: 'unverified',
  },
  'ballots.keep.years': {
    value: 5,
    unit: 'TIMES',
    label: ['表决资料最短保存年数', 'Years for which the papers of a vote are kept'],
    basis: '本市通行做法',
    confidence: 'unverified',
  },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly value: number
      readonly unit: 'DAY' | 'TIMES'
      readonly label: Text
      readonly basis: string
      readonly confidence: Confidence
    }
  >
>
export type VoteParameter = keyof typeof voteParameters
