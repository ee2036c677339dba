import { expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { makeResidentId } from '#model'
import { registers, type EntryId } from '#engines/registers/shared'
import { anXlsx } from '../../test/sheets.ts'
import { changshou, shot, sizes, someone, type Opened } from '../world.ts'

let serial = Math.floor(Math.random() * 400) * 2
/** Even serials are women's. */
const aNumber = (birth: string, sex: 'male' | 'female') =>
  makeResidentId({ division: '310107', birth, serial: ((serial += 2) % 998) + (sex === 'male' ? 1 : 0) })
/** The last digit is the check; the next one is wrong. */
const misread = (number: string) => number.slice(0, 17) + (number.endsWith('1') ? '2' : '1')

/** A list as a committee keeps it: a title over the heads, a blank line, an address “as above”, one number misread. */
async function aWorkbook(keeper: Opened, known: { name: string; idNumber: string }) {
  const { items } = await keeper.ask(registers.entries, { register: 'home', limit: 3 })
  const [home] = items
  const wrong = aNumber('1951-04-05', 'male')
  const rows = [
    ['居民花名册（2026年11月）'],
    [],
    ['序号', '姓名', '性别', '身份证号', '联系电话', '家庭住址', '文化程度', '备注'],
    ['1', '范秋月', '女', aNumber('1948-09-10', 'female'), '１９９０００００５２１', home!.title, '小学', ''],
    ['2', '潘立冬', '男', misread(wrong), '19900000522', '同上', '', ''],
    [],
    ['3', known.name, '男', known.idNumber, '', home!.title, '高中', '老党员'],
    ['4', '江小满', '女', aNumber('1986-05-21', 'female'), '19900000523', home!.title, '本科', ''],
  ]
  return { file: anXlsx({ sheets: [{ name: '居民', rows, merges: ['A1:H1'] }] }), wrong }
}

test('a committee’s workbook is read, judged, mended, written, and undone as a whole', async () => {
  const keeper = await someone({ as: 'dicang' })
  const { page, complaints } = keeper
  const known = { name: '戚立春', idNumber: aNumber('1944-02-04', 'male') }
  const id = newId() as EntryId
  await keeper.perform(registers.make, { id, register: 'person', fields: { ...known, sex: 'male' } })
  const { file, wrong } = await aWorkbook(keeper, known)

  await page.goto(`/desk/${changshou}/imports`)
  await page.getByText('把 Excel 或 CSV 拖到这里').waitFor()
  // Beside the box: a browser would open the file in place of the page.
  const dropped = await page.evaluateHandle(
    ({ name, bytes }) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([Uint8Array.from(atob(bytes), (char) => char.codePointAt(0)!)], name))
      return transfer
    },
    { name: '居民花名册.xlsx', bytes: Buffer.from(file).toString('base64') },
  )
  await page.getByRole('heading', { level: 1 }).dispatchEvent('drop', { dataTransfer: dropped })
  await page.getByText('这是什么名单').waitFor()
  await shot(page, 'registers-import-start')
  await page.getByRole('button', { name: '上传' }).click()

  await page.getByRole('button', { name: '列对了，逐行核对' }).waitFor()
  expect(await page.getByLabel(/D 列 身份证号 读作/).inputValue()).toBe('field:idNumber')
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    // What a column is read as is what is to be confirmed: on a phone too it is on the screen.
    const box = await page.getByLabel(/D 列 身份证号 读作/).boundingBox()
    expect(box!.x + box!.width).toBeLessThanOrEqual(viewport.width)
    await shot(page, `registers-import-columns-${size}`)
  }
  await page.setViewportSize(sizes.office)
  await page.getByRole('button', { name: '列对了，逐行核对' }).click()

  await page.getByRole('tab', { name: '有误 1' }).waitFor()
  await page.getByRole('tab', { name: '更新 1' }).click()
  await page.getByRole('grid').getByText('高中').waitFor()
  await shot(page, 'registers-import-changes')
  await page.getByRole('tab', { name: '有误 1' }).click()
  await page.getByRole('grid').getByRole('row').filter({ hasText: '潘立冬' }).click()
  const row = page.getByRole('complementary', { name: '这一行' })
  await row.getByRole('heading', { name: /潘立冬/ }).waitFor()
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    await shot(page, `registers-import-row-${size}`)
  }
  await page.setViewportSize(sizes.office)
  await row.getByLabel('证件号码').fill(wrong)
  await row.getByRole('button', { name: '改好，重新核对' }).click()
  await page.getByRole('tab', { name: '有误 0' }).waitFor()

  await page.getByRole('button', { name: /^写入 \d+ 行/ }).click()
  await page.getByRole('status').getByText('已导入').waitFor({ timeout: 60_000 })
  await shot(page, 'registers-import-written')
  expect((await keeper.ask(registers.entry, { id })).entry.fields['education']).toBe('高中')
  const found = await keeper.ask(registers.find, { words: '潘立冬' })
  expect(found.items.map((item) => item.title)).toContain('潘立冬')

  await page.getByRole('button', { name: '撤销整次导入…' }).click()
  const sheet = page.getByRole('dialog', { name: '撤销整次导入' })
  await sheet.getByLabel('理由').fill('导错了文件')
  const label = await sheet.getByLabel(/输入行数/).getAttribute('id')
  const words = await sheet.locator(`label[for="${label}"]`).innerText()
  await sheet.getByLabel(/输入行数/).fill(/\d+/.exec(words)![0])
  await sheet.getByRole('button', { name: '撤销整次导入' }).click()
  await page.getByRole('status').getByText('已撤销').waitFor({ timeout: 60_000 })
  expect((await keeper.ask(registers.entry, { id })).entry.fields['education']).toBeUndefined()
  expect((await keeper.ask(registers.find, { words: '潘立冬' })).items.map((item) => item.title)).not.toContain(
    '潘立冬',
  )
  await page.goto(`/desk/${changshou}/imports`)
  await page.getByRole('link', { name: '居民花名册.xlsx' }).first().waitFor()
  await shot(page, 'registers-imports')
  expect(complaints).toEqual([])
})
