// npm run bench [-- part…] [--full]: measures what the product promises and prints tables of ratios.
import { benchCommand } from './command.ts'
import { benchCrash } from './crash.ts'
import { benchCreate } from './create.ts'
import { benchLive } from './live.ts'
import { benchLists } from './lists.ts'
import { benchMatching } from './matching.ts'
import { benchMeasures } from './measures.ts'
import { benchMemory } from './memory.ts'
import { benchFind } from './registers-find.ts'
import { benchImport } from './registers-import.ts'
import { benchReplay } from './replay.ts'
import { benchVotes } from './votes.ts'

const parts: Readonly<Record<string, (full: boolean) => Promise<boolean>>> = {
  create: benchCreate,
  command: benchCommand,
  replay: benchReplay,
  memory: benchMemory,
  lists: benchLists,
  measures: benchMeasures,
  matching: benchMatching,
  find: benchFind,
  import: benchImport,
  live: benchLive,
  votes: benchVotes,
  crash: benchCrash,
}

const given = process.argv.slice(2)
const full = given.includes('--full')
const wanted = given.filter((each) => !each.startsWith('--'))
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0)
  throw new Error(`There is no ${unknown.join(', ')}. Choose among: ${Object.keys(parts).join(', ')}.`)

let holds = true
for (const [name, run] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  holds = (await run(full)) && holds
}
console.log(holds ? '\nevery promise holds' : '\nNOT every promise holds')
process.exitCode = holds ? 0 : 1
