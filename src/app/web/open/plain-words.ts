import type { Text } from '#kernel/text'
import { shanghaiDate } from '#kernel/time'
import {
  fractionText,
  squareMetres,
  type Fraction,
  type FrozenRules,
  type NoticeLine,
  type Rule,
  type VoteMode,
  type VoteState,
  type VoteTerms,
} from '#engines/ballots/shared'

export const phases = ['voting', 'noticing', 'counting', 'decided'] as const
export type Phase = (typeof phases)[number]

export const phaseNames: Readonly<Record<Phase, Text>> = {
  voting: ['正在投票', 'Voting now'],
  noticing: ['正在公告', 'Announced'],
  counting: ['正在计票', 'Being counted'],
  decided: ['结果公告', 'Results'],
}

const phaseOfState: Readonly<Record<VoteState, Phase | null>> = {
  drafting: null,
  noticing: 'noticing',
  frozen: 'noticing',
  voting: 'voting',
  closed: 'counting',
  counted: 'counting',
  published: 'decided',
  filed: 'decided',
  withdrawn: null,
}

export const phaseOf = ({ state }: Pick<NoticeLine, 'state'>): Phase | null => phaseOfState[state]

/** The votes whose place or title has every word that was typed; nothing typed finds all. */
export function findNotices(items: readonly NoticeLine[], typed: string): readonly NoticeLine[] {
  const words = typed.trim().toLowerCase().split(/\s+/)
  return items.filter(({ title, scopeName }) => {
    const said = `${scopeName} ${title}`.toLowerCase()
    return words.every((word) => said.includes(word))
  })
}

const clock = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16)

const english = (at: string, withHour: boolean) => {
  const day = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Shanghai',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  return `${day.format(new Date(at))}${withHour ? `, ${clock(at)}` : ''}`
}

const chinese = (at: string) => {
  const [year, month, day] = shanghaiDate(new Date(at)).split('-').map(Number)
  return `${year} 年 ${month} 月 ${day} 日`
}

/** A day and an hour in full, as it stands in a notice. */
export const instantText = (at: string): Text => [`${chinese(at)} ${clock(at)}`, english(at, true)]
export const dayText = (at: string): Text => [chinese(at), english(at, false)]

/** What happens next, in a sentence. */
export function standing({ state, opensAt, closesAt }: Pick<NoticeLine, 'state' | 'opensAt' | 'closesAt'>): Text {
  const [opens, closes] = [instantText(opensAt), instantText(closesAt)]
  switch (state) {
    case 'voting':
      return [`正在投票，${closes[0]} 截止。`, `Voting is open until ${closes[1]}.`]
    case 'frozen':
      return [`名册已冻结，${opens[0]} 开始投票。`, `The roll is frozen. Voting opens on ${opens[1]}.`]
    case 'closed':
      return ['投票已截止，正在计票。', 'Voting is closed; it is being counted.']
    case 'counted':
      return ['已计票，等待公布。', 'Counted, and about to be published.']
    case 'published':
    case 'filed':
      return ['结果已公布。', 'The result is published.']
    case 'withdrawn':
      return ['本次表决已撤回。', 'This vote was withdrawn.']
    case 'drafting':
    case 'noticing':
      return [`正在公告，${opens[0]} 开始投票。`, `Announced. Voting opens on ${opens[1]}.`]
  }
}

export const modeWords: Readonly<Record<VoteMode, { readonly name: Text; readonly means: Text }>> = {
  secret: {
    name: ['无记名', 'Secret'],
    means: [
      '只打开合计数，谁选了什么永远不打开；谁参加了投票是公开的。',
      'Only the totals are ever opened, never what anyone chose. Who took part is public.',
    ],
  },
  named: {
    name: ['实名', 'Named'],
    means: [
      '截止以后，每位业主的选择按业主编号公开；截止以前谁也看不到。',
      'After the close each owner’s choice is public under the owner number; before, nobody sees it.',
    ],
  },
}

/** `2/3 以上`, as the law says it. */
const share = (fraction: Fraction): Text => fractionText(fraction)

/** Who must come and who must agree, without the words of the law. */
export function thresholdText({ quorum, majority }: Pick<Rule, 'quorum' | 'majority'>, election: boolean): Text {
  const same = (a: Fraction, b: Fraction) => share(a)[0] === share(b)[0]
  const both = (
    measures: { readonly area: Fraction; readonly heads: Fraction },
    say: (fraction: Text, by: Text) => Text,
  ): Text => {
    if (same(measures.area, measures.heads))
      return say(share(measures.area), ['面积和人数都要', 'by area and by heads'])
    const [area, heads] = [
      say(share(measures.area), ['按面积', 'by area']),
      say(share(measures.heads), ['按人数', 'by heads']),
    ]
    return [`${area[0]}；${heads[0]}`, `${area[1]}; ${heads[1]}`]
  }
  const come = both(quorum, (f, by) => [
    `${f[0]}的业主参加（${by[0]}达到）`,
    `${f[1]} of all owners take part (${by[1]})`,
  ])
  const agree = both(majority, (f, by) => [
    `参加者${f[0]}同意（${by[0]}达到）`,
    `${f[1]} of those taking part agree (${by[1]})`,
  ])
  return election
    ? [
        `先要${come[0]}；候选人要得到${agree[0]}，再按得票多少当选。`,
        `First ${come[1]}; then a candidate needs that ${agree[1]}, and those with most votes are elected.`,
      ]
    : [`先要${come[0]}，再要${agree[0]}，才算通过。`, `It passes if ${come[1]}, and ${agree[1]}.`]
}

export const notReturnedWords: Readonly<Record<VoteTerms['notReturned'], Text>> = {
  not_participating: ['没有投票的，不算参加', 'Who does not vote does not take part'],
  participate_abstain: [
    '送达后没有投票的，按议事规则算参加、计弃权',
    'Who got a ballot and did not return it takes part, abstaining',
  ],
  follow_majority: [
    '送达后没有投票的，按议事规则随多数意见',
    'Who got a ballot and did not return it follows the majority',
  ],
}

const answers: Readonly<Record<string, string>> = { 同意: 'agree', 反对: 'against', 弃权: 'abstain' }
/** The three answers are ours and have an English; names are as they are. */
export const answerText = (label: string): Text => [label, answers[label] ?? label]

export const areaText = (area: number): Text => [`${grouped(area)} m²`, `${grouped(area)} m²`]

function grouped(area: number): string {
  const [whole = '0', part = '00'] = squareMetres(area).split('.')
  return `${Number(whole).toLocaleString('en-US')}.${part}`
}

/** The rules of the matters, from rules.json. */
export function rulesIn(text: string): ReadonlyMap<string, Rule> | null {
  try {
    const { rules } = JSON.parse(text) as Partial<FrozenRules>
    return rules ? new Map(rules.map((rule) => [rule.matter, rule])) : null
  } catch {
    return null
  }
}
