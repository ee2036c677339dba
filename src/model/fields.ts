import { z } from 'zod'
import type { Text } from '#kernel/text'
import { phonePattern } from './codes/phone.ts'

interface Common {
  readonly label: Text
  readonly optional?: boolean
  readonly hint?: Text
}

export type Field =
  | (Common & {
      readonly kind: 'text'
      readonly max: number
      readonly phrases?: readonly string[]
      readonly long?: boolean
    })
  | (Common & { readonly kind: 'choice'; readonly options: Readonly<Record<string, Text>> })
  | (Common & { readonly kind: 'integer'; readonly min: number; readonly max: number; readonly unit?: Text })
  | (Common & { readonly kind: 'flag' })
  | (Common & { readonly kind: 'day' })
  | (Common & { readonly kind: 'phone' })

/** Fields by name: what a face asks, in the order in which it asks. */
export type Form = Readonly<Record<string, Field>>

type Extra<K extends Field['kind']> = Partial<Omit<Extract<Field, { kind: K }>, 'kind' | 'label'>>

/** One line of text; `phrases` are dictation-length sentences to tap on a phone. */
export function text(label: Text, extra: Extra<'text'> = {}) {
  return { kind: 'text', label, max: extra.long ? 2000 : 200, ...extra } as const satisfies Field
}

/** One of a few options; the keys are stored, the texts are shown. */
export function choice<const O extends Readonly<Record<string, Text>>>(
  label: Text,
  options: O,
  extra: Omit<Extra<'choice'>, 'options'> = {},
) {
  return { kind: 'choice', label, options, ...extra } as const satisfies Field
}

export function integer(label: Text, extra: Extra<'integer'> = {}) {
  return { kind: 'integer', label, min: 0, max: 1_000_000, ...extra } as const satisfies Field
}

export function flag(label: Text, extra: Extra<'flag'> = {}) {
  return { kind: 'flag', label, ...extra } as const satisfies Field
}

export function day(label: Text, extra: Extra<'day'> = {}) {
  return { kind: 'day', label, ...extra } as const satisfies Field
}

export function phone(label: Text, extra: Extra<'phone'> = {}) {
  return { kind: 'phone', label, ...extra } as const satisfies Field
}

export type Answer = string | number | boolean

/** What was answered to a form; a question left open has no key. */
export type Answers = Readonly<Record<string, Answer>>

/** PostgreSQL refuses NUL in text, and a lone surrogate is not UTF-8: both would be a server error. */
export const cleanText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((value) => !value.includes('\u0000') && !/\p{Cs}/u.test(value), { message: 'malformed text' })

function schemaOf(field: Field): z.ZodType<Answer> {
  switch (field.kind) {
    case 'text':
      return cleanText(field.max).min(1)
    case 'choice':
      return z.enum(Object.keys(field.options) as [string, ...string[]])
    case 'integer':
      return z.number().int().min(field.min).max(field.max)
    case 'flag':
      return z.boolean()
    case 'day':
      return z.iso.date()
    case 'phone':
      return z.string().regex(phonePattern)
  }
}

const schemas = new WeakMap<Form, z.ZodType<Answers>>()

/** The schema of a form's answers: unknown names are refused, so that nothing is stored that no one asked for. */
export function answersOf(form: Form): z.ZodType<Answers> {
  const known = schemas.get(form)
  if (known) return known
  const made = z.strictObject(
    Object.fromEntries(
      Object.entries(form).map(([name, field]) => [
        name,
        field.optional ? schemaOf(field).optional() : schemaOf(field),
      ]),
    ),
  ) as unknown as z.ZodType<Answers>
  schemas.set(form, made)
  return made
}

/** How an answer is read aloud. */
export function sayAnswer(field: Field, answer: Answer | undefined): Text {
  if (answer === undefined) return ['—', '—']
  switch (field.kind) {
    case 'choice':
      return Object.hasOwn(field.options, String(answer))
        ? field.options[String(answer)]!
        : [String(answer), String(answer)]
    case 'flag':
      return answer ? ['是', 'yes'] : ['否', 'no']
    case 'integer':
      return field.unit
        ? [`${answer} ${field.unit[0]}`, `${answer} ${field.unit[1]}`]
        : [String(answer), String(answer)]
    default:
      return [String(answer), String(answer)]
  }
}
