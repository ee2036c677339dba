import type { Text } from '#kernel/text'
import { shanghaiDate } from '#kernel/time'
import { credentialKinds, type StoredCredential } from '#engines/credentials/shared'
import { matters, squareMetres, type NoticeLine, type RollEntry, type VoteMode } from '#engines/ballots/shared'

export const modeWords: Readonly<Record<VoteMode, { name: Text; means: Text }>> = {
  secret: {
    name: ['无记名', 'Secret'],
    means: [
      '只公布合计，谁选了什么永远不打开；但谁投过票会公开。',
      'Only totals are ever opened, never what anyone chose; that you voted is public.',
    ],
  },
  named: {
    name: ['实名', 'Named'],
    means: [
      '截止后，您的选择会与名册编号一起公开；截止前谁也看不到。',
      'After the close your choice is public beside your number on the roll; until then nobody sees it.',
    ],
  },
}

const clock = (at: Date) =>
  new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at)

/** A day and an hour as people say them. */
export function moment(at: string): Text {
  const when = new Date(at)
  const [, month, day] = shanghaiDate(when).split('-').map(Number)
  const english = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', day: 'numeric', month: 'long' })
  return [`${month} 月 ${day} 日 ${clock(when)}`, `${english.format(when)} ${clock(when)}`]
}

export function timeLeft(until: string, now: Date): Text {
  const minutes = Math.max(0, Math.floor((Date.parse(until) - now.getTime()) / 60_000))
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60)]
  if (days >= 2) return [`还剩 ${days} 天`, `${days} days left`]
  return hours >= 2
    ? [`还剩 ${hours} 小时`, `${hours} hours left`]
    : [`还剩 ${minutes} 分钟`, `${minutes} minutes left`]
}

/** Where a vote stands, in a sentence. */
export function standing(vote: Pick<NoticeLine, 'state' | 'opensAt' | 'closesAt'>, now: Date): Text {
  const [opens, closes] = [moment(vote.opensAt), moment(vote.closesAt)]
  switch (vote.state) {
    case 'voting':
      return [
        `正在投票，${closes[0]} 截止，${timeLeft(vote.closesAt, now)[0]}`,
        `Open until ${closes[1]}, ${timeLeft(vote.closesAt, now)[1]}`,
      ]
    case 'drafting':
    case 'noticing':
    case 'frozen':
      return [`公告中，${opens[0]} 开始投票`, `Announced; opens on ${opens[1]}`]
    case 'closed':
      return ['投票已截止，等待计票', 'Closed; to be counted']
    case 'counted':
      return ['已计票，等待公布', 'Counted; to be published']
    case 'published':
    case 'filed':
      return ['结果已公布', 'The result is published']
    case 'withdrawn':
      return ['已撤回，不再表决', 'Withdrawn']
  }
}

/** The server's word, not the phone's clock, which may be wrong: a ballot that comes too late is refused by the server. */
export const isOpen = ({ state, opensAt }: Pick<NoticeLine, 'state' | 'opensAt'>, now: Date) =>
  state === 'voting' || (state === 'frozen' && Date.parse(opensAt) <= now.getTime())

const announced = new Set<NoticeLine['state']>(['noticing', 'frozen'])

/** What can be voted on, then what is announced, then what is over; in each the order in which they came. */
export function inOrder(items: readonly NoticeLine[], now: Date): NoticeLine[] {
  const rank = (each: NoticeLine) => (isOpen(each, now) ? 0 : announced.has(each.state) ? 1 : 2)
  return [...items].sort((a, b) => rank(a) - rank(b))
}

/** The votes whose place or title has every word that was typed; nothing typed finds all. */
export function findVotes(items: readonly NoticeLine[], typed: string): readonly NoticeLine[] {
  const words = typed.trim().toLowerCase().split(/\s+/)
  return items.filter(({ title, scopeName }) => {
    const said = `${scopeName} ${title}`.toLowerCase()
    return words.every((word) => said.includes(word))
  })
}

export const areaWords = (area: number): Text => [`${squareMetres(area)} 平方米`, `${squareMetres(area)} m²`]

export const matterLabel = (article: keyof typeof matters): Text => matters[article].label

/** Why an owner cannot vote here now; null: can. */
export function whyNot(
  vote: Pick<NoticeLine, 'state' | 'opensAt' | 'closesAt'> & { readonly revote: boolean },
  entry: Pick<RollEntry, 'state' | 'key' | 'printed'> & { readonly ballot: RollEntry['ballot'] },
  now: Date,
): Text | null {
  if (!isOpen(vote, now)) return standing(vote, now)
  if (entry.state === 'paper')
    return [
      '您的纸质票已收到，以纸质票为准，不能再网上投。没有交过纸质票？请马上打电话给居委会。',
      'Your paper ballot has been received and counts. If you never handed one in, call at once.',
    ]
  if (entry.state === 'electronic' && !vote.revote)
    return [
      '您已经投过票。本次表决的规则不允许改投，第一张选票有效。',
      'You have voted. The rules of this vote take no second ballot; the first one counts.',
    ]
  return null
}

export const kindWords = ({ kind }: Pick<StoredCredential, 'kind'>): Text => credentialKinds[kind].label

export const claimWords = ({ kind }: Pick<StoredCredential, 'kind'>, name: string): Text =>
  (credentialKinds[kind].claims as Readonly<Record<string, Text>>)[name] ?? [name, name]

export function claimValue(name: string, value: unknown): Text {
  if (name === 'area' && typeof value === 'number') return areaWords(value)
  if (typeof value === 'boolean') return value ? ['是', 'yes'] : ['否', 'no']
  return [String(value), String(value)]
}
