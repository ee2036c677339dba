import { afterAll, beforeAll, expect, test } from 'vitest'
import { anImporter, type Importer } from '../../../../../test/imports.ts'
import { aRegisterWorld, type RegisterWorld } from '../../../../../test/registers.ts'

let world: RegisterWorld
let importer: Importer
beforeAll(async () => {
  world = await aRegisterWorld()
  importer = anImporter(world)
})
afterAll(async () => {
  importer.drop()
  await world.drop()
})

test('whoever looks at a row sees what will be kept beside what was written, where it is something else', async () => {
  const id = await importer.judged([
    ['姓名', '出生日期', '电话'],
    ['张一', '1958.3', '1990 0000 001'],
    ['李二', '58年3月2日', '19900000002'],
  ])
  const rows = await importer.rowsOf(id)
  expect(rows.map(({ read }) => read.map(({ text, kept }) => [text, kept]))).toEqual([
    [
      ['张一', null],
      ['1958.3', '1958-03'],
      ['1990 0000 001', null],
    ],
    [
      ['李二', null],
      ['58年3月2日', '1958-03-02'],
      ['19900000002', null],
    ],
  ])
})
