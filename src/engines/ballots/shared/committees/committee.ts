import type { Text } from '#kernel/text'

export const memberPosts = {
  chair: ['主任', 'Chair'],
  vice: ['副主任', 'Vice-chair'],
  member: ['委员', 'Member'],
  alternate: ['候补委员', 'Alternate'],
} as const satisfies Readonly<Record<string, Text>>
export type MemberPost = keyof typeof memberPosts
export const memberPostIds = Object.keys(memberPosts) as [MemberPost, ...MemberPost[]]

export interface CommitteeMember {
  readonly id: string
  readonly name: string
  readonly post: MemberPost
  /** Civil days; `left` is null while the member serves. */
  readonly joined: string
  readonly left: string | null
}

/** One term (届) of an owners' committee. Civil days in Shanghai. */
export interface CommitteeTerm {
  readonly id: string
  readonly compound: string
  readonly number: number
  /** Seats decided by the assembly: odd, 5 to 11 (指导规则). */
  readonly seats: number
  readonly from: string
  /** The last day of the term. */
  readonly to: string
  readonly members: readonly CommitteeMember[]
}

export type TermFault = 'seats_wrong' | 'term_wrong' | 'term_long' | 'members_many'

/** The end of a term of so many years that begins that day: the day before its anniversary. */
export function termEnd(from: string, years: number): string {
  const [year, month, day] = from.split('-').map(Number) as [number, number, number]
  return new Date(Date.UTC(year + years, month - 1, day - 1)).toISOString().slice(0, 10)
}

/** What is wrong with a term: 5 to 11 seats, an odd number of them, not longer than the rules allow. */
export function termFault(term: Omit<CommitteeTerm, 'id'>, longestYears: number): TermFault | null {
  if (term.seats < 5 || term.seats > 11 || term.seats % 2 === 0) return 'seats_wrong'
  if (term.to <= term.from) return 'term_wrong'
  if (term.to > termEnd(term.from, longestYears)) return 'term_long'
  return serving(term.members, term.from).length > term.seats ? 'members_many' : null
}

/** Members who hold a seat on a day; alternates hold none. */
export const serving = (members: readonly CommitteeMember[], day: string): readonly CommitteeMember[] =>
  members.filter(({ post, joined, left }) => post !== 'alternate' && joined <= day && (left === null || left > day))

/** With fewer than half of its seats filled a committee can decide nothing: a by-election is due. */
export function isShortOfMembers({ seats, members }: Pick<CommitteeTerm, 'seats' | 'members'>, day: string): boolean {
  return 2 * serving(members, day).length < seats
}
