import { z } from 'zod'

// Apart, so that a page which makes ids need not load the schemas.
export { newId } from './new-id.ts'

/**
 * A branded UUID schema, so that the id of one thing never passes for another's. In lower case, as PostgreSQL gives it
 * back: two spellings of one id must not look like two things.
 */
export function idOf<const Brand extends string>(_brand: Brand) {
  return z.uuid().toLowerCase().brand<Brand>()
}

export const CommandId = idOf('Command')
export type CommandId = z.infer<typeof CommandId>

/** 9-digit division code of a subdistrict (GB/T 2260 + GB/T 10114): the tenant, first column of every key. */
export const StreetCode = z
  .string()
  .regex(/^\d{9}$/)
  .brand<'Street'>()
export type StreetCode = z.infer<typeof StreetCode>

export const StaffId = idOf('Staff')
export type StaffId = z.infer<typeof StaffId>

export const UnitId = idOf('Unit')
export type UnitId = z.infer<typeof UnitId>
