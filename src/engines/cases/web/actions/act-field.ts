import type { Text } from '#kernel/text'
import type { Field, Form } from '#model'
import type { Photo, ReplyText } from '#engines/cases/shared'
import type { Values } from './draft.ts'

interface Common {
  readonly name: string
  readonly label: Text
  readonly optional?: boolean
  readonly hint?: Text
  /** Asked only when what was said before makes it needed. */
  readonly when?: (values: Values) => boolean
}

/** What an act asks: the model's kinds of field, and what only cases have. */
export type ActField =
  | (Common & { readonly kind: 'plain'; readonly field: Field })
  | (Common & { readonly kind: 'unit'; readonly except?: readonly string[] })
  | (Common & { readonly kind: 'units'; readonly among?: readonly string[] })
  | (Common & { readonly kind: 'unit_of'; readonly from: string })
  | (Common & { readonly kind: 'verdict'; readonly yes: Text; readonly no: Text })
  | (Common & { readonly kind: 'moment' })
  | (Common & { readonly kind: 'photos'; readonly purpose: Photo['purpose'] })
  | (Common & { readonly kind: 'reply'; readonly texts: readonly ReplyText[]; readonly max: number })
  | (Common & { readonly kind: 'answers'; readonly form: Form })
  | (Common & { readonly kind: 'category' })
  | (Common & { readonly kind: 'case' })
  | (Common & { readonly kind: 'advice' })

type Extra = Pick<Common, 'optional' | 'hint' | 'when'>

export function plain(name: string, field: Field, extra: Pick<Common, 'when'> = {}): ActField {
  return {
    kind: 'plain',
    name,
    label: field.label,
    field,
    ...(field.optional && { optional: true }),
    ...(field.hint && { hint: field.hint }),
    ...extra,
  }
}

export function photos(purpose: Photo['purpose'], label: Text, extra: Extra = {}): ActField {
  return { kind: 'photos', name: `photos.${purpose}`, purpose, label, optional: true, ...extra }
}

const purposes = ['before', 'after', 'scene', 'evidence'] as const

/** The photos of all purposes, as commands want them. */
export function photosIn(values: Values): { id: string; purpose: Photo['purpose'] }[] {
  return purposes.flatMap((purpose) => {
    const ids = values[`photos.${purpose}`]
    return Array.isArray(ids) ? ids.map((id) => ({ id: String(id), purpose })) : []
  })
}
