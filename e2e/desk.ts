import type { Locator, Page } from 'playwright-core'
import { changshou } from './world.ts'

/** The file of a case, opened by its address. */
export async function openFile(
  page: Page,
  { caseId, title }: { caseId: string; title: string },
  street = changshou,
): Promise<Locator> {
  await page.goto(`/desk/${street}/cases/${caseId}`)
  const record = page.getByRole('region', { name: '案卷' })
  await record.getByRole('heading', { name: title, level: 1 }).waitFor()
  return record
}

/** The letter of an act pressed; its form, when it has one, is what comes back. */
export async function pressLetter(page: Page, letter: string, act: string): Promise<Locator> {
  await page.keyboard.press(letter)
  const form = page.getByRole('dialog', { name: act })
  await form.waitFor()
  return form
}

/** Something said by the page in passing, after an act. */
export async function said(page: Page, words: string): Promise<void> {
  await page.getByRole('status').getByText(words).first().waitFor()
}

/** One of a long list, found by typing: a unit, a category, another case. */
export async function pick(field: Locator, words: string): Promise<void> {
  const page = field.page()
  await field.click()
  await field.fill(words)
  await page.locator('.ant-select-dropdown:visible').getByText(words).first().waitFor()
  await field.press('Enter')
}

/** A radio that looks like a chip. */
export async function choose(within: Locator | Page, group: string, option: string): Promise<void> {
  await within.getByRole('radiogroup', { name: group }).getByText(option, { exact: true }).click()
}

export const list = (page: Page): Locator => page.getByRole('grid')

/** How many rows a list has once it was read to its end: the number of the last row, not what the head says. */
export async function readToTheEnd(page: Page): Promise<number> {
  const empty = page.getByText(/这个队列是空的|没有符合条件的案件/)
  await list(page).or(empty).first().waitFor()
  if (await empty.count()) return 0
  for (;;) {
    const height = await list(page).evaluate((grid) => grid.clientHeight)
    await page.keyboard.press('End')
    if (!(await page.getByText('继续载入…').count())) break
    // A further page makes the list longer, or is the last one.
    await page.waitForFunction(
      (before) =>
        !document.body.innerText.includes('继续载入…') ||
        (document.querySelector('[role=grid]')?.clientHeight ?? 0) > before,
      height,
    )
  }
  // Pressed again, for the last page may have come after the press before. The row of heads counts in the index.
  await page.keyboard.press('End')
  const last = list(page).locator('tbody tr[data-active]')
  await last.waitFor()
  return Number(await last.getAttribute('aria-rowindex')) - 1
}

/** 1,290 件 as a number. */
export const numberIn = (words: string): number => Number(words.replaceAll(/\D/g, ''))
