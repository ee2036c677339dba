import type { Text } from '#kernel/text'
import { squareMetres } from '../rules/measures.ts'
import { voteParameters } from '../rules/rules.ts'
import type { VoteMode, VoteScope } from '../vote.ts'
import { classesOf, exposureOf, openBits, outliers, type AreaClass } from './outcomes.ts'

export type GuardReason =
  | 'few_owners'
  | 'votes_follow'
  | 'votes_may_follow'
  | 'layouts_follow'
  | 'lone_area'
  | 'quorum_exposes'
  | 'small_scope'
  | 'nothing_follows'

/** What the two exact tallies of a secret vote would give away, reckoned before anybody votes. */
export interface GuardReport {
  readonly verdict: 'safe' | 'warn' | 'refuse'
  readonly owners: number
  /** Layouts, by area. */
  readonly classes: readonly AreaClass[]
  readonly distinctWeights: number
  /** Layouts of fewer owners than the parameter allows. */
  readonly smallClasses: readonly AreaClass[]
  readonly method: 'none' | 'exact' | 'estimated'
  /** Of the outcomes short of unanimity: in which some owner's vote follows from the published sums. */
  readonly exposedShare: number
  /** Owners whose votes follow in the worst of these; null where only estimated. */
  readonly mostExposed: number | null
  /** Of all outcomes: in which it follows how many owners of each area agree. */
  readonly layoutsShare: number
  readonly reasons: readonly GuardReason[]
  readonly sentences: readonly Text[]
}

/** From one outcome in ten on, some vote being readable is no accident any more; below one in a thousand it is one. */
const refusedShare = 0.1
const warnedShare = 0.001
/** Below some ten bits, a thousand possibilities, what owners know of each other tells the rest. */
const enoughBits = 10

interface Judged {
  readonly method: 'exact' | 'estimated'
  readonly exposedShare: number
  readonly mostExposed: number | null
  readonly layoutsShare: number
  readonly lone: readonly AreaClass[]
}

function judge(classes: readonly AreaClass[], smallest: number): Judged {
  const lone = outliers(classes, smallest)
  const exact = exposureOf(classes)
  if (exact) return { method: 'exact', ...exact, lone }
  const layoutsFollow = openBits(classes) < enoughBits
  // Where the counts of each layout follow, a layout that is of one mind is known.
  const divided = classes.reduce((chance, each) => chance * (1 - Math.min(1, 2 ** (1 - each.owners))), 1)
  const exposedShare = layoutsFollow ? 1 - divided : 0
  return { method: 'estimated', exposedShare, mostExposed: null, layoutsShare: layoutsFollow ? 1 : 0, lone }
}

const shareText = (share: number): string => `${Math.floor(share * 1000) / 10}%`

function sentenceOf(reason: GuardReason, owners: number, judged: Judged, smallest: number): Text {
  const share = shareText(judged.exposedShare)
  const most = judged.mostExposed
  switch (reason) {
    case 'few_owners':
      return [
        `参加表决的业主只有 ${owners} 人，公布结果即可推知个人意见。请改为记名表决。`,
        `Only ${owners} can vote, so the result tells how each of them voted. Hold the vote by name.`,
      ]
    case 'votes_follow':
      return [
        `面积和人数两项结果公布后，在 ${share} 的可能结果中能够推算出某些业主的意见${most ? `（最多 ${most} 人）` : ''}。` +
          '请改为记名表决，或者扩大表决范围。',
        `Once both sums are published, in ${share} of possible outcomes the votes of some owners${most ? ` (up to ${most})` : ''} can be worked out. ` +
          'Hold the vote by name, or in a larger scope.',
      ]
    case 'votes_may_follow':
      return [
        `在 ${share} 的可能结果中能够推算出个别业主的意见；召集人应当向业主说明。`,
        `In ${share} of possible outcomes some owner's vote can be worked out; the convener should tell the owners so.`,
      ]
    case 'layouts_follow':
      return [
        '公布结果可以推算出每一种面积的户型各有多少业主同意，但不能据此得知个人意见（同户型意见一致的除外）。',
        'The result tells how many owners of each layout agree, though not who they are unless a layout is of one mind.',
      ]
    case 'lone_area': {
      const listed = judged.lone.map((each) => squareMetres(each.area))
      return [
        `面积为 ${listed.join('、')} 平方米的业主面积过于特殊，从面积结果即可看出其意见。请改为记名表决。`,
        `The areas ${listed.join(', ')} m² stand so far apart that the area result shows these owners' votes. Hold the vote by name.`,
      ]
    }
    case 'quorum_exposes':
      return [
        '如果只有法定最低比例（三分之二）的业主参加，公布结果很可能推算出某些业主的意见；请动员更多业主参加，或者改为记名表决。',
        'If no more than the legal two thirds take part, the result is likely to tell some votes; get more owners to vote, or hold it by name.',
      ]
    case 'small_scope':
      return [
        '楼栋、门号范围的表决一般采用记名方式；坚持无记名的，应当说明理由并告知业主。',
        'Votes of a building or a staircase are held by name as a rule; a secret one needs a reason, told to the owners.',
      ]
    case 'nothing_follows':
      return [
        `按 ${smallest} 户以上同面积和两项结果推算，公布结果不能推知个人意见；实际参加人数较少时保密程度会降低。`,
        `Checked against both sums and layouts of at least ${smallest} owners, the result tells nobody's vote; the fewer take part, the less it hides.`,
      ]
  }
}

/** Who does not vote hides nobody, and everyone sees who voted: two of every three owners, as few as the law admits. */
function exposedAtQuorum(areas: readonly number[], smallest: number): boolean {
  const voting = areas.toSorted((a, b) => a - b).filter((_, index) => index % 3 !== 1)
  return judge(classesOf(voting), smallest).exposedShare >= refusedShare
}

function reasonsFor(
  judged: Judged,
  areas: readonly number[],
  classes: readonly AreaClass[],
  smallest: number,
): GuardReason[] {
  if (areas.length < smallest) return ['few_owners']
  const reasons: GuardReason[] = []
  if (judged.exposedShare >= refusedShare) reasons.push('votes_follow')
  else if (judged.exposedShare >= warnedShare) reasons.push('votes_may_follow')
  if (judged.lone.length > 0) reasons.push('lone_area')
  if (classes.length > 1 && judged.layoutsShare >= 0.5) reasons.push('layouts_follow')
  if (judged.exposedShare < refusedShare && exposedAtQuorum(areas, smallest)) reasons.push('quorum_exposes')
  return reasons
}

const refusing: ReadonlySet<GuardReason> = new Set(['few_owners', 'votes_follow', 'lone_area'])

/**
 * Whether the owners' areas would betray their votes. Exact sums of area and heads are what the record publishes, so
 * nothing but the mode or the size of the electorate protects a small group (there is no rounding them afterwards).
 */
export function guard(
  areas: readonly number[],
  mode: VoteMode,
  scope: VoteScope['kind'],
  smallest: number = voteParameters['ballots.guard.class'].value,
): GuardReport {
  const classes = classesOf(areas)
  const owners = areas.length
  const facts = {
    owners,
    classes,
    distinctWeights: classes.length,
    smallClasses: classes.filter((each) => each.owners < smallest),
  }
  if (mode === 'named') {
    const said: Text = [
      '记名表决：计票后每位业主的意见都会公布，不存在保密问题；表决票上须事先注明。',
      "By name: every owner's vote is published after the count, so there is nothing to guard; the ballot says so beforehand.",
    ]
    const nothing = { method: 'none', exposedShare: 0, mostExposed: null, layoutsShare: 0 } as const
    return { verdict: 'safe', ...facts, ...nothing, reasons: [], sentences: [said] }
  }
  const judged = judge(classes, smallest)
  const reasons = reasonsFor(judged, areas, classes, smallest)
  if (scope !== 'compound') reasons.push('small_scope')
  const verdict = reasons.some((reason) => refusing.has(reason)) ? 'refuse' : reasons.length > 0 ? 'warn' : 'safe'
  const said: readonly GuardReason[] = reasons.length > 0 ? reasons : ['nothing_follows']
  const { lone: _, ...reckoned } = judged
  return {
    verdict,
    ...facts,
    ...reckoned,
    reasons,
    sentences: said.map((reason) => sentenceOf(reason, owners, judged, smallest)),
  }
}
