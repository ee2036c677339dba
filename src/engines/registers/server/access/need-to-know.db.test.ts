import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import type { Operation } from '#kernel/operation'
import { anyone, perform, type Actor, type Implementation } from '#platform/operations'
import { baseTags, registers, registersWith, restrictedIn, restrictedKeptBy } from '#engines/registers/shared'
import { onOwner } from '../../../../../test/db.ts'
import { property } from '../../../../../test/people.ts'
import {
  aReader,
  aRegistersWorld,
  committees,
  street,
  type RegistersWorld,
} from '../../../../../test/registers-world.ts'
import { registersHandlers } from '../handlers.ts'

const at = '2026-11-21T02:00:00.000Z'
const handlers = new Map<string, Implementation>(
  registersHandlers({ registers: registersWith([]), tags: baseTags }).map((each) => [each.operation.name, each]),
)
const queries = Object.values<Operation>(registers).filter(({ kind }) => kind === 'query')

const readers: Readonly<Record<string, Actor>> = {
  volunteer: aReader(['volunteer'], { scope: { kind: 'grid', code: 'W01' } }),
  'volunteer of the whole street': aReader(['volunteer']),
  'committee worker': aReader(['committee_worker'], { scope: { kind: 'committee', code: committees[0] } }),
  'committee worker elsewhere': aReader(['committee_worker'], { scope: { kind: 'committee', code: committees[1] } }),
  keeper: aReader(['register_keeper']),
  'keeper of restricted tags': aReader(['restricted_keeper']),
  'keeper of one kind': aReader(['mental_health_keeper'], { scope: { kind: 'committee', code: committees[0] } }),
  'handler of a unit': aReader([], { scope: { kind: 'unit' }, unit: property, can: ['find', 'entries', 'entry'].map((verb) => `registers.${verb}`) }),
  'system administrator': aReader(['system_admin']),
  'security administrator': aReader(['security_admin']),
  auditor: aReader(['audit_admin'], { can: [registers.looksOf.name] }),
  'connected system': aReader(['exchange']),
  // Whatever a role is given one day: every query, and nothing by which more is seen.
  'someone who may ask everything': aReader([], { can: queries.map(({ name }) => name).filter((name) => name !== registers.changesSince.name) }),
  nobody: anyone,
} // prettier-ignore

/** What is asked of each query. One that needs more than nothing must be named here: it would not be tried otherwise. */
const inputs: Readonly<Record<string, (world: RegistersWorld) => readonly unknown[]>> = {
  find: ({ residents }) => [
    '赵', '钱', '欧阳', 'zhao', 'z', '茅台路', '长寿路1234弄', '茅台路 1234 弄 5 号', '茅台路1234弄5号101', '1234弄5号', '梅川苑5号201', '老清涧',
    '兰州面馆', '兰台', '欧阳 茅台路', '赵 梅川苑', '钱 长寿路1234弄5号201', '精神障碍', '社区矫正', '备注秘密', '1990', '91310107MA',
    // What a mask shows may be known to anyone.
    ...residents.flatMap(({ fields }) => [String(fields['phone']).slice(-4), String(fields['idNumber']).slice(-4)]),
  ].flatMap((words, nth) => [nth % 3 === 0 ? { words } : nth % 3 === 1 ? { words, limit: 1 } : { words, registers: ['person'], limit: 50 }]),
  entries: ({ residents, entries }) => [
    ...(['person', 'home', 'staircase', 'building', 'compound', 'enterprise', 'premises'] as const).flatMap((register) => [{ register }, { register, limit: 2 }, { register, committee: committees[1] }, { register, grid: 'W01' }]),
    { register: 'home', parent: entries['staircase0'] },
    ...[...Object.keys(baseTags), 'no_such_tag'].flatMap((tag) => [{ register: 'person', tag }, { register: 'person', tag, limit: 1, counted: true }]),
    { register: 'person', limit: 1, counted: true },
    ...residents.slice(0, 3).map(({ id }) => ({ register: 'person', after: id, limit: 2 })),
    { register: 'person', bornUntil: '1950-06-15' },
    ...['phone', 'idNumber', 'marital', 'name', 'livesAlone', 'birth', 'constructor'].map((field) => ({ register: 'person', where: { [field]: field === 'livesAlone' ? true : '未婚' } })),
    { register: 'enterprise', where: { taxTotal: 1_234_567 } },
  ],
  entry: ({ residents, entries }) =>
    [...residents.flatMap(({ id, home }) => [id, home]), ...Object.values(entries), newIdLike].map((id, nth) => [{ id }, { id, on: '2026-06-01' }, { id, knownAt: '2026-11-20T12:00:00Z' }][nth % 3]),
  doubts: () => [{}, { register: 'enterprise' }, { limit: 1 }],
  tagCounts: () => ['committee', 'grid', 'microGrid'].flatMap((by) => [{ by }, { by, committee: committees[0] }]),
  looksOf: ({ residents }) => [{}, ...residents.map(({ id }) => ({ entry: id }))],
  elevation: ({ entries }) => Object.values(entries).map((id) => ({ id })),
  endedTies: ({ residents, entries }) => [...residents.flatMap(({ id, home }) => [id, home]), ...Object.values(entries)].map((id) => ({ id })),
  addresses: () => [{ words: '茅台' }],
  areasAt: () => [{ lng: 121.435, lat: 31.245 }],
  areaHistory: () => [{ kind: 'committee', code: committees[0] }],
  addressesOfArea: () => [{ kind: 'committee', code: committees[0] }],
  previewAreas: () => [],
  import: () => [{ id: newIdLike }],
  importTargets: () => ['person', 'home', 'enterprise', 'premises', 'tags'].map((kind) => ({ kind })),
  importRows: () => [{ id: newIdLike }],
} // prettier-ignore
const newIdLike = '00000000-0000-7000-8000-0000000000ff'

const isReady = ({ name }: Operation) => handlers.has(name)
const verbOf = ({ name }: Operation) => name.slice(name.indexOf('.') + 1)

/** Everything that one reader is answered, by what was asked. */
async function answersTo(world: RegistersWorld, actor: Actor): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const query of queries.filter(isReady))
    for (const input of inputs[verbOf(query)]?.(world) ?? [{}]) {
      const outcome = await perform({ database: world.database, now: () => new Date(at) }, handlers.get(query.name)!, {
        street,
        actor,
        input,
        command: newId(),
      })
      answers.set(`${query.name} ${JSON.stringify(input)}`, JSON.stringify(outcome))
    }
  return answers
}

const differing = (one: Map<string, string>, two: Map<string, string>) =>
  [...one]
    .filter(([asked, answer]) => two.get(asked) !== answer)
    .map(([asked, answer]) => [asked, answer, two.get(asked)])

const noLooks = 'truncate register_looks, register_look_entries;'

let world: RegistersWorld
beforeAll(async () => {
  world = await aRegistersWorld()
})
afterAll(() => world.drop())

test('no query is forgotten', () => {
  const forgotten = queries.filter((query) => !(verbOf(query) in inputs) && !query.input.safeParse({}).success)
  expect(forgotten.map(({ name }) => name)).toEqual([])
})

const kindsOf = (actor: Actor) => (actor.kind === 'staff' ? restrictedKeptBy(actor.roles, baseTags) : [])
/** Who works with people, or keeps a copy of the register, sees their names. */
const seesNames = (actor: Actor) => [registers.unmask, registers.changesSince].some(({ name }) => actor.can.has(name))
const mayReach = (actor: Actor, committee: 0 | 1) =>
  actor.scope?.kind === 'street' || (actor.scope?.kind === 'committee' && actor.scope.code === committees[committee])

test.each(Object.entries(readers))(
  '%s is told nothing that is hidden, nor could reckon it',
  async (_, actor) => {
    await onOwner(world, noLooks)
    const answers = await answersTo(world, actor)
    const granted = [...answers].filter(([, answer]) => !answer.includes('"ok":false'))

    const hidden = world.residents.flatMap(({ id, fields, committee }) => [
    ...['phone', 'idNumber', 'hukouAddress', 'contactPhone', 'note'].map((field) => String(fields[field])),
    ...(seesNames(actor) && (mayReach(actor, committee) || isTiedAcross(id)) ? [] : [String(fields['name']), String(fields['birth']), `"${fields['marital']}"`]),
  ]) // prettier-ignore
    const tags = restrictedIn(baseTags).filter((tag) => !kindsOf(actor).includes(tag))
    const words = [
      ...hidden,
      '1234567',
      '19900000',
      ...tags.flatMap((tag) => [tag, ...baseTags[tag as 'petition'].label]),
    ]
    const told = granted
      // Which kinds a keeper had open is what an auditor is there for; it is the same whatever was found.
      .filter(([asked]) => !asked.startsWith(registers.looksOf.name))
      .flatMap(([asked, answer]) => words.filter((word) => answer.includes(word)).map((word) => [word, asked]))
    expect(told).toEqual([])

    for (const [asked, answer] of granted) {
      if (!asked.startsWith(registers.tagCounts.name)) continue
      const { rows } = (JSON.parse(answer) as { value: { rows: { total: number | null; counts: (number | null)[] }[] } }).value // prettier-ignore
      expect(rows.flatMap(({ total, counts }) => [total, ...counts]).filter((n) => n !== null && n > 0 && n < 5)).toEqual([]) // prettier-ignore
    }

    // To the last sign the same when the restricted tags of others are gone.
    const kept = ["''", ...kindsOf(actor).map((tag) => `'${tag}'`)].join()
    await onOwner(world, `create table spare_tags as select * from restricted_tags; delete from restricted_tags where tag not in (${kept}); ${noLooks}`) // prettier-ignore
    try {
      expect(differing(answers, await answersTo(world, actor))).toEqual([])
    } finally {
      await onOwner(world, `insert into restricted_tags select * from spare_tags on conflict do nothing; drop table spare_tags`) // prettier-ignore
    }
  },
  120_000,
)

/** Those of the other committee who own or are called here are named here. */
const isTiedAcross = (id: string) => [0, 9, 10].some((nth) => world.residents[nth]!.id === id)

describe('of two streets that differ in what is hidden', () => {
  test.each([
    ['numbers', { names: 0, numbers: 1 }, Object.entries(readers)],
    ['names and numbers', { names: 1, numbers: 1 }, Object.entries(readers).filter(([, actor]) => !seesNames(actor))],
  ] as const)(
    'that is %s, the answers are the same',
    async (_, hidden, who) => {
      await onOwner(world, noLooks)
      const other = await aRegistersWorld(hidden)
      // Looks and changes bear ids of their own, and stand in the order of those: of them every sign is compared, not its place.
      const own =
        /"[\da-f]{8}-[\da-f]{4}-[47][\da-f]{3}-[89ab][\da-f]{3}-(?!0000)[\da-f]{12}"|"(position|next)":"[^"]+"/g
      const inNoOrder = (asked: string) =>
        [registers.looksOf, registers.changesSince].some(({ name }) => asked.startsWith(name))
      const plain = (answers: Map<string, string>) =>
      new Map([...answers].map(([asked, answer]) => [asked, inNoOrder(asked) ? [...answer.replaceAll(own, '')].toSorted().join('') : answer])) // prettier-ignore
      try {
        for (const [name, actor] of who) {
          const [one, two] = [plain(await answersTo(world, actor)), plain(await answersTo(other, actor))]
          expect([name, differing(one, two)]).toEqual([name, []])
        }
      } finally {
        await other.drop()
      }
    },
    240_000,
  )
})
