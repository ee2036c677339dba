import type { Register, SeenEntry } from '#engines/registers/shared'

export interface Difference {
  readonly name: string
  readonly kind: 'equal' | 'different' | 'one' | 'masked'
}

/** How two files compare, field by field: what differs first, then what only one has. Equal masks prove nothing. */
export function differencesOf(register: Register, a: SeenEntry, b: SeenEntry): Difference[] {
  const rank = { different: 0, masked: 1, equal: 2, one: 3 } as const
  return Object.keys(register.fields)
    .flatMap((name): Difference[] => {
      const [one, other] = [a.fields[name] ?? null, b.fields[name] ?? null]
      if (one === null && other === null) return []
      if (one === null || other === null) return [{ name, kind: 'one' }]
      if (one !== other) return [{ name, kind: 'different' }]
      return [{ name, kind: a.masked.includes(name) || b.masked.includes(name) ? 'masked' : 'equal' }]
    })
    .toSorted((x, y) => rank[x.kind] - rank[y.kind])
}
