import { afterAll, beforeAll, expect, test } from 'vitest'
import { anImporter } from '../../../../../test/imports.ts'
import { aRegisterWorld, aResidentId, keeper, type RegisterWorld } from '../../../../../test/registers.ts'
import { street } from '../../../../../test/world.ts'
import { pauseFailed, runImport, type ImportWorld } from './run-import.ts'

let world: RegisterWorld
let importer: ReturnType<typeof anImporter>
beforeAll(async () => {
  world = await aRegisterWorld()
  importer = anImporter(world)
  await world.aStaircase({})
})
afterAll(async () => {
  await world.drop()
  importer.drop()
})

test('someone moves out of a home whose floor is known', async () => {
  const home = await world.aHome({ room: '201', floor: 2 })
  const id = aResidentId(7)
  const person = await world.aResident({ name: '谢佩珍', idNumber: id })
  await world.tie('lives', person, home)
  const file = await importer.bring([
    ['姓名', '身份证号', '现住址'],
    ['谢佩珍', id, '长寿路100弄1号202室'],
  ])
  await importer.run(file)
  const [row] = await importer.rowsOf(file)
  expect(row).toMatchObject({ verdict: 'changes' })
  expect(JSON.stringify(row)).toContain('长寿路100弄1号201室')
})

test('an import at which the program fails again and again is paused and says so, and goes on when it can', async () => {
  const id = await importer.bring([
    ['姓名', '身份证号'],
    ['王小满', aResidentId(8)],
  ])
  const faulty = { ...importer.imports, registers: {} as ImportWorld['registers'] }
  await expect(runImport(faulty, street, id)).rejects.toThrow(TypeError)
  expect(await importer.view(id)).toMatchObject({ state: 'judging', problem: null })
  await pauseFailed(importer.imports, street, id)
  const paused = await importer.view(id)
  expect(paused).toMatchObject({ state: 'paused' })
  expect(paused.problem?.[0]).toContain('已暂停，没有丢失任何内容')

  await world.do(keeper, 'resumeImport', { id })
  expect(await importer.view(id)).toMatchObject({ state: 'judging', problem: null })
  await importer.run(id)
  expect(await importer.view(id)).toMatchObject({ state: 'judged', problem: null })
  // What is not under way is not paused.
  await pauseFailed(importer.imports, street, id)
  expect(await importer.view(id)).toMatchObject({ state: 'judged' })
})
