import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Text } from '#kernel/text'
import { answersOf, explain, explainMeasure, recordsOf, type Condition, type Form } from '#model'
import { faces, caseTypes } from '#faces'
import {
  appealFindings,
  caseFields,
  caseRoles,
  factFindings,
  findCategory,
  promiseKinds,
  results,
  routeCase,
  ruleHolds,
  satisfactions,
  sources,
  states,
  wordsOfType,
  type Case,
  type CaseType,
  type Destination,
  type LimitRule,
  type PromiseKind,
} from '#engines/cases/shared'
import { walkSample } from './walk-sample.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folder = (id: string) => join(root, 'src/faces', id)
const now = '2026-03-03T02:00:00.000Z'

/** Units that every street has; committees, property managers and stations are asked for by place. */
const unitCodes = (
  'party safety management service autonomy development centre enforcement sanitation greening municipal police ' +
  'market water mediation housing'
).split(' ')

/** The two loops that the nation and the city lay down; every other face fits on a page and a half. */
const longest: Readonly<Record<string, number>> = { 'grid-patrol': 300, 'hotline-12345': 300 }

const bothLanguages = (said: Text) =>
  expect(said).toEqual([expect.stringMatching(/\p{Script=Han}/u), expect.stringMatching(/^[^\p{Script=Han}]+$/u)])

function unique(ids: readonly string[]): void {
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
}

type Leaf = Extract<Condition, { field: string }>

function leavesOf(condition: Condition): Leaf[] {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.all.flatMap(leavesOf)
    case 'not':
    case 'named':
      return leavesOf(condition.that)
    default:
      return [condition]
  }
}

const tables: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  state: states,
  source: sources,
  factFinding: factFindings,
  appealFinding: appealFindings,
  result: results,
  satisfaction: satisfactions,
  nextKind: promiseKinds,
}

/** Every field exists, every value is one that the field can have, and the whole reads aloud in both languages. */
function sound(type: CaseType, condition: Condition): void {
  for (const leaf of leavesOf(condition)) {
    const asked = leaf.field.startsWith('answers.') ? type.form[leaf.field.slice('answers.'.length)] : undefined
    expect(asked ?? caseFields[leaf.field as keyof typeof caseFields], leaf.field).toBeDefined()
    const values = leaf.op === 'is' ? [leaf.value] : leaf.op === 'in' ? leaf.values : []
    for (const value of values) {
      if (typeof value === 'object') continue
      const allowed = asked?.kind === 'choice' ? asked.options : tables[leaf.field]
      if (allowed) expect(Object.keys(allowed), leaf.field).toContain(value)
      if (asked?.kind === 'flag') expect(value).toBeTypeOf('boolean')
      if (leaf.field === 'category') expect(type.categories, 'the category is offered').toContain(value)
    }
  }
  const said = explain(condition, wordsOfType(type))
  bothLanguages(said)
  expect(said.join(' ')).not.toMatch(/answers\.|gb20\d\d:|local:|undefined/)
}

const formTexts = (form: Form): Text[] =>
  Object.values(form).flatMap((field) => [
    field.label,
    ...(field.hint ? [field.hint] : []),
    ...(field.kind === 'choice' ? Object.values(field.options) : []),
    ...(field.kind === 'integer' && field.unit ? [field.unit] : []),
  ])

/** What decides whether an answer fits: not the labels. */
function shapeOf(form: Form): unknown {
  return Object.fromEntries(
    Object.entries(form).map(([name, { label: _label, hint: _hint, ...field }]) => {
      const { options, unit: _unit, phrases: _phrases, ...rest } = field as Record<string, unknown>
      return [name, { ...rest, ...(options ? { options: Object.keys(options) } : {}) }]
    }),
  )
}

test('faces are written out, each in its folder of five files', () => {
  const folders = readdirSync(join(root, 'src/faces'), { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map((each) => each.name)
  const ids = faces.map((face) => face.id)
  expect({
    notInIndex: folders.filter((name) => !ids.includes(name)),
    withoutFolder: ids.filter((id) => !folders.includes(id)),
  }).toEqual({ notInIndex: [], withoutFolder: [] })
  unique(faces.map((face) => face.id))
  unique(caseTypes.map((type) => type.id))
})

describe.each(faces.map((face) => [face.id, face] as const))('face %s', (id, face) => {
  test('says what it is and whom it serves', () => {
    expect(id).toMatch(/^[a-z][a-z0-9-]+$/)
    bothLanguages(face.name)
    bothLanguages(face.summary)
    const roles = caseRoles.map((role) => role.id)
    for (const role of face.serves) expect(roles).toContain(role)
    expect(face.caseTypes.length + (face.entryLedgers?.length ?? 0)).toBeGreaterThan(0)
  })

  test('has five short files and a README with its front matter', () => {
    const isOfCases = face.caseTypes.length > 0
    const files = isOfCases
      ? ['README.md', 'case-type.ts', 'face.ts', 'measures.ts', 'paragraphs.ts', 'sample.ts']
      : ['README.md', 'face.ts', 'ledger.ts', 'measures.ts']
    expect(readdirSync(folder(id)).toSorted()).toEqual(files)
    const lines = (file: string) => readFileSync(join(folder(id), file), 'utf8').split('\n').length - 1
    if (isOfCases) expect(lines('case-type.ts'), 'lines of case-type.ts').toBeLessThanOrEqual(longest[id] ?? 150)
    expect(lines('face.ts') + lines('measures.ts'), 'lines of face.ts and measures.ts').toBeLessThanOrEqual(140)
    const [, front = '', body = ''] = readFileSync(join(folder(id), 'README.md'), 'utf8').split(/^---$/m)
    for (const key of ['title', 'summary', 'serves', 'keywords']) expect(front).toMatch(new RegExp(`^${key}: \\S`, 'm'))
    expect(body.trim().length).toBeGreaterThan(100)
  })

  test('only declares: no loops, no clock, no reading from outside', () => {
    const declared = face.caseTypes.length > 0 ? ['case-type.ts', 'sample.ts'] : ['ledger.ts']
    for (const file of [...declared, 'face.ts', 'measures.ts']) {
      const source = readFileSync(join(folder(id), file), 'utf8')
      expect(source).not.toMatch(
        /\b(await|async|class|function|for|while|process|Date|fetch|export default)\b\s*[(.{*]/,
      )
    }
  })
})

describe.each(caseTypes.map((type) => [type.id, type] as const))('case type %s', (_id, type) => {
  test('every word is there in both languages', () => {
    const said = [
      type.label,
      type.summary,
      ...formTexts(type.form),
      ...formTexts(type.feedbackForm),
      ...type.limits.flatMap((rule) => [rule.basis, ...rule.steps.map((step) => step.label)]),
      ...type.routing.map((rule) => rule.label),
      ...type.texts.map((text) => text.label),
      ...type.measures.flatMap(({ label, remark, basis }) => [
        label,
        ...(remark ? [remark] : []),
        ...(basis ? [basis] : []),
      ]),
    ]
    for (const text of said) bothLanguages(text)
    for (const system of type.serves) expect(system).toMatch(/^[A-Z]\d+$/)
  })

  test('its categories are in the catalogue, each once', () => {
    expect(type.categories.length).toBeGreaterThan(0)
    for (const key of type.categories) expect(findCategory(key), key).toBeDefined()
    unique(type.categories)
    unique(type.sources)
  })

  test('its form has names that can be stored, and choices that can be made', () => {
    for (const form of [type.form, type.feedbackForm]) {
      for (const [name, field] of Object.entries(form)) {
        expect(name).toMatch(/^[a-z][a-zA-Z]{0,39}$/)
        if (field.kind === 'choice') expect(Object.keys(field.options).length).toBeGreaterThan(1)
        if (field.kind === 'integer') expect(field.min).toBeLessThan(field.max)
      }
    }
    // A resident without an account is asked nothing that must be answered.
    if (type.public) expect(Object.values(type.form).filter((field) => !field.optional)).toEqual([])
  })

  test('a form changes only with its version', () => {
    const recorded = JSON.parse(readFileSync(join(root, 'test/face-forms.json'), 'utf8')) as Record<string, string>
    const shape = JSON.stringify([shapeOf(type.form), shapeOf(type.feedbackForm)])
    const hash = createHash('sha256').update(shape).digest('hex').slice(0, 16)
    const key = `${type.id}@${type.version}`
    expect(
      recorded[key],
      `The form of ${type.id} is new or has changed. Cases keep the answers they were given: raise \`version\` of the ` +
        `case type if cases of ${key} exist, then record "${type.id}@<version>": "${hash}" in test/face-forms.json.`,
    ).toBe(hash)
  })

  test('its limits belong to its steps, and none hides another', () => {
    unique(type.limits.map((rule) => rule.id))
    const { verify, contact, visit } = type.steps
    const has = (kind: PromiseKind) => type.limits.some((rule) => rule.kind === kind)
    for (const kind of ['accept', 'register', 'dispatch', 'dispose', 'check'] as const)
      expect(has(kind), kind).toBe(true)
    expect({ verify: has('verify'), contact: has('contact'), visit: has('visit') }).toEqual({
      verify: verify !== undefined,
      contact,
      visit,
    })
    for (const kind of Object.keys(promiseKinds) as PromiseKind[]) {
      const rules = type.limits.filter((rule) => rule.kind === kind)
      // The first rule that holds binds: the last one binds always, and no other may.
      const unconditional = rules.map((rule) => rule.when === undefined)
      expect(unconditional, kind).toEqual(rules.map((_, index) => index === rules.length - 1))
    }
    for (const rule of type.limits) sensible(rule)
    // A supervision order and a review carry their own dates.
    expect(has('supervision') || has('review')).toBe(false)
  })

  function sensible(rule: LimitRule): void {
    expect(rule.id).toMatch(/^[a-z][a-z_]*$/)
    if (rule.when) sound(type, rule.when)
    expect(rule.steps.length).toBeGreaterThan(0)
    if (rule.kind !== 'dispose') expect(rule.steps.length).toBe(1)
    for (const { value, unit } of rule.steps) {
      expect(value).toBeGreaterThan(0)
      if (unit.endsWith('DAY')) expect(Number.isInteger(value)).toBe(true)
    }
    expect(rule.basis[0].length, 'says where the number comes from').toBeGreaterThan(5)
  }

  test('its conditions ask of what exists, and read aloud', () => {
    if (type.steps.verify) sound(type, type.steps.verify)
    for (const rule of type.routing) sound(type, rule.when)
    for (const measure of type.measures) {
      sound(type, recordsOf(measure, 'numerator'))
      bothLanguages(explainMeasure(measure, wordsOfType(type)))
      expect(JSON.stringify(measure), 'no measure changes by the mere passing of time').not.toContain('token')
    }
  })

  test.each(type.routing.map((rule) => [rule.id, rule] as const))(
    'route %s: first for its match, not for its miss',
    (ruleId, rule) => {
      const first = routeCase(type, rule.matches, now).find((outcome) => outcome.matched)
      expect(first?.rule.id).toBe(ruleId)
      if (rule.misses) expect(ruleHolds(rule, rule.misses, now)).toBe(false)
      const isLast = rule === type.routing.at(-1)
      if (!isLast) expect(rule.misses, 'a rule with a condition has a record that it misses').toBeDefined()
      for (const to of [rule.to, ...(rule.assist ?? [])]) reachable(to)
      if ('unitOf' in rule.to) {
        expect(ruleHolds(rule, { ...rule.matches, committee: null }, now), 'holds only where the place is known').toBe(
          false,
        )
      }
    },
  )

  function reachable(to: Destination): void {
    if ('unit' in to) expect(unitCodes).toContain(to.unit)
  }

  test('no case is without a proposal', () => {
    unique(type.routing.map((rule) => rule.id))
    const last = type.routing.at(-1)
    expect(last?.when).toEqual({ op: 'and', all: [] })
    expect(last?.to).toHaveProperty('unit')
    for (const category of type.categories) {
      const record: Partial<Case> = { category, committee: null, answers: {} }
      const rule = routeCase(type, record, now).find((outcome) => outcome.matched)?.rule
      expect(rule && 'unit' in rule.to, category).toBe(true)
    }
  })

  test('its texts fill from the case', () => {
    unique(type.texts.map((text) => text.id))
    for (const { body } of type.texts) {
      expect(body).toMatch(/\p{Script=Han}/u)
      for (const [, name] of body.matchAll(/\{([^}]*)\}/g)) expect(['title', 'place', 'number']).toContain(name)
    }
    const uses = type.texts.map((text) => text.use)
    expect(uses).toContain('reject')
    expect(uses).toContain(type.steps.answer ? 'answer' : 'feedback')
    if (type.steps.visit) expect(uses).toContain('visit')
  })

  test('its measures are placed by an instant', () => {
    unique(type.measures.map((measure) => measure.id))
    for (const measure of type.measures) {
      expect(measure.id).toMatch(/^[a-z][a-z_]*$/)
      expect(['reportedAt', 'registeredAt', 'dispatchedAt', 'closedAt', 'toDisposeAt', 'toCloseAt']).toContain(
        measure.time,
      )
    }
  })

  test('its sample is a day as it is', () => {
    expect(type.sample.length).toBeGreaterThanOrEqual(8)
    expect(new Set(type.sample.map((each) => each.until)).size).toBeGreaterThanOrEqual(4)
    unique(type.sample.map((each) => each.title))
    for (const each of type.sample) {
      expect(type.categories).toContain(each.category)
      expect(type.sources).toContain(each.source)
      expect(answersOf(type.form).safeParse(each.answers).error?.issues, each.title).toBeUndefined()
      // No telephone and no document number, however invented, goes into the repository.
      expect(each.title + each.text).not.toMatch(/\d{7,}/)
    }
  })

  test.each(type.sample.map((each) => [each.title, each] as const))('%s comes as far as it says', (_title, each) => {
    const file = walkSample(type, each)
    expect(file.case.state).toBe(each.until)
    const running = file.deadlines.filter((deadline) => deadline.state === 'running')
    expect(running.length > 0).toBe(each.until !== 'closed')
    if (each.until === 'closed') expect(file.case.onTime).toBe(true)
  })
})
