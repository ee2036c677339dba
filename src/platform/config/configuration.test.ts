import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '#platform/db'
import { readConfig, settings } from './index.ts'

test('nothing has to be configured', () => {
  const config = readConfig({})
  expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', demo: true, databaseUrl: undefined })
  expect(config.data).toMatch(/data$/)
})

test('a wrong setting stops the start with the sentence that mends it', () => {
  expect(() => readConfig({ PORT: 'eighty' })).toThrow(/PORT: .*Port of the web server/s)
  expect(() => readConfig({ DATABASE_URL: 'here' })).toThrow(/DATABASE_URL/)
})

test('every setting is explained to operators', () => {
  const page = readFileSync(join(packageRoot, 'docs/configuration.md'), 'utf8')
  for (const [name, setting] of Object.entries(settings))
    expect(page).toContain(`| \`${name}\` | ${setting.description} |`)
})
