import type { Text } from '#kernel/text'

/** The seven national stages (domain handbook §1.6) as few states; everything else is a flag. */
export const states = {
  reported: ['已上报', 'Reported'],
  accepted: ['已受理', 'Accepted'],
  verifying: ['核实中', 'Being verified'],
  registered: ['已立案', 'Registered'],
  dispatched: ['已派单', 'Dispatched'],
  disposing: ['处置中', 'Being handled'],
  checking: ['待核查', 'Waiting for check'],
  visiting: ['待回访', 'Waiting for return visit'],
  closed: ['已结案', 'Closed'],
  rejected: ['不予受理', 'Not accepted'],
  voided: ['已作废', 'Voided'],
} as const satisfies Record<string, Text>
export type State = keyof typeof states
export const endStates: readonly State[] = ['closed', 'rejected', 'voided']

/** 案件来源, with the letter that stands in the case number. */
export const sources = {
  inspector: { label: ['网格巡查', 'Grid patrol'], letter: 'G' },
  committee: { label: ['居村上报', "Residents' committee"], letter: 'J' },
  hotline: { label: ['12345 热线', '12345 hotline'], letter: 'R' },
  police: { label: ['110 非警情', '110 non-police'], letter: 'P' },
  resident: { label: ['居民上报', 'Resident'], letter: 'S' },
  phone: { label: ['电话来电', 'Phone call'], letter: 'D' },
  district: { label: ['区级平台', 'District platform'], letter: 'Q' },
  video: { label: ['视频巡查', 'Video patrol'], letter: 'V' },
  leader: { label: ['领导交办', 'Leader'], letter: 'L' },
  superior: { label: ['上级交办', 'Superior body'], letter: 'U' },
  media: { label: ['媒体反映', 'Media'], letter: 'M' },
  petition: { label: ['信访', 'Petition'], letter: 'X' },
  enterprise: { label: ['企业反映', 'Enterprise'], letter: 'E' },
  visit: { label: ['走访', 'Visit'], letter: 'Z' },
  self_check: { label: ['自查', 'Self-check'], letter: 'C' },
} as const satisfies Record<string, { label: Text; letter: string }>
/** What another system or body sends: only who accepts cases may register it, or a handler could make up a ticket. */
export const sentSources: ReadonlySet<Source> = new Set<Source>([
  'hotline',
  'police',
  'district',
  'superior',
  'petition',
])
export type Source = keyof typeof sources

export const promiseKinds = {
  accept: ['受理', 'Acceptance'],
  verify: ['核实', 'Verification'],
  register: ['立案', 'Registration'],
  dispatch: ['派单', 'Dispatch'],
  contact: ['先行联系', 'First contact'],
  dispose: ['处置', 'Handling'],
  complete: ['办结', 'Completion'],
  check: ['核查', 'Check'],
  visit: ['回访', 'Return visit'],
  supervision: ['督办回复', 'Reply to supervision'],
  review: ['挂账复核', 'Review of a parked case'],
} as const satisfies Record<string, Text>
export type PromiseKind = keyof typeof promiseKinds

export const factFindings = {
  true: ['属实', 'True'],
  partly: ['部分属实', 'Partly true'],
  not_true: ['不属实', 'Not true'],
  cannot_verify: ['无法查实', 'Cannot be verified'],
} as const satisfies Record<string, Text>
export const appealFindings = {
  reasonable: ['合理合法', 'Reasonable and lawful'],
  partly: ['部分合理', 'Partly reasonable'],
  unreasonable: ['不合理', 'Unreasonable'],
  out_of_scope: ['超出职责', 'Beyond our duty'],
} as const satisfies Record<string, Text>
export const results = {
  solved: ['实际解决', 'Actually solved'],
  explained: ['解释说明', 'Explained'],
  planned: ['列入计划', 'Planned'],
  unsolved: ['未解决', 'Not solved'],
} as const satisfies Record<string, Text>
export const satisfactions = {
  satisfied: ['满意', 'Satisfied'],
  mostly: ['基本满意', 'Mostly satisfied'],
  fair: ['一般', 'Fair'],
  dissatisfied: ['不满意', 'Dissatisfied'],
} as const satisfies Record<string, Text>
export type FactFinding = keyof typeof factFindings
export type AppealFinding = keyof typeof appealFindings
export type Outcome = keyof typeof results
export type Satisfaction = keyof typeof satisfactions

export const supervisionLevels = [
  ['未督办', 'Not supervised'],
  ['系统催办', 'System reminder'],
  ['科室督办', 'Office supervision'],
  ['领导督办', 'Leader supervision'],
  ['黄牌督办', 'Yellow card'],
  ['红牌督办', 'Red card'],
] as const satisfies readonly Text[]

export const contactReasons = {
  no_answer: ['未接通', 'No answer'],
  declined: ['来电人要求不联系', 'Caller wants no contact'],
  anonymous: ['未留联系方式', 'No contact details'],
} as const satisfies Record<string, Text>
export type ContactReason = keyof typeof contactReasons

export const returnReasons = {
  not_ours: ['非本单位职责', 'Not our duty'],
  unclear_place: ['地址不清', 'Place unclear'],
  repeat: ['重复', 'Repeat'],
} as const satisfies Record<string, Text>
export type ReturnReason = keyof typeof returnReasons

export const parkingReasons = {
  ownership: ['权属不清', 'Ownership unclear'],
  funds: ['资金', 'Funds'],
  planning: ['规划', 'Planning'],
  lawsuit: ['诉讼', 'Lawsuit'],
  other: ['其他客观原因', 'Other objective cause'],
} as const satisfies Record<string, Text>
export type ParkingReason = keyof typeof parkingReasons

export const answerWays = {
  phone: ['电话', 'Phone'],
  in_person: ['当面', 'In person'],
  writing: ['书面', 'In writing'],
  message: ['短信', 'Text message'],
} as const satisfies Record<string, Text>
export type AnswerWay = keyof typeof answerWays
