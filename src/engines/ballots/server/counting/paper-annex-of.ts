import { sql } from 'kysely'
import { must } from '#kernel/assert'
import type { Context } from '#platform/operations'
import {
  makeAnnex,
  type DeliveryWay,
  type EnteredPaper,
  type PaperAnnex,
  type PaperContent,
  type Roll,
} from '#engines/ballots/shared'
import { papersOf, sheetOf, type PaperRow } from '../paper/papers.store.ts'
import type { OwnerRow } from '../roll.store.ts'
import type { Vote } from '../votes.store.ts'

type Reading = Pick<Context, 'tx' | 'street'>

async function hashesOf({ tx, street }: Reading, files: readonly string[]): Promise<(file: string) => string> {
  const { rows } = await sql<{ id: string; hash: string }>`select id, original_sha256 as hash from attachments
    where street = ${street} and id = any(${[...new Set(files)]}::uuid[])`.execute(tx)
  const known = new Map(rows.map(({ id, hash }) => [id, hash]))
  return (file) => must(known.get(file), `the hash of the scan ${file}`)
}

async function proofsOf({ tx, street }: Reading, vote: string) {
  const { rows } = await sql<{ id: string; way: DeliveryWay; file: string }>`select id, way, file from vote_deliveries
    where street = ${street} and vote = ${vote}`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Two people of one name are two all the same; that they are is for the entries to see to. */
const twoHands = (one: string, other: string): EnteredPaper['clerks'] =>
  one === other ? [`${one}（甲）`, `${other}（乙）`] : [one, other]

const choicesOf = (content: PaperContent) => (content.valid ? content.choices : null)

function entered({ owner, file, firstContent, firstName, secondName }: PaperRow, hashOf: (file: string) => string) {
  const content = must(firstContent, 'what stands on the paper of a named vote')
  const clerks = twoHands(firstName, must(secondName, 'a second hand'))
  const reason = content.valid ? null : content.reason
  return { owner, choices: choicesOf(content), reason, scan: hashOf(file), clerks }
}

/** paper.json as the rows say it, and whether no paper waits for a second hand. */
export async function annexOf(
  context: Reading,
  vote: Vote,
  roll: Roll,
  owners: readonly OwnerRow[],
): Promise<{ readonly annex: PaperAnnex; readonly settled: boolean }> {
  const { tx, street } = context
  const rows = (await papersOf(tx, street, vote.id)).filter(({ state }) => state !== 'void')
  const sheet = vote.mode === 'secret' ? await sheetOf(tx, street, vote.id) : undefined
  const counted = sheet?.state === 'confirmed' ? sheet : undefined
  const proofs = await proofsOf(context, vote.id)
  const inHand = new Set(rows.map(({ owner }) => owner))
  const absent = owners.flatMap(({ no, state, delivery }) =>
    state === 'none' && delivery !== null && !inHand.has(no)
      ? [{ no, proof: must(proofs.get(delivery), 'a delivery') }]
      : [],
  )
  const hashOf = await hashesOf(context, [
    ...rows.map(({ file }) => file),
    ...absent.map(({ proof }) => proof.file),
    ...(counted ? [counted.file] : []),
  ])
  const confirmed = rows.filter(({ state }) => state === 'confirmed')
  const hands = confirmed.flatMap(({ firstName, secondName }) => twoHands(firstName, secondName ?? ''))
  const annex = makeAnnex({
    mode: vote.mode,
    roll,
    questions: vote.questions,
    received: rows.map(({ owner }) => owner).toSorted(),
    notReturned: absent.map(({ no, proof: { way, file } }) => ({ owner: no, way, evidence: hashOf(file) })),
    papers: vote.mode === 'named' ? confirmed.map((row) => entered(row, hashOf)) : [],
    classes: counted?.rows ?? [],
    scans: counted ? [hashOf(counted.file)] : [],
    tellers: counted ? twoHands(counted.firstName, must(counted.secondName, 'a second teller')) : [...new Set(hands)],
    witnesses: [],
  })
  const settled = confirmed.length === rows.length && (vote.mode === 'named' || rows.length === 0 || !!counted)
  return { annex, settled }
}
