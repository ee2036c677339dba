import { always, atLeast, choice, count, day, flag, integer, is, phone, rate, text } from '#model'
import {
  defineCaseType,
  limit,
  naturalDays,
  urgentHours,
  workDays,
  workHours,
  type CaseType,
  type LimitStep,
} from '#engines/cases/shared'

const guess = { basis: ['测试', 'A test'], confidence: 'unverified' } as const

interface Said {
  readonly id?: string
  readonly contact?: boolean
  readonly answer?: boolean
  readonly visit?: boolean
  readonly proof?: CaseType['proof']
  readonly children?: CaseType['children']
  readonly rework?: CaseType['rework']
  readonly stepped?: CaseType['stepped']
  readonly dispose?: LimitStep | readonly LimitStep[]
  readonly complete?: LimitStep
  readonly isPublic?: boolean
}

/** A kind of case of the tests' own that has every kind of field, limit, rule and measure; on-site confirmation when unsure. */
export function aCaseType(said: Said = {}): CaseType {
  const { dispose = workHours(4), complete = workDays(5) } = said
  return defineCaseType({
    id: said.id ?? 'test-type',
    label: ['测试类', 'Test type'],
    summary: ['只用于测试。', 'For tests only.'],
    serves: [],
    sources: ['phone', 'hotline', 'inspector'],
    categories: ['gb2026:m:06010', 'gb2026:m:06012', 'local:m:51008'],
    public: said.isPublic ?? false,
    form: {
      unsure: flag(['存疑', 'Unsure'], { optional: true }),
      kind: choice(
        ['种类', 'Kind'],
        { household: ['生活垃圾', 'Household'], building: ['建筑垃圾', 'Rubble'] },
        { optional: true },
      ),
      bags: integer(['袋数', 'Bags'], { optional: true, max: 1000 }),
      seenOn: day(['看到日期', 'Seen on'], { optional: true }),
      about: text(['补充', 'More'], { optional: true }),
      back: phone(['回电', 'Call back'], { optional: true }),
    },
    feedbackForm: { how: choice(['方式', 'How'], { cleared: ['清理', 'Cleared'] }, { optional: true }) },
    steps: {
      verify: is('answers.unsure', true),
      contact: said.contact ?? false,
      answer: said.answer ?? false,
      visit: said.visit ?? false,
    },
    proof: said.proof ?? 'none',
    children: said.children ?? 'all',
    rework: said.rework ?? 'RESTART',
    stepped: said.stepped ?? 'all',
    limits: [
      limit('accept', 'accept', urgentHours(0.25), guess),
      limit('verify', 'verify', workHours(1), guess),
      limit('register', 'register', urgentHours(0.25), guess),
      limit('dispatch', 'dispatch', urgentHours(0.5), guess),
      limit('contact', 'contact', workDays(1), guess),
      limit('dispose', 'dispose', dispose, guess),
      limit('complete', 'complete', complete, guess),
      limit('check', 'check', workHours(2), guess),
      limit('visit', 'visit', naturalDays(3), guess),
    ],
    routing: [
      {
        id: 'many',
        label: ['量大：执法队', 'Many: enforcement'],
        when: atLeast('answers.bags', 10),
        to: { unit: 'enforcement' },
        matches: { answers: { bags: 10 } },
        misses: { answers: { bags: 9 } },
      },
      {
        id: 'rest',
        label: ['其余：环卫', 'The rest: sanitation'],
        when: always,
        to: { unit: 'sanitation' },
        matches: {},
      },
    ],
    texts: [],
    measures: [
      count('large', ['十袋以上', 'Ten bags or more'], atLeast('answers.bags', 10), 'reportedAt'),
      rate(
        'rubble',
        ['建筑垃圾占比', 'Share of rubble'],
        { part: is('answers.kind', 'building'), of: is('open', false) },
        'closedAt',
      ),
    ],
    sample: [],
  })
}
