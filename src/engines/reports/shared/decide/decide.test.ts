import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block } from '../blocks.ts'
import { editionStateIds, editionStepIds } from '../edition.ts'
import { mergeBlocks } from './merge-blocks.ts'
import {
  decideCountersign,
  decideIssue,
  decideReview,
  decideSendBack,
  decideSign,
  decideSubmit,
  type EditionFile,
} from './sign-off.ts'

const person = fc.constantFrom('li', 'wang', 'zhao', 'qian')
const file: fc.Arbitrary<EditionFile> = fc.record({
  state: fc.constantFrom(...editionStateIds),
  version: fc.integer({ min: 1, max: 3 }),
  writers: fc.uniqueArray(person, { minLength: 1, maxLength: 2 }),
  steps: fc.array(fc.record({ step: fc.constantFrom(...editionStepIds), by: person }), { maxLength: 8 }),
  openComments: fc.nat(2),
  unresolved: fc.nat(2),
})

test('nobody reviews, countersigns, signs or sends back what he wrote, whatever the state of the file', () => {
  fc.assert(
    fc.property(file, (each) => {
      for (const decide of [decideReview, decideCountersign, decideSign, decideSendBack])
        expect(decide(each, { id: each.writers[0]!, version: each.version }).ok).toBe(false)
    }),
  )
})

test('nothing is handed on but from its step and in the text that was read', () => {
  fc.assert(
    fc.property(file, person, (each, id) => {
      const steps = [decideSubmit, decideReview, decideCountersign, decideSign] as const
      for (const [nth, decide] of steps.entries()) {
        if (each.state !== editionStateIds[nth]) expect(decide(each, { id, version: each.version }).ok).toBe(false)
        expect(decide(each, { id, version: each.version + 1 }).ok).toBe(false)
      }
    }),
  )
})

test('an unresolved number keeps everybody from signing', () => {
  fc.assert(
    fc.property(file, person, (each, id) => {
      expect(decideSign({ ...each, unresolved: 1 }, { id, version: each.version }).ok).toBe(false)
    }),
  )
})

test('three hands besides the writer are needed, and after a return they are asked again', () => {
  const begun: EditionFile = { state: 'signing', version: 2, writers: ['li'], openComments: 0, unresolved: 0,
    steps: [{ step: 'submitted', by: 'li' }, { step: 'reviewed', by: 'wang' }, { step: 'countersigned', by: 'zhao' }] } // prettier-ignore
  expect(decideSign(begun, { id: 'wang', version: 2 })).toEqual({ ok: false, error: 'signed_before' })
  expect(decideSign(begun, { id: 'zhao', version: 2 })).toEqual({ ok: false, error: 'signed_before' })
  expect(decideSign(begun, { id: 'qian', version: 2 })).toEqual({ ok: true, value: 'sealed' })
  const again: EditionFile = {
    ...begun,
    state: 'countersigning',
    steps: [...begun.steps, { step: 'sent_back', by: 'qian' }, { step: 'submitted', by: 'li' }],
  }
  expect(decideCountersign(again, { id: 'wang', version: 2 })).toEqual({ ok: true, value: 'signing' })
})

test('it is stamped, issued and archived in this order, each once', () => {
  const signed = { state: 'sealed', steps: [{ step: 'signed', by: 'qian' }] } as const
  expect(decideIssue(signed, 'issued').ok).toBe(false)
  expect(decideIssue(signed, 'stamped').ok).toBe(true)
  const stamped = { ...signed, steps: [...signed.steps, { step: 'stamped', by: 'li' } as const] }
  expect(decideIssue(stamped, 'stamped').ok).toBe(false)
  expect(decideIssue(stamped, 'issued').ok).toBe(true)
})

const paragraph = (id: string, text: string): Block => ({ kind: 'paragraph', id, runs: [{ kind: 'text', text }] })
const words = fc.constantFrom('甲', '乙', '丙')
const text = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), words), { selector: ([id]) => id }).map((all) => all.map(([id, said]) => paragraph(id, said))) // prettier-ignore

test('of two texts written upon one, nothing that either wrote is lost, and ids stay unique', () => {
  fc.assert(
    fc.property(text, text, text, (base, mine, theirs) => {
      let made = 0
      const { blocks } = mergeBlocks(base, mine, theirs, () => `new${++made}`)
      const said = (block: Block) => (block.kind === 'paragraph' && block.runs[0]?.kind === 'text' ? block.runs[0].text : '') // prettier-ignore
      const written = (own: readonly Block[]) =>
        own.filter((block) => !base.some((was) => JSON.stringify(was) === JSON.stringify(block)))
      for (const block of [...written(mine), ...written(theirs)])
        expect(blocks.some((each) => said(each) === said(block))).toBe(true)
      expect(new Set(blocks.map((block) => block.id)).size).toBe(blocks.length)
    }),
  )
})

test('who only read takes over what the other wrote', () => {
  fc.assert(
    fc.property(text, text, (base, theirs) => {
      expect(mergeBlocks(base, base, theirs, () => 'new').blocks).toEqual(theirs)
      expect(mergeBlocks(base, theirs, base, () => 'new').blocks.map((block) => block.id).sort()).toEqual(theirs.map((block) => block.id).sort()) // prettier-ignore
    }),
  )
})
