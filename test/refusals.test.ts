import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { platformErrors } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { fileRefusals } from '#platform/files'
import { identityRefusals } from '#platform/identity'

const engines = join(import.meta.dirname, '../src/engines')

const isSentences = (list: unknown): list is Record<string, Text> =>
  typeof list === 'object' && list !== null && Object.values(list).every((said) => Array.isArray(said))

/** Every list of refusals that an engine's door shows, `caseRefusals` and the like. */
async function refusalsOf(engine: string): Promise<readonly (readonly [list: string, Record<string, Text>])[]> {
  const door: Record<string, unknown> = await import(join(engines, engine, 'shared/index.ts'))
  return Object.entries(door).flatMap(([name, list]) =>
    name.endsWith('Refusals') && isSentences(list) ? [[name, list] as const] : [],
  )
}

test('a code has one sentence, whichever engine refuses with it', async () => {
  const found = (await Promise.all(readdirSync(engines).map(refusalsOf))).flat()
  expect(found.length).toBeGreaterThanOrEqual(4)
  const lists = [['platform', platformErrors], ['files', fileRefusals], ['identity', identityRefusals], ...found] as const // prettier-ignore
  const sentences = new Map<string, Set<string>>()
  for (const [, list] of lists)
    for (const [code, [zh, en]] of Object.entries<Text>(list))
      sentences.set(code, (sentences.get(code) ?? new Set()).add(`${zh} / ${en}`))
  // Put together for the server, the last list would silently speak for the others.
  const several = [...sentences].flatMap(([code, said]) => (said.size > 1 ? [`${code}: ${[...said].join(' | ')}`] : []))
  expect(several).toEqual([])
})
