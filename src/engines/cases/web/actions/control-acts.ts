import type { Text } from '#kernel/text'
import { choice, day, flag, text } from '#model'
import { parkingReasons, supervisionLevels, type CaseRecord } from '#engines/cases/shared'
import { note, reason, type Act, type ActContext, type Verb } from './act.ts'
import { photos, plain } from './act-field.ts'

const levels = Object.fromEntries(
  supervisionLevels.flatMap((label, level) => (level >= 2 ? [[String(level), label]] : [])),
)
const opinion = { yes: ['同意', 'Approve'], no: ['不同意', 'Refuse'] } as const

/** What the paper that waits for a decision or a reply asks for. */
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

/** What keeps, moves, parks or presses a case. */
export const controlActs: Readonly<
  Record<
    Extract<
      Verb,
      | 'applyExtension'
      | 'applyParking'
      | 'decide'
      | 'unpark'
      | 'supervise'
      | 'replySupervision'
      | 'consult'
      | 'urge'
      | 'note'
    >,
    Act
  >
> = {
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
  note: {
    letter: 'N',
    done: ['备注已保存', 'Note recorded'],
    fields: () => [
      plain('text', text(['备注', 'Note'], { long: true, max: 1000 })),
      photos('scene', ['照片', 'Photos']),
    ],
  },
}
