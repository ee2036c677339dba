import type { Text } from '#kernel/text'
import { baseRegisters, kindOfPremises, premisesKinds } from './base-registers.ts'
import type { Register, RegisterField, RegisterId } from './register.ts'
import { baseTags, type Tags } from './tags.ts'

/** What a face adds: fields of registers, care tags, kinds of premises. None needs a migration. */
export interface RegisterAdditions {
  readonly fields?: Readonly<Partial<Record<RegisterId, Readonly<Record<string, RegisterField>>>>>
  readonly tags?: Tags
  readonly premisesKinds?: Readonly<Record<string, Text>>
}

export type Registers = Readonly<Record<RegisterId, Register>>

/** Adds to a list what is not there yet; a name taken twice is a mistake of a face and throws. */
function together<T>(what: string, all: readonly Readonly<Record<string, T>>[]): Readonly<Record<string, T>> {
  const made: Record<string, T> = {}
  for (const each of all)
    for (const [name, value] of Object.entries(each)) {
      if (Object.hasOwn(made, name)) throw new Error(`${what} has ${name} already.`)
      made[name] = value
    }
  return made
}

/** The registers with what the faces add. */
export function registersWith(additions: readonly RegisterAdditions[]): Registers {
  const kinds = together('The register premises', [premisesKinds, ...additions.map((each) => each.premisesKinds ?? {})])
  const made = Object.values(baseRegisters).map((register): Register => {
    const own =
      register.id === 'premises'
        ? { ...register.fields, kind: { ...register.fields['kind']!, field: { ...kindOfPremises, options: kinds } } }
        : register.fields
    const fields = together(`The register ${register.id}`, [
      own,
      ...additions.map((each) => each.fields?.[register.id] ?? {}),
    ])
    return { ...register, fields }
  })
  return Object.fromEntries(made.map((register) => [register.id, register])) as unknown as Registers
}

/** The care tags with what the faces add. */
export const tagsWith = (additions: readonly RegisterAdditions[]): Tags =>
  together('The tags', [baseTags, ...additions.map((each) => each.tags ?? {})])
