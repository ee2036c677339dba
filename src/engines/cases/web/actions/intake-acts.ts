import { text } from '#model'
import { note, reason, replies, type Act, type Verb } from './act.ts'
import { photos, plain } from './act-field.ts'

/** From the report to the registered case. */
export const intakeActs: Readonly<
  Record<Extract<Verb, 'accept' | 'reject' | 'verify' | 'register' | 'amend' | 'void' | 'link' | 'unlink'>, Act>
> = {
  accept: { letter: 'A', done: ['已受理', 'Accepted'] },
  reject: {
    letter: 'Q',
    done: ['已不予受理', 'Not accepted'],
    tone: 'danger',
    fields: (context) => [
      { kind: 'reply', name: 'reason', label: ['不予受理原因', 'Why'], texts: replies(context, 'reject'), max: 500 },
    ],
  },
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
  register: { letter: 'G', done: ['已立案', 'Registered'] },
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
  void: { letter: 'Z', done: ['已作废', 'Voided'], tone: 'danger', fields: () => [reason(['作废原因', 'Why'])] },
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
}
