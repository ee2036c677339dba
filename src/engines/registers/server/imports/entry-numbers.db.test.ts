import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { anImporter, type Importer, type Table } from '../../../../../test/imports.ts'
import { aRegisterWorld, aResidentId, keeper, worker, type RegisterWorld } from '../../../../../test/registers.ts'

let world: RegisterWorld
let importer: Importer
beforeAll(async () => {
  world = await aRegisterWorld()
  importer = anImporter(world)
  await world.aStaircase({})
})
afterAll(async () => {
  importer.drop()
  await world.drop()
})

/** Somebody of whom nothing but the name is known. */
async function aName(name: string): Promise<string> {
  const id = await importer.judged([['姓名', '备注'], [name, '']]) // prettier-ignore
  await importer.applied(id)
  return (await importer.rowsOf(id))[0]!.entry!
}
const heads = ['姓名', '备注', '系统编号']
const judged = async (rows: Table) => importer.rowsOf(await importer.judged([heads, ...rows]))
const codesOf = (row: { readonly reasons: readonly { readonly code: string }[] }) => row.reasons.map(({ code }) => code)

test('whoever has no more than a name is found again by the number of the entry, and without it is new', async () => {
  const one = await aName('卫一')
  const [bare, same, changed, other] = await judged([
    ['卫一', '', ''],
    ['卫一', '', one],
    ['卫一', '住院', one.toUpperCase()],
    ['卫一', '出院', one],
  ])
  expect([bare!.verdict, same!.verdict, same!.entry]).toEqual(['new', 'same', one])
  expect([changed!.verdict, changed!.entry, codesOf(changed!)]).toEqual(['changes', one, ['twice_in_file']])
  // Two lines of one entry that contradict each other: which of them holds is for a person to say.
  expect([other!.verdict, codesOf(other!)]).toEqual(['doubtful', ['twice_and_differs']])
})

test('a number beside another name is asked about, and one that is none is only said', async () => {
  const one = await aName('蒋一')
  const [renamed, strange, unknown] = await judged([
    ['蒋二', '', one],
    ['蒋三', '', 'A-17'],
    ['蒋四', '', newId()],
  ])
  expect([renamed!.verdict, renamed!.candidates.map(({ id }) => id)]).toEqual(['doubtful', [one]])
  expect([strange!.verdict, codesOf(strange!)]).toEqual(['new', ['entry_unreadable']])
  expect(unknown!.verdict).toBe('new')
})

test('a number that stands in many lines is of the one that bears its name, and an unknown one of none', async () => {
  const one = await aName('尤一')
  const names = ['尤二', '尤三', '尤一', '尤四']
  const rows = await judged(names.map((name) => [name, '', one]))
  expect(rows.map(({ verdict }) => verdict)).toEqual(['doubtful', 'doubtful', 'same', 'doubtful'])
  const unknown = newId()
  const id = await importer.judged([heads, ...['许一', '许二', '许三'].map((name) => [name, '', unknown])])
  expect(await importer.verdictsOf(id)).toEqual(['new', 'new', 'new'])
  expect(await importer.applied(id)).toMatchObject({ applied: 3 })
})

test('a document that is another person’s counts for more than the number of the entry', async () => {
  const one = await aName('沈一')
  const number = aResidentId(411)
  const made = await importer.judged([['姓名', '身份证号'], ['沈一', number]]) // prettier-ignore
  await importer.applied(made)
  const other = (await importer.rowsOf(made))[0]!.entry!
  const id = await importer.judged([['姓名', '身份证号', '系统编号'], ['沈一', number, one]]) // prettier-ignore
  expect((await importer.rowsOf(id)).map(({ verdict, entry }) => [verdict, entry])).toEqual([['same', other]])
})

test('a list that left before two entries became one still finds its people', async () => {
  const [winner, loser] = [await aName('韩一'), await aName('韩一')]
  await world.do(keeper, 'merge', { id: newId(), winner, loser, reason: '同一人' })
  const [row] = await judged([['韩一', '', loser]])
  expect([row!.verdict, row!.entry]).toEqual(['same', winner])
})

test('a home whose number stands beside another address is asked about', async () => {
  const home = await world.aHome({ room: '4100' })
  const id = await importer.judged(
    [
      ['地址', '系统编号'],
      ['长寿路100弄1号4100室', home],
      ['长寿路100弄1号4101室', home],
    ],
    { kind: 'home' },
  )
  const rows = await importer.rowsOf(id)
  expect(rows.map(({ verdict, candidates }) => [verdict, candidates.map((each) => each.id)])).toEqual([
    ['same', []],
    ['doubtful', [home]],
  ])
})

test('a committee learns nothing of another one’s people by a number', async () => {
  const one = await aName('杨一')
  await world.rows(`update register_entries set committee = '310107015002' where id = '${one}'`)
  const id = await importer.judged([heads, ['杨一', '改', one]], { by: worker })
  const [row] = await importer.rowsOf(id)
  expect([row!.verdict, codesOf(row!)]).toEqual(['wrong', ['known_elsewhere']])
})
