import type { SeenEntry } from '#engines/registers/shared'

/** On which floor a home lies: as registered, otherwise as its number says (1203 → 12, 302 → 3). */
export function floorOf(home: Pick<SeenEntry, 'fields'>): number | null {
  const said = home.fields['floor']
  if (typeof said === 'number') return said
  const [, digits] = /^(\d{3,4})(?!\d)/.exec(String(home.fields['room'] ?? '')) ?? []
  return digits ? Number(digits.slice(0, -2)) : null
}

/** The homes of a building, floor by floor from the top, on each floor as they are numbered. */
export function byFloor<H extends Pick<SeenEntry, 'fields' | 'title'>>(
  homes: readonly H[],
): { floor: number | null; homes: H[] }[] {
  const floors = new Map<number | null, H[]>()
  for (const home of homes) {
    const floor = floorOf(home)
    floors.set(floor, [...(floors.get(floor) ?? []), home])
  }
  const room = (home: H) => String(home.fields['room'] ?? home.title)
  return [...floors]
    .map(([floor, on]) => ({
      floor,
      homes: on.toSorted((a, b) => room(a).localeCompare(room(b), 'zh', { numeric: true })),
    }))
    .toSorted((a, b) => (b.floor ?? -99) - (a.floor ?? -99))
}
