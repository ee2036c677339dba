import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, inject } from 'vitest'
import { newId } from '../src/kernel/id.ts'
import type { Command, OutputOf, Query, SentTo } from '../src/kernel/operation.ts'
import { launchBrowser } from '../test/chromium.ts'
import { root } from './server.ts'

export const changshou = '310107015'
export const xianxia = '310105008'
export const xinhua = '310105004'
const password = 'Mofang-2026'

let browser: Promise<Browser> | undefined
const contexts: BrowserContext[] = []

afterAll(async () => {
  for (const context of contexts) await context.close()
  contexts.length = 0
  await (await browser)?.close()
  browser = undefined
})

export const sizes = {
  phone: { width: 360, height: 740 },
  office: { width: 1280, height: 800 },
  wide: { width: 1920, height: 1080 },
} as const

export interface Opened {
  readonly page: Page
  readonly context: BrowserContext
  /** What the browser complained of; a journey ends with none. */
  readonly complaints: string[]
  /** Signed in or not, the API as this person may use it. */
  perform<C extends Command>(command: C, input: SentTo<C>, street?: string): Promise<OutputOf<C>>
  ask<Q extends Query>(query: Q, input: SentTo<Q>, street?: string): Promise<OutputOf<Q>>
}

/** A person at a browser of their own: signed in under one of the demonstration accounts, or nobody. */
export async function someone(
  who: { as?: string; size?: keyof typeof sizes; permissions?: string[] } = {},
): Promise<Opened> {
  const url = inject('url')
  browser ??= launchBrowser()
  const size = sizes[who.size ?? 'office']
  const context = await (
    await browser
  ).newContext({
    baseURL: url,
    viewport: size,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    isMobile: who.size === 'phone',
    hasTouch: who.size === 'phone',
    permissions: who.permissions ?? [],
    geolocation: { longitude: 121.435, latitude: 31.243 },
  })
  contexts.push(context)
  if (who.as) {
    const answer = await context.request.post('/api/session', { data: { username: who.as, password } })
    if (!answer.ok()) throw new Error(`${who.as} could not sign in: ${await answer.text()}`)
  }
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // A refused command is part of some journeys; the page says so itself.
    if (message.type() === 'error' && !/status of (4\d\d)|ERR_INTERNET_DISCONNECTED/.test(message.text()))
      complaints.push(message.text())
  })
  const read = async (answer: Awaited<ReturnType<typeof context.request.get>>) => {
    const body: unknown = await answer.json()
    if (!answer.ok()) throw Object.assign(new Error(`${answer.status()} ${JSON.stringify(body)}`), { body })
    return body as never
  }
  return {
    page,
    context,
    complaints,
    perform: async (command, input, street = changshou) =>
      read(await context.request.post(`/api/${street}/${command.name}`, { data: { command: newId(), input } })),
    ask: async (query, input, street = changshou) =>
      read(await context.request.get(`/api/${street}/${query.name}`, { params: { input: JSON.stringify(input) } })),
  }
}

/** Keeps a picture for a person to look at; `npm run screens` copies the good ones to docs/screens. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = join(root, 'e2e/pictures')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
