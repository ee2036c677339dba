import type { VoteDraft, VoteMatter, VoteQuestion } from '#engines/ballots/shared'

/** How far a vote of the demonstration has come. `decrypted` is closed with its totals open, waiting for the tellers. */
export type Phase =
  | 'drafting'
  | 'noticing'
  | 'frozen'
  | 'voting'
  | 'closed'
  | 'decrypted'
  | 'counted'
  | 'published'
  | 'filed'
  | 'withdrawn'

export interface PlannedVote {
  readonly key: string
  readonly title: string
  readonly scope: 'compound' | 'staircase'
  readonly mode: VoteDraft['mode']
  readonly questions: readonly VoteQuestion[]
  readonly until: Phase
  /** Days from today: of the notice, the first and the last day of voting. */
  readonly days: readonly [noticed: number, opens: number, closes: number]
  /** Of a hundred owners so many vote, and so many of a hundred who vote agree. */
  readonly turnout: number
  readonly agree: number
  /** Owners with a wallet, and those who vote on paper. */
  readonly wallets: number
  readonly papers: number
  /** Whether the last owner with a wallet lets the first one vote. */
  readonly proxy?: true
  readonly objection?: string
  /** Decided by the owners' rules: who returns nothing takes part and abstains. */
  readonly clause?: string
  readonly document?: string
  readonly withdrawn?: string
}

const matter = (article: VoteMatter, text: string): VoteQuestion => ({ kind: 'matter', article, text })

const none = { turnout: 0, agree: 0, wallets: 0, papers: 0 } as const

/** One vote of every kind, in every phase. */
export const fullStreet: readonly PlannedVote[] = [
  {
    key: 'covenant',
    title: '修订管理规约',
    scope: 'compound',
    mode: 'secret',
    questions: [matter('covenant', '是否同意修订后的《管理规约》？')],
    until: 'drafting',
    days: [1, 20, 34],
    ...none,
    document: '《管理规约》修订草案',
  },
  {
    key: 'roof',
    title: '使用维修资金大修屋面防水',
    scope: 'compound',
    mode: 'named',
    questions: [matter('use_fund', '是否同意使用专项维修资金大修屋面防水，预算人民币 38.6 万元？')],
    until: 'noticing',
    days: [-4, 13, 27],
    ...none,
    wallets: 2,
    objection: '本人房屋产证面积与公示名册所列面积不一致，请予核对。',
    document: '屋面防水大修方案及预算',
  },
  {
    key: 'raise',
    title: '续筹建筑物维修资金',
    scope: 'compound',
    mode: 'named',
    questions: [matter('raise_fund', '是否同意按每平方米人民币 50 元续筹维修资金？')],
    until: 'frozen',
    days: [-20, 2, 16],
    ...none,
    wallets: 3,
  },
  {
    key: 'manager',
    title: '续聘物业服务企业',
    scope: 'compound',
    mode: 'secret',
    questions: [
      matter('manager', '是否同意续聘现物业服务企业，期限三年？'),
      matter('other', '是否同意物业费由每月每平方米 2.35 元调整为 2.68 元？'),
    ],
    until: 'voting',
    days: [-24, -5, 9],
    turnout: 45,
    agree: 66,
    wallets: 4,
    proxy: true,
    papers: 2,
  },
  {
    key: 'lift',
    title: '既有多层住宅加装电梯',
    scope: 'staircase',
    mode: 'named',
    questions: [matter('lift', '是否同意本门号加装电梯，并按楼层系数分摊费用？')],
    until: 'voting',
    days: [-23, -4, 6],
    turnout: 65,
    agree: 85,
    wallets: 3,
    papers: 1,
    document: '加装电梯设计方案及费用分摊表',
  },
  {
    key: 'parking',
    title: '利用共有道路划设停车位',
    scope: 'compound',
    mode: 'named',
    questions: [matter('common_use', '是否同意利用共有道路划设停车位 26 个，收益归全体业主？')],
    until: 'closed',
    days: [-38, -16, -1],
    turnout: 75,
    agree: 78,
    wallets: 2,
    papers: 2,
  },
  {
    key: 'pump',
    title: '使用维修资金更换生活水泵',
    scope: 'compound',
    mode: 'named',
    questions: [matter('use_fund', '是否同意使用专项维修资金更换生活水泵，预算人民币 12.4 万元？')],
    until: 'decrypted',
    days: [-40, -18, -3],
    turnout: 80,
    agree: 82,
    wallets: 2,
    papers: 3,
  },
  {
    key: 'gate',
    title: '出入口门禁系统更新',
    scope: 'compound',
    mode: 'secret',
    questions: [matter('other', '是否同意更新小区出入口门禁系统？')],
    until: 'counted',
    days: [-41, -19, -4],
    turnout: 72,
    agree: 74,
    wallets: 1,
    papers: 3,
  },
  {
    key: 'wall',
    title: '使用维修资金修缮外墙',
    scope: 'compound',
    mode: 'named',
    questions: [matter('use_fund', '是否同意使用专项维修资金修缮外墙，预算人民币 86.2 万元？')],
    until: 'published',
    days: [-60, -40, -25],
    turnout: 84,
    agree: 86,
    wallets: 3,
    papers: 6,
    clause: '《业主大会议事规则》第十八条',
    document: '外墙修缮方案及审价报告',
  },
  {
    key: 'rules',
    title: '修订业主大会议事规则',
    scope: 'compound',
    mode: 'named',
    questions: [matter('assembly_rules', '是否同意修订后的《业主大会议事规则》？')],
    until: 'published',
    days: [-70, -50, -35],
    turnout: 48,
    agree: 88,
    wallets: 1,
    papers: 1,
  },
  {
    key: 'rebuild',
    title: '改建附属设施（拆除旧自行车棚）',
    scope: 'compound',
    mode: 'named',
    questions: [matter('rebuild', '是否同意拆除旧自行车棚，改建为电动自行车集中充电场所？')],
    until: 'withdrawn',
    days: [-30, -8, 6],
    ...none,
    withdrawn: '规划部门意见未到，业委会决定撤回，另行公告。',
  },
]

export const electionVote = (names: readonly string[]): PlannedVote => ({
  key: 'election',
  title: '选举首届业主委员会',
  scope: 'compound',
  mode: 'named',
  questions: [{ kind: 'election', text: '选举业主委员会委员（五人）', candidates: [...names], seats: 5, round: 1 }],
  until: 'filed',
  days: [-75, -55, -41],
  turnout: 82,
  agree: 88,
  wallets: 2,
  papers: 3,
})

/** The other streets: enough to see that each has its own. */
export const fewVotes: readonly PlannedVote[] = [
  {
    key: 'lift',
    title: '既有多层住宅加装电梯',
    scope: 'staircase',
    mode: 'named',
    questions: [matter('lift', '是否同意本门号加装电梯，并按楼层系数分摊费用？')],
    until: 'published',
    days: [-50, -30, -16],
    turnout: 90,
    agree: 92,
    wallets: 1,
    papers: 2,
  },
  {
    key: 'fire',
    title: '使用维修资金改造消防设施',
    scope: 'staircase',
    mode: 'named',
    questions: [matter('use_fund', '是否同意使用专项维修资金改造消防设施？')],
    until: 'voting',
    days: [-22, -3, 11],
    turnout: 50,
    agree: 84,
    wallets: 1,
    papers: 0,
  },
]
