import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { must } from '#kernel/assert'
import { anyone } from '#platform/operations'
import { ballots, parseElection } from '#engines/ballots/shared'
import { openVotesStage, type PlacedVote, type VotesStage } from '../votes.ts'
import { changshou, shot, sizes, someone, type Opened } from '../world.ts'

let stage: VotesStage
let vote: PlacedVote

beforeAll(async () => {
  stage = await openVotesStage(inject('data'))
  // Where nobody has a wallet everybody has a letter.
  vote = await stage.place({
    phase: 'voting',
    title: '选聘物业服务企业',
    mode: 'secret',
    group: 'belenios-2048',
    staircase: 2,
  })
}, 120_000)
afterAll(() => stage?.close())

const button = ({ page }: Opened, name: string | RegExp) => page.getByRole('button', { name })

test('an owner votes in the group of 2048 bits, in large letters, and finds the ballot where anyone looks', async () => {
  const { election } = await stage.ask(ballots.electionFiles, anyone, { id: vote.id })
  const parsed = parseElection(election)
  expect(parsed.ok && parsed.value.group).toBe('BELENIOS-2048')
  const { code } = await stage.letterOf(vote, '')
  const phone = await someone({ size: 'phone' })
  const { page, complaints } = phone
  await page.goto(`/vote/${changshou}/${vote.id}/letter#${code}`)
  await button(phone, '大字').click()
  await button(phone, '打开选票').click()
  await page.getByRole('radio', { name: '同意', exact: true }).check()
  await button(phone, '下一步').click()
  await button(phone, /制作选票/).click()
  await button(phone, /^投出$/).click()
  await page.getByText('回执已在您手机上核验').waitFor()
  const tracker = must(await page.locator('.tracker').first().getAttribute('data-tracker'), 'a number')

  await page.getByRole('link', { name: /在公开记录里查到/ }).click()
  await page.getByText(/核算无误|请稍后再查/).waitFor()
  // The letters of a picture grow with it.
  const labels = await page
    .locator('.record-picture text')
    .evaluateAll((all) =>
      all.map(
        (each) => Number.parseFloat(getComputedStyle(each).fontSize) * (each as SVGTextElement).getScreenCTM()!.a,
      ),
    )
  expect(labels).toHaveLength(5)
  expect(Math.min(...labels)).toBeGreaterThanOrEqual(20)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await page.locator('.record-picture').scrollIntoViewIfNeeded()
  await shot(page, 'vote-picture-elder')
  await button(phone, 'English').click()
  await page.locator('.record-picture').scrollIntoViewIfNeeded()
  await shot(page, 'vote-picture-elder-english')
  await button(phone, '中文').click()
  // The log is sealed every minute.
  await page.waitForFunction(() => {
    const again = [...document.querySelectorAll('button')].find((each) => each.textContent === '再查一次')
    again?.click()
    return document.body.innerText.includes('核算无误')
  }, undefined, { timeout: 150_000, polling: 2000 }) // prettier-ignore

  const anybody = await someone()
  await anybody.page.goto(`/open/${changshou}/votes/${vote.id}/record`)
  await anybody.page.getByLabel(/选票编号/).fill(tracker)
  await button(anybody, '查找并核对').click()
  await anybody.page.getByText('在公开记录里').waitFor()
  await anybody.page.getByText('日志签名有效').waitFor()
  await shot(anybody.page, 'open-found-2048-office')
  await anybody.page.setViewportSize(sizes.wide)
  await shot(anybody.page, 'open-found-2048-wide')
  expect([...complaints, ...anybody.complaints]).toEqual([])
}, 300_000)
