import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const glossary = readFileSync(join(root, 'docs/glossary.md'), 'utf8')
const explained = new Set([...glossary.matchAll(/`([A-Za-z_]+)`/g)].map(([, name]) => name))

/** Names that carry no idea of the domain: ids, and the shapes that code gives to what is explained. */
const technical = new Set(
  (
    'CaseId TaskId PromiseId RecordId AttachmentId UnitId Instant RecordOf FieldOf CaseField ' +
    'CategoryRow MajorRow CategoryFilter Deciding Draft EntryId ImportId SheetCell SheetRow Merged ' +
    'CommandId StaffId InputOf OutputOf SentTo AnswerOf ErrorOf Asking Operand Value Words SqlPiece CalendarData'
  ).split(' '),
)

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
)
const sourceOf = (file: string) => readFileSync(join(root, 'src', file), 'utf8')

function named(where: RegExp, pattern: RegExp): string[] {
  const found = files.filter((file) => where.test(file)).map(sourceOf)
  return found.flatMap((source) => [...source.matchAll(pattern)].map(([, name = '']) => name))
}

test('every entity of an engine is in the glossary', () => {
  const names = named(/^engines\/[^/]+\/shared\//, /^export (?:interface|type) (\w+)/gm)
  expect(names.length).toBeGreaterThan(50)
  expect(names.filter((name) => !explained.has(name) && !technical.has(name))).toEqual([])
})

test('every entity of the kernel and the model is in the glossary', () => {
  const names = named(/^(kernel|model)\//, /^export (?:interface|type) (\w+)/gm)
  expect(names.filter((name) => !explained.has(name) && !technical.has(name))).toEqual([])
})

test('every verb of an engine is in the glossary', () => {
  const verbs = named(/^engines\/[^/]+\/shared\/operations(\/\w+)?\.ts$/, /^ {2}(\w+): (?:command|query)\(/gm)
  expect(verbs.length).toBeGreaterThan(40)
  expect(verbs.filter((verb) => !explained.has(verb))).toEqual([])
})

test('every row has three cells: 中文, the name, the meaning', () => {
  const rows = glossary.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| 中文'))
  for (const row of rows) {
    const [, zh = '', code = '', meaning = '', end] = row.split('|')
    expect([/\p{Script=Han}/u.test(zh), /`\w+`/.test(code), meaning.trim().length > 5, end], row).toEqual([
      true,
      true,
      true,
      '',
    ])
  }
})

test('every name in the glossary is in use', () => {
  const words = new Set(files.flatMap((file) => sourceOf(file).match(/\w+/g) ?? []))
  expect([...explained].filter((name) => !words.has(name!))).toEqual([])
})
