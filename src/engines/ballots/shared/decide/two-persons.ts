interface Hand {
  readonly id: string
  readonly name: string
}

/** Two spellings of one name are one name: width, blanks and the dot in names do not tell people apart. */
const spelt = (name: string): string => name.normalize('NFKC').replace(/[\s·•・.]/g, '').toLowerCase() // prettier-ignore

/**
 * Whether two who signed are one person: by their account, or by their name where they came with two. Whoever shares
 * a name with a colleague has to be told apart by it, with an addition such as （二居）.
 */
export const isSamePerson = (one: Hand, other: Hand): boolean =>
  one.id === other.id || spelt(one.name) === spelt(other.name)

/** Of many, whether each is another person. */
export const areDifferentPersons = (all: readonly Hand[]): boolean =>
  all.every((one, at) => all.slice(at + 1).every((other) => !isSamePerson(one, other)))

/** Why who comes second may not be the second hand; null: another person. */
export function secondHandFault(first: Hand, second: Hand): 'own_entry' | 'same_person' | null {
  if (first.id === second.id) return 'own_entry'
  return isSamePerson(first, second) ? 'same_person' : null
}
