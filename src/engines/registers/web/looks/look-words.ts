import type { Text } from '#kernel/text'
import type { OutputOf } from '#kernel/operation'
import { exportColumnsOf, type Register, type RegisterId, type registers } from '#engines/registers/shared'
import { sayTag } from '../register-words.ts'
import type { KnownRegisters } from '../registers-context.ts'

export type LookLine = OutputOf<typeof registers.looksOf>['items'][number]

const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i

/** The id in what was pasted: of a file its address is at hand, not its id alone. */
export const entryIn = (pasted: string): string | undefined => uuid.exec(pasted)?.[0].toLowerCase()

/** Of how many things of which registers; nothing of a mere count. */
export function sayHowMany({ entries, registers: ids }: LookLine, { registers: known }: KnownRegisters): Text {
  const names = ids.flatMap((id) => (Object.hasOwn(known, id) ? [known[id as keyof typeof known].label] : []))
  const [zh, en] = [names.map((name) => name[0]).join('、'), names.map((name) => name[1]).join(', ')]
  if (entries === 0) return [zh, en]
  return [`${zh} ${entries.toLocaleString('en-US')} 条`.trim(), `${en} ${entries.toLocaleString('en-US')}`.trim()]
}

/** What was open to the eye: fields, columns of a file, or kinds of restricted tags. */
export function sayOpen(
  { kind, fields, registers: ids }: LookLine,
  { registers: known, tags }: KnownRegisters,
): Text[] {
  const seen: Register[] = ids.flatMap((id) => (Object.hasOwn(known, id) ? [known[id as RegisterId]] : []))
  const labels = new Map<string, Text>(
    kind === 'restricted'
      ? fields.map((tag) => [tag, sayTag(tags, tag)])
      : seen.flatMap((register) => [
          ...exportColumnsOf(register).map(({ id, label }) => [id, label] as const),
          ...Object.entries(register.fields).map(([id, { field }]) => [id, field.label] as const),
        ]),
  )
  const said = fields.map((field): Text => labels.get(field) ?? [field, field])
  return [...new Map(said.map((label) => [label[0], label])).values()]
}
