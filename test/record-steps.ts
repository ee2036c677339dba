// Steps of the verification of a record by themselves, on the kept records and on the same with something changed.
import { must } from '#kernel/assert'
import { sha256Hex } from '#engines/ballots/shared'
import { fastGroupNamed } from '../src/engines/ballots/server/crypto/fast-group.ts'
import type { ArchiveSummary } from '../src/engines/ballots/shared/belenios/verify-archive.ts'
import { archives } from '../src/engines/ballots/shared/record/verify-record-parts.ts'
import type { Verifying, VerifyRecordOptions } from '../src/engines/ballots/shared/record/verifying.ts'
import { jsonIn, keptRecord, leavesIn, putJson, textIn, trust, withLog, type Files } from './record-files.ts'

export type RecordFiles = ReadonlyMap<string, Uint8Array>

const relogged = (name: 'named' | 'secret') => withLog(keptRecord(name), leavesIn(keptRecord(name)))
export const named = relogged('named')
export const secret = relogged('secret')
export const now = new Date('2026-12-01T00:00:00Z')

/** What a step works with, and the list that it adds its findings to, as lines. */
export function asked(files: RecordFiles, options: VerifyRecordOptions = {}) {
  const found: string[] = []
  const { vote } = jsonIn<{ vote: string }>(named, 'roll.json')
  const facts = { vote, ballots: 0, lastEvents: { area: null, head: null } }
  const say = (code: string, where: string, detail = '') => void found.push(`${code} ${where} ${detail}`.trim())
  const verifying: Verifying = {
    files,
    options: { trust, now, ...options },
    facts: facts as unknown as Verifying['facts'],
    hashes: new Map([...files.keys()].map((name) => [name, sha256Hex(textIn(files, name))])),
    say,
    take: ({ code, where, detail, gravity }) => say(code, where, gravity === 'open' ? `${detail} (open)`.trim() : detail),
    told: () => Promise.resolve(),
    textOf: (name) => (files.has(name) ? textIn(files, name) : undefined),
  }
  return { verifying, found }
} // prettier-ignore

export const nameOf = (files: RecordFiles, side: 'area' | 'head') =>
  must(
    [...files.keys()].find((name) => name.startsWith(`${side}/`)),
    side,
  )

/** What a sound archive holds. */
export async function readOf(files: RecordFiles, side: 'area' | 'head'): Promise<ArchiveSummary> {
  const { verifying, found } = asked(files, { groups: [fastGroupNamed('Ed25519')] })
  const read = await archives(verifying, { area: nameOf(files, 'area'), head: nameOf(files, 'head') }, side)
  if (found.length > 0) throw new Error(`The kept record is not sound: ${found.join(', ')}.`)
  return must(read, 'an archive').summary
}

export const without = (files: RecordFiles, ...names: string[]): RecordFiles =>
  new Map([...files].filter(([name]) => !names.includes(name)))

/** The record with a file of JSON changed. */
export function changed(
  name: string,
  change: (value: Record<string, unknown>) => void,
  from: RecordFiles = named,
): Files {
  const files: Files = new Map(from)
  const value = jsonIn<Record<string, unknown>>(files, name)
  change(value)
  putJson(files, name, value)
  return files
}
