// Public records of votes with their log signed by keys of the test, so that it can be forged. Nothing here needs a database.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { must } from '#kernel/assert'
import { canonicalJson, type Json } from '#kernel/canonical-json'
import {
  base64,
  leafHash,
  receiptText,
  signedReceipt,
  verifyLogFiles,
  type SignedReceipt,
} from '#engines/notary/shared'
import { aLog, aSigner } from './notary.ts'

export type Files = Map<string, Uint8Array>

export interface LeafOfTest {
  kind: string
  at: string
  data: Record<string, Json>
}

const logSigner = aSigner('vote.test/compound', 1)
const witnesses = [aSigner('witness.test/one', 4), aSigner('witness.test/two', 4)]
export const outsider = aSigner('witness.test/other', 4)

export const textIn = (files: ReadonlyMap<string, Uint8Array>, name: string): string =>
  Buffer.from(must(files.get(name), name)).toString('utf8')
export const jsonIn = <T = Record<string, never>>(files: ReadonlyMap<string, Uint8Array>, name: string): T =>
  JSON.parse(textIn(files, name)) as T
export const putJson = (files: Files, name: string, value: unknown) =>
  files.set(name, Buffer.from(canonicalJson(value)))

/** A log with these leaves, signed, witnessed and anchored as if they were true. */
export function withLog(record: ReadonlyMap<string, Uint8Array>, leaves: readonly LeafOfTest[]): Files {
  const made = aLog(leaves.length, {
    log: logSigner,
    witnesses,
    leaf: (n) => Buffer.from(canonicalJson(leaves[n] ?? null)),
  })
  const files: Files = new Map([...record].filter(([name]) => !name.startsWith('tlog/') && name !== 'anchor.json'))
  for (const [name, bytes] of made.files) files.set(name === 'anchor.json' ? name : `tlog/${name}`, bytes)
  putJson(files, 'tlog/leaves.json', {
    v: 1,
    leaves: leaves.map(({ kind, at }, index) => ({ index, kind, at, hash: base64(made.hashes[index]!) })),
  })
  putJson(files, 'receipts-key.json', { v: 1, log: logSigner.key })
  return files
}

export const leavesIn = (files: ReadonlyMap<string, Uint8Array>): LeafOfTest[] =>
  verifyLogFiles(files).leaves.map(({ kind, at, data }) => ({ kind, at, data: data as Record<string, Json> }))

/** The same vote on a board of its own: as signed and witnessed, but one entry of another vote stands before. */
export const anotherBoard = (files: ReadonlyMap<string, Uint8Array>): Files =>
  withLog(files, [{ kind: 'opened', at: '2026-11-01T00:00:00.000Z', data: { vote: 'another' } }, ...leavesIn(files)])

/** The receipt that the log of the test gave for a leaf. */
export function receiptOf(leaves: readonly LeafOfTest[], index: number): SignedReceipt {
  const leaf = must(leaves[index], 'a leaf')
  const said = {
    origin: logSigner.name,
    index,
    leafHash: base64(leafHash(Buffer.from(canonicalJson(leaf)))),
    at: leaf.at,
  }
  return signedReceipt(said, logSigner.raw(receiptText(said)))
}

export const trust = {
  logKey: logSigner.key,
  witnesses: witnesses.map(({ key }) => key),
  quorum: 2,
}

const place = (name: string) => join(import.meta.dirname, 'records', `${name}.zip`)

/** Records as the server made them of whole votes, kept so that the verifier is tested without it. */
export const keptRecord = (name: 'named' | 'secret'): ReadonlyMap<string, Uint8Array> =>
  new Map(Object.entries(unzipSync(readFileSync(place(name)))))

export const keepRecord = (name: 'named' | 'secret', files: ReadonlyMap<string, Uint8Array>): void =>
  writeFileSync(place(name), zipSync(Object.fromEntries(files), { level: 9, mtime: '2026-11-26T00:00:00Z' }))
