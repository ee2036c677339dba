// npm run e2e: the journeys in a real browser, against the program as a newcomer starts it.
// Ends with the line "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failuresOf } from './failures.mjs'

const folder = mkdtempSync(join(tmpdir(), 'mofang-journeys-'))
const report = join(folder, 'report.json')
const { status } = spawnSync(
  'npx',
  [
    'vitest',
    'run',
    '--config',
    'e2e/vitest.config.ts',
    '--reporter=verbose',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { stdio: ['ignore', 'inherit', 'inherit'] },
)
let [passed, failed] = [0, 1]
try {
  const read = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number }
  passed = read.numPassedTests
  for (const line of failuresOf(report)) console.log(line)
  failed = read.numFailedTests + (status !== 0 && read.numFailedTests === 0 ? 1 : 0)
} catch {
  console.error('The journeys ended without a report.')
}
rmSync(folder, { recursive: true, force: true })
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)
