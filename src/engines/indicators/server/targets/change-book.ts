import { must } from '#kernel/assert'
import { err, ok, type Result } from '#kernel/result'
import { measureUnits } from '#model'
import type { Actor, Context } from '#platform/operations'
import { problemsOf, type BookFile, type BookProblem, type DecidingBook } from '#engines/indicators/shared'
import type { MeasuresDeps } from '../measures/definitions.ts'
import { lockBook, saveBook } from './books.store.ts'

type RefusalOf<R> = R extends { readonly ok: false; readonly error: infer E extends string } ? E : never

export const decidingOf = ({ actor, now }: Pick<Context, 'actor' | 'now'>): DecidingBook => ({
  by: must(actor.id, 'a member of staff'),
  unit: actor.unit,
  now,
})

/** Whoever works for the whole subdistrict may report for a unit that cannot. */
export const seesAll = (actor: Actor): boolean => actor.kind === 'staff' && actor.scope.kind === 'street'

/** Load, decide, save: one act on one book, decided while the book is held. */
export async function changeBook<R extends Result<BookFile>>(
  context: Context,
  bookId: string | undefined,
  decide: (file: BookFile, deciding: DecidingBook) => R | Promise<R>,
): Promise<Result<{ bookId: string; version: number }, RefusalOf<R> | 'book_not_found'>> {
  const { tx, street } = context
  const file = bookId === undefined ? undefined : await lockBook(tx, street, bookId)
  if (!file) return err('book_not_found')
  const decided = await decide(file, decidingOf(context))
  if (!decided.ok) return err(decided.error as RefusalOf<R>)
  const patch = await saveBook(tx, street, file, decided.value)
  context.subject('target_book', file.book.id)
  context.changed(patch)
  return ok({ bookId: file.book.id, version: decided.value.book.version })
}

/** What was not found with a part of a book is the part. */
export function named<T, E extends string, N extends string>(
  result: Result<T, E | 'book_not_found'>,
  name: N,
): Result<T, E | N> {
  if (result.ok || result.error !== 'book_not_found') return result as Result<T, E>
  return err(name)
}

export function problemsIn(deps: MeasuresDeps, file: BookFile, total: number): BookProblem[] {
  const units = new Map(deps.measures.map(({ key, measure }) => [key, measureUnits[measure.unit].label[0] as string]))
  return problemsOf(file, (key) => units.get(key), total)
}
