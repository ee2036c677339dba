import type { Field } from '#model'
import type { RegisterField } from './register.ts'

/** A field for the street's staff, unless told otherwise. */
export const open = (field: Field, more: Partial<RegisterField> = {}): RegisterField => ({ field, level: 2, ...more })
