// npm test: types, the dependency law, every Vitest project, then the browser journeys.
// node scripts/test.mjs --project db: only that Vitest project, as CI does on a second PostgreSQL.
// Ends with the line "N passed, N failed"; fails when anything failed or nothing ran.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { failuresOf } from './failures.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const projectAt = process.argv.indexOf('--project')
const project = projectAt > 0 ? process.argv[projectAt + 1] : undefined
const results = []
const failures = []

if (project === undefined) {
  await step('types', () => one('tsc', '--noEmit'))
  await step('dependency law', () => one('oxlint', '-c', 'oxlint.config.mjs'))
}
await step(project === undefined ? 'tests' : `tests of ${project}`, vitest)
if (project === undefined && hasJourneys()) await step('journeys', journeys)

const total = results.reduce((sum, { passed, failed }) => ({
  passed: sum.passed + passed,
  failed: sum.failed + failed,
}))
if (failures.length > 0) console.log(`\n${failures.join('\n')}`)
console.log('')
for (const { name, passed, failed, seconds } of results) {
  console.log(`${name}: ${passed} passed, ${failed} failed, ${seconds} s`)
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0

async function step(name, run) {
  console.log(`\n== ${name}`)
  const from = Date.now()
  const counted = await run()
  results.push({ name, ...counted, seconds: Math.round((Date.now() - from) / 1000) })
}

async function one(program, ...args) {
  const { code, output } = await execute(join(root, 'node_modules', '.bin', program), args)
  if (code !== 0)
    failures.push(
      ...output
        .trimEnd()
        .split('\n')
        .slice(-25)
        .map((line) => `!! ${line}`),
    )
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function vitest() {
  const place = mkdtempSync(join(tmpdir(), 'mofang-results-'))
  const file = join(place, 'results.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  if (project !== undefined) args.push('--project', project)
  try {
    const { code } = await execute(join(root, 'node_modules', '.bin', 'vitest'), args)
    if (!existsSync(file)) return { passed: 0, failed: 1 }
    failures.push(...failuresOf(file))
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(file, 'utf8'))
    // A file that does not load, or an error outside of any test, fails the run without a failed test.
    return { passed, failed: code === 0 ? failed : Math.max(failed, 1) }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

function hasJourneys() {
  const folder = join(root, 'e2e')
  const specs = existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => name.endsWith('.spec.ts'))
  return specs && existsSync(join(root, 'scripts', 'e2e.ts'))
}

async function journeys() {
  const { code, output } = await execute(process.execPath, ['--import', 'tsx', join(root, 'scripts', 'e2e.ts')])
  failures.push(...output.split('\n').filter((line) => line.startsWith('!! ')))
  const said = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1)
  if (!said) return { passed: 0, failed: 1 }
  const [passed, failed] = [Number(said[1]), Number(said[2])]
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1) }
}

function execute(command, args) {
  return new Promise((settle) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk)
      output += chunk
    })
    child.on('error', (error) => {
      console.error(`${command} did not start: ${error.message}. Run npm ci first.`)
      settle({ code: 1, output })
    })
    child.on('close', (code) => settle({ code, output }))
  })
}
