import { z } from 'zod'
import { err, ok, type Result } from '#kernel/result'
import { deliveryWays, voteModes } from '../vote.ts'
import { matterChoices } from './count-matter.ts'
import type { PaperAnnex } from './paper-annex.ts'

const Count = z.number().int().min(0)
const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const Name = z.string().min(1).max(100)
const Names = z.array(Name).max(20_000)

const MatterCount = z.strictObject({
  kind: z.literal('matter'),
  agree: Count,
  against: Count,
  abstain: Count,
  invalid: Count,
})
const ElectionCount = z.strictObject({
  kind: z.literal('election'),
  agree: z.array(Count).max(30),
  valid: Count,
  invalid: Count,
})
const Answer = z.union([z.enum([...matterChoices, 'invalid']), z.array(Count).max(30)])

const Annex: z.ZodType<PaperAnnex> = z.strictObject({
  v: z.literal(1),
  vote: Name,
  electionUuid: Name,
  mode: z.enum(voteModes),
  received: Names,
  notReturned: z
    .array(z.strictObject({ owner: Name, way: z.enum(deliveryWays), evidence: z.string().max(200) }))
    .max(20_000),
  named: z
    .array(
      z.strictObject({
        owner: Name,
        sheets: z.array(z.strictObject({ units: Names, answers: z.array(Answer).max(10) })).max(1000),
        reason: z.string().max(500).nullable(),
        scan: Hash,
        clerks: z.tuple([Name, Name]),
      }),
    )
    .max(20_000),
  classes: z
    .array(
      z.strictObject({
        area: Count,
        received: Count,
        counts: z.array(z.discriminatedUnion('kind', [MatterCount, ElectionCount])).max(10),
      }),
    )
    .max(20_000),
  scans: z.array(Hash).max(1000),
  tellers: Names,
  witnesses: Names,
})

/** paper.json as it came from anywhere: of the right form, or not read at all. */
export function readAnnex(text: string): Result<PaperAnnex, 'annex_malformed'> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return err('annex_malformed')
  }
  const read = Annex.safeParse(json)
  return read.success ? ok(read.data) : err('annex_malformed')
}
