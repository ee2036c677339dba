import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { must } from '#kernel/assert'
import { newId } from '#kernel/id'
import { ballots } from '#engines/ballots/shared'
import { said } from '../desk.ts'
import { openVotesStage } from '../votes.ts'
import { changshou, shot, sizes, someone, type Opened } from '../world.ts'

const desk = `/desk/${changshou}`
const passphrase = 'four plain words here'

async function pagesOf(page: Page): Promise<number> {
  await page.emulateMedia({ media: 'print' })
  const paper = await page.pdf({ preferCSSPageSize: true, path: join(tmpdir(), 'vote-registry.pdf') })
  await page.emulateMedia({ media: 'screen' })
  return paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
}

async function takeDown({ page }: Opened, owner: string, words: string): Promise<void> {
  await page.getByRole('button', { name: '登记窗口异议' }).click()
  await page.getByLabel('业主编号').fill(owner)
  await page.getByLabel('异议内容').fill(words)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.locator('.told-list').getByText(words).waitFor()
  // The list may hear of it before the form has its answer, and is put away.
  await page.getByLabel('异议内容').waitFor({ state: 'detached' })
}

async function keep({ page }: Opened): Promise<void> {
  await page.getByRole('button', { name: '生成密钥' }).click()
  await page.getByLabel('设一个口令').fill(passphrase)
  await page.getByLabel('再输一遍').fill(passphrase)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: '保存备份文件' }).click()
  await page.getByLabel('备份文件').setInputFiles(await (await saving).path())
  await page.getByLabel('口令', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: '验证备份' }).click()
  await page.getByRole('button', { name: '提交证书' }).click()
  await said(page, '备份可用')
}

async function restart({ page }: Opened, id: string, without: string): Promise<void> {
  await page.goto(`${desk}/votes/${id}/keys`)
  await page.getByRole('button', { name: '重新生成密钥' }).click()
  const form = page.locator('.act-form')
  if (without !== '') await form.getByLabel(new RegExp(without)).uncheck()
  await form.getByRole('button', { name: '重新生成', exact: true }).click()
  await said(page, '已重新开始')
}

test('the registry answers objections at the counter, has lost keys made anew, freezes, and seals the server’s key', async () => {
  const stage = await openVotesStage(inject('data'))
  const { id } = await stage.place({ phase: 'noticing', title: '更换水箱' })
  const registry = await someone({ as: 'fangguan' })
  const { page } = registry
  await page.goto(`${desk}/votes/${id}/objections`)
  await takeDown(registry, '0001', '名册面积与产证不一致')
  await takeDown(registry, '', '我家没有列入名册')
  await page.goto(`${desk}/votes/${id}`)
  await page.getByText('2 条异议未处理').first().waitFor()
  await page.goto(`${desk}/votes/${id}/objections`)
  const line = (words: string) => page.locator('.told-list > li').filter({ hasText: words })

  const wrong = line('没有列入')
  await wrong.getByRole('button', { name: '不成立' }).click()
  await wrong.getByLabel('理由（答复业主）').fill('该户不在本门号')
  await shot(page, 'vote-objection-reject')
  await wrong.locator('.act-form').getByRole('button', { name: '不成立' }).click()
  await wrong.getByText('答复：').waitFor()

  const { units } = await registry.ask(ballots.electorate, { id })
  const unit = must(
    units.find(({ excluded }) => !excluded),
    'a home',
  )
  const right = line('与产证不一致')
  await right.getByRole('button', { name: '成立，更正名册' }).click()
  await right.getByLabel('涉及的房屋').selectOption(unit.home)
  await right.getByText('补正面积', { exact: true }).click()
  await right.getByLabel(/面积/).last().fill('88.88')
  await right.getByLabel('理由', { exact: true }).fill('按不动产权证更正')
  await shot(page, 'vote-objection-correct')
  await right.locator('.act-form').getByRole('button').first().click()
  await right.getByText('成立', { exact: true }).waitFor()
  await page.goto(`${desk}/votes/${id}/objections`)
  await right.waitFor()
  for (const [size, box] of Object.entries(sizes)) {
    await page.setViewportSize(box)
    await shot(page, `vote-objections-${size}`)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth + 1')).toBe(true)
  }
  await page.setViewportSize(sizes.office)
  const after = await registry.ask(ballots.electorate, { id })
  expect(after.units.find(({ home }) => home === unit.home)?.area).toBe(8888)

  // One trustee lost key and backup; the others begin anew, with what their browsers still hold of before.
  await restart(registry, id, '')
  const trustees = [await someone({ as: 'tuo1' }), await someone({ as: 'tuo2' })] as const
  for (const each of trustees) await each.page.goto(`${desk}/trustee/${id}`)
  await keep(trustees[0])
  const { trustees: all } = await registry.ask(ballots.vote, { id })
  const mine = (await trustees[1].ask(ballots.ceremony, { id })).mine
  const first = (await trustees[0].ask(ballots.ceremony, { id })).mine
  const lost = must(
    all.find(({ index }) => index !== mine && index !== first),
    'the third',
  )
  await restart(registry, id, lost.name)
  await shot(page, 'vote-restarted')
  await trustees[0].page.reload()
  await trustees[0].page.getByRole('button', { name: '提交证书' }).click()
  await trustees[1].page.reload()
  await keep(trustees[1])
  for (const each of trustees) await each.page.getByRole('button', { name: '分发份额' }).click()
  for (const each of trustees) await each.page.getByRole('button', { name: '核验并确认' }).click()
  await trustees[0].page.getByText('密钥已就绪').waitFor()

  await page.goto(`${desk}/votes/${id}`)
  await page.getByRole('button', { name: '冻结名册' }).click()
  await page.getByRole('button', { name: '冻结并签名' }).click()
  await page.locator('.vote-line').getByText('名册已冻结').waitFor()
  await page.goto(`${desk}/votes/${id}/roll`)
  await page.getByRole('button', { name: '取出并打印' }).click()
  await page.getByRole('heading', { name: '服务器计票密钥封存件' }).waitFor()
  expect(await page.locator('.paper-preview .escrow-secret').innerText()).toMatch(/^\d{60,}$/)
  expect(await pagesOf(page)).toBe(1)
  for (const [size, box] of Object.entries(sizes)) {
    await page.setViewportSize(box)
    await shot(page, `vote-escrow-${size}`)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth + 1')).toBe(true)
  }
  await page.setViewportSize(sizes.office)
  await page.getByRole('button', { name: '已打印封存' }).click()
  // It is printed once: nobody is offered it again.
  await page.getByText('已打印：').waitFor()
  await expect.poll(() => page.getByRole('button', { name: '取出并打印' }).count()).toBe(0)
  for (const each of [registry, ...trustees]) expect(each.complaints).toEqual([])
  await stage.close()
}, 300_000)

test('sealed letters of a compound are printed staircase by staircase', async () => {
  const registry = await someone({ as: 'fangguan' })
  const { page, complaints } = registry
  const { items: votes } = await registry.ask(ballots.votes, { state: 'frozen' })
  const { id } = must(
    votes.find(({ title }) => title === '续筹建筑物维修资金'),
    'the frozen vote of the demonstration',
  )
  await page.goto(`${desk}/votes/${id}/roll`)
  const place = page.getByLabel('门号')
  await place.waitFor()
  const chosen = must((await place.locator('option').allInnerTexts())[1], 'a staircase')
  const letters = Number(/（(\d+) 封）/.exec(chosen)?.[1])
  await place.selectOption({ index: 1 })
  await page.getByRole('button', { name: `打印 ${letters} 封` }).click()
  await page.locator('.paper-preview .letter-sheet').first().waitFor()
  await expect.poll(() => page.locator('.paper-preview .letter-sheet').count()).toBe(letters)
  const staircase = chosen.replace(/（.*/, '').split(' ').at(-1)!
  for (const to of await page.locator('.paper-preview .letter-to').allInnerTexts()) expect(to).toContain(staircase)
  expect(await pagesOf(page)).toBe(letters)
  page.on('dialog', (dialog) => void dialog.accept())
  await page.getByRole('button', { name: '已全部打印' }).click()
  await page.getByText(`已打印 ${letters} 封`).waitFor()
  expect(await place.locator('option').allInnerTexts()).not.toContain(chosen)
  expect(complaints).toEqual([])
}, 120_000)

test('the registry gives its word on owners whom the convener made one, or undoes it', async () => {
  const stage = await openVotesStage(inject('data'))
  const convener = stage.one('convener')
  const like = await stage.ask(ballots.vote, convener, {
    id: (await stage.place({ phase: 'noticing', title: '更换电子门' })).id,
  })
  const { scope, mode, group, revote, questions, threshold } = like
  const id = newId()
  const days = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString()
  const trustees = like.trustees.map(({ staff }) => staff)
  const drafted = { id, title: '更换电子门（重新公告）', scope, mode, group, revote, questions, trustees, threshold }
  const { version } = await stage.play(ballots.draftVote, convener, {
    ...drafted,
    opensAt: days(20),
    closesAt: days(30),
  })
  const { owners } = await stage.ask(ballots.electorate, convener, { id })
  const alone = owners.filter(({ kind, units }) => kind === 'person' && units === 1).map(({ key }) => key)
  for (const [nth, reason] of ['夫妻，产证为同一户', '同一人，登记有误'].entries()) {
    const keys = alone.slice(2 * nth, 2 * nth + 2)
    const settlement = { kind: 'merge_owners' as const, keys }
    await stage.play(ballots.settleElectorate, convener, { id, settlementId: newId(), settlement, reason })
  }
  await stage.play(ballots.publishNotice, convener, { id, version, guardReason: '本楼共同决定采用' })
  await stage.close()

  const { page, complaints } = await someone({ as: 'fangguan' })
  await page.goto(`${desk}/votes/${id}`)
  await page.getByRole('link', { name: '2 条召集人的处理待核定' }).click()
  const decide = async (reason: string, verb: '核定' | '撤销') => {
    const line = page.getByRole('listitem').filter({ hasText: reason })
    // Which homes are meant is told, not only why.
    await line.getByText(/室、.*室/).waitFor()
    await line.getByRole('button', { name: verb, exact: true }).click()
    await line.getByLabel('依据').fill('经核对登记簿')
    if (verb === '核定') {
      await line.scrollIntoViewIfNeeded()
      for (const [size, box] of Object.entries(sizes)) {
        await page.setViewportSize(box)
        await shot(page, `vote-settlement-${size}`)
      }
      await page.setViewportSize(sizes.office)
    }
    await line.locator('.act-form').getByRole('button', { name: verb, exact: true }).click()
    return line
  }
  await (await decide('夫妻，产证为同一户', '核定')).getByText(/核定 /).waitFor()
  await (await decide('同一人，登记有误', '撤销')).getByText('已撤销').waitFor()
  await page.goto(`${desk}/votes/${id}`)
  await page
    .getByText(/受托人密钥未完成/)
    .first()
    .waitFor()
  expect(await page.getByText('处理待核定').count()).toBe(0)
  expect(complaints).toEqual([])
})
