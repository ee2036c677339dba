// Read by tsc, never run: each line below the comment must be refused by the types, or the comment itself is an error.
import { always, choice, count, flag, is, text } from '#model'
import { defineCaseType, limit, workDays } from '#engines/cases/shared'

const basis = ['依据', 'basis'] as const
const confidence = 'unverified'
const form = { kind: choice(['种类', 'Kind'], { a: ['甲', 'A'], b: ['乙', 'B'] }), danger: flag(['危险', 'Danger']) }

/** A case type that is right: what follows differs from it in one thing each. */
const right = {
  id: 'example',
  label: ['示例', 'Example'],
  summary: ['示例。', 'An example.'],
  serves: ['A2'],
  sources: ['inspector'],
  categories: [],
  public: false,
  form,
  steps: { contact: false, answer: false, visit: false },
  proof: 'none',
  children: 'all',
  rework: 'HALF',
  limits: [limit('usual', 'dispose', workDays(3), { when: is('answers.danger', true), basis, confidence })],
  routing: [{ id: 'rest', label: ['其余', 'The rest'], when: always, to: { unit: 'centre' }, matches: {} }],
  texts: [],
  measures: [count('found', ['数', 'Found'], is('answers.kind', 'a'), 'reportedAt')],
  sample: [],
} as const

defineCaseType(right)

const ofColour = limit('x', 'dispose', workDays(1), { when: is('answers.colour', 'red'), basis, confidence })
// @ts-expect-error a condition on a question that the form does not ask
defineCaseType({ ...right, limits: [ofColour] })

// @ts-expect-error a condition on a field that no case has
defineCaseType({ ...right, routing: [{ ...right.routing[0], when: is('colour', 'red') }] })

// @ts-expect-error a step's condition on a question that the form does not ask
defineCaseType({ ...right, steps: { ...right.steps, verify: is('answers.colour', 'red') } })

// @ts-expect-error a measure of a field that no case has
defineCaseType({ ...right, measures: [count('x', ['数', 'X'], always, 'paintedAt')] })

// @ts-expect-error a promise of a kind that does not exist
limit('x', 'paint', workDays(1), { basis, confidence })

// @ts-expect-error a limit without its basis
limit('x', 'dispose', workDays(1), { confidence })

// @ts-expect-error a label in one language
defineCaseType({ ...right, label: ['示例'] })

// @ts-expect-error a label that is not a pair
text('店名')

// @ts-expect-error an option in one language
choice(['种类', 'Kind'], { a: ['甲'] })

// @ts-expect-error a source that does not exist
defineCaseType({ ...right, sources: ['rumour'] })

// @ts-expect-error a destination that does not exist
defineCaseType({ ...right, routing: [{ ...right.routing[0], to: { unitOf: 'river' } }] })
