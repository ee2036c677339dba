import { printTable } from './table.ts'
import { measureBallots, measurePiles } from './votes-crypto.ts'
import { measureBallotsInBrowser, measureVotePages } from './votes-pages.ts'
import { measureWholeVote } from './votes-whole.ts'

export async function benchVotes(full: boolean): Promise<boolean> {
  const tables = [
    measureBallots(full),
    await measurePiles(full),
    await measureWholeVote(full),
    await measureBallotsInBrowser(full),
    await measureVotePages(),
  ]
  for (const { title, head, rows } of tables) printTable(title, head, rows)
  return tables.every(({ holds }) => holds)
}
