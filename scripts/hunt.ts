// npm run hunt -- [--rounds N] [path …]: the properties again and again, each round from another seed, and says which failed.
// Names the seed of a round that failed; PROPERTY_SEED=… npm test begins there again. Properties on a database: --db.
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'))
const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '10' }, db: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const rounds = Number(values.rounds)
if (!(Number.isInteger(rounds) && rounds > 0)) {
  console.error('--rounds takes a whole number: npm run hunt -- --rounds 50 src/engines/reports')
  process.exit(1)
}

const under = positionals.length > 0 ? positionals : ['src', 'test']
const files = ['src', 'test']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter(
    (name) => name.endsWith(values.db ? '.db.test.ts' : '.test.ts') && (values.db || !name.endsWith('.db.test.ts')),
  )
  .filter((name) => under.some((place) => name.startsWith(place)))
  .filter((name) => /from '(fast-check|.*\/property-seed\.ts)'/.test(readFileSync(name, 'utf8')))
if (files.length === 0) {
  console.error(`No property lies under ${under.join(', ')}.`)
  process.exit(1)
}

for (let round = 1; round <= rounds; round++) {
  const seed = randomInt(2 ** 31)
  const { status, stdout } = spawnSync(
    join('node_modules', '.bin', 'vitest'),
    ['run', '--project', values.db ? 'db' : 'pure', '--reporter=dot', ...files],
    { env: { ...process.env, PROPERTY_SEED: String(seed) }, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' },
  )
  console.log(`round ${round} of ${rounds}: seed ${seed}, ${files.length} files, ${status === 0 ? 'held' : 'FAILED'}`)
  if (status === 0) continue
  console.log(stdout)
  process.exitCode = 1
}
