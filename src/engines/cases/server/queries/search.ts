import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db'
import type { Actor } from '#platform/operations'

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (character) => `\\${character}`)
const patternOf = (words: string) => `%${escapeLike(words.toLowerCase())}%`

/** Pairs of neighbouring characters as PostgreSQL counts them: rare ideographs are one character, not two halves. */
function pairsOf(words: string): string[] {
  const letters = [...words.toLowerCase()]
  return [...new Set(letters.slice(1).map((letter, index) => letters[index]! + letter))]
}

/**
 * A filter on `cases c` that looks at each: for lists that are short already. A value and not `exists`, which PostgreSQL
 * would turn into a search of all the street's words before it takes the first case.
 */
function hasWords(words: string): RawBuilder<unknown> {
  return sql`(select w.words from case_words w where w.street = c.street and w.case_id = c.id) like ${patternOf(words)}`
}

const everything = {
  before: { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
  since: '-infinity',
} as const
const few = 500

/** A filter on open cases: words that few cases have are looked up, others are found by looking at each open case. */
export async function openWithWords(tx: Tx, words: string): Promise<RawBuilder<unknown>> {
  if (pairsOf(words).length === 0) return hasWords(words)
  const hits = await findNewest(tx, words, everything, null, few)
  return hits.length < few ? sql`c.id = any(${hits.map((hit) => hit.id)}::uuid[])` : hasWords(words)
}

/** A place in the list of the newest: it goes on before this case. */
export interface Place {
  readonly at: string
  readonly id: string
}

interface Reach {
  readonly before: Place
  readonly since: string
}

/** Whose own cases alone are looked for; null: whoever's. */
interface Own {
  readonly unit: string
  readonly person: string
}

async function findNewest(
  tx: Tx,
  words: string,
  { before, since }: Reach,
  own: Own | null,
  atMost: number,
): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select id, at from find_cases_by_words(${pairsOf(words)}, ${patternOf(words)}, ${before.at}, ${before.id}, ${since}, ${atMost},
      ${own?.unit ?? null}, ${own?.person ?? null})`.execute(tx)
  return rows
}

/** Not more ids than this travel to and fro at once. */
const mostAtOnce = 16_384

/**
 * The newest cases with these words that `rowsOf` lets through. Asks for a page's worth first, and then for as many as
 * fill the page if the rest is let through like those before: frequent words cost one look, whatever the street has.
 */
export async function searchNewest<Row>(
  tx: Tx,
  words: string,
  reach: Reach,
  actor: Actor,
  wanted: number,
  rowsOf: (ids: readonly string[], atMost: number) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  // A unit sees one case in a hundred: the others would be found, carried here and thrown away.
  const own =
    actor.kind === 'staff' && actor.scope.kind === 'unit' && actor.unit !== null
      ? { unit: actor.unit, person: actor.id }
      : null
  let [before, looked, atMost] = [reach.before, 0, wanted]
  for (;;) {
    const hits = await findNewest(tx, words, { ...reach, before }, own, atMost)
    if (hits.length > 0) {
      const ids = hits.map((hit) => hit.id)
      rows.push(...(await rowsOf(ids, wanted - rows.length)))
    }
    if (rows.length >= wanted || hits.length < atMost) return rows
    looked += hits.length
    const likely = Math.ceil((1.2 * (wanted - rows.length) * looked) / Math.max(rows.length, 1))
    atMost = Math.min(Math.max(likely, looked), 8 * looked, mostAtOnce)
    before = hits.at(-1)!
  }
}
