// Whole votes held on the server, for their public records.
import { must } from '#kernel/assert'
import { newId } from '#kernel/id'
import { sealLogs } from '#engines/notary'
import { closesAt, clerks, fangguan, street, yewei, type VotesWorld } from './votes-world.ts'

const [agree, against, abstain] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
] as const

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
  await at.do(clerks[0], 'enterPaper', { id, paper, owner: '0005', file: await at.file(), accepted: true })
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
