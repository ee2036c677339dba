import type { CalledPerson } from '#engines/registers/shared'

export interface CallGroup {
  readonly committee: string | null
  readonly microGrid: string | null
  readonly people: CalledPerson[]
}

/** The people of each micro grid together, by address; those of none at the end. */
export function byMicroGrid(people: readonly CalledPerson[]): CallGroup[] {
  const groups = new Map<string, CallGroup>()
  for (const person of people) {
    const key = `${person.committee ?? '~'} ${person.microGrid ?? '~'}`
    const group = groups.get(key)
    if (group) group.people.push(person)
    else groups.set(key, { committee: person.committee, microGrid: person.microGrid, people: [person] })
  }
  const inOrder = new Intl.Collator('zh', { numeric: true })
  for (const { people: within } of groups.values())
    within.sort((a, b) => inOrder.compare(a.address ?? '', b.address ?? ''))
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}
