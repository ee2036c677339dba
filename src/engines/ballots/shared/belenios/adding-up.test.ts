import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addingUp, type BothTallies } from './adding-up.ts'
import { encryptionTo, encrypt, sumOf } from './encryption.ts'
import { groupNamed } from './named-groups.ts'
import { encryptedTallyText } from './tally.ts'

const group = groupNamed('Ed25519')
const encryption = encryptionTo(group, group.powerOfG(5n))

function ended<T>(steps: Generator<void, T, void>): { readonly steps: number; readonly value: T } {
  for (let count = 0; ; count++) {
    const step = steps.next()
    if (step.done) return { steps: count, value: step.value }
  }
}

const ballot = fc.record({
  weight: fc.integer({ min: 1, max: 4 }),
  chosen: fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 })),
  r: fc.bigInt({ min: 1n, max: 1000n }),
})

test('both totals are those of taking every ballot as often as it weighs, and once', () => {
  fc.assert(
    fc.property(fc.array(ballot, { maxLength: 6 }), (given) => {
      const ballots = given.map(({ weight, chosen: [a, b, c], r }) => ({
        weight,
        choices: [[encrypt(encryption, a, r), encrypt(encryption, b, r + 1n)], [encrypt(encryption, c, r + 2n)]],
      }))
      const adding = addingUp(group, [2, 1])
      for (const each of ballots) adding.add(each)
      const { steps, value } = ended<BothTallies<unknown>>(adding.totals())
      const plain = (times: (weight: number) => number) =>
        [[0, 1], [0]].map((row, i) =>
          row.map((j) =>
            sumOf(
              group,
              ballots.flatMap(({ weight, choices }) => Array.from({ length: times(weight) }, () => choices[i]![j]!)),
            ),
          ),
        )
      const text = (ciphertexts: ReturnType<typeof plain>) => encryptedTallyText(group, ciphertexts)
      expect(steps).toBe(new Set(ballots.map(({ weight }) => weight)).size)
      expect(text(value.weighted.ciphertexts as never)).toBe(text(plain((weight) => weight)))
      expect(text(value.single.ciphertexts as never)).toBe(text(plain(() => 1)))
      const totalWeight = ballots.reduce((sum, { weight }) => sum + weight, 0)
      expect(value.weighted).toMatchObject({ numTallied: ballots.length, totalWeight })
      expect(value.single).toMatchObject({ numTallied: ballots.length, totalWeight: ballots.length })
    }),
    { numRuns: 20 },
  )
})
