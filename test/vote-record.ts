// Public records of whole votes held on the server, with the log signed by keys of the test, so that it can be forged.
import { must } from '#kernel/assert'
import { canonicalJson, type Json } from '#kernel/canonical-json'
import { newId } from '#kernel/id'
import { sealLogs } from '#engines/notary'
import {
  base64,
  leafHash,
  signedReceipt,
  receiptText,
  verifyLogFiles,
  type SignedReceipt,
} from '#engines/notary/shared'
import { closesAt, clerks, fangguan, street, yewei, type VotesWorld } from './votes-world.ts'
import { aLog, aSigner } from './notary.ts'

export type Files = Map<string, Uint8Array>

const [agree, against, abstain] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
] as const

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

async function exported(at: VotesWorld, id: string): Promise<ReadonlyMap<string, Uint8Array>> {
  await sealLogs(at.database, street)
  return at.record(id)
}

/** Six owners by name: three online, one by letter, one on paper, one who was reached and returned nothing. */
export async function namedRecord(at: VotesWorld): Promise<ReadonlyMap<string, Uint8Array>> {
  const id = await at.open({
    terms: {
      parkingCounts: false,
      invalidParticipates: false,
      notReturned: 'participate_abstain',
      clause: '第十二条',
      clauseFile: await at.file(),
      proxyCap: 3,
    },
  })
  const { letters } = await at.do<{ letters: { code: string }[] }>(fangguan, 'printLetters', { id, owners: ['0006'] })
  const [a, b, c, , , last] = at.owners
  for (const [who, choice, code] of [
    [a!, agree],
    [b!, agree],
    [c!, against],
    [last!, abstain, letters[0]!.code],
  ] as const)
    must((await at.cast(id, who, [choice], code)).ok || undefined, 'a ballot that was taken')
  const content = { valid: true, choices: [[0]] }
  const paper = newId()
  await at.do(clerks[0], 'enterPaper', { id, paper, owner: '0004', file: await at.file(), content })
  await at.do(clerks[1], 'confirmPaper', { id, paper, content })
  await at.do(clerks[0], 'recordDelivery', {
    id,
    delivery: newId(),
    units: ['0005'],
    way: 'left',
    file: await at.file(),
  })
  await at.finish(id)
  return exported(at, id)
}

/** Six owners in secret on a matter and an election: one votes again, one on paper. */
export async function secretRecord(at: VotesWorld): Promise<ReadonlyMap<string, Uint8Array>> {
  const id = await at.open({
    mode: 'secret',
    revote: true,
    questions: [
      { kind: 'matter', article: 'assembly_rules', text: '是否同意修改业主大会议事规则？' },
      { kind: 'election', text: '选举业主委员会委员', candidates: ['甲', '乙', '丙'], seats: 2, round: 1 },
    ],
  })
  const [a, b, c, d] = at.owners
  for (const [who, matter, people] of [
    [a!, agree, [1, 1, 0]],
    [b!, agree, [1, 0, 1]],
    [a!, against, [0, 1, 0]],
    [c!, agree, [1, 1, 0]],
    [d!, abstain, [0, 0, 0]],
  ] as const)
    must((await at.cast(id, who, [matter, people])).ok || undefined, 'a ballot that was taken')
  const paper = newId()
  await at.do(clerks[0], 'enterPaper', { id, paper, owner: '0005', file: await at.file() })
  await at.do(clerks[1], 'confirmPaper', { id, paper })
  at.now = closesAt
  await at.advance(id)
  const rows = [{ area: 9000, counts: [[1, 0, 0], [1, 0, 1]], invalid: 0 }] // prettier-ignore
  const sheet = newId()
  await at.do(clerks[0], 'enterSheet', { id, sheet, file: await at.file(), rows })
  await at.do(clerks[1], 'confirmSheet', { id, sheet, rows })
  for (const which of [0, 2]) must((await at.decrypt(id, which)).ok || undefined, 'a decryption')
  await at.do(clerks[0], 'signSheet', { id })
  await at.do(clerks[1], 'signSheet', { id })
  await at.do(yewei, 'publishResult', { id })
  return exported(at, id)
}
