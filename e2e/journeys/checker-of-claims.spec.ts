import { expect, test } from 'vitest'
import { changshou, shot, someone } from '../world.ts'

const text = `测试街道2023年工作总结
全年网格巡查共发现问题200件，结案150件，结案率为80%。
受理矛盾纠纷40件，化解30件，化解率75%。`

test('a pasted report is checked in its place: what agrees, what does not, by shape and word', async () => {
  const { page, complaints } = await someone({ as: 'mishu', size: 'wide' })
  await page.goto(`/desk/${changshou}/check-report`)
  await page.getByRole('textbox', { name: '报告文本' }).fill(text)
  await page.getByLabel('报告年度').selectOption('2023')
  await page.getByRole('button', { name: '核对', exact: true }).click()
  await page.getByRole('status').getByText('不符 1').waitFor()
  await page
    .getByRole('status')
    .getByText(/相符 [1-9]/)
    .first()
    .waitFor()
  const wrong = page.locator('.claim[data-verdict="contradicts"]').filter({ hasText: '80%' })
  await wrong.click()
  const findings = page.getByRole('complementary', { name: '核对结果' })
  await findings.getByText('■ 不符').first().waitFor()
  expect(await wrong.getAttribute('aria-pressed')).toBe('true')
  await shot(page, 'checker-of-claims')
  expect(complaints).toEqual([])
})

test('a file is read by the server; what cannot be read says so in a sentence, and nothing is lost', async () => {
  const { page } = await someone({ as: 'mishu', size: 'phone' })
  await page.goto(`/desk/${changshou}/check-report`)
  const upload = page.locator('input[type=file]')
  await upload.setInputFiles({ name: '总结.txt', mimeType: 'text/plain', buffer: Buffer.from(text, 'utf8') })
  await page
    .getByRole('status')
    .getByText(/个数字/)
    .waitFor()
  await shot(page, 'checker-of-claims-phone')
  await upload.setInputFiles({ name: '照片.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }) // prettier-ignore
  await page
    .getByRole('alert')
    .getByText(/请上传/)
    .waitFor()
  expect(
    await page
      .getByRole('status')
      .getByText(/个数字/)
      .count(),
  ).toBe(1)
})
