import type { Command } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { choice, day, flag, text } from '#model'
import {
  answerWays,
  appealFindings,
  cases,
  contactReasons,
  factFindings,
  parkingReasons,
  results,
  returnReasons,
  satisfactions,
  supervisionLevels,
  type CaseFileView,
  type CaseType,
  type CaseRecord,
} from '#engines/cases/shared'
import { photos, photosIn, plain, type ActField } from './act-field.ts'
import type { Values } from './draft.ts'

export type Verb = Exclude<
  { [K in keyof typeof cases]: (typeof cases)[K] extends { kind: 'command' } ? K : never }[keyof typeof cases],
  'create' | 'report' | 'rate' | 'importCityRows' | 'contestCityRow' | 'decideContest' | 'setParameter' | 'revealCaller'
>

export interface ActContext {
  readonly file: CaseFileView
  readonly type: CaseType | undefined
  readonly taskId: string | null
  readonly recordId: string | null
}

export interface Act {
  readonly letter: string
  /** What is said when it is done. */
  readonly done: Text
  readonly tone?: 'danger'
  /** Nothing to ask: one press does it. */
  readonly fields?: (context: ActContext) => readonly ActField[]
  readonly initial?: (context: ActContext) => Values
  /** The command's own input, made of what was said; the case, task and record are added. */
  readonly input?: (values: Values, context: ActContext) => Values
}

const reason = (label: Text = ['原因', 'Reason']) => plain('reason', text(label, { long: true, max: 500 }))
const note = (label: Text = ['说明', 'Note'], optional = false) =>
  plain('note', text(label, { long: true, max: 1000, ...(optional && { optional: true }) }))
const orNull = (value: unknown) => (value === undefined || value === '' ? null : value)
const replies = (context: ActContext, use: 'answer' | 'feedback' | 'visit' | 'reject') =>
  (context.type?.texts ?? []).filter((each) => each.use === use)
const levels = Object.fromEntries(
  supervisionLevels.flatMap((label, level) => (level >= 2 ? [[String(level), label]] : [])),
)
const opinion = { yes: ['同意', 'Approve'], no: ['不同意', 'Refuse'] } as const

/** Photos taken when the case was reported prove the state before as well. */
function hasPhoto(context: ActContext, purposes: readonly string[]): boolean {
  return context.file.records.some((record) => record.photos.some((photo) => purposes.includes(photo.purpose)))
}

function pendingText(context: ActContext): Text {
  const record = context.file.records.find((each) => each.id === context.recordId)
  const body = record?.body as CaseRecord['body'] | undefined
  if (record?.kind === 'extension' && body && 'until' in body)
    return [`申请延期至 ${body.until}：${body.reason}`, `Extension to ${body.until}: ${body.reason}`]
  if (record?.kind === 'parking' && body && 'reviewOn' in body)
    return [
      `申请挂账（${parkingReasons[body.reason][0]}），${body.reviewOn} 复核：${body.note}`,
      `Parking (${parkingReasons[body.reason][1]}), review on ${body.reviewOn}: ${body.note}`,
    ]
  if (record?.kind === 'supervision' && body && 'demand' in body)
    return [`督办要求：${body.demand}`, `Demand: ${body.demand}`]
  return ['审批意见', 'Decision']
}

/** Every act on a case: its letter, what it asks, what it sends. */
export const acts: Readonly<Record<Verb, Act>> = {
  accept: { letter: 'A', done: ['已受理', 'Accepted'] },
  register: { letter: 'G', done: ['已立案', 'Registered'] },
  verify: {
    letter: 'Y',
    done: ['核实已登记', 'Verification recorded'],
    fields: () => [
      {
        kind: 'verdict',
        name: 'passed',
        label: ['现场核实', 'On site'],
        yes: ['属实，可以立案', 'True: may be registered'],
        no: ['不属实', 'Not as reported'],
      },
      note(['核实情况', 'What was found']),
      photos('scene', ['现场照片', 'Photos of the place']),
    ],
  },
  dispatch: {
    letter: 'D',
    done: ['已派单', 'Dispatched'],
    fields: () => [
      { kind: 'advice', name: 'advice', label: ['派单建议', 'Advice'] },
      { kind: 'unit', name: 'unit', label: ['主办单位', 'Lead unit'] },
      { kind: 'units', name: 'assist', label: ['协办单位', 'Assisting units'], optional: true },
    ],
    input: ({ unit, assist, rule, ruleUnit }) => ({
      unit,
      assist: assist ?? [],
      rule: unit === ruleUnit ? orNull(rule) : null,
    }),
  },
  sign: { letter: 'S', done: ['已签收', 'Signed'] },
  contact: {
    letter: 'L',
    done: ['先行联系已登记', 'First contact recorded'],
    fields: () => [
      {
        kind: 'verdict',
        name: 'made',
        label: ['联系情况', 'Contact'],
        yes: ['已联系上', 'Made'],
        no: ['未联系上', 'Not made'],
      },
      { kind: 'moment', name: 'at', label: ['联系时间', 'When'] },
      plain('person', text(['联系人', 'Who was spoken to'], { max: 60 }), {
        when: (values) => values['made'] === true,
      }),
      plain('reason', choice(['未联系原因', 'Why not'], contactReasons), {
        when: (values) => values['made'] === false,
      }),
      note(['沟通内容', 'What was said'], true),
    ],
    initial: () => ({ made: true, at: new Date().toISOString() }),
    input: ({ made, at, person, reason: why, note: said }) => ({
      made,
      at,
      person: made ? orNull(person) : null,
      reason: made ? null : orNull(why),
      note: orNull(said),
    }),
  },
  completeStep: {
    letter: 'T',
    done: ['本阶段已完成', 'Step completed'],
    fields: () => [note(['阶段情况', 'What was done'], true), photos('scene', ['照片', 'Photos'])],
    input: (values) => ({ note: orNull(values['note']) }),
  },
  answer: {
    letter: 'W',
    done: ['认定与答复已保存', 'Findings and answer recorded'],
    fields: (context) => [
      plain('factFinding', choice(['事实认定', 'Finding of fact'], factFindings)),
      plain('factNote', text(['事实依据', 'Grounds of fact'], { long: true, max: 1000 }), {
        when: (values) => values['factFinding'] !== undefined && values['factFinding'] !== 'true',
      }),
      plain('appealFinding', choice(['诉求认定', 'Finding on the demand'], appealFindings)),
      plain('appealNote', text(['诉求依据', 'Grounds on the demand'], { long: true, max: 1000 }), {
        when: (values) => values['appealFinding'] !== undefined && values['appealFinding'] !== 'reasonable',
      }),
      plain('result', choice(['处理结果', 'Result'], results)),
      plain('way', choice(['答复方式', 'How it was answered'], answerWays)),
      { kind: 'reply', name: 'text', label: ['答复内容', 'Answer'], texts: replies(context, 'answer'), max: 4000 },
      photos('evidence', ['佐证材料', 'Evidence']),
    ],
    input: (values) => ({
      ...values,
      factNote: values['factFinding'] === 'true' ? null : orNull(values['factNote']),
      appealNote: values['appealFinding'] === 'reasonable' ? null : orNull(values['appealNote']),
    }),
  },
  feedback: {
    letter: 'F',
    done: ['已反馈', 'Fed back'],
    fields: (context) => [
      {
        kind: 'reply',
        name: 'text',
        label: ['处置情况', 'What was done'],
        texts: replies(context, 'feedback'),
        max: 2000,
      },
      ...(context.type && Object.keys(context.type.feedbackForm).length > 0
        ? [
            {
              kind: 'answers' as const,
              name: 'answers',
              label: ['反馈项目', 'Items'] as const,
              form: context.type.feedbackForm,
            },
          ]
        : []),
      photos('before', ['处置前照片', 'Before'], {
        optional: context.type?.proof !== 'before_after' || hasPhoto(context, ['before', 'scene']),
      }),
      photos('after', ['处置后照片', 'After'], { optional: (context.type?.proof ?? 'none') === 'none' }),
    ],
  },
  returnOrder: {
    letter: 'R',
    done: ['已退单', 'Returned'],
    tone: 'danger',
    fields: (context) => [
      plain('reason', choice(['退单原因', 'Why'], returnReasons)),
      note(['具体说明', 'In detail']),
      {
        kind: 'unit',
        name: 'suggestedUnit',
        label: ['建议改派', 'Whose it may be'],
        optional: true,
        except: context.file.tasks.filter((task) => task.id === context.taskId).map((task) => task.unit),
      },
      photos('scene', ['现场照片', 'Photos of the place']),
    ],
    input: (values) => ({ ...values, suggestedUnit: orNull(values['suggestedUnit']) }),
  },
  check: {
    letter: 'C',
    done: ['核查已登记', 'Check recorded'],
    fields: () => [
      {
        kind: 'verdict',
        name: 'passed',
        label: ['核查结论', 'Verdict'],
        yes: ['核查通过', 'Passed'],
        no: ['核查不通过，返工', 'Failed: rework'],
      },
      plain('reason', text(['不通过原因', 'Why it failed'], { long: true, max: 500 }), {
        when: (values) => values['passed'] === false,
      }),
      photos('scene', ['核查照片', 'Photos of the check']),
    ],
    input: ({ passed, reason: why }) => ({ passed, reason: passed ? null : orNull(why) }),
  },
  visit: {
    letter: 'V',
    done: ['回访已登记', 'Return visit recorded'],
    fields: (context) => [
      {
        kind: 'verdict',
        name: 'reached',
        label: ['接通情况', 'Reached'],
        yes: ['已接通', 'Reached'],
        no: ['未接通', 'Not reached'],
      },
      plain('contacted', flag(['承办单位是否联系过', 'Did the unit get in touch']), {
        when: (values) => values['reached'] === true,
      }),
      plain('solved', flag(['诉求是否解决', 'Is it solved']), { when: (values) => values['reached'] === true }),
      plain('satisfaction', choice(['满意度', 'Satisfaction'], satisfactions), {
        when: (values) => values['reached'] === true,
      }),
      {
        kind: 'reply',
        name: 'reason',
        label: ['回访情况', 'What was said'],
        texts: replies(context, 'visit'),
        max: 500,
        optional: true,
      },
      plain(
        'next',
        choice(['办理意见', 'What follows'], { close: ['同意结案', 'Close'], rework: ['退回返工', 'Rework'] }),
        { when: (values) => values['reached'] === true },
      ),
    ],
    initial: () => ({ reached: true, next: 'close' }),
    input: ({ reached, contacted, solved, satisfaction, reason: said, next }) =>
      reached
        ? {
            reached,
            contacted: orNull(contacted),
            solved: orNull(solved),
            satisfaction: orNull(satisfaction),
            reason: orNull(said),
            next: next ?? 'close',
          }
        : { reached: false, reason: orNull(said), next: 'close' },
  },
  urge: {
    letter: 'U',
    done: ['已催办', 'Urged'],
    fields: () => [
      plain(
        'text',
        text(['催办内容', 'What to say'], {
          long: true,
          max: 1000,
          phrases: ['请尽快处置并反馈。', '即将到期，请抓紧办理。', '诉求人再次来电，请优先处理。'],
        }),
      ),
    ],
  },
  applyExtension: {
    letter: 'E',
    done: ['延期申请已报批', 'Extension applied for'],
    fields: () => [plain('until', day(['延至', 'Until'])), reason(['延期原因', 'Why'])],
  },
  applyParking: {
    letter: 'P',
    done: ['挂账申请已报批', 'Parking applied for'],
    fields: () => [
      plain('reason', choice(['挂账原因', 'Why'], parkingReasons)),
      note(['具体说明', 'In detail']),
      plain('reviewOn', day(['复核日期', 'Review on'])),
      plain('excludedFromKpi', flag(['申请不计入考核', 'Leave out of the rating'])),
    ],
    initial: () => ({ excludedFromKpi: false }),
  },
  decide: {
    letter: '1',
    done: ['审批已登记', 'Decided'],
    fields: (context) => [{ kind: 'verdict', name: 'approved', label: pendingText(context), ...opinion }],
  },
  unpark: { letter: '2', done: ['已解除挂账', 'Unparked'], fields: () => [note(['解除原因', 'Why'])] },
  supervise: {
    letter: 'O',
    done: ['已发督办单', 'Supervision order sent'],
    fields: () => [
      plain('level', choice(['督办级别', 'Level'], levels)),
      note(['督办要求', 'What is demanded']),
      plain('dueOn', day(['回复期限', 'Reply by'])),
    ],
    input: ({ level, note: demand, dueOn }) => ({ level: Number(level), demand, dueOn }),
  },
  replySupervision: {
    letter: '3',
    done: ['已回复督办', 'Replied'],
    fields: (context) => [
      plain('reply', text(['回复', 'Reply'], { long: true, max: 1000, hint: pendingText(context) })),
    ],
  },
  consult: {
    letter: 'H',
    done: ['会商结果已登记', 'Consultation recorded'],
    fields: () => [
      { kind: 'units', name: 'units', label: ['参会单位', 'Units present'], hint: ['至少两家。', 'At least two.'] },
      { kind: 'unit_of', name: 'namedUnit', label: ['指定承办单位', 'Unit named'], from: 'units' },
      plain('minutes', text(['会商纪要', 'Minutes'], { long: true, max: 4000 })),
    ],
  },
  reopen: { letter: '4', done: ['已重新立案', 'Reopened'], fields: () => [reason()] },
  addUnit: {
    letter: 'B',
    done: ['已加派', 'Unit added'],
    fields: (context) => [
      {
        kind: 'unit',
        name: 'unit',
        label: ['加派单位', 'Unit'],
        except: context.file.tasks
          .filter((task) => task.state !== 'returned' && task.state !== 'withdrawn')
          .map((task) => task.unit),
      },
    ],
  },
  note: {
    letter: 'N',
    done: ['备注已保存', 'Note recorded'],
    fields: () => [
      plain('text', text(['备注', 'Note'], { long: true, max: 1000 })),
      photos('scene', ['照片', 'Photos']),
    ],
  },
  amend: {
    letter: 'M',
    done: ['登记已修改', 'Amended'],
    fields: (context) => [
      plain('title', text(['事由', 'Matter'], { max: 100 })),
      plain('description', text(['详细情况', 'Description'], { long: true, max: 2000, optional: true })),
      { kind: 'category', name: 'category', label: ['类别', 'Category'] },
      plain('place', text(['地点', 'Place'], { max: 256 })),
      ...(context.type && Object.keys(context.type.form).length > 0
        ? [
            {
              kind: 'answers' as const,
              name: 'answers',
              label: ['登记项目', 'Items'] as const,
              form: context.type.form,
            },
          ]
        : []),
    ],
    initial: ({ file }) => ({
      title: file.case.title,
      description: file.case.description,
      category: file.case.category,
      place: file.case.place,
      answers: file.case.answers,
    }),
    input: (values, { file }) =>
      Object.fromEntries(
        Object.entries({ ...values, description: values['description'] ?? '' }).filter(
          ([name, value]) => JSON.stringify(value) !== JSON.stringify(file.case[name as 'title']),
        ),
      ),
  },
  link: {
    letter: 'I',
    done: ['已关联', 'Linked'],
    fields: () => [
      {
        kind: 'case',
        name: 'to',
        label: ['与哪件案件重复', 'Of which case it is a repeat'],
        hint: ['各自保留工单、时限和答复，不合并。', 'Each keeps its own ticket, clocks and answer.'],
      },
    ],
  },
  unlink: { letter: '5', done: ['已取消关联', 'Unlinked'] },
  reject: {
    letter: 'Q',
    done: ['已不予受理', 'Not accepted'],
    tone: 'danger',
    fields: (context) => [
      { kind: 'reply', name: 'reason', label: ['不予受理原因', 'Why'], texts: replies(context, 'reject'), max: 500 },
    ],
  },
  void: { letter: 'Z', done: ['已作废', 'Voided'], tone: 'danger', fields: () => [reason(['作废原因', 'Why'])] },
}

export function isVerb(verb: string): verb is Verb {
  return Object.hasOwn(acts, verb)
}

export function commandOf(verb: Verb): Command {
  return cases[verb] as unknown as Command
}

/** The input of an act's command. */
export function inputOf(verb: Verb, values: Values, context: ActContext): Values {
  const act = acts[verb]
  const shape = (cases[verb].input as unknown as { shape?: Record<string, unknown> }).shape ?? {}
  const said = act.input ? act.input(values, context) : values
  return {
    ...Object.fromEntries(Object.entries(said).filter(([name, value]) => value !== undefined && !name.includes('.'))),
    caseId: context.file.case.id,
    ...('taskId' in shape && { taskId: context.taskId }),
    ...('recordId' in shape && { recordId: context.recordId }),
    ...('photos' in shape && { photos: photosIn(values) }),
  }
}
