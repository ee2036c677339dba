import type { Text } from '#kernel/text'
import type {
  AreaSource,
  DeliveryWay,
  OwnerKind,
  RollState,
  VoteLine,
  VoteMode,
  VoteScope,
  VoteState,
  VoteTerms,
} from '#engines/ballots/shared'
import { matterAnswers, squareMetres } from '#engines/ballots/shared'
import { StatusLight, type LightColour } from '#ui'
import { useText } from '#ui/text'
import { Due, serverNow, When } from '#ui/time'

export const states: Readonly<Record<VoteState, readonly [LightColour, Text]>> = {
  drafting: ['grey', ['起草', 'Draft']],
  noticing: ['yellow', ['公告中', 'Announced']],
  frozen: ['yellow', ['名册已冻结', 'Roll frozen']],
  voting: ['green', ['投票中', 'Voting']],
  closed: ['orange', ['待计票', 'To be counted']],
  counted: ['orange', ['待公布', 'To be published']],
  published: ['green', ['已公布', 'Published']],
  filed: ['green', ['已备案', 'Filed']],
  withdrawn: ['grey', ['已撤回', 'Withdrawn']],
}

export const modeWords: Readonly<Record<VoteMode, Text>> = {
  named: ['实名', 'Named'],
  secret: ['无记名', 'Secret'],
}

export const scopeWords: Readonly<Record<VoteScope['kind'], Text>> = {
  compound: ['小区', 'Compound'],
  building: ['楼幢', 'Building'],
  staircase: ['门号', 'Staircase'],
}

export const ownerKindWords: Readonly<Record<OwnerKind, Text>> = {
  person: ['个人', 'Person'],
  co_owners: ['共有', 'Co-owners'],
  developer: ['建设单位', 'Developer'],
  public_body: ['公房产权单位', 'Public housing'],
  enterprise: ['单位', 'Enterprise'],
}

export const sourceWords: Readonly<Record<AreaSource, Text>> = {
  registered: ['登记簿', 'Register'],
  surveyed: ['测绘报告', 'Survey'],
  contract: ['买卖合同', 'Contract'],
  missing: ['无', 'None'],
}

export const wayWords: Readonly<Record<DeliveryWay, Text>> = {
  sign: ['本人签收', 'Signed for'],
  left: ['留置', 'Left at the door'],
  announcement: ['公告送达', 'By announcement'],
}

export const rollStateWords: Readonly<Record<RollState, Text>> = {
  none: ['未投', 'Not yet'],
  electronic: ['网上', 'Online'],
  paper: ['纸质', 'Paper'],
}

const answersInEnglish = ['For', 'Against', 'Abstain'] as const

/** An answer of a matter in both languages; a candidate's name is a name. */
export function answerWords(label: string): Text {
  const place = matterAnswers.findIndex((each) => each === label)
  return [label, answersInEnglish[place] ?? label]
}

export const policyWords: Readonly<Record<VoteTerms['notReturned'], Text>> = {
  not_participating: ['不计入参与（默认）', 'Takes no part (default)'],
  participate_abstain: ['已送达的计入参与、计弃权', 'Takes part and abstains, if delivered'],
  follow_majority: ['已送达的随多数', 'Goes with the majority, if delivered'],
}

export function State({ of }: { of: VoteState }) {
  const [light, word] = states[of]
  return <StatusLight light={light} word={word} />
}

/** 冻结名册 · 今天 17:30 前; red once it is late. Not every next step has a limit. */
export function NextStep({ due }: { due: VoteLine['due'] }) {
  const text = useText()
  if (!due) return null
  return (
    <span className={due.by && Date.parse(due.by) < serverNow().getTime() ? 'late' : undefined}>
      {text(due.what)}
      {due.by && (
        <>
          {' · '}
          <Due at={due.by} />
        </>
      )}
    </span>
  )
}

const grouped = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2 })

/** A staircase may be named by its building's number: said once. */
export const placeName = ({ building, staircase }: { building: string; staircase: string }): string =>
  staircase.startsWith(building) ? staircase : `${building} ${staircase}`.trim()

/** An area of 0.01 m² units, grouped by thousands. */
export const area = (hundredths: number): string => grouped.format(Number(squareMetres(hundredths)))

export function Area({ of }: { of: number }) {
  return <>{area(of)} m²</>
}

/** Shanghai's clock as it is printed: 2026-11-18 09:00. */
export const stamp = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

export function Period({ from, to }: { from: string; to: string }) {
  return (
    <span className="vote-period">
      {stamp(from)} – {stamp(to)}
    </span>
  )
}

export function Done({ by, at }: { by?: string | null | undefined; at: string }) {
  return (
    <span className="note">
      {by} <When at={at} />
    </span>
  )
}
