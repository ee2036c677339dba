// npm run mutate -- src/engines/ballots/shared/rules: changes the folder's code in small ways, one at a time, and runs its
// pure tests on each change. A file or several may be named too, or lines of one:
// npm run mutate -- src/engines/notary/shared/merkle.ts:20-45
// Tells the changes that no test noticed, and the share that was noticed; a page of it is in coverage/mutation/.
// MUTATE_TESTS names other folders or files of tests, comma-separated; MUTATE_AT_ONCE how many changes are tried at once.
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Stryker } from '@stryker-mutator/core'

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'))
const named = process.argv.slice(2).map((path) => path.replace(/\/$/, ''))
const pathOf = (name: string) => name.replace(/:[\d:-]+$/, '')
if (named.length === 0 || !named.every((name) => existsSync(pathOf(name)))) {
  console.error('Name folders or files that exist: npm run mutate -- src/engines/ballots/shared/rules')
  process.exit(1)
}

const folderOf = (path: string) => (statSync(path).isDirectory() ? path : dirname(path))
process.env['MUTATE_TESTS'] ??= [...new Set(named.map(pathOf).map(folderOf))].join(',')
const page = (named[0] ?? '').replace(/^src\/engines\//, '').replaceAll(/[/:]/g, '-')

await new Stryker({
  mutate: named.map((name) => (statSync(pathOf(name)).isDirectory() ? `${name}/**/!(*.test).ts` : name)),
  testRunner: 'vitest that counts load failures',
  plugins: ['@stryker-mutator/vitest-runner', './scripts/mutation-ignores.mjs', './scripts/mutation-runner.mjs'],
  // It would start every project's tests that reach the folder, those with a database too.
  vitest: { configFile: 'scripts/mutation.vitest.ts', related: false },
  ignorers: ['told to people'],
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env['MUTATE_AT_ONCE'] ?? 2),
  ignorePatterns: ['dist', 'data', 'coverage', 'docs', 'e2e', 'bench'],
  // Ours is in TypeScript 7, whose programming interface Stryker does not know; nothing here needs its rewriting.
  tsconfigFile: 'none',
  checkers: [],
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false, allowEmojis: false },
  htmlReporter: { fileName: `coverage/mutation/${page}.html` },
  jsonReporter: { fileName: `coverage/mutation/${page}.json` },
  tempDirName: `coverage/mutation/sandbox-${process.pid}`,
  timeoutMS: 20_000,
  allowConsoleColors: false,
}).runMutationTest()
