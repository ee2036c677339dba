import { choice, text } from '#model'
import { answerWays, appealFindings, contactReasons, factFindings, results, returnReasons } from '#engines/cases/shared'
import { note, orNull, replies, type Act, type ActContext, type Verb } from './act.ts'
import { photos, plain } from './act-field.ts'

/** Photos taken when the case was reported prove the state before as well. */
function hasPhoto(context: ActContext, purposes: readonly string[]): boolean {
  return context.file.records.some((record) => record.photos.some((photo) => purposes.includes(photo.purpose)))
}

/** From the order to the feedback. */
export const handlingActs: Readonly<
  Record<
    Extract<Verb, 'dispatch' | 'addUnit' | 'sign' | 'contact' | 'completeStep' | 'answer' | 'feedback' | 'returnOrder'>,
    Act
  >
> = {
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
}
