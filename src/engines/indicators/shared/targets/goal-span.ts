import type { TargetGoal } from './book.ts'
import { periodOf } from '#model'

/** The days over which a goal of a book is counted, as they are on one of the days of the book's year. Both included. */
export function goalSpan(
  { period }: Pick<TargetGoal, 'period'>,
  year: number,
  day: string,
): { readonly from: string; readonly to: string } {
  switch (period) {
    case 'year':
    case 'assessment':
      return periodOf(period, `${year}-06-30`)
    default:
      return periodOf(period, day)
  }
}
