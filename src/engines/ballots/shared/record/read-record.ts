import { z } from 'zod'
import { canonicalJson } from '#kernel/canonical-json'
import type { Roll } from '../electorate/electorate.ts'
import {
  areaSources,
  deliveryWays,
  notReturnedPolicies,
  ownerKinds,
  scopeKinds,
  VoteQuestion,
  voteModes,
} from '../vote.ts'
import { matterIds } from '../rules/rules.ts'
import type { FrozenRules } from './frozen-rules.ts'
import type { SignedSheet } from './result-sheet.ts'

const Name = z.string().min(1).max(3000)
const Count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const Days = z.number().int().min(0).max(3660)
const Said = z.tuple([z.string(), z.string()])
const Hash = z.string().regex(/^[0-9a-f]{64}$/)
/** As the server writes them: so that they are compared as texts. */
const Instant = z.iso.datetime({ precision: 3 })
export const isInstant = (said: string): boolean => Instant.safeParse(said).success
const Measures = z.object({ area: Count, heads: Count })

/** Read before anything of it is believed: what is of another form is not read at all. */
const RollFile = z.object({
  v: z.literal(1),
  vote: Name,
  electionUuid: Name,
  day: Name,
  scope: z.enum(scopeKinds),
  units: z
    .array(
      z.object({
        no: Name,
        building: z.string(),
        staircase: z.string(),
        label: z.string(),
        area: z.number(),
        source: z.enum(areaSources),
        owner: z.string(),
      }),
    )
    .max(100_000),
  owners: z
    .array(
      z.object({
        no: Name,
        kind: z.enum(ownerKinds),
        area: z.number(),
        key: Name,
        printed: z.boolean(),
        proxy: z.string().optional(),
      }),
    )
    .max(100_000),
  leftOut: z.array(z.object({ label: z.string(), reason: z.string() })),
  totals: Measures,
})

const Fraction = z.object({ numerator: z.number(), denominator: z.number(), strict: z.boolean() })
const Thresholds = z.object({ area: Fraction, heads: Fraction })

const RulesFile = z.object({
  v: z.literal(1),
  day: z.iso.date(),
  rules: z
    .array(
      z.object({
        matter: z.enum(matterIds as [(typeof matterIds)[number]]),
        article: Said,
        source: z.string(),
        confidence: z.string(),
        validFrom: Name,
        quorum: Thresholds,
        majority: Thresholds,
      }),
    )
    .max(100),
  notReturned: z.object({
    policy: z.enum(notReturnedPolicies),
    clause: z.object({ document: z.string(), article: z.string(), sha256: z.string() }).nullable(),
    ways: z.array(z.enum(deliveryWays)),
  }),
  parkingCounts: z.boolean(),
  invalidCounts: z.boolean(),
  proxyCap: Count,
  revote: z.boolean(),
  conflictingSheets: z.literal('greater_area'),
  bothChannels: z.literal('first_received'),
  runOff: z.object({ extraCandidates: Count }),
  noticeDays: Days,
  publishDays: Days,
  filingDays: Days,
  questions: z.array(VoteQuestion).min(1).max(10),
  period: z.object({ opensAt: Instant, closesAt: Instant }).optional(),
})

/** Nothing besides: what is not counted again could be read as part of what was signed. */
const SheetFile = z.strictObject({
  v: z.literal(1),
  vote: Name,
  electionUuid: Name,
  mode: z.enum(voteModes),
  closedAt: Instant,
  ballotsHash: Hash,
  delivered: Measures,
  paper: Hash,
  questions: z.array(z.strictObject({ text: z.string(), decision: z.looseObject({}) })).max(10),
  sheet: Hash,
  tellers: z.array(z.strictObject({ name: Name, post: z.string(), at: Instant })).max(100),
})

export const ReceiptsKeyFile = z.strictObject({ v: z.literal(1), log: Name })

export type Files = ReadonlyMap<string, Uint8Array>

const decoded = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)

export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoded(bytes)
  } catch {
    return undefined
  }
}

/** The value of a file of JSON, and whether its text is the one canonical text of that value. */
export function jsonOf(bytes: Uint8Array): { readonly value: unknown; readonly canonical: boolean } | undefined {
  try {
    const text = decoded(bytes)
    const value = JSON.parse(text) as unknown
    return { value, canonical: canonicalJson(value) === text }
  } catch {
    return undefined
  }
}

const parsed = <T>(schema: z.ZodType, value: unknown): T | undefined =>
  schema.safeParse(value).success ? (value as T) : undefined

export const rollIn = (value: unknown) => parsed<Roll>(RollFile, value)
export const rulesIn = (value: unknown) => parsed<FrozenRules>(RulesFile, value)
export const sheetIn = (value: unknown) => parsed<SignedSheet>(SheetFile, value)
export const receiptsKeyIn = (value: unknown) => parsed<z.output<typeof ReceiptsKeyFile>>(ReceiptsKeyFile, value)?.log
