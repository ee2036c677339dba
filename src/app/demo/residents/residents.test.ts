import { expect, test } from 'vitest'
import { baseRegisters, baseTags, checkFields, tieKinds, type Fields } from '#engines/registers/shared'
import { streets } from '#engines/registers/shared'
import { planRegisters } from './living-registers.ts'
import type { Plan } from './plan.ts'

const today = '2026-11-16'
const wanted = { people: 1800, firms: 120, shops: 60, doubts: 12 }
const plans = streets.map(({ code }) => planRegisters(code, today, wanted))
const count = (plan: Plan, register: string) => plan.things.filter((thing) => thing.register === register).length

test('a street has its people in households, homes in buildings, firms and shops', () => {
  for (const plan of plans) {
    expect(count(plan, 'person')).toBeGreaterThan(1800)
    expect(count(plan, 'person')).toBeLessThan(2500)
    expect(count(plan, 'enterprise')).toBe(120)
    expect(count(plan, 'premises')).toBe(60)
    expect(count(plan, 'staircase')).toBeGreaterThan(900)
    const living = new Set(plan.ties.filter(({ kind }) => kind === 'lives').map((tie) => tie.subject))
    expect(living.size).toBeGreaterThanOrEqual(1800)
    expect(plan.doubts).toHaveLength(12)
    const tags = new Set(plan.tags.map(({ tag }) => tag))
    for (const tag of ['lives_alone', 'very_old', 'subsistence', 'disability', 'mental_health'])
      expect(tags).toContain(tag)
    for (const tag of tags) expect(Object.keys(baseTags)).toContain(tag)
  }
})

test('it is the same at each start of the same day', () => {
  expect(planRegisters(streets[0]!.code, today, wanted).things).toEqual(plans[0]!.things)
})

test('everything said passes the check that everything passes', () => {
  for (const plan of plans)
    for (const { register, said } of plan.things) {
      const [first] = said
      for (const each of said) {
        const { fields, problems } = checkFields(baseRegisters[register], each.fields, { whole: each === first, today })
        expect(problems, JSON.stringify(each)).toEqual({})
        for (const [name, value] of Object.entries(each.fields)) expect(fields[name], name).toEqual(value)
      }
    }
})

test('numbers are nobody’s: phones of a block that is not given out, documents of counties that there are not', () => {
  for (const plan of plans)
    for (const { said } of plan.things)
      for (const { fields } of said) {
        for (const name of ['phone', 'phone2', 'contactPhone'])
          if (name in fields) expect((fields as Fields)[name]).toMatch(/^1990000\d{4}$/)
        const number = (fields as Fields)['idNumber']
        if (typeof number === 'string' && number.length === 18)
          expect(number).toMatch(/^(310107(?=19[0-8])|310199|\d{2}9999)/)
      }
})

test('ties fit what they join, and each home is owned at most once', () => {
  for (const plan of plans) {
    const things = new Map(plan.things.map((thing) => [thing.id, thing]))
    expect(things.size).toBe(plan.things.length)
    const shares = new Map<string, number>()
    const heads = new Set<string>()
    for (const tie of plan.ties) {
      const { subject, object } = tieKinds[tie.kind]
      expect(subject).toContain(things.get(tie.subject)!.register)
      expect(object).toContain(things.get(tie.object)!.register)
      expect(tie.from < today).toBe(true)
      if (tie.share) shares.set(tie.object, (shares.get(tie.object) ?? 0) + (6 * tie.share[0]) / tie.share[1])
      if (tie.kind === 'lives' && tie.details['relation'] === '户主') {
        expect(heads.has(tie.object)).toBe(false)
        heads.add(tie.object)
      }
    }
    for (const sum of shares.values()) expect(sum).toBe(6)
  }
})
