import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Where a file stands, what it imports, and a word of the sentence that must refuse it. */
const violations: readonly (readonly [file: string, imports: string, sentence: string])[] = [
  ['src/kernel/a.ts', '#model', 'src/kernel/** may import #kernel; not #model.'],
  ['src/kernel/b.ts', '#platform/db', 'not #platform.'],
  ['src/kernel/c.ts', '../model/index.ts', 'go through a # door'],
  ['src/model/a.ts', '#platform/db', 'src/model/** may import #kernel, #model; not #platform.'],
  ['src/model/fields/b.ts', '#ui', 'not #ui.'],
  ['src/model/fields/c.ts', '../../platform/db/index.ts', 'go through a # door'],
  ['src/platform/db/a.ts', '#model', 'src/platform/** may import #kernel, #platform; not #model.'],
  ['src/platform/db/b.ts', '#engines/cases', 'not #engines/*.'],
  ['src/ui/theme/a.ts', '#platform/db', 'src/ui/** may import #kernel, #model, #ui; not #platform.'],
  ['src/ui/theme/b.ts', '#engines/cases/web', 'not #engines/*/web.'],
  ['src/engines/cases/shared/a.ts', '#platform/db', 'src/engines/*/shared/** may import'],
  ['src/engines/cases/shared/b.ts', '#engines/people', 'not #engines/*.'],
  ['src/engines/cases/shared/c.ts', '../server/index.ts', 'may not climb into server or web.'],
  ['src/engines/cases/server/a.ts', '#ui', 'src/engines/*/server/** may import'],
  ['src/engines/cases/server/b.ts', '#engines/cases/web', 'not #engines/*/web.'],
  ['src/engines/cases/server/commands/c.ts', '../../web/page.tsx', 'may not climb into web.'],
  ['src/engines/cases/server/d.ts', '../../people/server/people.store.ts', 'go through a # door'],
  ['src/engines/cases/web/a.tsx', '#platform/db', 'src/engines/*/web/** may import'],
  ['src/engines/cases/web/b.tsx', '#engines/cases', 'not #engines/*.'],
  ['src/engines/cases/web/c.tsx', '../server/index.ts', 'may not climb into server.'],
  ['src/faces/noise/a.ts', '#platform/db', 'src/faces/** may import'],
  ['src/faces/noise/b.ts', '#engines/cases', 'not #engines/*.'],
  ['src/faces/noise/c.ts', '../waste/case-type.ts', 'A face knows no other face.'],
  ['src/faces/noise/d.ts', '../../app/server/main.ts', 'go through a # door'],
]

const lawful: readonly (readonly [file: string, imports: string])[] = [
  ['src/kernel/ok.ts', './result.ts'],
  ['src/model/ok.ts', '#kernel/result'],
  ['src/platform/ok/ok.ts', '#platform/db'],
  ['src/ui/ok.ts', '#model'],
  ['src/engines/cases/shared/ok.ts', '#engines/people/shared'],
  ['src/engines/cases/server/ok.ts', '#engines/people'],
  ['src/engines/cases/server/commands/ok.ts', '../cases.store.ts'],
  ['src/engines/cases/web/ok.tsx', '#engines/people/web'],
  ['src/engines/cases/server/ok.db.test.ts', '../../../../test/db.ts'],
  ['src/faces/noise/ok.ts', '#engines/cases/shared'],
  ['src/faces/ok.ts', './noise/face.ts'],
  ['src/app/server/ok.ts', '#engines/cases'],
]

interface Finding {
  readonly filename: string
  readonly code: string
  readonly message: string
  readonly help?: string
}

let place: string
let findings: readonly Finding[]

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'law-'))
  for (const name of ['oxlint.config.mjs', 'package.json']) copyFileSync(join(root, name), join(place, name))
  plant('src/app/cycle-one.ts', `import { two } from './cycle-two.ts'\nexport const one = () => two\n`)
  plant('src/app/cycle-two.ts', `import { one } from './cycle-one.ts'\nexport const two = () => one\n`)
  for (const [file, imports] of [...violations, ...lawful]) {
    plant(file, `import { thing } from '${imports}'\nexport const used = thing\n`)
  }
  findings = lint()
})

afterAll(() => rmSync(place, { recursive: true, force: true }))

function plant(file: string, source: string): void {
  mkdirSync(dirname(join(place, file)), { recursive: true })
  writeFileSync(join(place, file), source)
}

function lint(): readonly Finding[] {
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint')
  // The type-aware half is looked for on the path, where npm puts it and a bare `node` does not.
  const env = { ...process.env, PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter) }
  const args = [oxlint, '-c', 'oxlint.config.mjs', '--format', 'json']
  let output: string
  try {
    output = execFileSync(process.execPath, args, { cwd: place, encoding: 'utf8', env })
  } catch (thrown) {
    output = String((thrown as { stdout?: unknown }).stdout)
  }
  if (output.startsWith('{')) return (JSON.parse(output) as { diagnostics: Finding[] }).diagnostics
  throw new Error(output)
}

function saidAbout(file: string): string {
  return findings
    .filter((finding) => finding.filename === file)
    .map((finding) => `${finding.code} ${finding.message} ${finding.help ?? ''}`)
    .join('\n')
}

test.each(violations)('%s may not import %s', (file, _imports, sentence) => {
  expect(saidAbout(file)).toContain('no-restricted-imports')
  expect(saidAbout(file)).toContain(sentence)
})

test.each(lawful)('%s may import %s', (file) => {
  expect(saidAbout(file)).toBe('')
})

test('a circle of imports is caught', () => {
  expect(saidAbout('src/app/cycle-one.ts')).toContain('no-cycle')
})
