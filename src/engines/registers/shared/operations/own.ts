import { z } from 'zod'
import { command } from '#kernel/operation'
import { SeenTag, EntryId, FieldValues, SeenOrigin } from './entries.ts'
import { sourceIds } from '../register.ts'
import { lookKindIds, purposeIds } from './access.ts'

/** What a person may see of their own: nobody else's, and nothing that is masked. */
export const OwnFile = z.object({
  name: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.tuple([z.string(), z.string()]),
      value: FieldValues.valueType,
      said: z.tuple([z.string(), z.string()]),
      from: SeenOrigin.pick({ source: true, observedOn: true }),
    }),
  ),
  homes: z.array(
    z.object({
      tie: z.tuple([z.string(), z.string()]),
      address: z.string(),
      source: z.enum(sourceIds),
      from: z.string(),
      to: z.string().nullable(),
    }),
  ),
  tags: z.array(
    SeenTag.pick({ tag: true, from: true, to: true, source: true }).extend({
      label: z.tuple([z.string(), z.string()]),
    }),
  ),
  /** Who looked behind the masks or took it out, by their unit: the newest first. */
  looks: z.array(
    z.object({
      at: z.string(),
      by: z.enum(['staff', 'resident', 'system']),
      kind: z.enum(lookKindIds),
      purpose: z.enum(purposeIds).nullable(),
      unit: z.string().nullable(),
    }),
  ),
  /** The house where the person lives, without the room: a request to correct something belongs there. */
  place: z
    .object({
      text: z.string(),
      addressId: z.uuid().nullable(),
      lng: z.number().nullable(),
      lat: z.number().nullable(),
    })
    .nullable(),
})
export type OwnFile = z.output<typeof OwnFile>

export const ownOperations = {
  issueViewCode: command({
    title: ['出具本人查询码', 'Give a code to see one’s own file'],
    input: z.object({ id: z.uuid(), person: EntryId }),
    /** The code is told once and kept nowhere. */
    output: z.object({ code: z.string(), until: z.string() }),
    errors: ['entry_not_found', 'nothing_to_ask'],
    redact: ['code'],
  }),
  openOwn: command({
    audience: 'anyone',
    title: ['查询本人信息', 'See one’s own file'],
    input: z.object({
      code: z.string().max(20),
      /** The last four characters of the document, or of the telephone number. */
      tail: z.string().max(10),
    }),
    /** Null when code and tail do not belong together: no refusal, for a refusal would not count the failure. */
    output: z.object({ file: OwnFile.nullable() }),
    errors: [],
    redact: ['code', 'tail', 'file'],
  }),
}
