import type { Implementation } from '#platform/operations'
import type { RegistersDeps } from '../deps.ts'
import { entryCommands } from './entries.ts'
import { mergeCommands } from './merges.ts'
import { tagCommands } from './tags.ts'
import { tieCommands } from './ties.ts'

/** Everything that changes the things of the registers. */
export const commandHandlers = (deps: RegistersDeps): readonly Implementation[] => [
  ...entryCommands(deps),
  ...tieCommands(),
  ...tagCommands(deps),
  ...mergeCommands(),
]
